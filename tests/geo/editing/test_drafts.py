"""Owns what becomes of drafts: accepted into the events or rejected, once, and never lost on the way."""

import pytest

from geo.editing.change_log import read_log
from geo.editing.drafts import accept_draft, list_drafts, reject_draft
from geo.editing.failures import NotEditable, Refused
from geo.editing.undoing import undo_change
from tests.geo.editing.tables import START, rows_of

DRAFTS = "event_id,event_date,event_type,location\n,2020-02-07,Battles,Saraqib\n\n,2020-02-30,Protests,Hama\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "article.csv").write_text(DRAFTS)
    return folder


def test_drafts_are_listed_with_or_without_ids(folder):
    drafts, wrong = list_drafts(folder)
    assert [(draft.file.name, draft.row["location"]) for draft in drafts] == [
        ("article.csv", "Saraqib"),
        ("article.csv", "Hama"),
    ]
    assert wrong == []


def test_a_file_that_holds_no_drafts_is_said_and_the_log_is_none(folder):
    (folder / "notes.csv").write_text("a,b\n")
    (folder / "CHANGES.csv").write_text("")
    drafts, wrong = list_drafts(folder)
    assert len(drafts) == 2
    assert "notes.csv is not a CSV table" in wrong[0]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_without_files_has_no_drafts(tmp_path, is_there):
    folder = tmp_path / "none"
    if is_there:
        folder.mkdir()
    assert list_drafts(folder) == ([], [])


def test_an_accepted_draft_becomes_an_event_and_is_a_draft_no_more(folder, file, editor):
    draft = list_drafts(folder)[0][0]
    accept_draft(draft, draft.row | {"notes": "checked"}, file, editor)
    assert rows_of(file)["IDL-2020-02-07-c"]["notes"] == "checked"
    assert (folder / "article.csv").read_text() == DRAFTS.replace(",2020-02-07,Battles,Saraqib\n", "")
    assert [line.what for line in read_log(file.parent)] == ["accept"]


def test_a_draft_that_is_wrong_stays_until_it_is_mended(folder, file, editor):
    draft = list_drafts(folder)[0][1]
    with pytest.raises(Refused, match="2020-02-30"):
        accept_draft(draft, draft.row, file, editor)
    assert file.read_bytes() == START
    assert (folder / "article.csv").read_text() == DRAFTS
    accept_draft(draft, draft.row | {"event_date": "2020-02-29"}, file, editor)
    assert len(list_drafts(folder)[0]) == 1


def test_a_draft_is_dealt_with_once(folder, file, editor):
    draft = list_drafts(folder)[0][0]
    accept_draft(draft, draft.row, file, editor)
    with pytest.raises(NotEditable, match="somebody has dealt with it"):
        accept_draft(draft, draft.row, file, editor)
    with pytest.raises(NotEditable, match="somebody has dealt with it"):
        reject_draft(draft, editor)
    assert len(rows_of(file)) == 4


def test_a_rejected_draft_is_in_the_log_and_comes_back(folder, editor):
    draft = list_drafts(folder)[0][1]
    change = reject_draft(draft, editor)
    assert read_log(folder)[0].before["location"] == "Hama"
    assert len(list_drafts(folder)[0]) == 1
    undo_change(draft.file, editor, change.when)
    assert {one.row["location"] for one in list_drafts(folder)[0]} == {"Saraqib", "Hama"}


def test_an_acceptance_is_taken_back_in_both_files(folder, file, editor):
    draft = list_drafts(folder)[0][0]
    for changed, change in accept_draft(draft, draft.row, file, editor):
        undo_change(changed, editor, change.when)
    assert file.read_bytes() == START
    assert len(list_drafts(folder)[0]) == 2
