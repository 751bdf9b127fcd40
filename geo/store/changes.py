"""Which events are new or have changed since a store of the same files was last built."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from geo.schema import COLUMN_NAMES
from geo.store.columns import DATE_COLUMNS

_CONTENT = ", ".join(f'"{DATE_COLUMNS.get(name, name)}"' for name in COLUMN_NAMES)
HASH = f"md5_number_lower(to_json(({_CONTENT})))"
"""Everything that the event table says of an event, as one number."""

_ALL_OLD = "CREATE TEMP TABLE change AS SELECT event_id, CAST(0 AS BIGINT) AS changed_at FROM raw"
_COMPARED = """
CREATE TEMP TABLE change AS
SELECT raw.event_id, CASE WHEN old.content_hash = raw.content_hash THEN old.changed_at ELSE $now END AS changed_at,
       old.event_id IS NULL AS is_new
FROM raw LEFT JOIN earlier.event AS old USING (event_id)
"""


def date_changes(connection: duckdb.DuckDBPyConnection, earlier: Path | None, now: int) -> dict[str, int] | None:
    """Say in a temporary table `change` when each event of `raw` was first loaded as it is now.

    Args:
        connection: To the store that is being built.
        earlier: The store last built from the same files; None where there is none, and then nothing is new.
        now: Seconds since 1970, UTC.

    Returns:
        How many events are `new`, `changed` and `gone`; None without an earlier store, or one of an older kind.
    """
    if earlier is not None:
        with contextlib.suppress(duckdb.Error):
            return _compare(connection, earlier, now)
    connection.execute(_ALL_OLD)
    return None


def _compare(connection: duckdb.DuckDBPyConnection, earlier: Path, now: int) -> dict[str, int]:
    connection.execute(f"ATTACH {_quote(earlier)} AS earlier (READ_ONLY)")
    try:
        connection.execute(_COMPARED, {"now": now})
        new, changed = connection.execute(
            "SELECT count(*) FILTER (is_new), count(*) FILTER (NOT is_new AND changed_at = $now) FROM change",
            {"now": now},
        ).fetchone()
        (gone,) = connection.execute("SELECT count(*) FROM earlier.event ANTI JOIN raw USING (event_id)").fetchone()
        return {"new": new, "changed": changed, "gone": gone}
    finally:
        connection.execute("DETACH earlier")


def find_earlier(folder: Path, paths: Sequence[str]) -> Path | None:
    """Return the store of a folder that was made from these paths and used last; None where there is none."""
    found = []
    for path in folder.glob("events-*.duckdb"):
        with contextlib.suppress(duckdb.Error, OSError):
            about = _read_about(path)
            # What was loaded in parts does not know what it said, and so not what has changed.
            if about.get("paths") == list(paths) and about.get("has_words", True):
                found.append((path.stat().st_mtime_ns, path))
    return max(found)[1] if found else None


def _read_about(path: Path) -> dict:
    # Attached, not connected to: a file that this process has open already cannot be opened with other settings.
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quote(path)} AS earlier (READ_ONLY)")
        return {key: json.loads(value) for key, value in connection.execute("FROM earlier.about").fetchall()}


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
