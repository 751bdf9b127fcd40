"""The command `propose`, as a person runs it: files in, drafts out, and a table that `add` reads."""

import json

import pytest

import run
from geo.articles.joining import join_drafts
from geo.articles.proposing import Job, propose_files
from geo.schema import COLUMN_NAMES

SHELLING = "The Syrian army shelled Ariha on 14 February, killing two civilians."
CAPTURE = "The Syrian army captured Saraqib from Hayat Tahrir al-Sham on February 5."
CALM = "The council opened a library and a swimming pool."


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(SHELLING, encoding="utf-8")
    (folder / "b.txt").write_text(CAPTURE, encoding="utf-8")
    (folder / "c.txt").write_text(CALM, encoding="utf-8")
    return folder


def test_one_file_gives_a_list_with_evidence(reports, capsys):
    assert run.main(["propose", str(reports / "a.txt"), "--published", "2020-02-17", "--json"]) == 0
    (draft,) = json.loads(capsys.readouterr().out)
    assert (draft["location"], draft["event_date"], draft["fatalities"]) == ("Ariha", "2020-02-14", 2)
    assert set(COLUMN_NAMES) <= set(draft)
    assert draft["radius_km"] > 0
    assert draft["status"] == "happened"
    assert all(SHELLING[one["start"] : one["end"]] == one["text"] for one in draft["evidence"])


def test_a_folder_gives_one_object_a_line(reports, capsys):
    assert run.main(["propose", str(reports), "--published", "2020-02-17", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"][-5:], len(line["drafts"])) for line in lines] == [("a.txt", 1), ("b.txt", 1), ("c.txt", 0)]


def test_several_processes_say_what_one_says(reports):
    from datetime import date

    files = [str(reports / name) for name in ("a.txt", "b.txt", "c.txt")]
    job = Job(published=date(2020, 2, 17))
    assert list(propose_files(files, job, processes=2)) == list(propose_files(files, job, processes=1))


def test_days_may_come_from_a_table(reports, tmp_path, capsys):
    dates = tmp_path / "dates.csv"
    dates.write_text("file,published\na.txt,2019-02-17\n", encoding="utf-8")
    assert run.main(["propose", str(reports / "a.txt"), "--dates", str(dates), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["event_date"] == "2019-02-14"


def test_a_report_without_a_day_is_said(reports, capsys):
    assert run.main(["propose", str(reports / "a.txt"), "--json"]) == 2
    assert "--published" in capsys.readouterr().err


def test_a_wrong_day_is_said(reports, capsys):
    with pytest.raises(SystemExit):
        run.main(["propose", str(reports / "a.txt"), "--published", "17.2.2020"])
    assert "2020-02-17" in capsys.readouterr().err


def test_the_table_of_drafts_can_be_added(reports, tmp_path, capsys):
    drafts, events = tmp_path / "drafts.csv", tmp_path / "events.csv"
    assert run.main(["propose", str(reports), "--published", "2020-02-17", "--out", str(drafts)]) == 0
    assert run.main(["add", str(drafts), "--to", str(events)]) == 0
    assert "Saraqib" in events.read_text(encoding="utf-8")


def test_without_a_shape_it_is_written_for_a_reader(reports, capsys):
    assert run.main(["propose", str(reports / "a.txt"), "--published", "2020-02-17"]) == 0
    assert "Ariha" in capsys.readouterr().out


def test_one_event_of_two_reports_is_one_row_with_both_sources(reports):
    from datetime import date

    (reports / "d.txt").write_text("The town of Ariha was shelled by the Syrian army on 14 February.", encoding="utf-8")
    files = [str(reports / name) for name in ("a.txt", "d.txt")]
    found = [
        (one.file, draft) for one in propose_files(files, Job(published=date(2020, 2, 17))) for draft in one.drafts
    ]
    (joined,) = join_drafts(found)
    assert {one.file for one in joined.evidence} == set(files)
    assert joined.row["source_date"].count(";") == 1
    assert joined.row["fatalities"] == "2"


def test_what_could_not_be_read_is_named_and_counted_and_the_rest_is_read(reports, capsys):
    (reports / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (reports / "blank.txt").write_text("", encoding="utf-8")
    assert run.main(["propose", str(reports), "--published", "2020-02-17", "--json"]) == 2
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [line["file"][-9:] for line in lines if "problem" in line] == ["blank.txt", "/junk.txt"]
    assert sum(len(line["drafts"]) for line in lines) == 2
    assert "2 problems in 5 files" in said.err
