"""Store files of made-up events, built once through the product's own path and kept in `build/`."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from geo.errors import AtlasError
from geo.store.building import build_store_file
from geo.store.event_store import EventStore
from geo.store.rows import make_rows
from geo.vocabulary import Vocabulary, read_vocabulary
from tests.benchmarks import synthetic
from tests.benchmarks.findings import say

PROJECT = Path(__file__).resolve().parents[2]
BUILD_FOLDER = PROJECT / "build"
EVERY_SIZE = (1_000, 50_000, 500_000, 3_000_000)
QUICK_SIZES = EVERY_SIZE[:2]
MAKERS = ("rows", "columns", "building", "changes", "indexing", "mix", "evidence", "histogram")
"""Files of `geo/store` on which the content of a store file depends."""


def prepare_store(events: int, folder: Path = BUILD_FOLDER) -> Path:
    """Return a store file of so many made-up events, built if it is not there or the store's tables have changed."""
    path = folder / f"bench-{events}.duckdb"
    vocabulary = read_vocabulary()
    recipe = _recipe(vocabulary)
    if _is_good(path, recipe):
        return path
    say(f"building {path.name}")
    began = time.perf_counter()
    pieces = (make_rows(piece, vocabulary) for piece in synthetic.make_events(events, vocabulary))
    build_store_file(path, pieces, vocabulary, {"recipe": recipe})
    say(f"built {path.name} in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    return path


def _is_good(path: Path, recipe: str) -> bool:
    if not path.exists():
        return False
    try:
        store = EventStore(path)
    except AtlasError:
        return False
    made_by = store.about.get("recipe")
    store.close()
    return made_by == recipe


def _recipe(vocabulary: Vocabulary) -> str:
    """Name everything a store file is made from: these events, the product's own way of storing them, its codes."""
    store = PROJECT / "geo" / "store"
    made_by = [Path(synthetic.__file__), *(store / f"{name}.py" for name in MAKERS)]
    digest = hashlib.blake2b(repr((vocabulary.event_types, vocabulary.sides)).encode(), digest_size=8)
    for path in made_by:
        digest.update(path.read_bytes())
    return digest.hexdigest()
