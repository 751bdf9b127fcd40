"""Owns what the browser is given to draw: valid figures, and payloads that depend on nothing but their input."""

import copy
import json
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.figures.basemap import FILES, NAMES, PROVINCES, RIVERS, build_style
from dashboard.figures.map import build_map
from dashboard.figures.marks import describe_marks
from dashboard.figures.palette import THEMES
from dashboard.figures.timeline import describe_bars
from dashboard.opening import choose_camera, choose_window, name_theatre
from dashboard.settings import Settings
from geo.layers.folder import LayerFolder
from geo.store.histogram import Step
from geo.store.selection import Selection, Viewport
from geo.vocabulary import read_vocabulary
from tests.geo.store.conftest import build

DATA = Settings().data_folder
LAYERS = LayerFolder(DATA / "layers", read_vocabulary(DATA / "vocabulary")).current().layers
WINDOW = (date(2020, 2, 5), date(2020, 2, 17))
THEATRE = Viewport(35.0, 34.5, 38.0, 37.0, 8.0)


def draw(theme="light", shown=frozenset({"roads", "observation_posts"}), hidden=frozenset()):
    return build_map(theme, LAYERS, shown, hidden, WINDOW, (36.6, 35.9), 8.4)


@pytest.mark.parametrize("theme", THEMES)
def test_graph_objects_accepts_the_map(theme):
    drawn = draw(theme)
    figure = go.Figure(drawn)
    assert figure.layout.map.zoom == 8.4
    assert figure.layout.map.center.lon == 36.6
    assert json.loads(json.dumps(drawn)) == drawn


def test_the_same_input_gives_the_same_map():
    assert draw() == draw()


def test_every_source_of_the_map_is_served_by_the_atlas():
    style = draw()["layout"]["map"]["style"]
    assert all(source["data"].startswith("/") for source in style["sources"].values())
    assert not {"glyphs", "sprite"} & style.keys()
    used = {layer["source"] for layer in style["layers"] if "source" in layer}
    assert used <= style["sources"].keys()
    assert all((DATA / "basemap" / f"{name}.geojson").exists() for name in FILES)


def test_what_is_switched_off_is_not_drawn():
    assert draw(shown=frozenset()) != draw()
    every = {layer["id"] for layer in build_style(THEMES["light"])["layers"]}
    for part in (PROVINCES, RIVERS, NAMES):
        fewer = {layer["id"] for layer in build_style(THEMES["light"], frozenset({part}))["layers"]}
        assert fewer < every


def test_marks_are_described_column_by_column_and_leave_their_input_alone(opened):
    marks = opened.store.marks(Selection(*WINDOW), THEATRE)
    before = copy.deepcopy(marks)
    described = describe_marks(marks, opened.store.places, 9.0)
    assert {len(column) for column in described.values()} == {len(marks)}
    assert described["events"] == sorted(described["events"], reverse=True)
    assert json.loads(json.dumps(described)) == described
    assert describe_marks(before, opened.store.places, 9.0) == described


def test_bars_hold_all_in_grey_and_what_filters_keep_by_side(opened):
    everything = opened.store.histogram(Selection(), Step.WEEK)
    kept = opened.store.histogram(Selection(sides=("turkiye",)), Step.WEEK)
    bars = describe_bars(everything, kept)
    assert len(bars["starts"]) == len(bars["all"]) + 1
    assert sum(map(sum, bars["groups"])) == sum(bars["groups"][opened.store.sides.index("turkiye")])
    assert all(sum(side) <= all_events for *side, all_events in zip(*bars["groups"], bars["all"], strict=True))


def test_the_page_opens_with_the_busiest_seventh(opened):
    store = opened.store
    first, last = choose_window(store)
    busiest = store.summary(Selection(first, last)).events
    length = (last - first).days + 1
    assert length == round(((store.last_day - store.first_day).days + 1) / 7)
    for start in range(store.first_day.toordinal(), store.last_day.toordinal() - length + 2):
        other = Selection(date.fromordinal(start), date.fromordinal(start + length - 1))
        bars = store.histogram(Selection(), Step.DAY)
        inside = [n for n, day in enumerate(bars.starts[:-1]) if other.first_day <= day <= other.last_day]
        assert (bars.by_group - bars.unsure)[inside].sum() <= sum_between(bars, first, last)
    assert busiest > 0


def sum_between(bars, first, last):
    return (bars.by_group - bars.unsure)[[n for n, day in enumerate(bars.starts[:-1]) if first <= day <= last]].sum()


def test_the_page_opens_on_the_theatre_and_names_it(opened):
    camera = choose_camera(opened.store)
    assert 35 < camera.lat < 37
    assert 35.5 < camera.lon < 38
    assert 6 < camera.zoom < 10
    assert name_theatre(opened.store) == "Idlib and Aleppo, Syria"


def test_the_page_opens_on_doubtful_days_where_no_other_is(tmp_path):
    store = build(tmp_path / "e.duckdb", [
        {"event_date": day, "time_precision": 2, "end_date": None}
        for day in ("2020-01-05", "2020-03-20", "2020-03-21", "2020-04-30")
    ])  # fmt: skip
    first, last = choose_window(store)
    assert first <= date(2020, 3, 21) <= last
    store.close()
