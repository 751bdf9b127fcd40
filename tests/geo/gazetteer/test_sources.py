"""Owns places that maintainers bring: country dumps and tables, how they are added, listed and removed."""

import json
import multiprocessing
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

import run
from geo.errors import UnreadableFile
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.sources import dump_file, dump_index
from geo.gazetteer.sources.loading import PROJECT_TABLES, load_sources
from geo.store.snapshot import _fingerprint

PROJECT = Path(__file__).resolve().parents[3]


def line(number, name, feature, *, also="", at=(35.5, 36.5), country="SY", admin1="12", admin2="", people="0"):
    """One line of a dump; feature is "P.PPL"."""
    where = [str(degrees) for degrees in at]
    cells = [str(number), name, name, also, *where, *feature.split("."), country, "", admin1, admin2, "", "", people]
    return "\t".join([*cells, "", "300", "Asia/Damascus", "2024-01-31"])


DUMP = [
    line(163843, "Syrian Arab Republic", "A.PCLI", admin1="00", at=(35, 38), people="23865423"),
    line(169387, "Idlib Governorate", "A.ADM1", also="Muhafazat Idlib,محافظة إدلب"),
    line(7000001, "Harim District", "A.ADM2", admin2="170665"),
    line(164816, "Saraqib", "P.PPL", also="Sarāqib,سراقب", at=(35.86447, 36.80591), people="32495"),
    line(9000001, "Zembeliya", "P.PPL", also="Zumbuliyah,زمبلية", people="120"),
    line(9000002, "Kafr Zzyzxa", "P.PPL", people="7000", admin2="170665"),
    line(9000003, "Hayy Zzyzxa", "P.PPLX"),
    line(9000004, "Old Zzyzxa", "P.PPLH"),
    line(9000005, "Left Zzyzxa", "P.PPLQ"),
    line(9000006, "Zzyzxa Airfield", "S.AIRF"),
    line(9000007, "Tall Zzyzxa", "T.HLL"),
    line(9000008, "Jibal Zzyzxa", "T.MTS"),
    line(9000009, "Nahr Zzyzxa", "H.STM"),
    line(9000010, "Jazirat Zzyzxa", "T.ISL"),
    line(9000011, "Sahl Zzyzxa", "L.AREA"),
    line(9000012, "Zzyzxa School", "S.SCH"),
    line(9000013, "Far Zzyzxa", "P.PPL", admin1="09"),
    line(9000014, "Lost Zzyzxa", "P.PPL", admin1="77"),
]


def text_of(lines):
    return "".join(f"{one}\n" for one in lines)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(text_of(DUMP), encoding="utf-8")
    return path


@pytest.fixture
def build(tmp_path):
    return tmp_path / "build" / "gazetteer"


@pytest.fixture
def command(folder, build, monkeypatch, capsys):
    """Run `run.py gazetteer …` on the temporary folder: exit code, output, errors."""
    monkeypatch.setattr("geo.commands.gazetteer.PROJECT", folder.parents[1])

    def command(*arguments):
        capsys.readouterr()
        code = run.main(["gazetteer", *map(str, arguments)])
        return code, *capsys.readouterr()

    return command


def put(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")


def dump_source(sources):
    return next(source for source in sources.all if source.kind == "dump")


@pytest.fixture
def with_dump(folder, build):
    put(folder, "SY.txt", text_of(DUMP))
    return Gazetteer.load(folder, build)


@pytest.mark.parametrize("written", ["Zembeliya", "Zumbuliyah", "زمبلية"])
def test_a_place_of_a_dump_is_found_by_each_of_its_names(with_dump, written):
    best = with_dump.find(written, country="SY")[0]
    assert (best.place_id, best.kind, best.admin1, best.country) == ("geonames:9000001", "village", "Idlib", "Syria")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kafr Zzyzxa", "town"),
        ("Hayy Zzyzxa", "quarter"),
        ("Left Zzyzxa", "village"),
        ("Zzyzxa Airfield", "airbase"),
        ("Tall Zzyzxa", "hill"),
        ("Jibal Zzyzxa", "mountains"),
        ("Nahr Zzyzxa", "water"),
        ("Jazirat Zzyzxa", "island"),
        ("Sahl Zzyzxa", "region"),
    ],
)
def test_features_become_kinds(with_dump, name, kind):
    assert with_dump.find(name)[0].kind == kind


def test_features_at_which_nothing_happens_are_counted(folder, build):
    put(folder, "SY.txt", text_of(DUMP))
    source = dump_source(load_sources(folder, build))
    assert (source.places, source.unused, source.refused) == (17, 2, 0)


def test_an_area_that_the_dump_lacks_is_the_worlds(with_dump):
    assert with_dump.find("Far Zzyzxa")[0].admin1 == "Aleppo"
    assert (with_dump.find("Lost Zzyzxa")[0].admin1, with_dump.find("Lost Zzyzxa")[0].country) == ("", "Syria")


def test_a_dump_without_any_area_works(folder, build):
    put(folder, "places.txt", text_of(DUMP[4:5]))
    best = Gazetteer.load(folder, build).find("Zumbuliyah", country="Syria", admin1="Idlib governorate")[0]
    assert (best.place_id, best.admin1) == ("geonames:9000001", "Idlib")


def test_what_world_and_dump_both_hold_appears_once(with_dump):
    for written, place_id in (("Saraqib", "geonames:164816"), ("Idlib Governorate", "geonames:SY.12")):
        found = [place.place_id for place in with_dump.find(written, country="SY")]
        assert found.count(place_id) == 1
        assert found[0] == place_id
    assert [place.name for place in with_dump.find("Syrian Arab Republic")] == ["Syria"]


def test_a_zipped_dump_is_the_same(folder, build):
    with zipfile.ZipFile(folder / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme for GeoNames")
        archive.writestr("SY.txt", "\ufeff" + text_of(DUMP).replace("\n", "\r\n"))
    gazetteer = Gazetteer.load(folder, build)
    assert gazetteer.problems == ()
    assert gazetteer.find("Zumbuliyah")[0].place_id == "geonames:9000001"


def test_a_readme_beside_a_dump_is_no_source(folder, build):
    put(folder, "readme.txt", "Readme for GeoNames")
    assert load_sources(folder, build).problems == ()


@pytest.mark.parametrize(
    ("bad", "column", "message"),
    [
        ("not a line", "", "has 1 columns where a dump has 19"),
        (DUMP[4] + "\tmore", "", "has 20 columns"),
        (line("x1", "A", "P.PPL"), "geonameid", '"x1" is not a GeoNames number'),
        (line(99999999999, "A", "P.PPL"), "geonameid", "is not a GeoNames number"),
        (line(9000001, "A", "P.PPL"), "geonameid", '"9000001" stands in an earlier line too'),
        (line(1, "?", "P.PPL"), "name", '"?" is no name'),
        (line(1, "A", "P.PPL", at=(95.2, 36)), "latitude", '"95.2" is outside -90…90'),
        (line(1, "A", "P.PPL", at=(35, "x")), "longitude", '"x" is not a number of degrees'),
        (line(1, "A", "P.PPL", at=("", 36)), "latitude", "is blank"),
        (line(1, "A", "P.PPL", country="Syria"), "country code", '"Syria" is not two capitals'),
        (line(1, "A", "P.PPL", people="many"), "population", '"many" is not a whole number'),
    ],
)
def test_a_wrong_line_of_a_dump_is_named_and_the_others_are_used(folder, build, bad, column, message):
    put(folder, "SY.txt", text_of([*DUMP, bad]))
    sources = load_sources(folder, build)
    source = dump_source(sources)
    (fault,) = source.faults
    assert (source.places, source.refused, fault.row, fault.column) == (17, 1, 19, column)
    assert message in fault.message
    assert sources.problems == (
        f"{folder / 'SY.txt'}: 1 row is refused. See them with: python run.py gazetteer list",
    )  # fmt: skip


def test_the_first_twenty_faults_are_shown_and_all_are_counted(folder, build, command):
    put(folder, "SY.txt", text_of([*DUMP * 2, *(line(10 + one, "A", "P.PPL", at=(99, 0)) for one in range(30))]))
    source = dump_source(load_sources(folder, build))
    assert (source.refused, len(source.faults)) == (16 + 30, 20)
    assert "46 rows refused" in command("list")[1]


def write_zip(path, members, mark_locked=False):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    if mark_locked:
        content = path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
        path.write_bytes(content.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"))


UNUSABLE = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b"\n \n\r\n", "is empty"),
    "words.txt": (b"one\ntwo\nthree\n", "is not a GeoNames dump: 3 of the first 3 lines"),
    "latin.txt": (text_of(DUMP).encode() + b"caf\xe9\n", r"line 19 is not UTF-8 text \(byte 0xe9\)"),
    "wide.txt": (text_of(DUMP).encode("utf-16"), "line 1 is not UTF-8"),
    "schools.txt": (text_of(DUMP[15:16]).encode(), "holds no place: 0 lines refused, 1 of kinds"),
    "broken.zip": (b"PK\x03\x04 and no more", "is a damaged or locked archive"),
    "text.zip": (b"not an archive", "is a damaged or locked archive"),
    "long.txt": (b"x" * 100_001, "line 1 is longer than 100,000 bytes"),
    "nothing.csv": (b"", "is empty"),
    "columns.csv": (b"name,lat,lon\na,1,2\n", "lacks the column latitude, longitude"),
    "rows.csv": (b"name,latitude,longitude\na,91,2\nb,x,2\n", "None of the rows can be used"),
    "places.xlsx": (b"PK", "cannot be added under this name"),
    ".hidden.csv": (b"name,latitude,longitude\na,1,2\n", "cannot be added under this name"),
    "Supplement.csv": (b"name,latitude,longitude\na,1,2\n", "cannot be added under this name"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_one_line_exit_2_and_not_copied(tmp_path, folder, command, name):
    content, message = UNUSABLE[name]
    path = tmp_path / name
    path.write_bytes(content)
    before = sorted(folder.iterdir())
    code, out, err = command("add", path)
    assert (code, out) == (2, f"{path}: not added\n")
    assert err.count("\n") == 1
    with pytest.raises(UnreadableFile, match=message):
        raise UnreadableFile(err)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"readme.txt": "x", "SY.csv": "x"}, "holds no text, and no SY.txt"),
        ({"a.txt": "x", "b.txt": "x"}, "holds several texts, and no SY.txt"),
    ],
)
def test_an_archive_without_the_dump_is_said(tmp_path, command, members, message):
    write_zip(tmp_path / "SY.zip", members)
    code, _, err = command("add", tmp_path / "SY.zip")
    assert code == 2
    assert message in err


def test_a_locked_archive_is_said(tmp_path, command):
    write_zip(tmp_path / "SY.zip", {"SY.txt": text_of(DUMP)}, mark_locked=True)
    code, _, err = command("add", tmp_path / "SY.zip")
    assert code == 2
    assert "damaged or locked" in err


def test_an_archive_that_unpacks_to_too_much_is_said(tmp_path, command, monkeypatch):
    monkeypatch.setattr(dump_file, "MOST_BYTES", 1_000)
    write_zip(tmp_path / "SY.zip", {"SY.txt": text_of(DUMP)})
    (tmp_path / "SY.txt").write_text(text_of(DUMP), encoding="utf-8")
    code, _, err = command("add", tmp_path / "SY.zip", tmp_path / "SY.txt")
    assert code == 2
    assert err.count("GB of text, the most that is read") == 2


def test_a_dump_of_the_whole_world_is_too_much(tmp_path, command, monkeypatch):
    monkeypatch.setattr(dump_file, "MOST_LINES", 10)
    (tmp_path / "all.txt").write_text(text_of(DUMP), encoding="utf-8")
    code, _, err = command("add", tmp_path / "all.txt")
    assert code == 2
    assert "has more than 10 lines" in err


def test_a_missing_file_and_a_folder_are_said(tmp_path, command):
    (tmp_path / "folder.txt").mkdir()
    code, _, err = command("add", tmp_path / "none.txt", tmp_path / "folder.txt", tmp_path)
    assert code == 2
    assert err.splitlines()[0].endswith(
        "none.txt does not exist. Expected a GeoNames dump (.txt, .zip) or a CSV of places."
    )
    assert "folder.txt is not a file" in err
    assert err.count("\n") == 3


def test_a_broken_source_is_left_out_and_said_once(folder, build, capsys):
    put(folder, "broken.txt", "no dump\n")
    put(folder, "broken.csv", "no,table\n1,2\n")
    put(folder, "good.csv", "name,latitude,longitude\nZzyzx camp,35.9,36.7\n")
    (folder / "folder.zip").mkdir()
    gazetteer = Gazetteer.load(folder, build)
    assert [problem.split(" ")[0] for problem in gazetteer.problems] == [
        str(folder / name) for name in ("broken.csv", "broken.txt", "folder.zip")
    ]
    assert all(problem.endswith(" It is left out.") for problem in gazetteer.problems)
    assert capsys.readouterr().err == "".join(f"gazetteer: {problem}\n" for problem in gazetteer.problems)
    assert gazetteer.find("Zzyzx camp")[0].place_id == "own:good:zzyzx-camp"
    assert gazetteer.find("Saraqib")[0].place_id == "geonames:164816"


@pytest.mark.parametrize("hints", [{}, {"country": "Finland"}, {"country": "FI", "admin1": "Lapland"}])
@pytest.mark.parametrize("name", ["Kuopio", "kuopio", "Rovaniemi"])
def test_a_place_of_ones_own_wins_over_the_worlds(folder, build, name, hints):
    put(folder, "mine.csv", f"name,latitude,longitude,admin1,alternate_names\nZzyzx,66.5,26,Lapland,Camp;{name}\n")
    best = Gazetteer.load(folder, build).find(name, **hints)[0]
    assert (best.place_id, best.country) == ("own:mine:zzyzx", "Finland")


def test_a_table_may_mend_a_place_of_the_world(folder, build):
    put(folder, "mine.csv", "name,latitude,longitude,basis\nNew Homs,35.1,36.1,GeoNames 169577\n")
    best = Gazetteer.load(folder, build).find("Homs", country="SY")[0]
    assert (best.place_id, best.name, best.latitude) == ("geonames:169577", "New Homs", 35.1)


def test_tables_with_one_stem_keep_their_ids_apart(folder, build):
    for number, name in enumerate(("mine.csv", "Mine.csv")):
        put(folder, name, f"name,latitude,longitude\nZzyzx camp,35.{number},36.1\n")
    found = Gazetteer.load(folder, build).find("Zzyzx camp")
    assert {place.place_id for place in found} == {"own:mine:zzyzx-camp", "own:mine:zzyzx-camp-2"}


def test_an_index_is_made_once(folder, build, monkeypatch):
    put(folder, "SY.txt", text_of([*DUMP, "bad"]))
    first = dump_source(load_sources(folder, build))
    monkeypatch.setattr(dump_index, "_make", None)
    assert dump_source(load_sources(folder, build)) == first
    (folder / "SY.txt").rename(folder / "Syria.txt")
    again = dump_source(load_sources(folder, build))
    assert (again.name, again.faults[0].file) == ("Syria", str(folder / "Syria.txt"))
    assert len(list(build.iterdir())) == 1


def test_a_changed_dump_is_indexed_anew(folder, build):
    put(folder, "SY.txt", text_of(DUMP[:4]))
    load_sources(folder, build)
    put(folder, "SY.txt", text_of(DUMP))
    assert Gazetteer.load(folder, build).find("Zumbuliyah")[0].place_id == "geonames:9000001"
    assert len(list(build.iterdir())) == 2


@pytest.mark.parametrize("damage", ["report.json", "places.parquet", "names.parquet"])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_damaged_index_is_made_anew(folder, build, damage, content):
    put(folder, "SY.txt", text_of(DUMP))
    load_sources(folder, build)
    (kept,) = build.iterdir()
    (kept / damage).unlink() if content is None else (kept / damage).write_bytes(content)
    sources = load_sources(folder, build)
    assert (sources.problems, dump_source(sources).places) == ((), 17)
    assert list(build.iterdir()) == [kept]
    assert len(list(kept.iterdir())) == 3


def test_an_index_that_nobody_used_for_a_month_is_removed(folder, build):
    put(folder, "SY.txt", text_of(DUMP[:4]))
    load_sources(folder, build)
    (old,) = build.iterdir()
    os.utime(old, (0, 0))
    put(folder, "SY.txt", text_of(DUMP))
    load_sources(folder, build)
    assert not old.exists()


def test_a_build_folder_that_cannot_be_written_is_done_without(folder, tmp_path, capsys):
    put(folder, "SY.txt", text_of(DUMP))
    (tmp_path / "occupied").write_text("a file")
    gazetteer = Gazetteer.load(folder, tmp_path / "occupied" / "gazetteer")
    assert gazetteer.find("Zumbuliyah")[0].place_id == "geonames:9000001"
    assert "cannot be written" in capsys.readouterr().err


def load_in_another_process(folder, build):
    return dump_source(load_sources(folder, build)).places


def test_several_processes_may_index_at_once(folder, build):
    put(folder, "SY.txt", text_of(DUMP))
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.starmap(load_in_another_process, [(folder, build)] * 8) == [17] * 8
    assert len(list(build.iterdir())) == 1


def test_indexing_that_takes_long_is_said(folder, build, monkeypatch, capsys):
    put(folder, "SY.txt", text_of(DUMP))
    monkeypatch.setattr(dump_index, "SECONDS_UNTIL_SAID", 0.0)
    load_sources(folder, build)
    assert capsys.readouterr().err == "indexing SY.txt ...\n"
    load_sources(folder, build)
    assert capsys.readouterr().err == ""


def test_add_list_remove(dump, folder, command):
    assert command("add", dump) == (0, f"{dump}: added, 17 places, 27 names, 0 rows refused, 2 of kinds not used\n", "")
    assert (folder / "SY.txt").read_bytes() == dump.read_bytes()
    code, out, _ = command("list", "--json")
    assert code == 0
    assert [source["kind"] for source in json.loads(out)] == ["curated", "dump", "world index"]
    assert json.loads(out)[1]["licence"] == "CC BY 4.0"
    code, out, _ = command("list")
    assert "SY" in out.splitlines()[2]
    assert "17" in out.splitlines()[2]
    code, out, _ = command("remove", "SY")
    assert (code, out.split(":")[0]) == (0, str(folder / "SY.txt"))
    assert not (folder / "SY.txt").exists()
    code, out, err = command("remove", "SY.txt")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_add_of_a_table_with_a_wrong_row_adds_the_others_and_exits_1(tmp_path, folder, command):
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude,licence,xyz\nZzyzx camp,35.9,36.7,ODbL,red\nOther,95,36,,\n")
    code, out, err = command("add", path)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        f"{path}: added, 1 place, 1 name, 1 row refused",
        '  refused  row 3, latitude: "95" is outside -90…90. Latitude and longitude may be swapped.',
        '  warning  row 1, xyz: "xyz" is not a column of places and is not used.',
    ]
    code, out, _ = command("list", "--json")
    assert code == 1
    mine = json.loads(out)[0]
    assert (mine["kind"], mine["licence"], mine["places"], mine["refused"]) == ("own CSV", "ODbL", 1, 1)
    assert mine["faults"][0]["value"] == "95"
    assert list(mine["faults"][0]) == ["row", "column", "value", "message"]


def test_a_table_without_licences_says_so(tmp_path, command):
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude\nZzyzx camp,35.9,36.7\n")
    code, out, _ = command("add", path, "--json")
    report = json.loads(out)
    assert (code, report["file"], report["result"]) == (0, str(path), "added")
    assert report["licence"] == "not stated"


def test_another_file_of_that_name_is_not_overwritten_unless_asked(tmp_path, folder, command):
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude\nZzyzx camp,35.9,36.7\n")
    command("add", path)
    assert "already there" in command("add", path)[1]
    assert "already there" in command("add", folder / "mine.csv")[1]
    path.write_text("name,latitude,longitude\nOther camp,35.9,36.7\n")
    code, _, err = command("add", path)
    assert code == 2
    assert "Rename the file, or add --replace." in err
    assert "Zzyzx" in (folder / "mine.csv").read_text()
    assert "replaced" in command("add", path, "--replace")[1]
    assert "Other" in (folder / "mine.csv").read_text()


def test_one_bad_file_does_not_keep_the_others_out(tmp_path, dump, folder, command):
    code, out, _ = command("add", dump, tmp_path / "none.csv", "--json")
    assert code == 2
    assert [report.get("result", report.get("error", ""))[:5] for report in json.loads(out)] == [
        "added",
        str(tmp_path)[:5],
    ]
    assert (folder / "SY.txt").exists()


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path, folder, command, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude\nZzyzx camp,35.9,36.7\n")
    before = sorted(folder.iterdir())
    monkeypatch.setattr("geo.gazetteer.sources.changing.shutil.copyfile", full)
    code, _, err = command("add", path)
    assert (code, sorted(folder.iterdir())) == (2, before)
    assert "No space left on device" in err


@pytest.mark.parametrize("name", ["supplement.csv", "supplement", "places.parquet", "../mine.csv", "/etc/passwd", ""])
def test_only_what_was_added_can_be_removed(folder, command, name):
    put(folder.parent, "mine.csv", "name,latitude,longitude\nZzyzx camp,35.9,36.7\n")
    before = sorted(folder.parent.rglob("*"))
    code, out, err = command("remove", name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sorted(folder.parent.rglob("*")) == before


def test_no_cell_can_command_the_terminal(tmp_path, command):
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude\nCamp,35.9,36.7\nBad,\x1b[31m,36\n")
    for arguments in (("add", path), ("list",)):
        assert "\x1b" not in "".join(command(*arguments)[1:])


def test_the_store_is_made_anew_when_a_source_comes_changes_or_goes(folder):
    prints = [_fingerprint([], folder.parent)]
    for content in ("name,latitude,longitude\nA,1,2\n", "name,latitude,longitude\nB,1,2\n"):
        put(folder, "mine.csv", content)
        prints.append(_fingerprint([], folder.parent))
    put(folder, "SY.TXT", text_of(DUMP))
    prints.append(_fingerprint([], folder.parent))
    assert len(set(prints)) == 4
    (folder / "SY.TXT").unlink()
    (folder / "mine.csv").unlink()
    assert _fingerprint([], folder.parent) == prints[0]


def test_every_table_of_the_project_is_known_as_such():
    listed = subprocess.run(
        ["git", "ls-files", "--", "data/gazetteer/*.csv"], cwd=PROJECT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {Path(name).name for name in listed.stdout.split()} <= PROJECT_TABLES
