"""What keeps the page to itself: headers, host names, body limits."""

from __future__ import annotations

from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request

from dashboard.settings import Settings

POLICY = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "child-src": "blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""MapLibre starts its worker from a blob; Mantine and Plotly write inline styles; nothing else leaves the usual."""


def secure(app: Dash, settings: Settings) -> None:
    """Limit what is answered, and what a browser may do with it; call when every callback is registered."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = settings.most_body_bytes
    scripts = " ".join(["'self'", *app.csp_hashes()])
    policy = "; ".join([f"script-src {scripts}", *(f"{name} {value}" for name, value in POLICY.items())])

    @server.before_request
    def refuse_foreign_names() -> None:
        # Flask's own TRUSTED_HOSTS cuts every name at its first colon, so [::1] would never be trusted.
        if urlsplit(f"//{request.headers.get('Host', '')}").hostname not in settings.trusted_hosts:
            abort(400)

    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response
