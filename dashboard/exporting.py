"""The events of a view as a file to download: read-only, streamed where the format can be, never held whole."""

from __future__ import annotations

import tempfile
import threading
from itertools import chain, islice

from flask import Flask, Response, abort, request, send_file

from dashboard.context import Context
from dashboard.viewed import Viewed, read_query
from geo.errors import AtlasError
from geo.tables.exports.formats import FORMATS, ExportFormat

MOST_AT_ONCE = 2
"""Files of formats that cannot be streamed which are made at the same time: each keeps a processor busy."""

PATIENCE_S = 20
NO_STORE = {"Cache-Control": "no-store"}


def serve_export(server: Flask, context: Context) -> None:
    """Serve `export/events.csv` and so on with the words of the page's own address: exactly what its table lists."""
    making = threading.BoundedSemaphore(MOST_AT_ONCE)

    @server.get("/export/events.<name>")
    def send_events(name: str) -> Response:
        how = FORMATS.get(name) or abort(404)
        viewed = read_query(context.store, context.window, request.query_string.decode("ascii", "replace"))
        if viewed.ignored:
            # An export that silently leaves a filter out would be taken for what it is not.
            return _refuse("\n".join(viewed.ignored), 400)
        if how.stream is not None:
            return _stream(context, viewed, how)
        if not making.acquire(timeout=PATIENCE_S):
            return _refuse("Other files are being made. Try again in a minute, or choose CSV.", 503)
        try:
            return _send_whole(context, viewed, how)
        except AtlasError as error:
            return _refuse(str(error), 400)
        finally:
            making.release()


def name_file(viewed: Viewed, how: ExportFormat) -> str:
    """Name the file by its days, and by what its suffix does not say."""
    shape = "-acled" if how.name == "acled" else ""
    return f"conflict-atlas-{viewed.selection.first_day}-to-{viewed.selection.last_day}{shape}{how.suffix}"


def _stream(context: Context, viewed: Viewed, how: ExportFormat) -> Response:
    pieces = how.stream(context.store.export(viewed.selection, viewed.mark), context.vocabulary)
    # What fails does so here, before a file has begun that would end too soon.
    first = list(islice(pieces, 2))
    head = {"Content-Disposition": f'attachment; filename="{name_file(viewed, how)}"', **NO_STORE}
    return Response(chain(first, pieces), mimetype=how.media_type, headers=head)


def _send_whole(context: Context, viewed: Viewed, how: ExportFormat) -> Response:
    how.check(context.store.count(viewed.selection, cells=viewed.mark))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed, and so gone, when the answer has been sent
    try:
        how.write(context.store.export(viewed.selection, viewed.mark), file, context.vocabulary)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    answer = send_file(file, mimetype=how.media_type, as_attachment=True, download_name=name_file(viewed, how))
    answer.content_length = size
    answer.headers.update(NO_STORE)
    return answer


def _refuse(why: str, status: int) -> Response:
    return Response(why, status, mimetype="text/plain", headers=NO_STORE)
