"""Faults: what nobody expected is written down with a number, and of it the browser is told the number alone."""

from __future__ import annotations

import secrets
from types import TracebackType

from dash.exceptions import DependencyException
from flask import Flask, Response, g, request
from werkzeug.exceptions import InternalServerError

FaultInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


def number_requests(server: Flask) -> None:
    """Give each request a number, and say it where one fails."""

    @server.before_request
    def give_number() -> None:
        g.request_id = secrets.token_hex(6)

    @server.errorhandler(InternalServerError)
    def say_number(_error: InternalServerError) -> Response:
        said = f"Something went wrong in the atlas. Whoever runs it finds it in the log as {g.request_id}.\n"
        return Response(said, 500, mimetype="text/plain")

    @server.errorhandler(DependencyException)
    def miss_file(_error: DependencyException) -> Response:
        return Response("There is no such file.\n", 404, mimetype="text/plain")

    def write_down(fault: FaultInfo) -> None:
        server.logger.error("request %s failed: %s %s", g.request_id, request.method, request.path, exc_info=fault)

    server.log_exception = write_down
