"""Owns building a store from a few events, in place."""

import pandas as pd
import pytest

from geo.schema import COLUMN_NAMES
from geo.store.building import build_store_file
from geo.store.event_store import EventStore
from geo.store.limits import Limits
from geo.store.rows import make_rows
from geo.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()
USUAL = {
    "event_date": "2020-02-05", "end_date": None, "time_precision": 1, "event_type": "Battles", "sub_event_type": "",
    "actor1": "Military Forces of Syria", "location": "Saraqib", "admin1": "Idlib", "country": "Syria",
    "latitude": 35.864, "longitude": 36.806, "geo_precision": 1, "fatalities": None, "confidence": "reported",
}  # fmt: skip


def table_of(events):
    """A placed table as the store is made from: one row for each dict, blanks filled with the usual."""
    blank = dict.fromkeys(COLUMN_NAMES, "")
    rows = [
        {**blank, **USUAL, "event_id": f"e{n}", "place_id": "", "is_geocoded": False, "radius_km": 1.0, "file": "f.csv"}
        | {"row": n + 2, **event}
        for n, event in enumerate(events)
    ]
    table = pd.DataFrame(rows)
    for name in ("event_date", "end_date"):
        table[name] = pd.to_datetime(table[name])
    return table


def build(path, events):
    table = table_of(events or [{}]).iloc[: len(events)]
    build_store_file(path, [make_rows(table, VOCABULARY)], VOCABULARY)
    return EventStore(path, Limits(threads=1))


@pytest.fixture(scope="session")
def chdb_folder(tmp_path_factory):
    """Where the ClickHouse of this process keeps its files: it has one folder, however many databases."""
    pytest.importorskip("chdb", reason="no ClickHouse in this .venv: .ci/clickhouse installs it")
    return tmp_path_factory.mktemp("chdb")


@pytest.fixture
def store_of(tmp_path):
    """Make a store of the events that are described; what is not said is usual."""
    stores = []

    def make(*events):
        stores.append(build(tmp_path / f"events-{len(stores)}.duckdb", events))
        return stores[-1]

    yield make
    for store in stores:
        store.close()
