"""Owns `run.py export`: which events leave, what is said of them, and with which code."""

import csv
import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import run
from dashboard.viewed import find_query
from geo.errors import BadSelection
from geo.store import snapshot

PROJECT = Path(__file__).resolve().parents[2]
HEADER = "event_id,event_date,event_type,location,country\n"
ADDRESS = "http://127.0.0.1:8050/?from=2020-02-05&to=2020-02-12&type=Battles&step=week&theme=dark&tab=table"


@pytest.fixture(autouse=True)
def build_elsewhere(monkeypatch, tmp_path_factory):
    """Keep the stores of these tests out of the folder where a person's are kept."""
    elsewhere = partial(snapshot.open_events, build_folder=tmp_path_factory.mktemp("build"))
    monkeypatch.setattr(snapshot, "open_events", elsewhere)


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    rows = "b,2020-02-17,Battles,Saraqib,Syria\na,2020-02-08,Protests,Idlib,Syria\nc,2020-02-09,Battles,Idlib,Syria\n"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def ids(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row["event_id"] for row in csv.DictReader(lines)]


def test_all_events_leave_in_the_order_of_their_file(good, tmp_path, capsys):
    to = tmp_path / "out" / "all.csv"
    to.parent.mkdir()
    assert run.main(["export", "--to", str(to), "--events", str(good)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (f"{to}: 3 events as CSV.\n", "")
    assert ids(to) == ["b", "a", "c"]


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS.partition("/?")[2], "?" + ADDRESS.partition("?")[2]])
def test_a_view_leaves_with_its_filters_and_its_window(good, tmp_path, capsys, address):
    to = tmp_path / "view.csv"
    assert run.main(["export", "--to", str(to), "--events", str(good), "--view", address]) == 0
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], err) == (f"{to}: 1 event of 5–12 Feb 2020 as CSV.", "")
    assert ids(to) == ["c"]


def test_a_view_is_what_the_page_exports(client, tmp_path):
    asked = "from=2020-02-01&to=2020-02-20&type=Battles&side=government&q=army"
    to = tmp_path / "view.csv"
    assert run.main(["export", "--to", str(to), "--view", f"http://localhost:8050/?{asked}"]) == 0
    assert to.read_bytes() == client.get(f"/export/events.csv?{asked}").data


def test_without_days_a_view_has_those_that_the_page_opens_with(client, tmp_path, capsys):
    to = tmp_path / "view.csv"
    assert run.main(["export", "--to", str(to), "--view", "http://localhost:8050/"]) == 0
    assert to.read_bytes() == client.get("/export/events.csv").data


@pytest.mark.parametrize(
    ("asked", "said"),
    [("from=soon", '"soon" is not a day'), ("sidé=x", '"sidé" is no part of a view'), ("step=year", 'step="year"'),
     ("mark=here", '"here" does not name a mark'), ("exact=9", 'exact="9"')],
)  # fmt: skip
def test_what_was_ignored_of_an_address_is_said(good, tmp_path, capsys, asked, said):
    to = tmp_path / "view.csv"
    address = f"http://127.0.0.1:8050/?to=2020-03-01&{asked}"
    assert run.main(["export", "--to", str(to), "--events", str(good), "--view", address]) == 1
    assert said in capsys.readouterr().err
    assert len(ids(to)) == 3


@pytest.mark.parametrize("text", ["hello", "events.csv", "http://[bad"])
def test_what_is_no_address_at_all_is_refused(text, good, tmp_path, capsys):
    with pytest.raises(BadSelection, match="is not the address of a view"):
        find_query(text)
    to = tmp_path / "view.csv"
    assert run.main(["export", "--to", str(to), "--events", str(good), "--view", text]) == 2
    assert not to.exists()


def test_refused_rows_are_counted_and_the_rest_leaves(good, tmp_path, capsys):
    good.write_text(good.read_text() + "d,soon,Battles,Idlib,Syria\n")
    to = tmp_path / "all.geojson"
    assert run.main(["export", "--to", str(to), "--events", str(good)]) == 1
    assert capsys.readouterr().err == (f"run.py: 1 row was refused and left out. Try: python run.py check {good}\n")
    assert len(json.loads(to.read_text())["features"]) == 3


def test_an_input_is_never_written_over(good, capsys):
    before = good.read_bytes()
    assert run.main(["export", "--to", str(good), "--events", str(good.parent)]) == 2
    assert "one of the files that the events are read from" in capsys.readouterr().err
    assert good.read_bytes() == before


def test_a_file_among_the_events_is_said_to_be_read_next_time(good, tmp_path, capsys):
    assert run.main(["export", "--to", str(tmp_path / "all.csv"), "--events", str(tmp_path)]) == 0
    assert "next time they may be there twice" in capsys.readouterr().out


def test_it_works_without_dash(good, tmp_path):
    code = (
        "import functools, pathlib, sys, run, geo.store.snapshot as snapshot\n"
        f"build = pathlib.Path({str(tmp_path)!r})\n"
        "snapshot.open_events = functools.partial(snapshot.open_events, build_folder=build)\n"
        f"assert run.main(['export', '--to', {str(tmp_path / 'a.gpkg')!r}, '--events', {str(good)!r},"
        f" '--view', {ADDRESS!r}]) == 0\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('dash', 'flask', 'plotly')]\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True)
