"""The events of a view as a CSV file in the atlas's own format: read-only, streamed, never held whole."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from urllib.parse import parse_qs

import pyarrow as pa
import pyarrow.csv as pa_csv
from flask import Flask, Response, request

from dashboard.context import Context, days_of
from dashboard.view import read_cells
from geo.schema import COLUMN_NAMES
from geo.store.grid import Cells
from geo.store.selection import Selection
from geo.store.selection_words import decode_selection

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8; `run.py` reads files with or without it."""


def serve_export(server: Flask, context: Context) -> None:
    """Serve `export/events.csv` with the words of the page's own address: exactly what its table lists."""

    @server.get("/export/events.csv")
    def send_events() -> Response:
        selection, mark, ignored = read_query(context, request.query_string.decode("ascii", "replace"))
        if ignored:
            # An export that silently leaves a filter out would be taken for what it is not.
            return Response("\n".join(ignored), 400, mimetype="text/plain")
        name = f"conflict-atlas-{selection.first_day}-to-{selection.last_day}.csv"
        head = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        batches = context.store.export(selection, mark)
        # What fails does so here, before a file has begun that would end too soon.
        first = list(islice(batches, 1))
        return Response(write_csv(COLUMN_NAMES, chain(first, batches)), mimetype="text/csv", headers=head)


def read_query(context: Context, query: str) -> tuple[Selection, Cells | None, list[str]]:
    """Read which events an address asks for.

    Returns:
        The selection, its window as the page would show it; the mark, if one is picked; and a sentence for each part
        that cannot be used.
    """
    try:
        asked = parse_qs(query, max_num_fields=500)
    except ValueError:
        return Selection(), None, ["The address has more parts than a view can have."]
    selection, ignored = decode_selection(asked)
    mark = read_cells(asked)
    if asked.get("mark") and mark is None:
        ignored.append(f'"{asked["mark"][-1][:60]}" does not name a mark. Click the mark again.')
    return selection.within(*days_of(context, selection)), mark, ignored


def write_csv(names: Sequence[str], batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Write batches of rows as the bytes of one CSV file, batch by batch.

    Cells are data and stay as they are, also those that a spreadsheet would take for a formula.

    Args:
        names: The columns, in order.
        batches: Rows that hold these columns; null is a blank cell.
    """
    yield f"{BYTE_ORDER_MARK}{','.join(names)}\n".encode()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    for batch in batches:
        written = io.BytesIO()
        pa_csv.write_csv(batch.select(list(names)), written, options)
        yield written.getvalue()
