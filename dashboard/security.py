"""What keeps the page to itself: headers, host names, body limits, who may write."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
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

ASKS_FOR_TILES = ("img-src", "connect-src")
ONLY_SELF, ONLY_ORIGIN = "same-origin", "strict-origin-when-cross-origin"
"""Only the atlas itself is told which link a page shows. OpenStreetMap answers nobody who hides where the page is: it
is told scheme, host and port."""


def write_policy(scripts: Sequence[str], hosts: Sequence[str] = ()) -> str:
    """Write the Content-Security-Policy.

    Args:
        scripts: Hashes of the inline scripts that Dash writes.
        hosts: Other machines that the map may ask for tiles, by https.
    """
    also = "".join(f" https://{host}" for host in hosts)
    sources = {name: f"{value}{also}" if name in ASKS_FOR_TILES else value for name, value in POLICY.items()}
    return "; ".join(
        f"{name} {value}" for name, value in {"script-src": " ".join(["'self'", *scripts]), **sources}.items()
    )


def secure(app: Dash, settings: Settings, hosts: Sequence[str] = ()) -> None:
    """Limit what is answered, and what a browser may do with it; call when every callback is registered.

    Args:
        app: The app.
        settings: Under which names it may be asked for, and how much it reads.
        hosts: Other machines that the map may ask for tiles.
    """
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = settings.most_body_bytes
    policy = write_policy(app.csp_hashes(), hosts)

    @server.before_request
    def refuse_foreign_names() -> None:
        # Flask's own TRUSTED_HOSTS cuts every name at its first colon, so [::1] would never be trusted.
        if urlsplit(f"//{request.headers.get('Host', '')}").hostname not in settings.trusted_hosts:
            abort(400)

    if settings.is_editing:
        guard_writes(server, settings)

    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", ONLY_ORIGIN if hosts else ONLY_SELF)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


def guard_writes(server: Flask, settings: Settings) -> None:
    """Ask for the password, if there is one, and refuse what another site's page sends in a person's name."""

    @server.before_request
    def refuse_strangers() -> Response | None:
        if not settings.password or _knows_password(settings.password):
            return None
        question = {"WWW-Authenticate": 'Basic realm="Conflict Atlas", charset="UTF-8"'}
        return Response("This atlas asks for your name and its password.\n", 401, question, content_type="text/plain")

    @server.before_request
    def refuse_foreign_writes() -> None:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not is_from_own_page():
            abort(403)


def name_of_person() -> str:
    """Return the name that somebody gave with the password; blank where none is asked for."""
    given = request.authorization
    name = (given.username or "") if given is not None and given.type == "basic" else ""
    return "".join(letter for letter in name if letter.isprintable()).strip()[:80]


def _knows_password(password: str) -> bool:
    given = request.authorization
    said = (given.password or "") if given is not None and given.type == "basic" else ""
    # Hashed first, so that the time it takes tells nothing, not even the length.
    one, other = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (said, password))
    return hmac.compare_digest(one, other)


def is_from_own_page() -> bool:
    """Whether the browser says that a page of this very address asks. One that says nothing is no browser of today."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_own = origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
    return is_own and (site == "same-origin" if site else origin is not None)
