"""Owns a small brief and its events, for the tests of the interactive page."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.briefing.interactive import write_html
from dashboard.briefing.page_events import PageEvent
from dashboard.figures.palette import LIGHT
from dashboard.figures.sheet.brief import Box, Brief, KeyEvent, LegendRow, MapPart, Strip
from dashboard.view import Camera

MAP_BOX = Box(0, 0, 800, 500)
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WINDOW = (date(2020, 2, 5), date(2020, 2, 8))
CAMERA = Camera(36.7, 35.8, 8)
PICTURE = (
    '<rect x="-400" y="-250" width="1600" height="1000" fill="#f6f4ee"/><circle cx="400" cy="250" r="1.7"/>'
    '<text x="400" y="266" font-size="12" text-anchor="middle">Saraqib</text>'
)
LINK = "https://atlas.example/?from=2020-02-05&to=2020-02-08"

EVENT = PageEvent(
    event_id="E-1", first_day=date(2020, 2, 6), last_day=date(2020, 2, 6), from_day=date(2020, 2, 6),
    until_day=date(2020, 2, 6), lon=36.7, lat=35.8, is_region=False, radius_km=1.5, side="Syrian government",
    colour="#c8452e", type="Battles", icon="battle", place="Saraqib, Idlib", days="6 Feb 2020",
    what="The army entered Saraqib.", kind="Battles · Armed clash", fatalities=3, deaths="3 reported",
    confidence="confirmed", sources=(("TASS", "Army in Saraqib", "2020-02-06", "https://tass.example/1"),),
    citation="The army entered Saraqib. Cited.", number=1,
)  # fmt: skip


def on(event_id, first, last=None, **changes):
    """The same event with another id, on other days."""
    last = last or first
    days = {"first_day": first, "last_day": last, "from_day": first, "until_day": last}
    return replace(EVENT, event_id=event_id, number=None, **{**days, **changes})


EVENTS = (
    EVENT,
    on("E-2", date(2020, 2, 8), what="A second report from the same place.", side="Türkiye", colour="#165cc1"),
    on("E-3", date(2020, 2, 3), lon=37.4, what="Before the window."),
    on("E-4", date(2020, 2, 10), date(2020, 2, 12), lon=36.0, what="After the window.", fatalities=None),
    on("E-5", date(2020, 2, 7), lon=None, lat=None, place="", what="Nobody says where."),
    on("E-6", date(2020, 2, 7), lon=32.8, lat=39.9, place="Ankara", what="Far beyond the map."),
)

KEY_EVENT = KeyEvent(
    number=1, event_id="E-1", days="6 Feb 2020", place="Saraqib, Idlib", what="The army entered Saraqib.",
    kind="Battles", side="government", colour="#c8452e", deaths="3 killed", confidence="confirmed", sources="TASS",
    citation="Cited.", lon=36.7, lat=35.8,
)  # fmt: skip

MAP = MapPart(
    camera=CAMERA, marks={}, lines=[], layers=[], window=WINDOW, shown=frozenset(), sides=[], icons=[],
    numbered=[KEY_EVENT],
)  # fmt: skip

BRIEF = Brief(
    title="North-west Syria", subtitle="Along the M5", days="5–8 Feb 2020", counts="4 of 6 events",
    deaths="6 deaths reported", events=4, map=MAP,
    legend=[LegendRow("heading", "Sides"), LegendRow("side", "Syrian government", "#c8452e"),
            LegendRow("type", "Battles", icon="battle"), LegendRow("line", "Front", "#222222", status="claimed")],
    strip=Strip([], date(2020, 2, 13), [], [], WINDOW, [(date(2020, 2, 8), "M5 completed")]),
    key_events=[KEY_EVENT], rule="1 of 4 events: most deaths", sources="TASS, as of 23 Nov 2026",
    marking="TLP:GREEN", marking_ink="#ffffff", marking_ground="#1b7a3d", logo="", link=LINK, palette=LIGHT,
)  # fmt: skip


def write_page(brief=BRIEF, events=EVENTS, **choices):
    """Write the page of the samples."""
    return write_html(brief, PICTURE, events, map_box=MAP_BOX, made_at=MADE_AT, **choices)
