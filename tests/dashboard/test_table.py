"""Owns what the table and the list ask and answer: filters of columns, orders, rows, and steps from event to event."""

import pytest

from dashboard.ids import Id
from dashboard.panels.table import (
    READ_COLUMNS,
    TABLE_COLUMNS,
    list_rows,
    read_filter_model,
    read_order,
    write_filter_model,
)
from dashboard.panels.walking import find_row
from geo.schema import COLUMN_NAMES
from geo.store.event_store import ORDERS

WINDOW = {"from": ["2020-02-05"], "to": ["2020-02-17"]}


def listed(opened, request=None, chosen=None):
    return list_rows(opened.store, request or {}, WINDOW, {}, None, chosen)


def test_every_column_of_the_event_table_is_there_with_review_file_and_row():
    names = [name for name, *_ in TABLE_COLUMNS]
    assert sorted(names) == sorted([*COLUMN_NAMES, "review", "file", "file_row"])


def test_every_column_can_be_sorted_by():
    for name, *_ in TABLE_COLUMNS:
        order, is_descending = read_order({"sortModel": [{"colId": name, "sort": "desc"}]})
        assert order in ORDERS
        assert is_descending
        assert (order == "start_day") == (name == "event_date")
    assert read_order({"sortModel": [{"colId": "DROP TABLE"}]}) == ("start_day", False)


def test_filters_of_columns_survive_the_grid():
    columns = (("notes", "convoy: of trucks"), ("event_id", "IDL"))
    assert read_filter_model(write_filter_model(columns)) == {"col": ["notes:convoy: of trucks", "event_id:IDL"]}
    assert read_filter_model(None) == read_filter_model({"notes": {"filter": "  "}, "tags": None}) == {"col": []}


def test_rows_say_every_column_as_plain_values(opened):
    rows = listed(opened)["rowData"]
    assert {name for name, *_ in TABLE_COLUMNS} <= set(rows[0])
    assert {type(value) for row in rows for value in row.values()} <= {str, int, float, type(None)}
    assert rows[0]["event_date"] <= rows[-1]["event_date"]
    assert set(READ_COLUMNS) & {"event_date", "end_date"} == set()


def test_descending_by_fatalities_puts_the_unknown_last(opened):
    rows = listed(opened, {"sortModel": [{"colId": "fatalities", "sort": "desc"}]})["rowData"]
    known = [row["fatalities"] for row in rows if row["fatalities"] is not None]
    assert [row["fatalities"] for row in rows][: len(known)] == sorted(known, reverse=True)


@pytest.mark.parametrize("grid", [Id.TABLE, Id.LIST])
def test_walking_goes_through_the_list_and_stays_at_its_ends(opened, grid):
    rows = [row["event_id"] for row in listed(opened)["rowData"]]

    def step(event, by):
        return find_row(opened.store, {"event": event, "by": by, "grid": grid}, WINDOW, {}, None, None)

    assert step(rows[3], 1) | {"at": 0} == {
        "event": rows[4],
        "place": 4,
        "of": len(rows),
        "by": 1,
        "grid": grid,
        "at": 0,
    }
    assert step(rows[3], -1)["event"] == rows[2]
    assert step(rows[-1], 1)["event"] == rows[-1]
    assert step(rows[0], -1)["event"] == rows[0]
    assert step("no such event", 1)["event"] == rows[0]
    assert step("no such event", -1)["event"] == rows[-1]
    assert step("no such event", 0)["place"] is None


def test_a_place_is_that_of_the_order_and_the_filters_of_the_table(opened):
    request = {"sortModel": [{"colId": "event_id", "sort": "desc"}]}
    filters = {"type": ["Battles"]}
    rows = list_rows(opened.store, request, WINDOW, filters, None, None)["rowData"]
    sought = {"event": rows[2]["event_id"], "by": 0, "grid": Id.TABLE, **request}
    found = find_row(opened.store, sought, WINDOW, filters, None, None)
    assert (found["place"], found["of"]) == (2, len(rows))


def test_walking_an_empty_list_leads_nowhere(opened):
    found = find_row(opened.store, {"event": "x", "by": 1, "grid": Id.LIST}, WINDOW, {"type": ["none"]}, None, None)
    assert (found["event"], found["place"], found["of"]) == ("x", None, 0)
