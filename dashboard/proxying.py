"""The atlas behind a reverse proxy: what that says is believed only where asked for, and a path prefix is taken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import redirect

from dashboard.settings import Settings

Environment = dict[str, Any]
Application = Callable[[Environment, Callable], Iterable[bytes]]


def stand_behind(server: Flask, settings: Settings) -> None:
    """Let a server answer under a path prefix and behind proxies, as the settings say."""
    if settings.path_prefix:
        server.wsgi_app = Prefixed(server.wsgi_app, settings.path_prefix)
    if settings.proxies:
        number = settings.proxies
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=number, x_proto=number, x_host=number, x_prefix=0)


class Prefixed:
    """Takes a prefix off every path; a proxy may have taken it off already.

    Args:
        application: What answers the rest of the path.
        prefix: As `/atlas`.
    """

    def __init__(self, application: Application, prefix: str) -> None:
        self._application, self._prefix = application, prefix

    def __call__(self, environment: Environment, start: Callable) -> Iterable[bytes]:
        """Answer one request."""
        path = environment.get("PATH_INFO", "")
        if path == self._prefix:
            # Addresses in the page are relative to its folder, so it must end in a slash.
            query = environment.get("QUERY_STRING", "")
            return redirect(f"{self._prefix}/{f'?{query}' if query else ''}", 308)(environment, start)
        if path.startswith(f"{self._prefix}/"):
            path = path[len(self._prefix) :]
        return self._application({**environment, "SCRIPT_NAME": self._prefix, "PATH_INFO": path}, start)
