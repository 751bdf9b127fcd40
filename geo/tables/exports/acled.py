"""CSV in the shape of ACLED's own exports: for tools that read nothing else.

ACLED has no unknown number of deaths. A blank cell stays blank here, because 0 would say that nobody died.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import COLUMNS
from geo.tables.exports.own_csv import write_header, write_rows
from geo.vocabulary import Vocabulary

ACLED_HEADER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns since 2023, in ACLED's order."""

OTHER = "Other"
"""The sub-type of ACLED's strategic developments for what has no name of its own."""

VIOLENCE, DEMONSTRATIONS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
DISORDER = {
    ("Protests", "Excessive force against protesters"): f"{VIOLENCE}; {DEMONSTRATIONS}",
    ("Riots", "Mob violence"): VIOLENCE,
    ("Riots", "Violent demonstration"): DEMONSTRATIONS,
    "Battles": VIOLENCE,
    "Explosions/Remote violence": VIOLENCE,
    "Violence against civilians": VIOLENCE,
    "Protests": DEMONSTRATIONS,
    "Strategic developments": STRATEGIC,
}
"""ACLED's codebook: the disorder type of a type, or of a sub-type that differs from its type."""

LISTS = tuple(column.name for column in COLUMNS if column.kind == "list" and column.name in ACLED_HEADER)


def stream_acled(events: pa.RecordBatchReader, vocabulary: Vocabulary) -> Iterator[bytes]:
    """Write events as a CSV file that has ACLED's columns, batch by batch; what ACLED has no column for stays out."""
    kinds = list_kinds(vocabulary)
    yield write_header(list(ACLED_HEADER)).encode()
    for batch in events:
        yield write_rows(shape_as_acled(batch, kinds))


def list_kinds(vocabulary: Vocabulary) -> dict[tuple[str, str | None], tuple[str, str | None]]:
    """Map each type and sub-type of ours, the sub-type None where it is blank, to those of ACLED."""
    kinds: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for one in vocabulary.event_types:
        is_own = one.acled_code not in ("", one.event_type)
        acled_type = one.acled_code or one.event_type
        kinds[one.event_type, None] = acled_type, OTHER if is_own else None
        for sub in one.sub_event_types:
            kinds[one.event_type, sub.sub_event_type] = acled_type, sub.acled_code or sub.sub_event_type
    return kinds


def shape_as_acled(
    batch: pa.RecordBatch, kinds: dict[tuple[str, str | None], tuple[str, str | None]]
) -> pa.RecordBatch:
    """Turn events into rows with ACLED's columns: its further columns where the files have them, else blank."""
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    known = {name.lower(): column for name, column in columns.items()} | columns
    known |= {name: pc.replace_substring(known[name], ";", "; ") for name in LISTS}
    pairs = zip(batch["event_type"].to_pylist(), batch["sub_event_type"].to_pylist(), strict=True)
    said = [kinds.get(pair, pair) for pair in pairs]
    disorder = pa.array([DISORDER.get(pair) or DISORDER.get(pair[0]) for pair in said], pa.string())
    known |= {
        "event_id_cnty": known["event_id"],
        "year": pc.year(known["event_date"]),
        "event_type": pa.array([kind for kind, _ in said], pa.string()),
        "sub_event_type": pa.array([sub for _, sub in said], pa.string()),
        "disorder_type": pc.coalesce(known["disorder_type"], disorder) if "disorder_type" in known else disorder,
    }
    blank = pa.nulls(batch.num_rows, pa.string())
    return pa.RecordBatch.from_arrays([known.get(name, blank) for name in ACLED_HEADER], names=list(ACLED_HEADER))
