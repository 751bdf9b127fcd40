"""A brief: all that a sheet, a slide or a page says of a view, as plain data; nothing on it is asked for later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.palette import Palette
from dashboard.view import Camera
from geo.layers.layer import Layer


@dataclass(frozen=True)
class Box:
    """A rectangle on a sheet.

    Attributes:
        x: Left edge, pixels from the left of the sheet.
        y: Upper edge, pixels from the top.
        width: In pixels.
        height: In pixels.
    """

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class KeyEvent:
    """One event of the numbered list.

    Attributes:
        number: As it stands in the list and on the map, from 1.
        event_id: Its id.
        days: `7–9 Feb 2020`, and "about" before a day that is not known.
        place: `Saraqib, Idlib`.
        what: Its sentence, or its type where there is none.
        kind: `Battles · Government regains territory`.
        side: Id of the side that acts.
        colour: Colour of that side, `#rrggbb`.
        deaths: `3 killed`; empty where the report does not say.
        confidence: `confirmed`, `reported` or `claimed`.
        sources: Publishers, `Al Arabiya, TASS`.
        citation: Everything one needs to find it again, as `dashboard.citing.cite_event` writes it.
        lon: Degrees east; None when it is not on the map.
        lat: Degrees north; None when it is not on the map.
    """

    number: int
    event_id: str
    days: str
    place: str
    what: str
    kind: str
    side: str
    colour: str
    deaths: str
    confidence: str
    sources: str
    citation: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True)
class LegendRow:
    """One row of the legend: something that is on the map of this sheet.

    Attributes:
        sign: `side`, `type`, `region`, `ring`, `movement`, `stretch`, `area`, `line`, `point` or `heading`.
        label: What it says.
        colour: `#rrggbb`; empty for the ink of the theme.
        icon: Name of the icon of an event type, a file of `dashboard/assets/icons`; empty for none.
        status: Of a layer's feature: `claimed`, `surrounded`, …; empty for none.
    """

    sign: str
    label: str
    colour: str = ""
    icon: str = ""
    status: str = ""


@dataclass(frozen=True)
class MapPart:
    """What the map of a sheet shows.

    Attributes:
        camera: Middle and zoom of the map in pixels of the sheet (at zoom 0 the world is 512 px wide).
        marks: Columns of `dashboard.figures.marks.describe_marks` for the whole of the map's box.
        lines: Movements and stretches of road, as `EventStore.lines` answers.
        layers: Dated overlays that are switched on.
        window: First and last day.
        shown: Ids of what is switched on (`movements`, `rings`, `provinces`, `rivers`, `names`, ids of layers).
        sides: Colour of each side by its code, `#rrggbb`.
        icons: Name of the icon of each event type by its code.
        numbered: Events of the list that lie on the map.
        area: Corners of an area drawn as a filter, [longitude, latitude]; empty for none.
    """

    camera: Camera
    marks: Mapping[str, list]
    lines: Sequence[Mapping]
    layers: Sequence[Layer]
    window: tuple[date, date]
    shown: frozenset[str]
    sides: Sequence[str]
    icons: Sequence[str]
    numbered: Sequence[KeyEvent] = ()
    area: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class Strip:
    """The timeline: a stacked bar for each step of all the data, and the window in it.

    Attributes:
        starts: First day of each bar, in order.
        after: The day after the last bar.
        counts: Events of each bar by side, in the order of `colours`; what the filters keep.
        colours: Colour of each side, `#rrggbb`.
        window: First and last day.
        stops: Days with a name.
        step: `day`, `week`, `month` or `year`.
    """

    starts: Sequence[date]
    after: date
    counts: Sequence[Sequence[int]]
    colours: Sequence[str]
    window: tuple[date, date]
    stops: Sequence[tuple[date, str]] = ()
    step: str = "day"


@dataclass(frozen=True)
class Brief:
    """All that a sheet says.

    Attributes:
        title: As proposed from the view, or as written; any text.
        subtitle: Likewise.
        days: `7–9 Feb 2020`.
        counts: `23 of 141 events · 4 imprecise`.
        deaths: `212 deaths reported · 30 events do not say`; empty when there are no events.
        events: How many events the view holds.
        map: The map.
        legend: What is on the map, in words.
        strip: The timeline; None when the data has no days.
        key_events: The numbered list.
        rule: How the listed events were chosen: `8 of 23 events: most deaths, then best confirmed, then latest`.
        sources: Publishers, as-of time, "schematic roads", data licences: what stands at the foot.
        marking: `UNCLASSIFIED`, `TLP:AMBER`, free text; empty for none.
        marking_ink: Colour of its letters, `#rrggbb`.
        marking_ground: Colour behind them, `#rrggbb`.
        logo: A picture as a `data:` URI; empty for none.
        link: Address of the view; what follows the question mark is enough to open it again.
        palette: Colours of the theme.
        is_dark: Whether that is a dark one.
    """

    title: str
    subtitle: str
    days: str
    counts: str
    deaths: str
    events: int
    map: MapPart
    legend: Sequence[LegendRow]
    strip: Strip | None
    key_events: Sequence[KeyEvent]
    rule: str
    sources: str
    marking: str
    marking_ink: str
    marking_ground: str
    logo: str
    link: str
    palette: Palette
    is_dark: bool = False
