"""Owns what an open store may not do: reach beyond its file, change its settings, or think for too long."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from geo.errors import AtlasError, TooSlow
from geo.store.event_store import EventStore
from geo.store.limits import Limits, check_memory, stop_after
from geo.store.selection import Selection
from tests.geo.store.conftest import build

ENDLESS = "SELECT count(*) FROM range(10_000_000) a, range(10_000_000) b WHERE a.range + b.range = 7"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')", "SELECT * FROM '/etc/hostname'", "COPY event TO '{}'",
        "ATTACH '{}' AS other", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true",
        "SET memory_limit = '100GB'", "RESET lock_configuration", "DROP TABLE event",
    ],
)  # fmt: skip
def test_a_store_reaches_nothing_but_its_own_rows(store_of, tmp_path, sql):
    target = tmp_path / "reached"
    with pytest.raises(duckdb.Error):
        store_of({})._engine.source.connection.execute(sql.format(target))
    assert not target.exists()


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_answered(store_of):
    cursor = store_of({})._engine.source.connection.cursor()
    with pytest.raises(TooSlow, match=r"longer than 0\.05 seconds.*--query-seconds"), stop_after(0.05, cursor):
        cursor.execute(ENDLESS).fetchall()
    assert cursor.execute("SELECT count(*) FROM event").fetchall() == [(1,)]


def test_what_is_answered_in_time_stops_nothing_later(store_of):
    cursor = store_of({})._engine.source.connection.cursor()
    with stop_after(0.05, cursor):
        cursor.execute("SELECT 1").fetchall()
    assert cursor.execute("SELECT count(*) FROM range(30_000_000) WHERE hash(range) % 7 = 0").fetchone()[0] > 0


def test_a_store_asks_within_its_limit(tmp_path, monkeypatch):
    build(tmp_path / "e.duckdb", [{}]).close()
    store = EventStore(tmp_path / "e.duckdb", Limits(seconds=0.05))
    monkeypatch.setattr(store._engine, "compile", lambda *_: _Endless())
    with pytest.raises(TooSlow):
        store.count(Selection())
    store.close()


class _Endless:
    """A question as `Compiled`, without an end."""

    sql, names, given, kept = ENDLESS, (), {}, None


def test_a_file_that_is_open_can_be_opened_again_and_is_as_closed(tmp_path):
    first = build(tmp_path / "e.duckdb", [{}])
    second = EventStore(tmp_path / "e.duckdb", Limits(threads=1))
    assert second.total == first.total == 1
    with pytest.raises(duckdb.Error):
        second._engine.source.connection.execute("SELECT * FROM read_text('/etc/hostname')")
    first.close(), second.close()


def test_an_amount_of_memory_is_checked_before_a_store_is_opened():
    assert check_memory("1GB") == "1GB"
    with pytest.raises(AtlasError, match=r'"much" is no amount of memory.*800MB'):
        check_memory("much")


def test_many_who_open_one_file_at_the_same_moment_all_find_it_locked(tmp_path):
    path = tmp_path / "e.duckdb"
    duckdb.connect(str(path)).close()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            opened = list(pool.map(lambda _: Limits().open(path, tmp_path / "spill"), range(8)))
            assert all(one.execute("SELECT current_setting('lock_configuration')").fetchone()[0] for one in opened)
            for one in opened:
                one.close()
