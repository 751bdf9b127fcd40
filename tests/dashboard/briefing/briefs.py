"""Small briefs made by hand, for the tests of everything that is made of a brief."""

import base64
import io
from dataclasses import replace
from datetime import date

from PIL import Image

from dashboard.figures.palette import LIGHT
from dashboard.figures.sheet.brief import Brief, KeyEvent, LegendRow, MapPart, Strip
from dashboard.view import Camera

RED, GREEN, BLUE, PURPLE, GREY = "#c8452f", "#12805c", "#2457c5", "#8a5bb0", "#66707a"
WINDOW = (date(2020, 2, 7), date(2020, 2, 9))
SENTENCES = (
    "State television announced control of all Saraqib after the army drove in along the M5 from the south.",
    "Shelling hit the observation post at Taftanaz.",
    "A Turkish convoy of some 300 vehicles crossed at Kafr Lusin and moved towards Idlib and the posts around Saraqib, "
    "while talks went on in Ankara.",
    "Air strikes on Ariha and villages around it.",
)
PLACES = ("Saraqib, Idlib", "Taftanaz, Idlib", "Kafr Lusin crossing, Idlib", "Ariha, Idlib")
SIDES = (
    ("Syrian government", RED),
    ("Opposition, HTS", GREEN),
    ("Türkiye", BLUE),
    ("Russia", PURPLE),
    ("Others", GREY),
)
TYPES = (("Battles", "battle"), ("Explosions, remote violence", "explosion"), ("Military movement", "movement"))
LEGEND = (
    *(LegendRow("side", label, colour) for label, colour in SIDES),
    *(LegendRow("type", label, icon=icon) for label, icon in TYPES),
    LegendRow("region", "Region only"),
    LegendRow("movement", "Movement", BLUE),
    LegendRow("line", "M4 and M5 (schematic)", "#c9a24a"),
    LegendRow("point", "Observation post · surrounded", status="surrounded"),
)
NO_MAP = MapPart(
    Camera(36.7, 35.9, 8.0), {"lon": [], "lat": []}, (), (), WINDOW, frozenset(), [colour for _, colour in SIDES], ()
)


def make_event(number: int, **changes: object) -> KeyEvent:
    """Make an event of the list; every fourth is alike."""
    turn = (number - 1) % 4
    event = KeyEvent(
        number=number,
        event_id=f"idlib-2020-{number:04d}",
        days=("8 Feb 2020", "about 3–10 Feb 2020", "7–9 Feb 2020", "9 Feb 2020")[turn],
        place=PLACES[turn],
        what=SENTENCES[turn],
        kind="Battles · Government regains territory",
        side=("government", "opposition", "turkiye", "russia")[turn],
        colour=(RED, GREEN, BLUE, PURPLE)[turn],
        deaths=("", "3 killed", "", "11 killed")[turn],
        confidence=("confirmed", "reported", "reported", "claimed")[turn],
        sources=("Al Arabiya, TASS", "Anadolu", "Reuters", "Enab Baladi")[turn],
        citation=f"{SENTENCES[turn]} 8 Feb 2020, {PLACES[turn]}. Al Arabiya, “Headline {number}”, 8 Feb 2020, "
        f"https://example.org/{number} . Event idlib-2020-{number:04d}, Conflict Atlas, accessed 1 Mar 2020.",
        lon=36.8 + number / 100,
        lat=35.86,
    )
    return replace(event, **changes)


def make_events(count: int) -> list[KeyEvent]:
    """Make so many events of the list."""
    return [make_event(number) for number in range(1, count + 1)]


def make_brief(**changes: object) -> Brief:
    """Make a brief of North-west Syria in February 2020 with five listed events; fields can be changed."""
    brief = Brief(
        title="North-west Syria, 7–9 February 2020",
        subtitle="Saraqib changes hands; a Turkish convoy enters Idlib",
        days="7–9 Feb 2020",
        counts="23 of 141 events · 4 imprecise",
        deaths="212 deaths reported · 9 events do not say",
        events=23,
        map=NO_MAP,
        legend=LEGEND,
        strip=Strip([date(2020, 2, day) for day in range(1, 15)], date(2020, 2, 15), [[1, 2, 3, 0, 1]] * 14,
                    [colour for _, colour in SIDES], WINDOW),
        key_events=make_events(5),
        rule="5 of 23 events: most deaths, then best confirmed, then latest",
        sources="Sources: Al Arabiya, Anadolu, Enab Baladi, Reuters, TASS. As of 1 March 2020, 09:00 UTC. "
        "Roads are schematic. "
        "Places: GeoNames (CC BY 4.0). Outlines: Natural Earth (public domain).",
        marking="",
        marking_ink="#ffffff",
        marking_ground="#12805c",
        logo="",
        link="http://localhost:8050/?from=2020-02-07&to=2020-02-09",
        palette=LIGHT,
    )  # fmt: skip
    return replace(brief, **changes)


def make_picture(width: int = 800, height: int = 500, colour: str = "#dfe8ee") -> bytes:
    """Make a plain PNG."""
    kept = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(kept, "PNG")
    return kept.getvalue()


def make_logo() -> str:
    """Make a logo as a `data:` URI."""
    return "data:image/png;base64," + base64.b64encode(make_picture(200, 100, BLUE)).decode()
