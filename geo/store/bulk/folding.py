"""What `geo.store.rows` does to single texts and numbers, for DuckDB: as SQL where it can be, else the same code.

A text of ASCII letters is folded by SQL, any other by `name_key` itself, once for each different one of a batch.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.gazetteer.normalise import name_key
from geo.store.bulk.quoting import quote_text
from geo.store.evidence import LINK, MEDIA
from geo.store.grid import project_lat, project_lon
from geo.store.rows import list_names

_DROPPED = "".join(chr(n) for n in range(1, 128) if name_key(f"a{chr(n)}b") == "ab")
NAME_KEY, LIST_NAMES, GRID_X, GRID_Y = "name_key", "list_names", "grid_x", "grid_y"


def add_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Let SQL call `name_key`, `list_names` and the projection of the grid."""
    for name, change in ((NAME_KEY, name_key), (LIST_NAMES, list_names)):
        connection.create_function(name, _each_once(change), ["VARCHAR"], "VARCHAR", type="arrow")
    for name, project in ((GRID_X, project_lon), (GRID_Y, project_lat)):
        connection.create_function(name, _on_numbers(project), ["DOUBLE"], "INTEGER", type="arrow")


def _each_once(change: Callable[[str], str]) -> Callable[[pa.ChunkedArray], pa.Array]:
    def apply(texts: pa.ChunkedArray) -> pa.Array:
        encoded = pc.dictionary_encode(texts).combine_chunks()
        encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
        return pa.array([change(text) for text in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)

    return apply


def _on_numbers(project: Callable[[np.ndarray], np.ndarray]) -> Callable[[pa.ChunkedArray], pa.Array]:
    return lambda degrees: pa.array(project(degrees.to_numpy()), pa.int32())


def fold(column: str) -> str:
    """Write `name_key` of a column."""
    text = f"lower({column})"
    for sign in _DROPPED:
        text = f"replace({text}, {quote_text(sign)}, '')"
    plain = f"trim(regexp_replace({text}, '[^a-z0-9]+', ' ', 'g'))"
    return f"CASE WHEN strlen({column}) = length({column}) THEN {plain} ELSE {NAME_KEY}({column}) END"


def list_actors() -> str:
    """Write the list of the names in the four columns of actors, each once."""
    joined = "actor1 || ';' || assoc_actor_1 || ';' || actor2 || ';' || assoc_actor_2"
    return (
        "CASE WHEN assoc_actor_1 <> '' OR assoc_actor_2 <> '' OR contains(actor1, ';') OR contains(actor2, ';') "
        f"THEN {LIST_NAMES}({joined}) WHEN actor1 = '' AND actor2 = '' THEN '' "
        "WHEN actor2 = '' OR actor1 = actor2 THEN ';' || actor1 || ';' WHEN actor1 = '' THEN ';' || actor2 || ';' "
        "ELSE ';' || actor1 || ';' || actor2 || ';' END"
    )


def list_parts(column: str) -> str:
    """Write the list of the names in one column, each once."""
    return (
        f"CASE WHEN contains({column}, ';') THEN {LIST_NAMES}({column}) WHEN {column} = '' THEN '' "
        f"ELSE ';' || {column} || ';' END"
    )


def has_link() -> str:
    """Write whether any source of an event is a link."""
    return f"contains(source_url, '://') AND regexp_matches(source_url, {quote_text(LINK)})"


def has_media() -> str:
    """Write whether any source of an event leads to a picture or a film."""
    return f"contains(source_url, '://') AND regexp_matches(source_url, {quote_text(MEDIA)})"
