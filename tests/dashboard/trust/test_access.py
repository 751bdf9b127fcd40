"""Owns what an atlas refuses to start with, how passwords are made, and who may show it in a frame."""

import argparse
import io

import pytest

import run
from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.trust.access import OPEN, Role, check_safe, read_access
from dashboard.trust.framing import read_site
from dashboard.trust.passwords import find_role, hash_password
from geo.errors import AtlasError
from tests.dashboard.trust.doors import HASHES, PASSWORDS, SECRET

EDITOR = {"ATLAS_EDITOR_PASSWORD_HASH": HASHES[Role.EDITOR]}
VIEWER = {"ATLAS_VIEWER_PASSWORD_HASH": HASHES[Role.VIEWER]}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"ATLAS_PASSWORD": "plain text"}, "run.py password"),
        ({"ATLAS_EDITOR_PASSWORD_HASH": "plain text", "ATLAS_SECRET": SECRET}, "no hash"),
        ({"ATLAS_VIEWER_PASSWORD_HASH": "pbkdf2:sha256:1$a$b", "ATLAS_SECRET": SECRET}, "no hash"),
        (EDITOR, "must have ATLAS_SECRET"),
        (VIEWER | {"ATLAS_SECRET": "short"}, "can be guessed"),
        (VIEWER | {"ATLAS_SECRET": "change-me" * 2}, "can be guessed"),
        (VIEWER | {"ATLAS_SECRET": "secret" * 10}, "can be guessed"),
        (VIEWER | {"ATLAS_SECRET": "0" * 64}, "can be guessed"),
    ],
)
def test_it_does_not_start_where_strangers_would_come_in(environment, said):
    with pytest.raises(AtlasError, match=said):
        read_access(environment)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"header": "X-Remote-User"}, "of anybody"),
        ({"header": "X-Remote-User", "proxies": ["10.0.0.0/8"]}, "no address"),
        ({"editors": ["ada"]}, "Name the header"),
        ({"proxies": ["10.0.0.5"]}, "Name the header"),
    ],
)
def test_a_header_is_believed_of_named_proxies_alone(options, said):
    with pytest.raises(AtlasError, match=said):
        read_access({}, **options)


def test_nobody_is_asked_where_nothing_is_said():
    assert read_access({}) == OPEN
    assert OPEN.is_open
    check_safe(OPEN, is_editing=True, is_for_others=False)
    check_safe(OPEN, is_editing=False, is_for_others=True)


def test_others_edit_only_with_a_password_for_editors():
    with pytest.raises(AtlasError, match="let anybody change"):
        check_safe(OPEN, is_editing=True, is_for_others=True)
    with pytest.raises(AtlasError, match="no editors"):
        check_safe(read_access(VIEWER | {"ATLAS_SECRET": SECRET}), is_editing=True, is_for_others=False)
    check_safe(read_access(EDITOR | {"ATLAS_SECRET": SECRET}), is_editing=True, is_for_others=True)
    proxy = read_access({}, "X-Remote-User", proxies=["10.0.0.5"], editors=["ada"])
    check_safe(proxy, is_editing=True, is_for_others=True)


def test_secrets_are_not_said():
    access = read_access(EDITOR | {"ATLAS_SECRET": SECRET})
    assert SECRET not in repr(Settings(access=access))
    assert HASHES[Role.EDITOR] not in repr(Settings(access=access))


def test_the_command_prints_what_the_environment_needs(monkeypatch, capsys):
    monkeypatch.delenv("ATLAS_SECRET", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("a pässword of words\n"))
    assert run.main(["password", "--for", "viewer"]) == 0
    lines = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    environment = {name: text.strip("'") for name, text in lines.items()}
    assert set(environment) == {"ATLAS_VIEWER_PASSWORD_HASH", "ATLAS_SECRET"}
    access = read_access(environment)
    assert find_role(access.hashes, "a pässword of words") is Role.VIEWER
    assert find_role(access.hashes, "a password of words") is None


def test_a_short_password_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert run.main(["password"]) == 2
    assert "shorter than 10" in capsys.readouterr().err


def test_two_hashes_of_a_password_differ_and_both_know_it():
    one, other = hash_password("the same words"), hash_password("the same words")
    assert one != other
    assert find_role({Role.VIEWER: one, Role.EDITOR: other}, "the same words") is Role.EDITOR
    assert find_role(HASHES, PASSWORDS[Role.VIEWER]) is Role.VIEWER


@pytest.mark.parametrize("site", ["https://intranet.example", "http://localhost:3000", "https://a-b.example:8443/"])
def test_a_site_may_show_it_in_a_frame(site, opened):
    app = create_app(opened.store, Settings(framed_by=(read_site(site),)))
    policy = app.server.test_client().get("/").headers["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {site.rstrip('/')}" in policy.split("; ")


@pytest.mark.parametrize(
    "site", ["*", "intranet.example", "https://", "https://*.example", "https://a.example; script-src *",
             "javascript:x", "https://a.example/path", "https://a.example 'unsafe-inline'", "https://u@a.example", "http://["],
)  # fmt: skip
def test_nothing_but_a_site_becomes_part_of_the_policy(site):
    with pytest.raises(ValueError, match="is no site"):
        read_site(site)
    with pytest.raises((SystemExit, argparse.ArgumentError)):
        run.build_parser().parse_args(["serve", "--embed-in", site])
