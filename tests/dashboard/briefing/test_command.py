"""Owns `run.py brief`: which files it writes, what is on them, and how it refuses what cannot be made."""

import re

import pytest

import run
from dashboard.briefing.rendering import Renderer
from geo.errors import NoBrowser
from tests.dashboard.figures.sheet.sheet_boxes import read_texts

COLUMNS = (
    "event_id,event_date,event_type,actor1,location,admin1,country,latitude,longitude,fatalities,notes,source,"
    "confidence"
)
ARMY = "Military Forces of Syria"
ROWS = [
    f"a,2020-02-07,Battles,{ARMY},Saraqib,Idlib,Syria,35.864,36.806,4,Fighting in the town.,TASS,reported",
    f"b,2020-02-08,Battles,{ARMY},Ariha,Idlib,Syria,35.81,36.61,2,Fighting on the road.,SANA,confirmed",
    "c,2020-02-09,Protests,,Idlib,Idlib,Syria,35.93,36.63,,A march.,Anadolu,reported",
]
AS_OF = ("--as-of", "2020-03-01T09:05Z")


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    file = tmp_path_factory.mktemp("events") / "events.csv"
    file.write_text("\n".join([COLUMNS, *ROWS, ""]), encoding="utf-8")
    return file


@pytest.fixture
def brief(events, tmp_path, capsys):
    """Runs the command for SVG into a folder; returns its code, the files by name, and what it said."""

    def run_brief(*options, out=None, form="svg"):
        folder = out or tmp_path / "out"
        code = run.main(["brief", "--events", str(events), "--out", str(folder), "--format", form, *AS_OF, *options])
        files = {file.name: file.read_bytes() for file in sorted(folder.iterdir())} if folder.is_dir() else {}
        return code, files, capsys.readouterr()

    return run_brief


def texts_of(svg):
    return [one.text for one in read_texts(svg.decode())]


def only(files):
    [content] = files.values()
    return content


def test_a_sheet_of_all_days_is_written_and_named(brief, tmp_path):
    code, files, said = brief("--from", "2020-02-07", "--to", "2020-02-09")
    assert code == 0
    assert list(files) == ["conflict-atlas-2020-02-07-to-2020-02-09.svg"]
    assert said.out.strip() == str(tmp_path / "out" / next(iter(files)))
    assert said.err == ""
    texts = texts_of(only(files))
    assert "Idlib, Syria, 7–9 February 2020" in texts
    assert {"Fighting in the town.", "Fighting on the road.", "A march."} <= set(texts)
    assert any("As of 1 Mar 2020, 09:05 UTC" in text for text in texts)


def test_options_take_the_place_of_the_words_of_the_view(brief):
    view = "http://127.0.0.1:8050/?from=2020-02-07&to=2020-02-09&type=Battles&layout=a4&title=Old&seen=900x600"
    code, files, _ = brief("--view", view, "--to", "2020-02-07", "--layout", "1400x500", "--title", "New")
    assert code == 0
    svg = only(files)
    texts = texts_of(svg)
    assert b'width="1400" height="500"' in svg
    assert "New" in texts
    assert "Old" not in texts
    assert "Fighting in the town." in texts
    assert "Fighting on the road." not in texts


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--type", "Protests"], {"A march."}),
        (["--deaths", "3.."], {"Fighting in the town."}),
        (["--sure", "confirmed"], {"Fighting on the road."}),
        (["--source", "TASS", "--source", "SANA"], {"Fighting in the town.", "Fighting on the road."}),
        (["--q", "march"], {"A march."}),
        (["--key", "c"], {"A march."}),
        (["--top", "1"], {"Fighting in the town."}),
    ],
)
def test_filters_and_choices_decide_which_events_are_listed(brief, options, left):
    code, files, _ = brief("--from", "2020-02-07", "--to", "2020-02-09", *options)
    assert code == 0
    notes = {"Fighting in the town.", "Fighting on the road.", "A march."}
    assert set(texts_of(only(files))) & notes == left


def test_words_marking_and_parts_are_as_they_are_asked_for(brief):
    code, files, _ = brief(
        "--subtitle", "Below", "--foot", "At the foot", "--marking", "TLP:AMBER", "--without", "list"
    )
    assert code == 0
    texts = texts_of(only(files))
    assert {"Below", "At the foot"} <= set(texts)
    assert texts.count("TLP:AMBER") == 2
    assert "KEY EVENTS" not in texts


def test_a_series_is_a_file_for_each_day(brief):
    code, files, _ = brief("--from", "2020-02-07", "--to", "2020-02-09", "--series", "day", "--name", "Saraqib")
    assert code == 0
    assert list(files) == [f"Saraqib-conflict-atlas-2020-02-0{day}.svg" for day in (7, 8, 9)]
    listed = ["Fighting in the town.", "Fighting on the road.", "A march."]
    for content, note in zip(files.values(), listed, strict=True):
        assert [text for text in texts_of(content) if text in listed] == [note]


@pytest.mark.parametrize("name", ["../../x", "/tmp/x", "..\\..\\x", "a/../../x", "\x00x", "CON", "..", "=cmd()"])
def test_a_file_stays_in_its_folder_whatever_it_is_called(brief, tmp_path, name):
    before = set(tmp_path.rglob("*"))
    code, files, _ = brief("--name", name)
    assert code == 0
    assert len(files) == 1
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "out", tmp_path / "out" / next(iter(files))}


def test_the_same_command_gives_the_same_bytes(brief, tmp_path):
    options = ("--from", "2020-02-07", "--to", "2020-02-09", "--marking", "UNCLASSIFIED")
    first = brief(*options, form="svg,html", out=tmp_path / "first")[1]
    assert len(first) == 2
    assert brief(*options, form="svg,html", out=tmp_path / "second")[1] == first


def test_the_moment_is_the_only_thing_that_another_time_changes(brief, tmp_path):
    first = only(brief(out=tmp_path / "first")[1])
    other = only(brief("--as-of", "2020-03-01T12:05+03:00", out=tmp_path / "other")[1])
    assert other == first
    assert only(brief("--as-of", "2020-03-02", out=tmp_path / "third")[1]) != first


def test_unknown_parts_of_an_address_are_named_and_the_file_is_there(brief):
    code, files, said = brief("--view", "?from=2020-02-07&to=2020-02-09&colour=red")
    assert code == 1
    assert len(files) == 1
    assert said.err == 'run.py: "colour" is no part of a view: it was ignored.\n'


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--layout", "poster"], '"poster" is no layout. Expected slide, '),
        (["--layout", "10x10"], "Expected 320 to 4000 pixels a side."),
        (["--format", "docx"], '"docx" is no format of a brief. Expected png, svg, '),
        (["--format", ","], "No format is named. Expected one of png, svg, "),
        (["--without", "map"], '"map" is no part of a sheet. Expected title, '),
        (["--scale", "9"], "A scale of 9 cannot be drawn. Expected 1 to 4."),
        (["--scale", "nan"], "A scale of nan cannot be drawn. Expected 1 to 4."),
        (["--top", "41"], '"41" is no number of events to list. Expected 0 to 40.'),
        (["--key", "zz"], 'There is no event "zz". Expected the id of one that is loaded'),
        (["--as-of", "soon"], '"soon" is no moment. Expected 2020-02-17T14:05Z.'),
        (["--as-of", "0001-01-01T00:00+14:00"], "is no moment. Expected 2020-02-17T14:05Z."),
        (["--view", "hello"], '"hello" is not the address of a view. Copy it from the browser'),
        (["--from", "0001-01-01", "--to", "2020-02-09", "--series", "day"], "Choose a longer step or fewer days."),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(brief, options, said):
    code, files, printed = brief(*options)
    assert (code, files) == (2, {})
    assert said in printed.err
    assert printed.err.startswith("run.py: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(("option", "said"), [("--logo", "is no PNG or JPEG"), ("--template", "is no PowerPoint file")])
def test_a_file_of_another_kind_is_no_logo_and_no_template(brief, events, option, said):
    code, files, printed = brief(
        option, str(events), "--without", "title", form="svg" if option == "--logo" else "pptx"
    )
    assert (code, files) == (2, {})
    assert said in printed.err


@pytest.mark.parametrize(("option", "form"), [("--logo", "svg"), ("--template", "pptx")])
def test_a_logo_or_template_that_is_not_there_is_named(brief, tmp_path, option, form):
    code, _, printed = brief(option, str(tmp_path / "none.bin"), form=form)
    assert code == 2
    assert "none.bin" in printed.err
    assert "No such file" in printed.err


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_folder_that_cannot_be_made_is_named_before_anything_is_drawn(brief, events, inside):
    folder = events / inside if inside else events
    code, _, printed = brief(out=folder)
    assert code == 2
    assert printed.err.startswith(f"run.py: {folder} cannot be a folder for the files: ")
    assert printed.err.endswith("Choose another folder.\n")


@pytest.mark.parametrize("options", [["--scale", "large"], ["--series", "year"], ["--colour", "red"]])
def test_options_that_nobody_knows_end_with_help(brief, options, capsys):
    with pytest.raises(SystemExit) as leaving:
        brief(*options)
    assert leaving.value.code == 2
    assert re.search(r"^run\.py: .*Try: .*--help", capsys.readouterr().err, re.DOTALL)


def test_a_picture_is_the_same_bytes_twice(brief, tmp_path):
    try:
        with Renderer() as pen:
            pen.to_png('<svg xmlns="http://www.w3.org/2000/svg"/>', 320, 320)
    except NoBrowser as missing:
        pytest.skip(str(missing))
    options = ("--from", "2020-02-07", "--to", "2020-02-09", "--layout", "600x400")
    code, first, _ = brief(*options, form="png", out=tmp_path / "first")
    assert code == 0
    assert only(first).startswith(b"\x89PNG")
    assert brief(*options, form="png", out=tmp_path / "second")[1] == first
