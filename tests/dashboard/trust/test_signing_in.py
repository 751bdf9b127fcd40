"""Owns who comes in by a password: sessions, their end, replays, and guesses at speed."""

import re
import sqlite3
import stat

import pytest

from dashboard.trust import sessions as sessions_module
from dashboard.trust import tries as tries_module
from dashboard.trust.access import Role
from dashboard.trust.ledger import Ledger
from dashboard.trust.tries import FREE, FREE_OF_ALL, LONGEST_WAIT_OF_ALL_S, Tries, name_client
from tests.dashboard.trust.doors import BROWSER, HASHES, OWN, PASSWORDS, SECRET, asks_password, sign_in, signed_in

PUBLIC = {"/login", "/logout"}
REFUSED = (401, 403, 404, 405)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets."""

    class Clock:
        now = 1_000_000.0

        def time(self):
            return self.now

    clock = Clock()
    for module in (sessions_module, tries_module):
        monkeypatch.setattr(module, "time", clock)
    return clock


def paths_of(app):
    for rule in app.server.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]*:)?[^<>]*>", "1", rule.rule)
        yield from ((path, method) for method in sorted(rule.methods - {"OPTIONS"}))


def test_nothing_but_the_way_in_answers_a_stranger(guarded, stranger):
    seen = set()
    for path, method in paths_of(guarded):
        answer = stranger.open(path, method=method, headers=OWN)
        seen.add(path)
        if path in PUBLIC:
            continue
        if path == "/health":
            assert answer.status_code in (200, 503)
            assert method == "HEAD" or set(answer.get_json()) == {"status"}
            continue
        assert answer.status_code == 401, f"{method} {path} answers a stranger"
        assert answer.data in (b"", b"Sign in first.\n")
    assert {"/", "/_dash-layout", "/version", "/export/events.1", "/brief/sheet", "/assets/1"} <= seen


def test_a_browser_is_led_to_the_page_that_asks_and_back_to_its_view(guarded, stranger):
    led = stranger.get("/?from=2020-02-05&type=Battles", headers=BROWSER)
    assert (led.status_code, led.headers["Location"]) == (303, "login?from=2020-02-05&type=Battles")
    assert stranger.get("/a/b", headers=BROWSER).headers["Location"] == "../login"
    page = stranger.get("/login?from=2020-02-05&type=Battles")
    assert page.status_code == 200
    assert 'action="login?from=2020-02-05&amp;type=Battles"' in page.get_data(as_text=True)
    assert "<script" not in page.get_data(as_text=True)
    back = sign_in(stranger, search="?from=2020-02-05&type=Battles")
    assert (back.status_code, back.headers["Location"]) == (303, "./?from=2020-02-05&type=Battles")
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("search", ["?//evil.example", "?next=https://evil.example", "?\\evil.example", "?%0d%0aX: y"])
def test_signing_in_leads_nowhere_else(stranger, search):
    assert sign_in(stranger, search=search).headers["Location"].startswith("./?")


def test_what_is_typed_or_linked_is_text_on_the_page_that_asks(stranger):
    answer = sign_in(stranger, name='"><script>alert(1)</script>', password="wrong", search='?"><img src=x>')
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "<script" not in page
    assert "<img" not in page


def test_the_page_is_kept_by_no_cache_and_carries_the_headers(guarded):
    client = signed_in(guarded, Role.VIEWER)
    for path in ("/", "/_dash-layout", "/login", "/version", "/export/events.csv"):
        answer = client.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "private" in client.get("/basemap/land.geojson").headers["Cache-Control"]


@pytest.mark.parametrize(("scheme", "is_secure"), [("http", False), ("https", True)])
def test_the_cookie_is_for_this_page_alone(stranger, scheme, is_secure):
    cookie = sign_in(stranger, base_url=f"{scheme}://localhost").headers["Set-Cookie"]
    if scheme == "https":
        cookie = sign_in(stranger, environ_overrides={"HTTP_X_FORWARDED_PROTO": "https"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) == is_secure
    assert PASSWORDS[Role.VIEWER] not in cookie


def cookie_of(client):
    return client.get_cookie("conflict_atlas").value


def with_cookie(app, value):
    client = app.server.test_client()
    client.set_cookie("conflict_atlas", value)
    return client


def test_a_session_is_over_with_signing_out_and_its_cookie_cannot_be_replayed(guarded):
    client = signed_in(guarded, Role.EDITOR)
    kept = cookie_of(client)
    assert with_cookie(guarded, kept).get("/version").status_code == 200
    assert client.post("/logout", headers=OWN).status_code == 303
    assert client.get("/version").status_code == 401
    assert with_cookie(guarded, kept).get("/version").status_code == 401


def test_signing_in_anew_ends_the_session_before(guarded):
    client = signed_in(guarded, Role.VIEWER)
    before = cookie_of(client)
    sign_in(client, Role.EDITOR)
    assert cookie_of(client) != before
    assert with_cookie(guarded, before).get("/version").status_code == 401


def test_another_site_can_neither_sign_in_nor_out(guarded):
    client = signed_in(guarded, Role.VIEWER)
    for path in ("/login", "/logout"):
        form = {"name": "Eve", "password": PASSWORDS[Role.VIEWER]}
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
            assert client.post(path, data=form, headers=headers).status_code == 403
    assert client.get("/version").status_code == 200


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c + "x", lambda c: "", lambda c: c.split(".")[0]])
def test_a_forged_cookie_opens_nothing(guarded, change):
    assert with_cookie(guarded, change(cookie_of(signed_in(guarded, Role.EDITOR)))).get("/version").status_code == 401


def test_a_session_ends_when_nobody_uses_it_and_when_it_is_old(guarded, clock):
    client = signed_in(guarded, Role.VIEWER)
    for _ in range(6):
        clock.now += sessions_module.IDLE_S - 10
        assert client.get("/_dash-dependencies").status_code == 200
    clock.now += sessions_module.IDLE_S - 10
    assert client.get("/_dash-dependencies").status_code == 401  # Twelve hours are over.
    client = signed_in(guarded, Role.VIEWER)
    clock.now += sessions_module.IDLE_S - 10
    assert client.get("/version").status_code == 200  # A page that is left open asks this by itself.
    clock.now += 20
    assert client.get("/version").status_code == 401


def test_every_worker_knows_a_session_and_its_end(make_app, ledger):
    one, other = (make_app(access=asks_password(ledger)) for _ in range(2))
    client = signed_in(one, Role.VIEWER)
    kept = cookie_of(client)
    assert with_cookie(other, kept).get("/version").status_code == 200
    with_cookie(other, kept).post("/logout", headers=OWN)
    assert client.get("/version").status_code == 401


def test_a_new_secret_or_password_ends_the_sessions_that_began_before(make_app, ledger):
    kept = cookie_of(signed_in(make_app(access=asks_password(ledger)), Role.VIEWER))
    other_secret = asks_password(ledger).__class__(hashes=HASHES, secret=SECRET[::-1], ledger=ledger)
    changed = {**HASHES, Role.VIEWER: HASHES[Role.EDITOR]}
    other_password = other_secret.__class__(hashes=changed, secret=SECRET, ledger=ledger)
    for access in (other_secret, other_password):
        assert with_cookie(make_app(access=access), kept).get("/version").status_code == 401


def test_the_ledger_is_its_owners_and_holds_nothing_to_sign_in_with(guarded, ledger):
    client = signed_in(guarded, Role.VIEWER)
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    with sqlite3.connect(ledger) as kept:
        said = str(kept.execute("SELECT * FROM session").fetchall())
    assert "Ada" in said
    with client.session_transaction() as session:
        assert session["session"] not in said
    ledger.unlink()
    assert client.get("/version").status_code == 401


# --- Guesses ----------------------------------------------------------------------------------------------------------


def test_a_password_guessed_at_speed_is_soon_not_looked_at(stranger, clock):
    answers = [sign_in(stranger, password=f"guess {n}").status_code for n in range(30)]
    assert answers == [403] * FREE + [429] * (30 - FREE)
    refused = sign_in(stranger)  # Even the right one.
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert stranger.get("/version").status_code == 401
    clock.now += 1
    assert sign_in(stranger).status_code == 303


def test_each_wrong_guess_doubles_the_wait(ledger, clock):
    tries, waits = Tries(Ledger(ledger)), []
    for _ in range(FREE + 6):
        number, wait_s = tries.begin("10.0.0.1")
        if wait_s:
            waits.append(wait_s)
            clock.now += wait_s
            number, wait_s = tries.begin("10.0.0.1")
        assert (number > 0, wait_s) == (True, 0)
    assert waits == [1, 2, 4, 8, 16, 32]
    assert tries.begin("10.0.0.2")[1] == 0  # Others need not wait.


def test_who_knows_one_password_cannot_use_it_to_guess_the_other(stranger):
    answers = []
    for _ in range(FREE + 2):
        answers.append(sign_in(stranger, password="guess").status_code)
        sign_in(stranger, Role.VIEWER)
    assert answers[-1] == 429


def test_guesses_from_everywhere_are_slowed_but_keep_nobody_out_for_long(ledger, clock):
    tries = Tries(Ledger(ledger))
    for n in range(FREE_OF_ALL):
        assert tries.begin(f"10.1.0.{n}")[1] == 0
    assert tries.begin("10.2.0.1")[1] == 1
    for n in range(20):
        clock.now += tries.begin(f"10.3.0.{n}")[1]
        tries.begin(f"10.3.0.{n}")
    assert tries.begin("10.2.0.1")[1] == LONGEST_WAIT_OF_ALL_S


def test_a_client_is_its_address_or_its_network():
    assert name_client("10.0.0.7") == "10.0.0.7"
    assert name_client("2001:db8::1:2:3:4") == name_client("2001:db8::9") == "2001:db8::/64"


@pytest.mark.parametrize(
    "form",
    [{}, {"name": "Ada"}, {"name": " \x07", "password": "x"}, {"password": "x"}, {"name": "Ada", "password": ""}],
)
def test_a_form_without_a_name_or_password_is_asked_for_again(stranger, form):
    assert stranger.post("/login", data=form, headers=OWN).status_code == 400


def test_a_form_of_a_megabyte_is_not_read(stranger):
    assert sign_in(stranger, password="x" * 100_000).status_code == 413
