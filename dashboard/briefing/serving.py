"""What the page asks for a brief: the sheet as it will be, and files of it that are made while the page waits."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

from flask import Blueprint, Flask, Response, abort, jsonify, request, send_file

from dashboard.briefing.choices import Choices
from dashboard.briefing.folder import name_output
from dashboard.briefing.formats import FORMATS
from dashboard.briefing.gathering import Wanted, name_brief
from dashboard.briefing.jobs import Job, Jobs
from dashboard.briefing.making import Drawn, Order, Pen, draw_sheet, make_file
from dashboard.briefing.render_thread import RenderThread
from dashboard.current import Current
from dashboard.settings import Settings
from dashboard.view import View
from geo.errors import AtlasError, BadBrief
from geo.store.histogram import Step

NO_STORE = {"Cache-Control": "no-store"}
MOST_PARTS = 500
LONGEST_AGO = timedelta(days=2)


def serve_briefs(server: Flask, context: Current, settings: Settings, pen: Pen | None = None) -> None:
    """Serve `brief/sheet` (what the preview shows) and `brief/files` (what is downloaded).

    Args:
        server: Of the app.
        context: What is shown now.
        settings: Logo and template.
        pen: Draws what needs a browser; a browser that starts when it is needed where none is given.
    """
    jobs = Jobs(str(os.getpid()) if settings.workers > 1 else "")
    pen = pen or RenderThread()
    pages = Blueprint("brief", __name__, url_prefix="/brief")

    @pages.errorhandler(AtlasError)
    def refuse(error: AtlasError) -> tuple[Response, int]:
        return jsonify(error=str(error)), 400

    @pages.get("/sheet")
    def send_sheet() -> Response:
        answer = jsonify(_describe(draw_sheet(context.of_request(), _read_wanted(settings))))
        answer.headers.update(NO_STORE)
        return answer

    @pages.post("/files")
    def begin_file() -> Response:
        shown, wanted, order = context.of_request(), _read_wanted(settings), _read_order(settings)
        name = name_output(Path(), name_brief(shown, wanted), f".{order.format}").name
        give_back = context.borrow()

        def make(file, tell):
            return make_file(shown, wanted, order, pen, file, tell)

        try:
            job = jobs.begin(name, FORMATS[order.format].media_type, make, give_back)
        except BaseException:
            give_back()
            raise
        return jsonify(job.as_dict())

    @pages.get("/files/<name>")
    def tell_job(name: str) -> Response:
        answer = jsonify(_find(jobs, name).as_dict())
        answer.headers.update(NO_STORE)
        return answer

    @pages.get("/files/<name>/file")
    def send_job(name: str) -> Response:
        job = _find(jobs, name)
        if not job.is_over or job.error:
            abort(409)
        if request.method == "HEAD":  # Asks about the file, and must not use it up.
            return Response(mimetype=job.media_type, headers=NO_STORE)
        job = jobs.take(name) or _find(jobs, name)
        job.file.seek(0)
        answer = send_file(job.file, mimetype=job.media_type, as_attachment=True, download_name=job.file_name)
        answer.headers.update({**NO_STORE, "Content-Security-Policy": "sandbox; default-src 'none'"})
        answer.call_on_close(job.file.close)
        return answer

    @pages.delete("/files/<name>")
    def stop_job(name: str) -> Response:
        jobs.stop(name)
        return Response(status=204)

    server.register_blueprint(pages)


def _find(jobs: Jobs, name: str) -> Job:
    if job := jobs.find(name):
        return job
    answer = jsonify(error="This file is not there any more. Make it again.")
    answer.status_code = 404
    return abort(answer)


def _read_wanted(settings: Settings) -> Wanted:
    search = request.query_string.decode("ascii", "replace")
    try:
        query = parse_qs(search, keep_blank_values=True, max_num_fields=MOST_PARTS)
    except ValueError:
        raise BadBrief("The address has more parts than a view can have.") from None
    view, _ = View.from_search(search)
    link = f"{request.url_root}{view.to_search()}"
    return Wanted(view, Choices.from_query(query), _read_moment(query), link, settings.logo)


def _read_moment(query: dict[str, list[str]]) -> datetime:
    """Return the moment that the page shows, so that a file says the same; now, where it says none or an odd one."""
    now = datetime.now(UTC)
    try:
        said = datetime.fromisoformat(query["as_of"][-1])
    except (KeyError, ValueError):
        return now
    said = said if said.tzinfo else said.replace(tzinfo=UTC)
    return said if now - LONGEST_AGO < said < now + LONGEST_AGO else now


def _read_order(settings: Settings) -> Order:
    asked = request.args
    said_scale, said_step = asked.get("scale") or "1", asked.get("series") or ""
    try:
        scale = float(said_scale)
    except ValueError:
        raise BadBrief(f'"{said_scale[:40]}" is no scale. Expected 1 to 4.') from None
    if said_step and said_step not in list(Step):
        raise BadBrief(f'"{said_step[:40]}" is no step of a series. Expected {", ".join(Step)}.')
    return Order(asked.get("format", ""), scale, Step(said_step) if said_step else None, settings.template)


def _describe(drawn: Drawn) -> dict:
    """Say what the preview shows, and what its form proposes."""
    brief, sheet = drawn.brief, drawn.sheet
    return {
        "svg": sheet.svg,
        "width": sheet.size.width_px,
        "height": sheet.size.height_px,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "foot": brief.sources,
        "marking": {"text": brief.marking, "ink": brief.marking_ink, "ground": brief.marking_ground},
        "boxes": {name: [box.x, box.y, box.width, box.height] for name, box in sheet.boxes.items()},
        "events": [{"id": one.event_id, "number": one.number, "said": f"{one.days} · {one.place}: {one.what}"}
                   for one in brief.key_events],
        "left_out": max(len(brief.key_events) - sheet.listed, 0),
    }  # fmt: skip
