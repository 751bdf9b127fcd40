"""Owns what a map shows: places near each other are one mark, no event is lost, and a mark can be asked for again."""

import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import BadSelection
from geo.store.density import MOST_DENSITY_CELLS
from geo.store.grid import MAX_CELLS, Cells, project_lat, project_lon, units_per_px
from geo.store.merging import CLEAR_PX, LARGEST_PX, MERGE_PX, SMALLEST_PX, UNIT_PX, choose_unit_px, size_marks
from geo.store.selection import Selection, Viewport
from tests.geo.store.conftest import build

ALL = Selection()
WORLD = Viewport(zoom=1.0)
MOST_MARKS = 2_000
ZOOM = 8.0


def pixels_east(px, zoom=ZOOM, lon=36.0):
    """The longitude that many screen pixels east of another."""
    return lon + px * units_per_px(zoom) * 360 / 2**24


def around(zoom=ZOOM):
    return Viewport(35.0, 34.0, 38.0, 37.0, zoom)


@pytest.mark.parametrize(("px", "marks"), [(MERGE_PX - 2, 1), (MERGE_PX + 2, 2)])
def test_places_nearer_than_24_px_are_one_mark_and_farther_ones_two(store_of, px, marks):
    store = store_of({"longitude": 36.0, "latitude": 35.5}, {"longitude": pixels_east(px), "latitude": 35.5})
    found = store.marks(ALL, around())
    assert len(found) == marks
    assert found.events.sum() == 2


def test_a_large_mark_takes_the_places_that_its_circle_would_cover(store_of):
    at_its_rim = {"longitude": pixels_east(LARGEST_PX + CLEAR_PX - 2)}
    store = store_of(*[{"longitude": 36.0}] * 9, at_its_rim)
    assert store.marks(ALL, around()).events.tolist() == [10]
    beyond = {"longitude": pixels_east(LARGEST_PX + CLEAR_PX + 2)}
    store = store_of(*[{"longitude": 36.0}] * 9, beyond)
    assert sorted(store.marks(ALL, around()).events.tolist()) == [1, 9]


@pytest.mark.parametrize("most", [0, 1, 9, 10, 11, 12, 1_000, 3_000_000])
def test_the_largest_mark_fits_and_areas_stay_in_proportion(most):
    unit = choose_unit_px(most)
    assert size_marks(np.array([most]), unit)[0] <= LARGEST_PX
    large, larger = size_marks(np.array([1_000, 4_000]), UNIT_PX)
    assert larger == 2 * large
    assert size_marks(np.array([1]), UNIT_PX / 1_000)[0] == SMALLEST_PX


def test_two_windows_share_their_marks_and_know_each_other(store_of):
    later = {"event_date": "2020-02-20"}
    near, far = {"longitude": pixels_east(MERGE_PX - 4)}, {"longitude": 37.5}
    store = store_of({"longitude": 36.0}, {"longitude": 36.0}, {**later, **near}, {**later, **far})
    first = Selection(first_day=date(2020, 2, 1), last_day=date(2020, 2, 10))
    second = Selection(first_day=date(2020, 2, 11), last_day=date(2020, 2, 28))
    (ours, of_theirs), (theirs, of_ours) = store.marks_of_two(first, second, around())
    assert (ours.events.tolist(), of_theirs.tolist()) == ([2], [1])
    assert sorted(zip(theirs.events.tolist(), of_ours.tolist(), strict=True)) == [(1, 0), (1, 2)]
    assert set(ours.cells) < set(theirs.cells)
    for selection, marks in ((first, ours), (second, theirs)):
        for events, cells in zip(marks.events.tolist(), marks.cells, strict=True):
            assert store.page(selection, cells=cells).total == events


def test_two_windows_without_events_have_no_marks(store_of):
    store = store_of({})
    empty = Selection(first_day=date(2021, 1, 1), last_day=date(2021, 1, 2))
    assert [len(marks) for marks, _ in store.marks_of_two(empty, empty, around())] == [0, 0]
    assert [len(marks) for marks, _ in store.marks_of_two(ALL, empty, around())] == [1, 0]


def test_a_line_is_a_stretch_of_road_unless_it_is_a_movement(store_of):
    way = shapely.LineString([(36.8, 35.8), (36.9, 35.9)])
    moving = {"event_type": "Military movement"}
    store = store_of(
        {"road": "M5", "geometry": way},
        {"road": "M5", **moving, "geometry": way},
        {"geometry": way},
        {"geometry": None},
    )
    found = {line["event_id"]: line["is_stretch"] for line in store.lines(ALL, around())}
    assert found == {"e0": True, "e1": False, "e2": False}


def test_a_density_loses_no_event_and_has_few_cells(store_of):
    chance = np.random.default_rng(5)
    spots = zip(chance.uniform(-180, 180, 9_000), chance.uniform(-80, 80, 9_000), strict=True)
    store = store_of(*({"longitude": lon, "latitude": lat} for lon, lat in spots))
    for zoom in (1.0, 6.0):
        found = store.density(ALL, Viewport(zoom=zoom))
        assert found.events.sum() == 9_000
        assert len(found.events) <= MOST_DENSITY_CELLS
    assert len(store.density(Selection(text="nowhere"), WORLD).events) == 0


def test_zooming_in_parts_what_was_one_mark(store_of):
    store = store_of({"longitude": 36.0}, {"longitude": pixels_east(MERGE_PX - 2)})
    assert [len(store.marks(ALL, around(zoom))) for zoom in (ZOOM - 1, ZOOM, ZOOM + 1)] == [1, 1, 2]


def test_a_mark_stands_at_the_mean_of_its_events(store_of):
    store = store_of({"longitude": 36.0}, {"longitude": 36.0}, {"longitude": pixels_east(12)})
    assert store.marks(ALL, around()).lon[0] == pytest.approx(pixels_east(4), abs=1e-4)


def test_a_mark_counts_sides_and_types(store_of):
    store = store_of({}, {"actor1": "Military Forces of Turkey", "event_type": "Protests"}, {"actor1": "Nobody known"})
    found = store.marks(ALL, around())
    sides = dict(zip(store.sides, found.by_side[0].tolist(), strict=True))
    types = dict(zip(store.event_types, found.by_type[0].tolist(), strict=True))
    assert {name: n for name, n in sides.items() if n} == {"government": 1, "turkiye": 1, "others": 1}
    assert {name: n for name, n in types.items() if n} == {"Battles": 2, "Protests": 1}


def test_a_mark_is_a_region_only_where_all_its_events_are(store_of):
    region = {"geo_precision": 3, "radius_km": 40.0}
    far = {"longitude": 37.5}
    found = store_of(region, {}, {**region, **far}).marks(ALL, around())
    by_place = dict(zip(np.round(found.lon, 1).tolist(), found.is_region.tolist(), strict=True))
    assert by_place == {36.8: False, 37.5: True}
    assert found.radius_km.tolist() == [40.0, 40.0]


def test_a_view_across_the_180th_meridian_holds_both_its_halves(store_of):
    store = store_of(
        *({"longitude": lon, "latitude": 0.0, "location": str(lon)} for lon in (179.5, -179.5, 0.0, 170.0))
    )
    view = Viewport(175.0, -5.0, -175.0, 5.0, 6.0)
    assert sorted(row["location"] for row in store.page(ALL, view).rows) == ["-179.5", "179.5"]
    assert store.marks(ALL, view).events.sum() == 2


def test_events_without_a_place_are_on_no_map_but_counted(store_of):
    store = store_of({}, {"latitude": None, "longitude": None, "geo_precision": None, "radius_km": None})
    assert store.marks(ALL, WORLD).events.sum() == 1
    assert store.page(ALL, WORLD).total == 1
    assert store.page(ALL).total == 2
    assert store.summary(ALL).unplaced == 1


def test_a_mark_can_be_asked_for_by_its_name(store_of):
    store = store_of({}, {}, {"longitude": 37.5, "location": "elsewhere"})
    found = store.marks(ALL, around())
    for events, cells in zip(found.events.tolist(), found.cells, strict=True):
        assert store.page(ALL, cells=Cells.parse(str(cells))).total == events


cells = st.tuples(st.integers(0, 2**24 - 1), st.integers(0, 2**24 - 1))


@given(st.integers(0, 24), st.lists(cells, min_size=1, max_size=20))
def test_the_name_of_a_mark_survives_a_round_trip(bits, places):
    named = Cells(bits, tuple(places))
    assert Cells.parse(str(named)) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1:",
        "1:2",
        "99:1.2",
        "-1:1.2",
        "1:1.2-",
        "1:1.2;drop",
        "١:1.2",
        "1:" + "-".join(["1.1"] * (MAX_CELLS + 1)),
    ],
)
def test_what_names_no_mark_is_refused(text):
    with pytest.raises(BadSelection):
        Cells.parse(text)


def test_positions_survive_the_grid():
    lon, lat = np.array([-180.0, 0.0, 36.806, 179.999]), np.array([-85.0, 0.0, 35.864, 85.0])
    from geo.store.grid import unproject

    back_lon, back_lat = unproject(project_lon(lon), project_lat(lat))
    assert back_lon == pytest.approx(lon, abs=3e-5)
    assert back_lat == pytest.approx(lat, abs=3e-5)


places = st.tuples(st.floats(-180, 180), st.floats(-84, 84))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(places, min_size=1, max_size=8), st.floats(0, 12))
def test_no_event_of_a_view_is_lost_or_counted_twice(spots, zoom):
    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder) / "e.duckdb", [{"longitude": lon, "latitude": lat} for lon, lat in spots])
        found = store.marks(ALL, Viewport(zoom=zoom))
        assert (
            found.events.sum() == store.page(ALL, Viewport(zoom=zoom)).total == store.summary(ALL).events == len(spots)
        )
        assert sum(store.page(ALL, cells=cells).total for cells in found.cells) == len(spots)
        store.close()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 16))
def test_a_view_never_holds_more_marks_than_a_screen(seed, zoom):
    chance = np.random.default_rng(seed)
    spots = zip(chance.uniform(-180, 180, 6_000), chance.uniform(-84, 84, 6_000), strict=True)
    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder) / "e.duckdb", [{"longitude": lon, "latitude": lat} for lon, lat in spots])
        found = store.marks(ALL, Viewport(zoom=zoom))
        assert len(found) <= MOST_MARKS
        assert found.events.sum() == 6_000
        store.close()
