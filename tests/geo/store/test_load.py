"""Owns loading in parts: the same answers as the way in memory, made again from where it was, never half."""

import json
import random
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import BadSelection
from geo.gazetteer.gazetteer import Gazetteer
from geo.schema import COLUMN_NAMES
from geo.store import snapshot
from geo.store.bulk import loading
from geo.store.bulk.loading import Load, load_store_file
from geo.store.bulk.parts import PartMaker
from geo.store.bulk.rows import BULK_COLUMNS
from geo.store.bulk.telling import NOBODY
from geo.store.bulk.typed_tables import find_typed_columns
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport
from geo.vocabulary import DATA_FOLDER
from tests.geo.store.conftest import VOCABULARY

ROADS = DATA_FOLDER / "layers" / "roads.geojson"
DEMONSTRATION = sorted((DATA_FOLDER / "events").glob("*.csv"))
HEADER = "event_id,event_date,event_type,sub_event_type,actor1,location,country,latitude,longitude,notes"


@pytest.fixture(scope="module")
def known():
    return Gazetteer.load(DATA_FOLDER / "gazetteer")


@pytest.fixture
def load(tmp_path, known):
    """Load files in parts into a store file; gives the file."""

    def make(*files, large_bytes=1 << 30, name="bulk.duckdb"):
        path = tmp_path / name
        what = Load(files, VOCABULARY, lambda: known, ROADS, tmp_path / "parts", large_bytes)
        load_store_file(path, what, {"paths": []}, 1, NOBODY)
        return path

    return make


@pytest.fixture
def in_memory(tmp_path, known):
    """Build the store of files in memory; gives the file."""

    def make(*files):
        path = tmp_path / "memory.duckdb"
        path.unlink(missing_ok=True)
        snapshot._build_in_memory(path, list(files), VOCABULARY, DATA_FOLDER, lambda: known, {"paths": []}, None)
        return path

    return make


def find_differences(memory, bulk):
    """List the columns in which events of two stores differ, and how their reports do."""
    with duckdb.connect() as connection:
        for name, path in (("whole", memory), ("bulk", bulk)):
            connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        both = "whole.event AS one FULL JOIN bulk.event AS other USING (event_id)"
        differing = [
            (name, connection.execute(
                f'SELECT event_id, one."{name}", other."{name}" FROM {both} '
                f'WHERE one."{name}" IS DISTINCT FROM other."{name}" LIMIT 2').fetchall())
            for name in (*BULK_COLUMNS, "place_code")
        ]  # fmt: skip
        about = [dict(connection.execute(f"FROM {name}.about").fetchall()) for name in ("whole", "bulk")]
        found = [one for one in differing if one[1]]
        reports = [json.loads(one["reports"]) for one in about]
        return found + ([reports] if reports[0] != reports[1] else [])


def write(path, *rows, header=HEADER):
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def test_the_demonstration_is_the_same_both_ways(load, in_memory):
    assert find_differences(in_memory(*DEMONSTRATION), load(*DEMONSTRATION)) == []


def test_read_in_pieces_it_is_the_same_and_rows_keep_their_numbers(load, in_memory, monkeypatch):
    monkeypatch.setattr("geo.tables.pieces.PIECE_ROWS", 30)
    monkeypatch.setattr("geo.tables.sheets.delimited._PIECE_BLOCK", 20_000)
    assert find_differences(in_memory(*DEMONSTRATION), load(*DEMONSTRATION, large_bytes=0)) == []


SELECTIONS = (
    Selection(), Selection(text="saraqib"), Selection(text="convoy turk 2020"), Selection(text="ariha m5"),
    Selection(columns=(("notes", "convoy"),)), Selection(columns=(("notes", "a convoy"), ("location", "sar"))),
    Selection(columns=(("event_id", "02-1"),)),
    Selection(actors=("Military Forces of Turkey",), event_types=("Battles",)),
)  # fmt: skip


def test_filters_and_searches_keep_the_same_without_a_list_of_words(load, in_memory):
    memory, bulk = EventStore(in_memory(*DEMONSTRATION)), EventStore(load(*DEMONSTRATION))
    assert memory.has_words and not bulk.has_words
    for selection in SELECTIONS:
        both = [[row["event_id"] for row in store.page(selection, take=1000).rows] for store in (memory, bulk)]
        assert both[0] == both[1], selection
        assert memory.overview(selection) == bulk.overview(selection)
    assert memory.count(SELECTIONS[1]) > 0
    memory.close(), bulk.close()


TEXTS = st.sampled_from(
    ["", "Saraqib", "Idlib", "Maarrat an-Nu‘mān", "a;b", "a ; b;a", "=2+3", " blank ", "سراقب", "Straße", "'x'`y`", "-"]
)
NUMBERS = {
    "latitude": st.sampled_from([None, 35.86, 0.0, -90.0, 91.0, 36.8, 1e-7, 35.123456789]),
    "longitude": st.sampled_from([None, 36.8, 0.0, 180.0, -181.0, 12.5]),
    "fatalities": st.sampled_from([None, 0, 7, -1, 20_000_000]),
    "time_precision": st.sampled_from([None, 1, 2, 3, 4]),
    "geo_precision": st.sampled_from([None, 1, 3, 0]),
}
DAYS = st.sampled_from([None, "2020-02-05", "2020-03-31", "1969-12-30", "1899-01-01", "2020-01-05"])
WORDS = {
    "event_id": st.sampled_from(["e1", "e2", "E1", "e 3", "", "straße", "STRASSE", "x-1'"]),
    "event_type": st.sampled_from(["Battles", "Protests", "Batles", ""]),
    "sub_event_type": st.sampled_from(["", "Armed clash", "Peaceful protest", "None such"]),
    "confidence": st.sampled_from(["", "claimed", "sure"]),
    "source_url": st.sampled_from(["", "https://a.example/x.jpg", "http://youtu.be/1;https://b.example", "ftp://x"]),
    "source_date": st.sampled_from(["", "2020-02", "2020-02-05", "yesterday"]),
    "country": st.sampled_from(["", "Syria", "Nowhere"]),
}
ROWS = st.fixed_dictionaries(
    {**dict.fromkeys(COLUMN_NAMES, TEXTS), **NUMBERS, **WORDS, "event_date": DAYS, "end_date": DAYS}
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, min_size=1, max_size=12), st.booleans())
def test_typed_rows_are_judged_and_kept_as_those_of_any_table(load, in_memory, tmp_path, rows, has_pair):
    table = pd.DataFrame(rows)
    for name in ("event_date", "end_date"):
        table[name] = [None if day is None else pd.Timestamp(day).date() for day in table[name]]
    kinds = {name: pa.string() for name in COLUMN_NAMES}
    kinds |= {name: pa.float64() for name in ("latitude", "longitude")}
    kinds |= {name: pa.int32() for name in ("fatalities", "time_precision", "geo_precision")}
    kinds |= {name: pa.date32() for name in ("event_date", "end_date")}
    fields = pa.schema([(name, kinds[name]) for name in COLUMN_NAMES])
    good = {**rows[0], "event_id": "good", "event_date": pd.Timestamp("2020-02-05").date(), "end_date": None}
    good |= {"event_type": "Battles", "sub_event_type": "", "confidence": "", "source_url": "", "source_date": ""}
    good |= {"latitude": 35.86, "longitude": 36.8, "fatalities": 1, "time_precision": 1, "geo_precision": 1}
    table = pd.concat([table, pd.DataFrame([good])], ignore_index=True)
    path = tmp_path / "typed.parquet"
    columns = {name: table[name].astype(object).where(table[name].notna(), None) for name in COLUMN_NAMES}
    pq.write_table(pa.table({name: pa.array(list(columns[name]), kinds[name]) for name in COLUMN_NAMES}, fields), path)
    files = [path, write(tmp_path / "beside.csv", "e1,2020-02-05,Battles,,x,Idlib,Syria,,,n")] if has_pair else [path]
    assert find_typed_columns(path) is not None
    memory = in_memory(*files)
    assert find_differences(memory, load(*files)) == []


def test_a_load_that_was_killed_uses_the_parts_that_it_made(load, tmp_path, monkeypatch):
    files = [
        write(tmp_path / f"{n}.csv", f"e{n},2020-02-0{n},Battles,,x,Idlib,Syria,35.9,36.6,told {n}")
        for n in range(1, 6)
    ]
    made, make = [], PartMaker.make

    def make_three(self, path, *arguments):
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(path)
        return make(self, path, *arguments)

    monkeypatch.setattr(PartMaker, "make", make_three)
    with pytest.raises(KeyboardInterrupt):
        load(*files)
    assert not list(tmp_path.glob("*.duckdb*"))
    made.clear()
    store = EventStore(load(*files))
    assert made == files[3:]
    assert store.total == 5
    assert not (tmp_path / "parts").exists()
    store.close()


def test_a_part_that_was_half_written_is_made_again(load, tmp_path, monkeypatch):
    file = write(tmp_path / "a.csv", "e1,2020-02-05,Battles,,x,Idlib,Syria,35.9,36.6,told")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "00000-000000.parquet").write_bytes(b"PAR1half")
    store = EventStore(load(file))
    assert store.total == 1
    store.close()


def test_what_does_not_fit_into_memory_is_sorted_on_disk(load, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "SPAN_EVENTS", 3)
    rows = [f"e{n},{2000 + n}-02-05,Battles,,x,Idlib,Syria,35.9,36.6,told" for n in range(20)]
    random.Random(1).shuffle(rows)
    with EventStore(load(write(tmp_path / "a.csv", *rows)))._engine.source.connection as connection:
        days = connection.execute("SELECT start_day FROM event ORDER BY number").fetchall()
        assert days == sorted(days)
        assert connection.execute("SELECT count(*) FROM event WHERE number = rowid").fetchone() == (20,)


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Open files as a start does, everything being large enough for parts."""
    monkeypatch.setattr(snapshot, "LARGE_INPUT", 0)
    stores = []

    def open_files(*files):
        found = snapshot.open_events(files, build_folder=tmp_path / "build")
        stores.append(found.store)
        return found

    yield open_files
    for store in stores:
        store.close()


def test_a_store_is_found_again_until_its_files_change(opened, tmp_path):
    file = write(tmp_path / "a.csv", "e1,2020-02-05,Battles,,x,Idlib,Syria,35.9,36.6,told")
    first = opened(file).store
    made = first.path.stat().st_ino
    first.close()
    assert opened(file).store.path.stat().st_ino == made
    write(file, "e1,2020-02-05,Battles,,x,Idlib,Syria,35.9,36.6,told", "e2,2020-02-06,Battles,,x,Idlib,Syria,,,more")
    assert opened(file).store.total == 2


def test_a_store_that_cannot_be_read_is_made_anew_without_asking(opened, tmp_path):
    file = write(tmp_path / "a.csv", "e1,2020-02-05,Battles,,x,Idlib,Syria,35.9,36.6,told")
    store = opened(file).store
    store.close()
    store.path.write_bytes(b"torn" * 5_000)
    assert opened(file).store.event("e1")["notes"] == "told"


def test_what_a_killed_load_left_is_removed_by_the_next(load, tmp_path):
    left = tmp_path / "bulk.duckdb.99999999.part"
    left.write_bytes(b"half")
    EventStore(load(write(tmp_path / "a.csv", "e1,2020-02-05,Battles,,x,Idlib,Syria,,,n"))).close()
    assert not left.exists()


def test_a_list_too_long_to_be_ordered_whole_is_the_same_day_by_day(load, monkeypatch):
    store = EventStore(load(*DEMONSTRATION))
    whole = [row["event_id"] for row in store.page(Selection(), take=1000).rows]
    exported = store.export(Selection()).read_all()["event_id"].to_pylist()
    monkeypatch.setattr("geo.store.event_store.MOST_RANKED", 10)
    monkeypatch.setattr("geo.store.event_store.DEEP_ROWS", 5)
    for down in (False, True):
        listed = [row["event_id"] for row in store.page(Selection(), take=1000, is_descending=down).rows]
        rows = store.page(Selection(), skip=50, take=30, is_descending=down).rows
        assert [row["event_id"] for row in rows] == listed[50:80]
        assert store.place_in(listed[77], Selection(), is_descending=down) == (77, len(whole))
    assert store.export(Selection()).read_all()["event_id"].to_pylist() == exported
    with pytest.raises(BadSelection, match="by event_date only"):
        store.page(Selection(), skip=50, order="notes")
    store.close()


def test_marks_of_all_time_counted_beforehand_are_those_that_are_counted_now(load, monkeypatch):
    view = Viewport.from_edges(35.0, 34.0, 38.0, 37.0, 7.0)
    plain = EventStore(load(*DEMONSTRATION, name="plain.duckdb"))
    monkeypatch.setattr("geo.store.indexing.TALLIED_EVENTS", 0)
    tallied = EventStore(load(*DEMONSTRATION, name="tallied.duckdb"))
    assert tallied._extent.is_tallied and not plain._extent.is_tallied
    ends = Selection(first_day=plain.first_day, last_day=plain.last_day)
    for selection in (Selection(), ends, Selection(event_types=("Battles",)), ends.within(None, date(2020, 2, 8))):
        ours, theirs = (store.marks(selection, view) for store in (tallied, plain))
        assert ours.cells == theirs.cells and len(ours)
        for name in ("events", "by_side", "by_type", "place_code", "has_several_places", "radius_km", "is_region"):
            assert (getattr(ours, name) == getattr(theirs, name)).all(), name
        assert ours.lon == pytest.approx(theirs.lon)
    plain.close(), tallied.close()


def test_many_faults_are_counted_and_the_first_are_kept(load, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MOST_FAULTS", 5)
    rows = [f"e{n},2020-02-31,Battles,,x,Idlib,Syria,,,n" for n in range(30)]
    store = EventStore(load(write(tmp_path / "a.csv", "good,2020-02-05,Battles,,x,Idlib,Syria,,,n", *rows)))
    (report,) = store.about["reports"]
    assert (report["rows"], report["accepted"], len(report["rejected"]), report["more_rejected"]) == (31, 1, 5, 25)
    store.close()
