"""The gate: every request but those for signing in is of somebody who is known."""

from __future__ import annotations

from flask import Flask, Response, jsonify, redirect, request, session

from dashboard.trust.access import Access, Role
from dashboard.trust.people import Person, address_of_neighbour, clean_name, remember
from dashboard.trust.sessions import Sessions

SIGN_IN, SIGN_OUT, HEALTH = "trust.sign_in", "trust.sign_out", "send_health"
PUBLIC = frozenset({SIGN_IN, "trust.try_password", SIGN_OUT})
PASSIVE = frozenset({"send_version", HEALTH})
"""What a page that is left open asks by itself."""

IN_COOKIE = "session"


def guard_doors(server: Flask, access: Access, sessions: Sessions) -> None:
    """Let nobody in who is not known; register before anything that answers."""

    @server.before_request
    def let_in() -> Response | None:
        person = recognise(access, sessions)
        remember(person)
        if person is not None or request.endpoint in PUBLIC:
            return None
        return _say_health(server) if request.endpoint == HEALTH else _refuse(access)

    @server.after_request
    def keep_private(response: Response) -> Response:
        response.cache_control.private = True
        if "max-age" not in response.cache_control and not response.get_etag()[0]:
            response.cache_control.no_store = True
        return response


def recognise(access: Access, sessions: Sessions) -> Person | None:
    """Say who asks: whom a trusted proxy names, else whose session the cookie is of."""
    said = request.headers.get(access.header, "") if access.header else ""
    if clean_name(said) and address_of_neighbour() in access.proxies:
        name = clean_name(said)
        role = request.headers.get(access.role_header, "").lower() if access.role_header else ""
        is_editor = role == Role.EDITOR or name in access.editors
        return Person(name, Role.EDITOR if is_editor else Role.VIEWER)
    if not access.hashes or IN_COOKIE not in session:
        return None
    return sessions.find(session[IN_COOKIE], request.endpoint not in PASSIVE)


def _say_health(server: Flask) -> Response:
    """Tell a stranger, who may be a balancer, no more than whether all is well."""
    answer = server.make_response(server.view_functions[HEALTH]())
    short = jsonify(status=answer.get_json()["status"])
    short.status_code = answer.status_code
    return short


def _refuse(access: Access) -> Response:
    is_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    if not access.hashes:
        return Response("This atlas is reached through its proxy, which says who asks.\n", 403, mimetype="text/plain")
    if not is_page:
        return Response("Sign in first.\n", 401, mimetype="text/plain")
    # Relative, so that it is right under any prefix of a proxy.
    up = "../" * (request.path.count("/") - 1)
    search = request.query_string.decode("ascii", "replace")
    return redirect(f"{up}login{f'?{search}' if search else ''}", 303)
