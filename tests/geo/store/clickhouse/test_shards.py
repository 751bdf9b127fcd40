"""Owns what a store says that is spread over a cluster: all of its events, or an error where a shard is gone."""

import random
from dataclasses import dataclass

import pytest

from geo.errors import CannotAsk
from geo.store.clickhouse.loading import LOADING, load_clickhouse
from geo.store.clickhouse.source import ASKING, ClickHouse
from geo.store.clickhouse.tables import TABLES, make_statements
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport
from tests.geo.store.clickhouse.asking import Asker, find_differences
from tests.geo.store.clickhouse.rows import make_events
from tests.geo.store.conftest import build

SHARD = "<shard><replica><host>127.0.0.1</host><port>{}</port></replica></shard>"
OWN, NOBODY_LISTENS = 9000, 9
CONFIG = f"""<clickhouse><tcp_port>{OWN}</tcp_port><remote_servers>
<whole>{SHARD.format(OWN)}</whole><half>{SHARD.format(OWN)}{SHARD.format(NOBODY_LISTENS)}</half>
</remote_servers></clickhouse>"""


@dataclass(frozen=True)
class OneShard:
    """A cluster whose one living shard is the engine of this process; it has no keeper to pass orders on."""

    folder: object
    database: str = "default"

    def __str__(self):
        return "chdb://shards"

    def connect(self, settings):
        import clickhouse_connect

        options = {"config-file": str(self.folder / "config.xml")}
        return clickhouse_connect.get_client(
            interface="chdb", path=str(self.folder / "chdb"), settings=settings, chdb_options=options
        )

    def open(self, limits):
        return ClickHouse(self.connect({**ASKING, "min_count_to_compile_expression": 0}), limits.seconds, str(self))

    def load(self, path, cluster="whole"):
        client = self.connect(LOADING)
        order = client.command
        client.command = lambda sql, *more, **named: order(sql.replace(f' ON CLUSTER "{cluster}"', ""), *more, **named)
        try:
            return load_clickhouse(client, path, str(self), cluster)
        finally:
            client.close()


@pytest.fixture
def spread(tmp_path):
    """A file, and the address of the cluster that it was loaded to, twice."""
    pytest.importorskip("chdb", reason="no ClickHouse in this .venv: .ci/clickhouse installs it")
    (tmp_path / "config.xml").write_text(CONFIG)
    build(tmp_path / "e.duckdb", make_events(300, seed=7)).close()
    address = OneShard(tmp_path)
    address.load(tmp_path / "e.duckdb")
    address.load(tmp_path / "e.duckdb")
    return tmp_path / "e.duckdb", address


@pytest.mark.thorough
def test_what_is_asked_through_the_tables_of_a_cluster_is_answered_as_by_a_file(spread):
    duck, click = (EventStore(one) for one in spread)
    assert click._extent == duck._extent
    asker = Asker(duck)
    for seed in range(6):
        asked = asker.draw(random.Random(seed))
        assert find_differences(duck, click, asked) == [], asked
    duck.close(), click.close()


def test_when_a_shard_is_gone_every_answer_is_an_error_and_none_is_half_of_one(spread):
    _, address = spread
    store = EventStore(address)
    assert store.count(Selection()) == 300
    event = store._engine.source._names["event"]
    client = address.connect({})
    client.command(f"DROP TABLE {event} SYNC")
    client.command(f"CREATE TABLE {event} AS {event}_part ENGINE = Distributed('half', 'default', '{event}_part')")
    assert client.query(f"SELECT count() FROM {event} SETTINGS skip_unavailable_shards = 1").result_rows == [(300,)]
    client.close()
    for ask in (
        lambda: store.count(Selection()), lambda: store.marks(Selection(), Viewport()), lambda: store.event("e1"),
        lambda: store.overview(Selection(text="convoy")), lambda: store.page(Selection()),
        lambda: store.export(Selection()).read_all(),
    ):  # fmt: skip
        with pytest.raises(CannotAsk, match="has lost a part of its cluster"):
            ask()
    with pytest.raises(CannotAsk, match="has lost a part of its cluster"):
        EventStore(address)
    store.close()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_a_cluster_has_a_part_on_every_server_and_a_door_to_all(name):
    part, door = make_statements(name, f"{name}_x", "two")
    assert part.startswith(f'CREATE TABLE IF NOT EXISTS "{name}_x_part" ON CLUSTER "two" (')
    assert f"ENGINE = Distributed('two', currentDatabase(), '{name}_x_part', " in door
