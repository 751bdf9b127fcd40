"""Owns lists too long to read whole: any place in them, where one event stands, and what lies around it."""

from datetime import date

import pytest

from geo.errors import BadSelection
from geo.store import event_store
from geo.store.grid import WORLD_UNITS, project_lat, project_lon
from geo.store.nearby import box_around, keep_within
from geo.store.selection import Selection

FEB = [{"event_date": f"2020-02-{n % 28 + 1:02d}", "fatalities": None if n % 3 else n} for n in range(60)]


def ids(page):
    return [row["event_id"] for row in page.rows]


@pytest.mark.parametrize("order", ["start_day", "fatalities", "event_id"])
@pytest.mark.parametrize("is_descending", [False, True])
def test_a_list_has_one_order_however_deep_it_is_read(store_of, monkeypatch, order, is_descending):
    store = store_of(*FEB)
    whole = ids(store.page(Selection(), order=order, is_descending=is_descending))
    monkeypatch.setattr(event_store, "DEEP_ROWS", -1)
    pieces = [
        store.page(Selection(), skip=skip, take=7, order=order, is_descending=is_descending) for skip in range(0, 63, 7)
    ]
    assert [event_id for page in pieces for event_id in ids(page)] == whole
    assert {page.total for page in pieces} == {60}


@pytest.mark.parametrize("order", ["start_day", "fatalities"])
@pytest.mark.parametrize("is_descending", [False, True])
def test_an_event_stands_where_the_list_shows_it(store_of, order, is_descending):
    store = store_of(*FEB)
    window = Selection(date(2020, 2, 3), date(2020, 2, 20))
    listed = ids(store.page(window, order=order, is_descending=is_descending))
    for n, event_id in enumerate(listed):
        assert store.place_in(event_id, window, order=order, is_descending=is_descending) == (n, len(listed))


def test_an_event_that_is_not_in_the_list_has_no_place_in_it(store_of):
    store = store_of({"event_date": "2020-02-01"}, {"event_date": "2020-03-01"})
    window = Selection(date(2020, 2, 1), date(2020, 2, 2))
    assert store.place_in("e1", window) == (None, 1)
    assert store.place_in("no such event", window) == (None, 1)
    with pytest.raises(BadSelection, match="colour"):
        store.place_in("e0", window, order="colour")


def test_others_here_come_nearest_in_time_first_and_from_any_time(store_of):
    store = store_of(
        {"event_date": "2020-02-10"}, {"event_date": "2020-03-10"}, {"event_date": "2020-02-08"},
        {"event_date": "2020-02-10", "location": "Ariha"}, {"event_date": "2020-02-11", "event_type": "Protests"},
    )  # fmt: skip
    window = Selection(date(2020, 2, 10), date(2020, 2, 10))
    here = store.others_here(store.event("e0"), window)
    assert (ids(here), here.total) == (["e4", "e2", "e1"], 4)
    battles = store.others_here(store.event("e0"), Selection(event_types=("Battles",)), most=1)
    assert (ids(battles), battles.total) == (["e2"], 3)


def test_the_same_day_nearby_is_within_25_km_and_elsewhere(store_of):
    def at(location, lat, day="2020-02-10", **more):
        return {"location": location, "latitude": lat, "longitude": 36.8, "event_date": day, **more}

    store = store_of(
        at("Middle", 36.0), at("Middle", 36.0), at("Far", 36.24), at("Near", 36.1), at("Farther", 36.5),
        at("Near", 36.1, "2020-02-11"), at("Lasting", 36.05, "2020-02-01", end_date="2020-02-20"),
        at("Nowhere", None) | {"longitude": None},
    )  # fmt: skip
    near = store.same_days_nearby(store.event("e0"), Selection(date(2019, 1, 1), date(2019, 1, 2)))
    assert (ids(near), near.total) == (["e6", "e3"], 2)
    # A degree of latitude is 110.9 km at 36° N.
    assert [round(row["distance_km"], 1) for row in near.rows] == [5.5, 11.1]
    assert store.same_days_nearby(store.event("e7"), Selection()).rows == []
    assert len(store.same_days_nearby(store.event("e0"), Selection(), most=1).rows) == 1


def test_nearby_crosses_the_180th_meridian(store_of):
    store = store_of(
        {"location": "West", "latitude": 0.0, "longitude": 179.95},
        {"location": "East", "latitude": 0.0, "longitude": -179.95},
    )
    (row,) = store.same_days_nearby(store.event("e0"), Selection()).rows
    assert row["distance_km"] == pytest.approx(11.13, abs=0.01)


@pytest.mark.parametrize("lat", [-84.0, -36.0, 0.0, 60.0, 84.0])
def test_the_box_holds_the_whole_circle(lat):
    from pyproj import Geod

    x, y = int(project_lon(20.0)), int(project_lat(lat))
    x0, y0, x1, y1 = box_around(x, y, 25)
    for bearing in range(0, 360, 15):
        lon, edge, _ = Geod(ellps="WGS84").fwd(20.0, lat, bearing, 25_000)
        assert x0 <= project_lon(lon) <= x1
        assert y0 <= project_lat(edge) <= y1
    assert (x1 - x0) % WORLD_UNITS < WORLD_UNITS / 50


def test_nothing_is_within_reach_of_nothing():
    assert keep_within([], 0, 0, 25) == []
