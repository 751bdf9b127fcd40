"""Loads two shards, compares their answers with DuckDB's, and kills one: `python -m tests.cluster`.

Needs a `clickhouse` of 24.8 or newer on the PATH; without one it says so and leaves with 77, as skipped. Everything
runs on 127.0.0.1 and in a temporary folder.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from pathlib import Path

from geo.errors import CannotAsk
from geo.store.clickhouse.address import ClickHouseAddress
from geo.store.event_store import EventStore
from geo.store.selection import Selection
from tests.benchmarks.stores import prepare_store
from tests.cluster.servers import CLUSTER, DATABASE, Server, find_binary, run_cluster
from tests.geo.store.clickhouse.asking import Asker, find_differences

SKIPPED = 77
EVENTS, ROUNDS, KILLING_SECONDS = 50_000, 100, 30


def main() -> int:
    """Run the whole of it; 0 when all is as it should be."""
    binary, why = find_binary()
    if binary is None:
        print(f"cluster: skipped, {why}.")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="cluster-") as name:
        folder = Path(name)
        path = prepare_store(EVENTS, folder)
        with run_cluster(binary, folder) as servers:
            address = ClickHouseAddress("127.0.0.1", DATABASE, port=servers[0].ports["http"], cluster=CLUSTER)
            address.load(path)
            address.load(path)  # Nothing of it may be there twice.
            stores = EventStore(path), EventStore(address)
            return _compare(*stores, servers) or _kill_one(stores[1], servers[1], binary)


def _compare(duck: EventStore, click: EventStore, servers: list[Server]) -> int:
    table = click._engine.source._names["event"] + "_part"
    counts = [int(one.ask(f"SELECT count() FROM {DATABASE}.{table}")) for one in servers]
    print(f"cluster: {counts[0]:,} and {counts[1]:,} events on two shards")
    if sum(counts) != EVENTS or not all(counts):
        print("cluster: FAILED, the shards do not hold each event once")
        return 1
    asker = Asker(duck)
    rounds = [asker.draw(random.Random(number)) for number in range(ROUNDS)]
    differences = [(name, asked) for asked in rounds for name in find_differences(duck, click, asked)]
    print(f"cluster: {len(differences)} differences from DuckDB in {ROUNDS} random selections")
    for name, asked in differences[:10]:
        print(f"  {name}: {asked}")
    return 1 if differences else 0


def _kill_one(store: EventStore, server: Server, binary: str) -> int:
    """Kill a shard while it is asked: each answer is whole or an error, and whole again when the shard is back."""
    wrong, errors = [], []
    killed = threading.Timer(1.0, server.kill)
    killed.start()
    until = time.monotonic() + KILLING_SECONDS
    while (killed.is_alive() or len(errors) < 5) and time.monotonic() < until:
        try:
            events = store.count(Selection())
        except CannotAsk as error:
            errors.append(str(error))
            continue
        if events != EVENTS:
            wrong.append(events)
    print(f"cluster: a shard killed: {len(errors)} errors, {len(wrong)} answers that were not whole")
    print(f"cluster: it says: {errors[0] if errors else 'nothing'}")
    server.start(binary)
    server.wait()
    is_back = store.count(Selection()) == EVENTS
    print(f"cluster: the shard is back, and so are all events: {is_back}")
    return 0 if errors and not wrong and is_back else 1


if __name__ == "__main__":
    sys.exit(main())
