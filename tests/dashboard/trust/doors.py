"""Owns an atlas that asks who comes in, and people who sign in to it."""

from __future__ import annotations

from werkzeug.security import generate_password_hash

from dashboard.trust.access import Access, Role

UPDATE = "/_dash-update-component"
OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
BROWSER = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"}
PASSWORDS = {Role.VIEWER: "look but do not touch", Role.EDITOR: "a pen and some pätience"}
SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
HASHES = {role: generate_password_hash(word, method="scrypt:1024:8:1") for role, word in PASSWORDS.items()}
"""As `run.py password` makes them, but cheap."""


def asks_password(ledger, **also):
    return Access(hashes=HASHES, secret=SECRET, ledger=ledger, **also)


def sign_in(client, role=Role.VIEWER, name="Ada", password=None, search="", **options):
    form = {"name": name, "password": PASSWORDS[role] if password is None else password}
    return client.post(f"/login{search}", data=form, headers=OWN, **options)


def signed_in(app, role, name="Ada"):
    client = app.server.test_client()
    assert sign_in(client, role, name).status_code == 303
    return client


def question(app, output, *values, **also):
    """A question to a callback, as the page writes it; None for values that are not given."""
    known = app.callback_map[output]
    asked = [*known["inputs"], *known["state"]]
    given = [*values, *([None] * len(asked))][: len(asked)]
    parts = [{"id": one["id"], "property": one["property"], "value": v} for one, v in zip(asked, given, strict=True)]
    many = len(known["inputs"])
    return {
        "output": output,
        "outputs": name_outputs(known["output"]),
        "inputs": parts[:many],
        "state": parts[many:],
        "changedPropIds": [f"{parts[0]['id']}.{parts[0]['property']}"],
        **also,
    }


def name_outputs(written):
    if isinstance(written, (list, tuple)):
        return [name_outputs(one) for one in written]
    return {"id": str(written.component_id), "property": written.component_property}


def callbacks_of(app):
    """Names of the callbacks that the server answers."""
    return [name for name, one in app.callback_map.items() if "callback" in one]
