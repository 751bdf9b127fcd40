"""Owns what a file says and the event table has no column for: it is kept and leaves again as it came."""

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geo.schema import COLUMN_NAMES, PLACED_COLUMN_NAMES
from geo.store.extras import read_extra, read_extras, write_extras
from geo.store.selection import Selection

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).filter(
    lambda name: name not in {*COLUMN_NAMES, *PLACED_COLUMN_NAMES, "geometry"}
)
CELLS = st.one_of(st.just(""), st.text(st.characters(exclude_categories=("Cs",))))
TABLES = st.integers(0, 6).flatmap(
    lambda rows: st.dictionaries(NAMES, st.lists(CELLS, min_size=rows, max_size=rows), max_size=4).map(
        lambda columns: pd.DataFrame(columns, index=range(rows), dtype="str")
    )
)


@given(TABLES)
def test_every_cell_comes_back_and_blanks_are_left_out(table):
    written = write_extras(table)
    rows = table.to_dict("records")
    assert [read_extra(extra) for extra in written] == [{n: cell for n, cell in row.items() if cell} for row in rows]
    columns = read_extras(pa.array(written, pa.string()), list(table.columns))
    assert [column.to_pylist() for column in columns] == [
        [cell or None for cell in table[name]] for name in table.columns
    ]


def test_columns_of_the_table_and_of_its_places_are_no_extras():
    table = pd.DataFrame({name: ["x"] for name in (*COLUMN_NAMES, *PLACED_COLUMN_NAMES, "geometry")})
    assert write_extras(table).tolist() == [""]


def test_an_event_has_its_extras_in_their_order(store_of):
    store = store_of({"iso": "760", "best": "", "a": "<b>"}, {"iso": "", "best": "7", "a": ""}, {})
    assert [read_extra(store.event(f"e{n}")["extra"]) for n in range(3)] == [
        {"iso": "760", "a": "<b>"},
        {"best": "7"},
        {},
    ]


def test_an_export_has_a_column_for_each_in_the_order_of_the_file(store_of):
    store = store_of({"zone": "1", "iso": "", "best": "7"}, {"zone": "2", "iso": "760", "best": "8"}, {"best": "9"})
    assert store.extra_columns == ("zone", "iso", "best")
    table = store.export(Selection()).read_all()
    assert table.column_names == [
        *COLUMN_NAMES,
        "zone",
        "iso",
        "best",
        "is_geocoded",
        "radius_km",
        "place_id",
        "geometry",
    ]
    assert table.select(["zone", "iso", "best"]).to_pylist() == [
        {"zone": "1", "iso": None, "best": "7"},
        {"zone": "2", "iso": "760", "best": "8"},
        {"zone": None, "iso": None, "best": "9"},
    ]


def test_without_extras_there_are_no_columns_for_them(store_of):
    assert store_of({}, {}).extra_columns == ()
