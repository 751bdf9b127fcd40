"""How the atlas is, for programs: which version is shown, which the browser asks for, and whether all is well."""

from __future__ import annotations

import logging
from http import HTTPStatus
from pathlib import Path, PurePath

from flask import Flask, Response, jsonify

from dashboard.context import Context
from dashboard.current import Current
from geo.errors import CannotAsk, TooSlow
from geo.live.rereading import say_broken

FAILING = "failing"
CANNOT_ASK = "The events cannot be asked for now. What is shown is what was answered last."


def serve_state(server: Flask, current: Current) -> None:
    """Serve `/version`, which costs nothing, and `/health`; what took too long is answered so, not as a fault."""

    @server.errorhandler(TooSlow)
    def refuse(error: TooSlow) -> tuple[Response, int]:
        return Response(str(error), mimetype="text/plain"), HTTPStatus.SERVICE_UNAVAILABLE

    @server.errorhandler(CannotAsk)
    def say_gone(error: CannotAsk) -> tuple[Response, int]:
        logging.getLogger(__name__).error("%s", error)  # Where the events lie is nothing to whoever looks at the page.
        return Response(CANNOT_ASK, mimetype="text/plain"), HTTPStatus.SERVICE_UNAVAILABLE

    @server.get("/version")
    def send_version() -> Response:
        return _unkept({"version": current.version, "is_changing": current.is_changing})

    @server.get("/health")
    def send_health() -> Response:
        health = describe_health(current)
        answer = _unkept(health)
        # What looks after the atlas sends nobody to a worker that cannot answer.
        answer.status_code = 503 if health["status"] == FAILING else 200
        return answer


def describe_health(context: Context | Current) -> dict:
    """Say how the atlas is.

    Returns:
        `status`: `ok`, `degraded` while what is shown is not what every file says, or `failing` while the events
        cannot be asked; `version`; `events`; `store`; `files`, each with its `rows` or features and how many were
        `accepted`; `problems`, a sentence each.
    """
    reports = context.all_reports
    problems = [without_folders(said, report) for report in reports if (said := say_broken(report))]
    fault = _ask_store(context)
    return {
        "status": FAILING if fault else "degraded" if problems else "ok",
        "version": context.version,
        "events": context.store.total,
        "store": _describe_store(context),
        "files": [_count(report) for report in reports],
        "problems": [*fault, *problems],
    }


def _describe_store(context: Context | Current) -> dict:
    """Say which file or database is asked, how large and how old it is (seconds since 1970), and if it lists words."""
    store = context.store
    built_at = store.about.get("built_at")
    said = {"built_at": built_at, "has_words": store.has_words}
    if not isinstance(store.path, Path):
        return {"file": store.path.database, "megabytes": None, **said}
    try:
        megabytes = round(store.path.stat().st_size / 1e6, 1)
    except OSError:
        megabytes = None  # A file that is open answers even when somebody has deleted it.
    return {"file": store.path.name, "megabytes": megabytes, **said}


def _ask_store(context: Context | Current) -> list[str]:
    try:
        context.store.event("")
    except Exception:
        logging.getLogger(__name__).exception("the events cannot be asked")
        return ["The events cannot be asked. The log says why."]
    return []


def without_folders(text: str, report: dict) -> str:
    """Call a file by its name alone: where it lies is nothing to whoever looks at the page."""
    return text.replace(report["file"], PurePath(report["file"]).name) if report["file"] else text


def _count(report: dict) -> dict:
    counts = {name: report[name] for name in ("rows", "accepted")}
    return {
        "file": PurePath(report["file"]).name,
        "unit": report.get("unit", "row"),
        **counts,
        "refused": report["rows"] - report["accepted"],
        "to_look_at": len(report["warnings"]) + report.get("more_warnings", 0),
    }


def _unkept(content: dict) -> Response:
    answer = jsonify(content)
    answer.headers["Cache-Control"] = "no-store"
    return answer
