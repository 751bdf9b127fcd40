"""Owns the command line: what it prints, and with which code it leaves."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import run
from dashboard.settings import Settings

PROJECT = Path(__file__).resolve().parents[1]
HEADER = "event_id,event_date,event_type,location,country\n"


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(HEADER + "a,2020-02-17,Battles,Saraqib,Syria\n", encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(
        HEADER + "b,17/02/2020,Battles,Saraqib,Syria\nc,2020-02-17,Battles,Zzyzxqqq,Syria\n", encoding="utf-8"
    )
    return path


def leave(arguments):
    with pytest.raises(SystemExit) as leaving:
        run.main(arguments)
    return leaving.value.code


def test_check_prints_one_object_for_one_file(good, capsys):
    assert run.main(["check", str(good), "--json"]) == 0
    report = {"file": str(good), "format": "own", "rows": 1, "accepted": 1, "rejected": [], "warnings": []}
    assert json.loads(capsys.readouterr().out) == report


def test_check_names_what_is_wrong_and_exits_1(bad, capsys):
    assert run.main(["check", str(bad), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["accepted"]) == (2, 1)
    (fault,) = report["rejected"]
    assert (fault["row"], fault["column"], fault["value"]) == (2, "event_date", "17/02/2020")
    assert (set(fault), fault["letter"]) == ({"row", "column", "letter", "value", "message"}, "B")
    assert [(warning["row"], warning["column"]) for warning in report["warnings"]] == [(3, "location")]


def test_check_prints_a_list_for_several_files_and_for_a_folder(good, bad, tmp_path, capsys):
    assert run.main(["check", str(good), str(bad), "--json"]) == 1
    assert [report["file"] for report in json.loads(capsys.readouterr().out)] == [str(good), str(bad)]
    bad.unlink()
    assert run.main(["check", str(tmp_path), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_check_tells_geojson_of_events_from_that_of_a_layer(tmp_path, capsys):
    for name, said in (("events", {"event_id": "a", "event_date": "x", "event_type": "Battles"}), ("posts", {})):
        feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.8, 35.8]}, "properties": said}
        content = {"type": "FeatureCollection", "features": [feature]}
        (tmp_path / f"{name}.geojson").write_text(json.dumps(content), encoding="utf-8")
    assert run.main(["check", str(tmp_path / "events.geojson"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [(fault["row"], fault["column"]) for fault in report["rejected"]] == [(2, "event_date")]
    run.main(["check", str(tmp_path), "--json"])
    events, posts = json.loads(capsys.readouterr().out)
    assert ("unit" in events, posts["unit"]) == (False, "feature")


def test_check_for_people_names_row_and_column(bad, capsys):
    assert run.main(["check", str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{bad}: 2 rows, 1 accepted, 1 refused, 1 warnings"
    assert lines[1].startswith("  refused  row 2, event_date (B)  ")
    assert lines[2].startswith("  warning  row 3, location (D)    ")


def test_several_files_are_summed_up(good, bad, capsys):
    assert run.main(["check", str(good), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 files: 3 rows, 2 accepted, 1 refused, 1 warnings"


def test_quiet_says_nothing_of_good_files(good, bad, capsys):
    assert run.main(["check", "--quiet", str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert run.main(["check", "--quiet", str(good), str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0].split(":")[0], lines[-1].split(":")[0]) == (str(bad), "2 files")
    assert f"{good}: " not in "\n".join(lines)


def test_people_are_shown_fifty_faults_and_machines_all(tmp_path, capsys):
    path = tmp_path / "many.csv"
    path.write_text(HEADER + "".join(f"e{n},soon,Battles,Saraqib,Syria\n" for n in range(60)), encoding="utf-8")
    run.main(["check", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[-1]) == (52, "  and 10 more; --all lists them")
    run.main(["check", "--all", str(path)])
    assert len(capsys.readouterr().out.splitlines()) == 61
    run.main(["check", "--json", str(path)])
    assert len(json.loads(capsys.readouterr().out)["rejected"]) == 60


@pytest.fixture
def twice(tmp_path):
    """Two files that tell one battle, and another one far away."""
    paths = tmp_path / "one.csv", tmp_path / "two.csv"
    header = "event_id,event_date,event_type,actor1,location,latitude,longitude\n"
    paths[0].write_text(header + "a,2020-02-17,Battles,Syrian Army,Saraqib,35.86,36.80\n", encoding="utf-8")
    rows = (
        "b,2020-02-18,Battles,Syrian Arab Army,Saraqib,35.87,36.80\nc,2020-02-17,Battles,Syrian Army,Hama,35.13,36.75\n"
    )
    paths[1].write_text(header + rows, encoding="utf-8")
    return paths


def test_duplicates_are_listed_where_they_are_asked_for(twice, tmp_path, capsys):
    assert run.main(["check", str(tmp_path)]) == 0
    assert "possible duplicates" not in capsys.readouterr().out
    assert run.main(["check", "--duplicates", *map(str, twice)]) == 0
    said = capsys.readouterr().out.split("\n\n")[-1].splitlines()
    assert said[0].startswith("1 pair of possible duplicates (at most 5 km and 2 days apart")
    assert said[1].startswith(f"  a  {twice[0]} row 2: 2020-02-17, Saraqib, Syrian Army")
    assert said[2].startswith(f"    = b  {twice[1]} row 2: 2020-02-18, Saraqib, Syrian Arab Army")
    assert said[3] == "      1.1 km apart, a day apart, actors 56 % alike"


def test_duplicates_are_in_the_report_of_the_first_of_both(twice, capsys):
    assert run.main(["check", "--duplicates", "--json", *map(str, twice)]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert second["duplicates"] == []
    (pair,) = first["duplicates"]
    assert (pair["first"]["event_id"], pair["first"]["file"], pair["first"]["row"]) == ("a", str(twice[0]), 2)
    assert (pair["second"]["event_id"], pair["second"]["file"], pair["second"]["row"]) == ("b", str(twice[1]), 2)
    assert (pair["distance_km"], pair["days"], pair["actors_alike"]) == (1.112, 1, 0.56)


def test_a_pair_that_was_marked_distinct_is_not_listed_again(twice, tmp_path, capsys):
    (tmp_path / "DISTINCT.csv").write_text("event_id_1,event_id_2,when,who\nb,a,,\n", encoding="utf-8")
    assert run.main(["check", "--duplicates", *map(str, sorted(tmp_path.glob("*.csv")))]) == 0
    assert "No possible duplicates" in capsys.readouterr().out


def test_no_cell_can_command_the_terminal(tmp_path, capsys):
    path = tmp_path / "events.csv"
    path.write_text(HEADER + "a,\x1b[31m,Battles,Saraqib,Syria\n", encoding="utf-8")
    run.main(["check", str(path)])
    assert "\x1b" not in capsys.readouterr().out


def test_an_unreadable_file_is_one_line_and_exits_2(good, tmp_path, capsys):
    missing = tmp_path / "none.csv"
    assert run.main(["check", str(missing), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"run.py: {missing} does not exist. Give a CSV file of events or a folder of them.\n"
    assert run.main(["check", str(good), str(missing)]) == 2
    out, err = capsys.readouterr()
    assert "1 accepted" in out
    assert err.count("\n") == 1


def test_geocode_prints_candidates_best_first(capsys):
    assert run.main(["geocode", "سراقب", "--country", "SY", "--json"]) == 0
    best = json.loads(capsys.readouterr().out)[0]
    assert best["name"] == "Saraqib"
    keys = ["name", "kind", "latitude", "longitude", "country", "admin1", "place_id", "score", "geo_precision"]
    assert list(best) == keys


def test_geocode_uses_the_province(capsys):
    assert run.main(["geocode", "Al-Nayrab", "--country", "SY", "--admin1", "Aleppo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["admin1"] == "Aleppo"


def test_geocode_of_an_unknown_name_prints_an_empty_list_and_exits_1(capsys):
    assert run.main(["geocode", "Zzyzxqqq", "--json"]) == 1
    assert capsys.readouterr().out == "[]\n"
    assert run.main(["geocode", "Zzyzxqqq"]) == 1
    assert "not in the gazetteer" in capsys.readouterr().out


def test_geocode_for_people_is_a_table(capsys):
    assert run.main(["geocode", "Harran"]) == 0
    header, first, *_ = capsys.readouterr().out.splitlines()
    assert header.split() == ["score", "name", "kind", "latitude", "longitude", "admin1", "country", "place_id"]
    assert "35.56810    36.80282" in first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--port", "abc"], '"abc" is not a port'),
        (["check"], "the following arguments are required: FILE"),
        (["geocode"], "the following arguments are required: NAME"),
    ],
)
def test_unknown_input_is_one_line_and_exits_2(arguments, said, capsys):
    assert leave(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("run.py: ")
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["--help"], ["serve", "--help"], ["check", "--help"], ["diff", "--help"], ["geocode", "--help"]]
)
def test_help_tells_every_command(arguments, capsys):
    assert leave(arguments) == 0
    assert "usage: run.py" in capsys.readouterr().out


def test_serving_is_what_happens_without_a_command(monkeypatch, good):
    asked = []
    serving = type("Serving", (), {"serve": lambda *what, open_browser: asked.append((*what, open_browser))})
    monkeypatch.setitem(sys.modules, "dashboard.serving", serving)
    assert run.main([]) == 0
    assert run.main(["--events", str(good), "--port", "9000", "--no-browser"]) == 0
    assert run.main(["serve", "--host", "0.0.0.0"]) == 0
    assert run.main(["--basemap", "syria.pmtiles", "--online", "--edit"]) == 0
    home = [PROJECT / "data" / "events"]
    assert asked == [
        (home, Settings(), True),
        ([good], Settings(port=9000), False),
        (home, Settings(host="0.0.0.0"), True),
        (home, Settings(basemap=Path("syria.pmtiles"), is_online=True, is_editing=True), True),
    ]


def test_check_and_geocode_work_without_dash(good):
    code = (
        "import sys, run\n"
        f"assert run.main(['check', {str(good)!r}]) == 0\n"
        "assert run.main(['geocode', 'Saraqib']) == 0\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('dash', 'flask', 'plotly')]\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True)


def test_check_of_a_text_table_imports_no_library_that_it_can_do_without(good):
    run_it = [sys.executable, "-X", "importtime", "run.py", "check", str(good)]
    done = subprocess.run(run_it, cwd=PROJECT, capture_output=True, text=True, check=True)
    imported = {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert "pyarrow" in imported
    assert imported.isdisjoint({"pandas.core.api", "geopandas", "pyproj", "duckdb", "openpyxl", "python_calamine"})


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{sys.executable} run.py geocode London --json | head -c 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=PROJECT, capture_output=True, text=True)
    assert done.stderr == ""


def test_places_prints_a_list_for_one_text(tmp_path, capsys):
    text = "Shelling hit Saraqib.\nMoscow denied it."
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    assert run.main(["places", str(tmp_path / "one.txt"), "--json", "--rules-only"]) == 0
    saraqib, moscow = json.loads(capsys.readouterr().out)
    assert text[saraqib["start"] : saraqib["end"]] == saraqib["text"] == "Saraqib"
    assert {"name", "kind", "latitude", "longitude", "country", "admin1", "place_id", "score", "geo_precision"} <= set(
        saraqib
    )
    assert (saraqib["place_id"], saraqib["is_speaker"], moscow["is_speaker"]) == ("geonames:164816", False, True)


def test_places_of_a_folder_are_json_lines(tmp_path, capsys):
    for name, text in (("a.txt", "A convoy reached Reyhanlı."), ("b.txt", "Nothing here.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run.main(["places", str(tmp_path), "--json", "--rules-only"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["file"], [one["text"] for one in first["toponyms"]]) == (str(tmp_path / "a.txt"), ["Reyhanlı"])
    assert (second["file"], second["toponyms"]) == (str(tmp_path / "b.txt"), [])


def test_places_reads_standard_input_and_a_country(capsys, monkeypatch):
    import io

    def ask(*more):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Fighting in Tripoli.")))
        assert run.main(["places", "-", "--json", "--rules-only", *more]) == 0
        return json.loads(capsys.readouterr().out)[0]["country"]

    assert ask() == "Libya"
    assert ask("--country", "LB") == "Lebanon"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["places", "missing.txt"], "missing.txt does not exist"),
        (["places", "."], "holds no .txt file"),
        (["places", "latin.txt"], "is not UTF-8 text"),
        (["places", "good.txt", "--country", "Atlantis"], '"Atlantis" is no country'),
    ],
)
def test_places_says_in_one_line_what_it_cannot_read(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.txt").write_bytes("Maarrat an Nu\xb4man".encode("latin-1"))
    arguments = [str(tmp_path / "sub") if one == "." else one for one in arguments]
    (tmp_path / "sub").mkdir()
    (tmp_path / "good.txt").write_text("Homs", encoding="utf-8")
    assert run.main([*arguments, "--rules-only"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_geocode_explains_each_clue_in_words(capsys):
    assert run.main(["geocode", "Ariha", "--country", "SY", "--explain"]) == 0
    said = capsys.readouterr().out
    assert "1. Ariha (town, Idlib, Syria)" in said
    assert "lies in the country that was given" in said
    assert "Clear: " in said


def test_geocode_says_when_a_person_should_look(capsys):
    assert run.main(["geocode", "Tripoli"]) == 0
    assert "Needs review: it may also be Tripoli" in capsys.readouterr().out


def test_geocode_explains_in_json_too(capsys):
    assert run.main(["geocode", "Saraqib", "--json", "--explain"]) == 0
    best = json.loads(capsys.readouterr().out)[0]
    assert round(sum(best["clues"].values()), 3) == round(best["score"], 3)


def test_geocode_understands_a_place_told_by_another(capsys):
    assert run.main(["geocode", "10 km south of Saraqib", "--json"]) == 0
    (place,) = json.loads(capsys.readouterr().out)
    assert (place["latitude"], place["longitude"], place["geo_precision"]) == (35.77434, 36.80591, 2)


@pytest.mark.parametrize("name", ["", "  "])
def test_a_blank_name_is_said_to_be_blank(name, capsys):
    assert run.main(["geocode", name]) == 1
    assert capsys.readouterr().out == "The name is blank. Write the name of a place.\n"
