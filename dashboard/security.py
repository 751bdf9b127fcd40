"""What keeps the page to itself: headers, host names, body limits; and the order in which a request is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Dash
from flask import Flask, Response, abort, request

from dashboard.settings import Settings
from dashboard.trust.addresses import split_address
from dashboard.trust.asking import guard_callbacks
from dashboard.trust.audit import audit_editing
from dashboard.trust.editors import EditorParts, guard_editing
from dashboard.trust.faults import number_requests
from dashboard.trust.gate import guard_doors
from dashboard.trust.ledger import Ledger
from dashboard.trust.limits import limit_expensive
from dashboard.trust.origin import guard_origin
from dashboard.trust.sessions import Sessions
from dashboard.trust.signing_in import serve_signing_in
from dashboard.trust.tries import Tries

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

ASKS_FOR_TILES = ("img-src", "connect-src")
ONLY_SELF, ONLY_ORIGIN = "same-origin", "strict-origin-when-cross-origin"
"""Only the atlas itself is told which link a page shows. OpenStreetMap answers nobody who hides where the page is: it
is told scheme, host and port."""

UNUSED = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
"""What the page never asks a browser for, and so nothing in it may."""


def write_policy(scripts: Sequence[str], hosts: Sequence[str] = (), framed_by: Sequence[str] = ()) -> str:
    """Write the Content-Security-Policy.

    Args:
        scripts: Hashes of the inline scripts that Dash writes.
        hosts: Other machines that the map may ask for tiles, by https.
        framed_by: Sites whose pages may show the atlas in a frame.
    """
    also = "".join(f" https://{host}" for host in hosts)
    sources = {name: f"{value}{also}" if name in ASKS_FOR_TILES else value for name, value in POLICY.items()}
    if framed_by:
        sources["frame-ancestors"] = " ".join(["'self'", *framed_by])
    return "; ".join(
        f"{name} {value}" for name, value in {"script-src": " ".join(["'self'", *scripts]), **sources}.items()
    )


def secure(app: Dash, settings: Settings, hosts: Sequence[str] = (), parts: EditorParts | None = None) -> None:
    """Limit who is answered, what is, and what a browser may do with it; call when every callback is registered.

    Args:
        app: The app.
        settings: Under which names it may be asked for, by whom, and how much it reads.
        hosts: Other machines that the map may ask for tiles.
        parts: What is for editors; None where nothing can be changed.
    """
    server: Flask = app.server
    refuse_debugging(app)
    server.config["MAX_CONTENT_LENGTH"] = settings.most_body_bytes
    number_requests(server)
    refuse_foreign_names(server, settings)
    if not settings.access.is_open:
        ledger = Ledger(settings.access.ledger)
        sessions = Sessions(settings.access, ledger)
        guard_doors(server, settings.access, sessions)
        if settings.access.hashes:
            serve_signing_in(server, settings.access, sessions, Tries(ledger))
    guard_origin(server, is_strict=settings.is_editing)
    guard_callbacks(app)
    if parts is not None:
        audit_editing(server, parts)
        guard_editing(server, parts)
    limit_expensive(server)
    add_headers(server, write_policy(app.csp_hashes(), hosts, settings.framed_by), ONLY_ORIGIN if hosts else ONLY_SELF)


def refuse_debugging(app: Dash) -> None:
    """Keep tools for developers off, whatever variables such as DASH_UI and FLASK_DEBUG say."""
    off = ("ui", "props_check", "serve_dev_bundles", "hot_reload", "prune_errors", "validate_callbacks")
    app.enable_dev_tools(debug=False, **{f"dev_tools_{name}": False for name in off})
    app.server.debug = False


def refuse_foreign_names(server: Flask, settings: Settings) -> None:
    """Refuse whoever asks under a name that is not the atlas'."""

    @server.before_request
    def refuse_foreign_name() -> None:
        # Flask's own TRUSTED_HOSTS cuts every name at its first colon, so [::1] would never be trusted.
        if split_address(f"//{request.headers.get('Host', '')}").hostname not in settings.trusted_hosts:
            abort(400)


def add_headers(server: Flask, policy: str, referrer: str) -> None:
    """Say with every answer what a browser may do with it."""

    @server.after_request
    def say_limits(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", referrer)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", UNUSED)
        return response
