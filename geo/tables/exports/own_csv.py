"""Our own CSV: what the atlas reads, with nothing lost, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.csv as pa_csv

from geo.tables.exports.batches import GEOMETRY
from geo.tables.formulas import escape_cell, escape_cells
from geo.vocabulary import Vocabulary

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8; `run.py` reads files with or without it."""


def stream_own_csv(events: pa.RecordBatchReader, _: Vocabulary) -> Iterator[bytes]:
    """Write events as the bytes of one CSV file, batch by batch; null is a blank cell."""
    names = [name for name in events.schema.names if name != GEOMETRY]
    yield (BYTE_ORDER_MARK + write_header(names)).encode()
    for batch in events:
        yield write_rows(batch.select(names))


def write_header(names: list[str]) -> str:
    """Write the first line: names that came from a file may hold anything."""
    safe = map(escape_cell, names)
    quoted = (f'"{name.replace(chr(34), chr(34) * 2)}"' if set(name) & set(',"\r\n') else name for name in safe)
    return f"{','.join(quoted)}\n"


def write_rows(batch: pa.RecordBatch) -> bytes:
    """Write rows as lines of a CSV file, texts safe against being taken for formulas."""
    safe = [escape_cells(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    written = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    pa_csv.write_csv(pa.RecordBatch.from_arrays(safe, names=batch.schema.names), written, options)
    return written.getvalue()
