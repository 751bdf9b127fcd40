"""Owns what may be changed through the page, by whom, and what it answers; and that without --edit nothing may."""

import json

import pytest

from dashboard.app import create_app
from dashboard.editing.answering import ACTS, answer
from dashboard.editing.desk import Desk
from dashboard.editing.form import GROUPS, describe_form
from dashboard.editing.suggesting import suggest_places
from dashboard.settings import Settings
from geo.editing.change_log import read_log
from geo.editing.changing import change_event, look_at
from geo.schema import COLUMN_NAMES
from geo.vocabulary import read_vocabulary
from tests.dashboard import test_callbacks
from tests.geo.editing.tables import START, rows_of

A = "IDL-2020-02-07-a"
NEW = {"event_date": "2020-02-07", "event_type": "Battles", "location": "Saraqib"}
UPDATE = "/_dash-update-component"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def folder(tmp_path):
    """Events to change, in a place of their own."""
    events = tmp_path / "events"
    events.mkdir()
    (events / "idlib.csv").write_bytes(START)
    return events


@pytest.fixture
def desk(folder, tmp_path):
    vocabulary = read_vocabulary()
    return Desk((folder,), tmp_path, vocabulary)


def ask(desk, act, **asked):
    return answer(desk, {"act": act, "at": 7, **asked}, "Ada")


def ask_change(desk, **row):
    form = ask(desk, "open", event=A)
    return ask(desk, "change", event=A, file=form["file"], row=row, seen=form["row"], digest=form["digest"])


# --- What the desk answers ------------------------------------------------------------------------------------------


def test_an_event_is_added_and_the_addition_taken_back_and_brought_back(desk, folder):
    saved = ask(desk, "add", file="idlib.csv", row=NEW)
    assert (saved["kind"], saved["event"], saved["at"]) == ("saved", "IDL-2020-02-07-c", 7)
    assert len(rows_of(folder / "idlib.csv")) == 4
    undone = ask(desk, "undo", changes=saved["undo"])
    assert (folder / "idlib.csv").read_bytes() == START
    ask(desk, "undo", changes=undone["undo"])
    assert len(rows_of(folder / "idlib.csv")) == 4
    assert {line.who for line in read_log(folder)} == {"Ada"}


def test_faults_come_back_by_column(desk):
    refused = ask(desk, "add", file="idlib.csv", row=NEW | {"event_date": "7/2/2020", "event_type": "Batles"})
    assert refused["kind"] == "refused"
    assert [column for column, _ in refused["faults"]] == ["event_date", "event_type"]


def test_a_conflict_comes_back_with_both_versions_and_can_be_resolved(desk, folder):
    form = ask(desk, "open", event=A)
    change_event(
        folder / "idlib.csv", A, {"notes": "theirs"}, look_at(folder / "idlib.csv", A), desk.editor(folder, "")
    )
    asked = {"event": A, "file": "idlib.csv", "row": {"notes": "mine", "location": "Saraqib"}}
    conflict = ask(desk, "change", **asked, seen=form["row"], digest=form["digest"])
    assert conflict["kind"] == "conflict"
    assert conflict["columns"] == [{"name": "notes", "theirs": "theirs", "mine": "mine", "isMine": True}]
    saved = ask(desk, "change", **asked, seen=conflict["theirs"], digest="")
    assert saved["kind"] == "saved"
    assert rows_of(folder / "idlib.csv")[A]["notes"] == "mine"


def test_a_retired_event_is_not_opened_again(desk):
    form = ask(desk, "open", event=A)
    asked = {"event": A, "file": "idlib.csv", "reason": "double", "seen": form["row"], "digest": form["digest"]}
    assert ask(desk, "retire", **asked)["kind"] == "saved"
    assert "was retired on" in ask(desk, "open", event=A)["said"]


def test_drafts_are_counted_listed_accepted_and_rejected(desk, folder, tmp_path):
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "one.csv").write_text(
        "event_date,event_type,event_id,location\n2020-02-07,Battles,,Saraqib\n,Riots,,Hama\n"
    )
    listed = ask(desk, "drafts")
    assert (listed["count"], [one["said"] for one in listed["drafts"]]) == (2, ["Battles Saraqib", "Riots Hama"])
    form = ask(desk, "open-draft", draft=listed["drafts"][0])
    assert (form["what"], form["row"]["location"]) == ("draft", "Saraqib")
    accepted = ask(desk, "accept", draft=form["draft"], file="idlib.csv", row=form["row"])
    assert (accepted["event"], accepted["count"]) == ("IDL-2020-02-07-c", 1)
    rejected = ask(desk, "reject", draft=listed["drafts"][1])
    assert rejected["count"] == 0
    assert ask(desk, "undo", changes=rejected["undo"])["count"] == 1
    assert ask(desk, "undo", changes=accepted["undo"])["count"] == 2
    assert (folder / "idlib.csv").read_bytes() == START


def test_an_id_of_any_file_is_taken(desk, folder):
    (folder / "hama.csv").write_text("event_id,event_date,event_type\nHAM-1,2020-02-07,Battles\n")
    refused = ask(desk, "add", file="idlib.csv", row=NEW | {"event_id": "ham-1"})
    assert "already used in hama.csv" in refused["faults"][0][1]


def test_files_are_named_without_saying_where_they_lie(desk, folder, tmp_path):
    (folder / "acled.csv").write_text("data_id,iso\n1,2\n")
    other = tmp_path / "more"
    other.mkdir()
    (other / "idlib.csv").write_bytes(START)
    assert ask(desk, "new")["files"] == ["idlib.csv"]
    assert ask(Desk((folder, other), tmp_path, desk.vocabulary), "new")["files"] == [
        "events/idlib.csv",
        "more/idlib.csv",
    ]
    assert str(tmp_path) not in json.dumps(ask(desk, "open", event=A))


@pytest.mark.parametrize(
    "name", ["../events/idlib.csv", "/etc/passwd", "CHANGES.csv", "", "drafts/../events/idlib.csv"]
)
def test_no_other_file_can_be_written(desk, tmp_path, name):
    answered = ask(desk, "add", file=name, row=NEW)
    assert answered["kind"] == "failed"
    assert "is no file of events" in answered["said"]


@pytest.mark.parametrize("act", [*ACTS, "rm", None])
@pytest.mark.parametrize(
    "asked", [{}, {"event": 1, "row": [], "file": "idlib.csv", "seen": 3, "draft": "x", "changes": 5}]
)
def test_a_question_of_any_shape_changes_nothing(desk, folder, act, asked):
    if act in ("new", "drafts"):
        return
    assert ask(desk, act, **asked)["kind"] == "failed"
    assert (folder / "idlib.csv").read_bytes() == START


def test_a_cell_of_a_megabyte_is_refused(desk):
    assert "Shorten it" in ask(desk, "add", file="idlib.csv", row=NEW | {"notes": "x" * 100_000})["said"]


def test_columns_that_are_not_ours_are_not_added(desk, folder):
    ask(desk, "add", file="idlib.csv", row=NEW | {"evil": "x", "retired": "x"})
    assert rows_of(folder / "idlib.csv").popitem()[1].keys() == {*START.decode().split("\r\n")[0].split(",")}


def test_the_form_has_a_field_for_every_column(desk):
    fields = [name for names in GROUPS.values() for name in names]
    assert sorted(fields) == sorted(COLUMN_NAMES)
    described = describe_form(desk.vocabulary)
    assert described["groups"][0]["fields"][1]["options"] == [["", "unknown"]]
    assert "Armed clash" in dict(described["types"]["Battles"])


def test_places_are_suggested_with_what_fills_the_form(desk, gazetteer):
    desk = Desk((), Settings().data_folder, desk.vocabulary)
    desk.__dict__["gazetteer"] = gazetteer
    first = suggest_places(desk, {"name": "Saraqib", "country": "Sy", "admin1": None})["places"][0]
    assert (first["name"], first["admin1"], first["country"], first["precision"]) == ("Saraqib", "Idlib", "Syria", "1")
    assert float(first["latitude"]) == pytest.approx(35.86, abs=0.05)
    assert suggest_places(desk, {"name": "x"})["places"] == []
    assert suggest_places(desk, {"name": "10 km south of Saraqib"})["places"][0]["precision"] == "2"


# --- Who may ask ----------------------------------------------------------------------------------------------------


def editing_app(opened, folder, **settings):
    return create_app(opened.store, Settings(is_editing=True, event_paths=(folder,), **settings))


def question(act="new"):
    asked = {"act": act, "at": 1}
    return {
        "output": "edit-answer.data",
        "outputs": {"id": "edit-answer", "property": "data"},
        "inputs": [{"id": "edit-asked", "property": "data", "value": asked}],
        "changedPropIds": ["edit-asked.data"],
    }


def test_without_edit_nothing_that_writes_is_there(app, client):
    assert not [name for name in app.callback_map if "edit-" in name]
    assert client.post(UPDATE, json=question(), headers=OWN).status_code == 400
    page, layout = client.get("/").get_data(as_text=True), client.get("/_dash-layout").get_data(as_text=True)
    assert "edit_" not in page
    assert "Add event" not in layout
    assert "edit-sheet" not in layout


def test_with_edit_ids_are_known_and_callbacks_well_shaped(opened, folder):
    app = editing_app(opened, folder)
    test_callbacks.test_every_id_of_a_callback_is_known_and_on_the_page(app)
    test_callbacks.test_every_id_on_the_page_is_known_and_used_once(app)
    test_callbacks.test_no_property_has_two_writers(app)
    test_callbacks.test_no_callback_takes_the_place_of_another(app)
    test_callbacks.test_callbacks_form_no_circle(app)
    test_callbacks.test_every_function_that_python_names_is_in_the_scripts(app)


def test_with_edit_the_page_has_its_sheet_and_answers_its_own_page(opened, folder):
    client = editing_app(opened, folder).server.test_client()
    assert "Add event" in client.get("/_dash-layout").get_data(as_text=True)
    answered = client.post(UPDATE, json=question(), headers=OWN)
    assert answered.get_json()["response"]["edit-answer"]["data"]["files"] == ["idlib.csv"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
def test_a_page_of_another_site_cannot_write(opened, folder, headers):
    client = editing_app(opened, folder).server.test_client()
    assert client.post(UPDATE, json=question(), headers=headers).status_code == 403
    assert client.get("/").status_code == 200


def test_an_older_browser_that_only_says_its_origin_is_answered(opened, folder):
    client = editing_app(opened, folder).server.test_client()
    assert client.post(UPDATE, json=question(), headers={"Origin": "http://localhost"}).status_code == 200
