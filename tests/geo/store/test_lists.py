"""Owns lists of events: their columns, their order, how they leave as a table, and the names they hold."""

from datetime import date

import pytest
import shapely

from geo.errors import BadSelection
from geo.schema import COLUMN_NAMES
from geo.store.event_store import ORDERS
from geo.store.selection import Selection
from geo.tables.exports.batches import export_schema


def ids(store, **asked):
    return [row["event_id"] for row in store.page(Selection(), **asked).rows]


def test_a_page_has_the_columns_that_are_asked_for(store_of):
    (row,) = store_of({"tags": "a;b"}).page(Selection(), columns=("event_id", "start_day", "tags")).rows
    assert row == {"event_id": "e0", "start_day": date(2020, 2, 5), "tags": "a;b"}


@pytest.mark.parametrize("order", ORDERS)
def test_a_list_may_be_ordered_by_any_column_both_ways(store_of, order):
    store = store_of({"event_date": "2020-02-07", "end_date": "2020-02-08"}, {})
    assert sorted(ids(store, order=order)) == sorted(ids(store, order=order, is_descending=True)) == ["e0", "e1"]
    assert set(COLUMN_NAMES) | {"review"} <= set(ORDERS)


def test_dates_are_ordered_by_either_of_their_names(store_of):
    store = store_of({"event_date": "2020-02-07"}, {"event_date": "2020-02-05", "end_date": "2020-02-09"})
    assert ids(store, order="event_date") == ids(store, order="start_day") == ["e1", "e0"]
    assert ids(store, order="end_date") == ["e0", "e1"]


def test_what_is_no_column_orders_nothing(store_of):
    with pytest.raises(BadSelection, match='cannot be ordered by "number; DROP"'):
        store_of({}).page(Selection(), order="number; DROP")


def test_an_export_has_the_columns_of_the_event_table_typed_and_blanks_null(store_of):
    store = store_of(
        {"event_date": "2020-02-07", "end_date": "2020-02-08", "fatalities": 3, "notes": "a, b", "latitude": 35.643},
        {"latitude": None, "longitude": None, "geo_precision": None, "end_date": "2020-02-05", "radius_km": None},
    )
    table = store.export(Selection()).read_all()
    assert table.schema == export_schema()
    first, last = table.to_pylist()
    assert (first["event_id"], first["event_date"], first["end_date"]) == ("e1", date(2020, 2, 5), None)
    nothing = ("latitude", "longitude", "fatalities", "notes", "radius_km", "geometry")
    assert [first[name] for name in nothing] == [None] * 6
    assert (last["event_date"], last["end_date"], last["fatalities"]) == (date(2020, 2, 7), date(2020, 2, 8), 3)
    assert (last["latitude"], last["notes"], last["is_geocoded"], last["radius_km"]) == (35.643, "a, b", False, 1.0)
    assert shapely.from_wkb(last["geometry"]) == shapely.Point(36.806, 35.643)


def test_an_export_keeps_lines_and_radii_as_they_were(store_of):
    road = shapely.LineString([(36.8, 35.9), (36.7, 36.0)])
    (row,) = store_of({"radius_km": 0.1, "geometry": road}).export(Selection()).read_all().to_pylist()
    assert (shapely.from_wkb(row["geometry"]), row["radius_km"]) == (road, 0.1)


def test_an_export_keeps_to_the_filters_the_mark_and_the_order(store_of):
    store = store_of({"notes": "convoy"}, {"notes": "convoy", "location": "Ariha"}, {"notes": "talks"})
    batches = store.export(Selection(text="convoy"), order="location", is_descending=True)
    assert [name for batch in batches for name in batch.column("event_id").to_pylist()] == ["e0", "e1"]
    assert sum(batch.num_rows for batch in store.export(Selection(text="nobody"))) == 0


def test_an_export_goes_on_while_other_questions_are_asked(store_of):
    store = store_of(*({} for _ in range(50)))
    pieces = store.export(Selection())
    first = next(pieces)
    assert store.count(Selection()) == 50
    assert first.num_rows + sum(piece.num_rows for piece in pieces) == 50


def test_names_are_counted_once_an_event_the_most_frequent_first(store_of):
    store = store_of(
        {"actor1": "A", "assoc_actor_2": "A; B", "source": "SOHR;SANA", "tags": "x"},
        {"actor1": "B", "source": "SANA", "tags": ""}, {"actor1": "B", "actor2": "C", "source": "", "tags": "y;x"},
    )  # fmt: skip
    assert store.actors == [("B", 3), ("A", 1), ("C", 1)]
    assert store.sources == [("SANA", 2), ("SOHR", 1)]
    assert store.tags == [("x", 2), ("y", 1)]
