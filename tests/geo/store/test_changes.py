"""Owns which events are new or have changed since a store was last built from the same files."""

from datetime import UTC, datetime

import pytest

from geo.store import snapshot
from geo.store.building import build_store_file
from geo.store.event_store import EventStore
from geo.store.rows import make_rows
from geo.store.selection import Selection
from tests.geo.store.conftest import VOCABULARY, table_of

HEADER = "event_id,event_date,event_type,actor1,location,notes\n"
ROW = "{},2020-02-05,Battles,Military Forces of Syria,Saraqib,{}\n"


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.fixture
def build_next(tmp_path):
    """Build a store at a time, in seconds, on top of the last one."""
    paths, stores = [], []

    def build(now, *events):
        path = tmp_path / f"{now}.duckdb"
        rows = make_rows(table_of([{"event_id": name, "notes": notes} for name, notes in events]), VOCABULARY)
        build_store_file(path, [rows], VOCABULARY, earlier=paths[-1] if paths else None, now=now)
        paths.append(path)
        stores.append(EventStore(path))
        return stores[-1]

    yield build
    for store in stores:
        store.close()


def ids(store, since):
    return [row["event_id"] for row in store.page(Selection(changed_since=since)).rows]


def test_nothing_is_new_the_first_time(build_next):
    store = build_next(100, ("a", ""), ("b", ""))
    assert ids(store, at(0)) == []
    assert store.about["changes"] is None


def test_what_is_new_or_says_something_else_has_the_time_it_came(build_next):
    build_next(100, ("a", "as it was"), ("b", "as it was"), ("c", "as it was"))
    store = build_next(200, ("a", "as it was"), ("b", "otherwise"), ("d", "as it was"))
    assert ids(store, at(150)) == ["b", "d"]
    assert ids(store, at(200)) == []
    assert store.about["changes"] == {"new": 1, "changed": 1, "gone": 1}


def test_an_unchanged_event_keeps_its_time_over_many_builds(build_next):
    build_next(100, ("a", ""))
    build_next(200, ("a", ""), ("b", ""))
    store = build_next(300, ("a", ""), ("b", ""), ("c", ""))
    assert (ids(store, at(100)), ids(store, at(250)), ids(store, at(300))) == (["b", "c"], ["c"], [])


def test_a_snapshot_is_compared_with_the_last_of_the_same_files(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot.time, "time", lambda: 100)
    mine, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    mine.write_text(HEADER + ROW.format("a", "") + ROW.format("b", ""), encoding="utf-8")
    other.write_text(HEADER + ROW.format("a", "of another file"), encoding="utf-8")
    for paths in ([mine], [other]):
        opened = snapshot.open_events(paths, build_folder=tmp_path / "build")
        assert opened.store.about["changes"] is None
        opened.store.close()
    monkeypatch.setattr(snapshot.time, "time", lambda: 200)
    mine.write_text(HEADER + ROW.format("a", "") + ROW.format("b", "more is known"), encoding="utf-8")
    opened = snapshot.open_events([mine], build_folder=tmp_path / "build")
    assert opened.store.about["changes"] == {"new": 0, "changed": 1, "gone": 0}
    assert ids(opened.store, at(100)) == ["b"]
    opened.store.close()


def test_a_snapshot_is_compared_with_the_last_one_also_while_that_is_open(tmp_path, monkeypatch):
    mine, stores = tmp_path / "mine.csv", []
    for now, notes in ((100, "as it was"), (200, "more is known"), (200, "and more")):
        monkeypatch.setattr(snapshot.time, "time", lambda now=now: now)
        mine.write_text(HEADER + ROW.format("a", "as it was") + ROW.format("b", notes), encoding="utf-8")
        stores.append(snapshot.open_events([mine], build_folder=tmp_path / "build").store)
    assert [store.about["changes"] for store in stores] == [None, *[{"new": 0, "changed": 1, "gone": 0}] * 2]
    assert ids(stores[-1], at(150)) == ["b"]
    for store in stores:
        store.close()
