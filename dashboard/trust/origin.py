"""Origin: whether the atlas' own page asks, or another site in a person's name."""

from __future__ import annotations

from flask import Flask, abort, request

from dashboard.trust.addresses import split_address

READING = ("GET", "HEAD", "OPTIONS")
CALLBACKS = "/_dash-update-component"
"""The route of Dash that every callback is asked through; the name of its endpoint, too."""


def is_from_own_page() -> bool:
    """Whether the browser says that a page of this very address asks. One that says nothing is no browser of today."""
    said = (request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin"))
    return any(said) and not is_foreign()


def is_foreign() -> bool:
    """Whether the browser says that a page of any other address asks."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_own = origin is None or split_address(origin).netloc.lower() == request.host.lower()
    return not is_own or (bool(site) and site != "same-origin")


def guard_origin(server: Flask, is_strict: bool) -> None:
    """Refuse whatever another site's page sends.

    Args:
        server: Of the app.
        is_strict: Whether a question to the data must come from a page, too, since there may be more to it than that.
    """

    @server.before_request
    def refuse_foreign_pages() -> None:
        if request.method in READING:
            return
        is_question = request.endpoint == CALLBACKS and not is_strict
        if is_foreign() if is_question else not is_from_own_page():
            abort(403)
