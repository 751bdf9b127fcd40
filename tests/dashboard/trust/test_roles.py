"""Owns what a viewer cannot do on an atlas that editors change, whatever their page has; and whom a proxy names."""

import json

import pytest
from dash import Input, Output, dcc, html

from dashboard import app as app_module
from dashboard.current import Current
from dashboard.editing.desk import Desk
from dashboard.settings import Settings
from dashboard.trust.access import Access, Role
from dashboard.trust.people import Person, remember
from geo.editing.change_log import read_log
from tests.dashboard.trust.doors import OWN, UPDATE, asks_password, callbacks_of, question, signed_in
from tests.geo.editing.tables import START

EDITORS_ONLY = ("edit-answer.data", "edit-places.data", "duplicates-answer.data")
NEW = {"event_date": "2020-02-07", "event_type": "Battles", "location": "Saraqib"}
ADD = {"act": "add", "at": 1, "file": "idlib.csv", "row": NEW}
HEADER = {"header": "X-Remote-User", "proxies": frozenset({"10.0.0.5"})}


def ask(client, app, output, *values, **options):
    return client.post(UPDATE, json=question(app, output, *values), headers=OWN, **options)


@pytest.mark.parametrize("output", EDITORS_ONLY)
def test_a_viewer_who_calls_an_editors_callback_is_refused(guarded, folder, output):
    viewer = signed_in(guarded, Role.VIEWER)
    refused = ask(viewer, guarded, output, ADD)
    assert refused.status_code == 403
    assert (folder / "idlib.csv").read_bytes() == START
    assert ask(signed_in(guarded, Role.EDITOR), guarded, output, ADD).status_code == 200


def test_every_callback_that_a_reading_atlas_has_not_is_for_editors(guarded, make_app):
    reading = set(callbacks_of(make_app(is_editing=False)))
    more = set(callbacks_of(guarded)) - reading
    assert set(EDITORS_ONLY) <= more <= guarded.parts.outputs
    viewer = signed_in(guarded, Role.VIEWER)
    for output in callbacks_of(guarded):
        is_refused = ask(viewer, guarded, output, {}).status_code == 403
        assert is_refused == (output in more), output


def holds_desk(function, depth=0):
    """Whether a function, or one that it holds, keeps hold of the desk that it was registered with."""
    held = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    return any(isinstance(one, Desk) or (depth < 4 and callable(one) and holds_desk(one, depth + 1)) for one in held)


def test_no_callback_that_a_viewer_may_call_holds_a_desk(guarded):
    holding = {name for name in callbacks_of(guarded) if holds_desk(guarded.callback_map[name]["callback"])}
    assert "edit-answer.data" in holding
    assert holding <= guarded.parts.outputs


def test_a_new_part_of_editing_is_for_editors_by_itself(monkeypatch, make_app, ledger, caplog):
    caplog.set_level("INFO", "conflict_atlas.audit")

    class Panel:
        @staticmethod
        def build(context):
            return html.Div([dcc.Store(id="new-asked"), dcc.Store(id="new-answer")])

        @staticmethod
        def register(app, context):
            if context.desk is None:
                return
            app.callback(Output("new-answer", "data"), Input("new-asked", "data"))(lambda asked: "written")
            app.server.add_url_rule("/new/upload", "new_upload", lambda: "taken", methods=["POST"])

    monkeypatch.setattr(app_module, "PANELS", (*app_module.PANELS, Panel))
    app = make_app(access=asks_password(ledger))
    viewer, editor = signed_in(app, Role.VIEWER), signed_in(app, Role.EDITOR)
    for client, status in ((viewer, 403), (editor, 200)):
        assert ask(client, app, "new-answer.data", "x").status_code == status
        assert client.post("/new/upload", headers=OWN).status_code == status
    assert editor.post("/new/upload", json={"act": "keep", "event": "A-1"}, headers=OWN).status_code == 200
    kept = lines_of(caplog)[-1]
    assert (kept["what"], kept["ids"], kept["result"]) == ("POST new_upload keep", ["A-1"], "200")
    deep = b"[" * 100_000
    json_body = OWN | {"Content-Type": "application/json"}
    assert editor.post("/new/upload", data=deep, headers=json_body).status_code == 400


def test_a_viewers_page_has_no_part_of_editing_and_an_editors_has(guarded):
    def seen(client):
        return "".join(
            client.get(path).get_data(as_text=True) for path in ("/", "/_dash-layout", "/_dash-dependencies")
        )

    viewer, editor = (seen(signed_in(guarded, role)) for role in (Role.VIEWER, Role.EDITOR))
    for word in ("edit-sheet", "edit-answer", "edit_form.js", "edit_sheet.css", "Add event", "add-event", "showEdit"):
        assert word not in viewer
        assert word in editor
    assert "Signed in as Ada, viewer" in viewer
    assert "page.js" in viewer


def test_a_viewer_sees_cards_and_duplicates_without_buttons_that_change(guarded):
    shown = {"event": ["IDL-2020-02-07-a"]}
    for output, value in (("..card.children...shown-event.data..", shown), ("duplicates.children", 1)):
        viewer, editor = (
            ask(signed_in(guarded, role), guarded, output, value).get_data(as_text=True)
            for role in (Role.VIEWER, Role.EDITOR)
        )
        assert "data-edit" not in viewer
        assert "data-twins" not in viewer
        assert len(editor) > len(viewer) or output.startswith("duplicates")


def test_the_name_that_was_said_is_in_the_log(guarded, folder):
    ask(signed_in(guarded, Role.EDITOR, "Ada\x07 L."), guarded, "edit-answer.data", ADD)
    assert read_log(folder)[0].who == "Ada L."


def test_an_atlas_that_asks_nobody_is_its_owners(make_app, folder):
    app = make_app()
    assert ask(app.server.test_client(), app, "edit-answer.data", ADD).status_code == 200


# --- Whom a proxy names -----------------------------------------------------------------------------------------------


def behind(make_app, ledger, **access):
    return make_app(access=Access(**{**HEADER, "ledger": ledger, **access}))


def come(app, address="10.0.0.5", path="/_dash-layout", **headers):
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return app.server.test_client().get(path, headers=named, environ_overrides={"REMOTE_ADDR": address})


def test_a_name_is_only_believed_of_the_proxy(make_app, ledger):
    app = behind(make_app, ledger)
    assert come(app, X_Remote_User="ada").status_code == 200
    assert come(app, "10.0.0.6", X_Remote_User="ada").status_code == 403
    assert come(app, "127.0.0.1", X_Remote_User="ada", X_Forwarded_For="10.0.0.5").status_code == 403
    assert come(app).status_code == 403
    assert come(app, X_Remote_User=" \t").status_code == 403


def test_the_proxy_is_known_where_its_address_was_rewritten(make_app, ledger):
    server = behind(make_app, ledger).server
    before = {"werkzeug.proxy_fix.orig": {"REMOTE_ADDR": "10.0.0.5"}, "REMOTE_ADDR": "203.0.113.9"}
    headers = {"X-Remote-User": "ada"}
    assert server.test_client().get("/version", headers=headers, environ_overrides=before).status_code == 200
    forged = {"werkzeug.proxy_fix.orig": {"REMOTE_ADDR": "203.0.113.9"}, "REMOTE_ADDR": "10.0.0.5"}
    assert server.test_client().get("/version", headers=headers, environ_overrides=forged).status_code == 403


@pytest.mark.parametrize(
    ("access", "headers", "is_editor"),
    [
        ({}, {}, False),
        ({"editors": frozenset({"ada"})}, {}, True),
        ({"editors": frozenset({"grace"})}, {}, False),
        ({"role_header": "X-Remote-Role"}, {"X_Remote_Role": "editor"}, True),
        ({"role_header": "X-Remote-Role"}, {"X_Remote_Role": "viewer"}, False),
        ({"role_header": "X-Remote-Role"}, {"X_Remote_Role": "editors"}, False),
        ({"role_header": ""}, {"X_Remote_Role": "editor"}, False),
    ],
)
def test_roles_come_from_the_proxy_or_a_list(make_app, ledger, access, headers, is_editor):
    answer = come(behind(make_app, ledger, **access), X_Remote_User="ada", **headers).get_data(as_text=True)
    assert ("Add event" in answer) == is_editor
    assert "Sign out" not in answer


# --- The audit --------------------------------------------------------------------------------------------------------


def lines_of(caplog):
    return [json.loads(one.message) for one in caplog.records if one.name == "conflict_atlas.audit"]


def test_each_write_has_its_line_without_what_the_event_says(guarded, caplog):
    caplog.set_level("INFO", "conflict_atlas.audit")
    editor, viewer = signed_in(guarded, Role.EDITOR, "Grace"), signed_in(guarded, Role.VIEWER, "Vera")
    secret = NEW | {"notes": "what nobody may read in a log"}
    ask(editor, guarded, "edit-answer.data", ADD | {"row": secret})
    ask(editor, guarded, "edit-answer.data", {"act": "new"})
    ask(editor, guarded, "edit-places.data", {"name": "Saraqib"})
    ask(viewer, guarded, "edit-answer.data", {"act": "retire", "event": "IDL-2020-02-07-a", "reason": "a reason"})
    *signed, added, refused = lines_of(caplog)
    assert [line["what"] for line in signed] == ["sign-in", "sign-in"]
    assert {name: added[name] for name in ("who", "role", "from", "what", "result")} == {
        "who": "Grace", "role": "editor", "from": "127.0.0.1", "what": "add", "result": "saved",
    }  # fmt: skip
    assert added["ids"] == ["idlib.csv", "IDL-2020-02-07-c"]
    assert (refused["who"], refused["result"], refused["ids"]) == ("Vera", "403", ["IDL-2020-02-07-a"])
    assert "nobody may read" not in caplog.text
    assert "a reason" not in caplog.text


def test_a_context_is_shown_without_a_desk_only_to_those_who_may_not_edit(guarded, opened, folder):
    context = Current(app_module.make_context(opened.store, Settings(is_editing=True, event_paths=(folder,))))
    with guarded.server.test_request_context():
        remember(Person("Vera", Role.VIEWER))
        assert context.desk is None
    with guarded.server.test_request_context():
        assert context.desk is not None
