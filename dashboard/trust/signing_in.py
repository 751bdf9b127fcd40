"""Signing in and out: the page that asks for name and password, and the cookie that it leads to."""

from __future__ import annotations

import math
from datetime import timedelta

from flask import Blueprint, Flask, Response, redirect, render_template, request, session
from flask.sessions import SecureCookieSessionInterface

from dashboard.trust.access import Access
from dashboard.trust.audit import note
from dashboard.trust.gate import IN_COOKIE
from dashboard.trust.passwords import find_role
from dashboard.trust.people import Person, clean_name
from dashboard.trust.sessions import LONGEST_S, Sessions
from dashboard.trust.tries import Tries

MOST_FORM_BYTES = 10_000


class OwnCookies(SecureCookieSessionInterface):
    """Flask's signed cookies, of this atlas alone, and over https only where it came that way."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether the browser may send it back by https only."""
        return request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"

    def get_cookie_path(self, app: Flask) -> str:
        """Say below which path the browser sends it back."""
        return request.script_root or "/"


def serve_signing_in(server: Flask, access: Access, sessions: Sessions, tries: Tries) -> None:
    """Serve `login` and `logout`, which need no script."""
    server.secret_key = access.secret
    server.session_interface = OwnCookies()
    server.config.update(
        SESSION_COOKIE_NAME="conflict_atlas", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False, PERMANENT_SESSION_LIFETIME=timedelta(seconds=LONGEST_S),
    )  # fmt: skip
    pages = Blueprint("trust", __name__, template_folder="pages")

    @pages.get("/login")
    def sign_in() -> Response:
        return _ask()

    @pages.post("/login")
    def try_password() -> Response:
        request.max_content_length = MOST_FORM_BYTES
        name, password = clean_name(request.form.get("name", "")), request.form.get("password", "")
        if not name or not password:
            return _ask("Say your name and the password.", 400)
        number, wait_s = tries.begin(request.remote_addr or "")
        if wait_s:
            note("sign-in", "too many tries", name)
            return _ask_to_wait(math.ceil(wait_s))
        role = find_role(access.hashes, password)
        note("sign-in", f"as {role}" if role else "wrong password", name)
        if role is None:
            return _ask("That is not the password.", 403)
        tries.forget(number)
        return _let_in(sessions, Person(name, role))

    @pages.post("/logout")
    def sign_out() -> Response:
        sessions.end(session.get(IN_COOKIE))
        session.clear()
        return redirect("login", 303)

    server.register_blueprint(pages)


def _let_in(sessions: Sessions, person: Person) -> Response:
    sessions.end(session.get(IN_COOKIE))
    session.clear()
    session[IN_COOKIE] = sessions.begin(person)
    session.permanent = True
    # Only the view that was asked for is kept, never another address.
    search = request.query_string.decode("ascii", "replace")
    return redirect(f"./?{search}" if search else "./", 303)


def _ask_to_wait(wait_s: int) -> Response:
    said = f"{wait_s} seconds" if wait_s < 120 else f"{math.ceil(wait_s / 60)} minutes"
    answer = _ask(f"Too many wrong passwords. Try again in {said}.", 429)
    answer.headers["Retry-After"] = str(wait_s)
    return answer


def _ask(fault: str = "", status: int = 200) -> Response:
    search = request.query_string.decode("ascii", "replace")
    theme = theme if (theme := request.cookies.get("theme")) in ("light", "dark") else ""
    name = clean_name(request.form.get("name", "")) if status != 413 else ""
    page = render_template("login.html", fault=fault, search=search, theme=theme, name=name)
    return Response(page, status)
