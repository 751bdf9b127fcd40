"""Owns how a store file gets to ClickHouse: once, however often it is sent, and shown only when it is whole."""

import pytest

from geo.errors import CannotAsk
from geo.store.clickhouse import loading
from geo.store.clickhouse.loading import LOADING
from geo.store.event_store import EventStore
from geo.store.selection import Selection
from tests.geo.store.clickhouse.in_process import InProcess
from tests.geo.store.conftest import build


@pytest.fixture
def load(request, tmp_path, chdb_folder, monkeypatch):
    """Load events, a few rows a batch; the same number of loads gives the same file again."""
    monkeypatch.setattr(loading, "BATCH_ROWS", 3)
    address = InProcess(chdb_folder, request.node.name)

    def load_events(name, *events):
        path = tmp_path / f"{name}.duckdb"
        if not path.exists():
            build(path, list(events)).close()
        return address.load(path)

    load_events.address = address
    return load_events


def _count(address, sql="SELECT count() FROM event_{}", *keys):
    client = address.connect({})
    try:
        return [client.query(sql.format(key)).result_rows[0][0] for key in keys]
    finally:
        client.close()


def _total(address):
    store = EventStore(address)
    found = store.total, [row["event_id"] for row in store.page(Selection(), order="event_id").rows]
    store.close()
    return found


def test_what_is_loaded_again_is_there_once(load):
    events = [{"notes": f"note {n}"} for n in range(10)]
    keys = {load("a", *events), load("a", *events), load("a", *events)}
    assert len(keys) == 1
    assert _count(load.address, "SELECT count() FROM event_{}", *keys) == [10]
    assert _total(load.address)[0] == 10


def test_a_load_that_was_stopped_is_not_shown_and_goes_on_when_it_is_repeated(load, monkeypatch):
    load("a", {"event_id": "old"})
    copy, sent = loading._copy, []

    def stop(client, file, name, called, tell):
        copy(client, file, name, called, tell)
        sent.append(name)
        if name == "value":
            raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_copy", stop)
    events = [{"event_id": f"new{n}"} for n in range(8)]
    with pytest.raises(KeyboardInterrupt):
        load("b", *events)
    assert sent[0] == "event"
    assert _total(load.address) == (1, ["old"])
    monkeypatch.setattr(loading, "_copy", copy)
    load("b", *events)
    assert _total(load.address) == (8, [f"new{n}" for n in range(8)])


def test_a_page_that_is_open_goes_on_showing_what_it_shows_while_others_are_loaded(load):
    load("a", {"event_id": "first"})
    shown = EventStore(load.address)
    load("b", {"event_id": "second"}, {"event_id": "third"})
    assert [row["event_id"] for row in shown.page(Selection()).rows] == ["first"]
    assert (shown.count(Selection()), _total(load.address)[0]) == (1, 2)
    shown.close()


def test_only_the_last_two_loads_are_kept(load):
    keys = [load(name, {"event_id": name}) for name in ("a", "b", "c")]
    client = load.address.connect({})
    there = {name for (name,) in client.query("SHOW TABLES").result_rows}
    client.close()
    assert [f"event_{key}" in there for key in keys] == [False, True, True]
    assert not [name for name in there if name.endswith(keys[0])]


def test_an_older_load_is_shown_again_when_it_is_loaded_again(load):
    load("a", {"event_id": "first"})
    load("b", {"event_id": "second"})
    load("a")
    assert _total(load.address)[1] == ["first"]


def test_rows_that_say_nothing_of_a_column_stay_silent(load):
    load("a", {"fatalities": None, "geo_precision": None, "longitude": None, "latitude": None, "radius_km": None})
    store = EventStore(load.address)
    event = store.event("e0")
    assert [event[name] for name in ("fatalities", "geo_precision", "longitude", "x", "line")] == [None] * 5
    store.close()


def test_a_database_that_holds_nothing_says_how_it_is_filled(chdb_folder):
    address = InProcess(chdb_folder, "nothing in it")
    with pytest.raises(CannotAsk, match=r"has no store of events.*run\.py load PATH --store chdb://nothing in it"):
        EventStore(address)
    client = address.connect(LOADING)
    loading._make_tables(client, "abc", None)
    client.close()
    with pytest.raises(CannotAsk, match=r"holds no events yet.*run\.py load"):
        EventStore(address)
