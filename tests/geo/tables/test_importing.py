"""Owns the import of foreign tables: what is written is read again as the same events, and nothing else is touched."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import run
from geo.errors import CannotExport
from geo.tables.file_check import check_file
from geo.tables.importing import import_files
from geo.tables.options import ReadingOptions
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()
ACLED = """\
ISO,EVENT_ID_CNTY,EVENT_DATE,YEAR,EVENT_TYPE,ACTOR1,INTER1,LOCATION,LATITUDE,LONGITUDE,SOURCE,NOTES,FATALITIES,Place_ID
760,SYR1,31-Dec-16,2016,Riots/Protests,"Protesters, many",6,Ariha,35.81,36.61,One; Two,"=1+1 ""quoted""\nnext",0,x
760,SYR2,30-Dec-16,2016,Remote violence,,1,Ariha,,,One,'quoted,2.0,
"""
UCDP_HEADER = (
    "id", "year", "type_of_violence", "side_a", "side_b", "source_article", "where_prec", "where_coordinates",
    "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "best", "high", "low", "source_date",
)  # fmt: skip
UCDP_EVENT = (
    "7", "2013", "3", "A", "Civilians", '"SOHR,2013-01-04,Head; line"', "4", "Rami", "35.76", "36.55", "Syria", "4",
    "2013-01-01", "2013-01-31", "2", "5", "0", "2013-01-04",
)  # fmt: skip
GDELT_CELLS = {
    0: "669666350", 1: "20170704", 2: "201707", 3: "2017", 4: "2017.5041", 6: 'A "B', 26: "042", 60: "https://a.org/x",
}  # fmt: skip
GDELT = "\t".join(GDELT_CELLS.get(place, "") for place in range(61))
SOURCE = {"path": "https://a.org", "id": "s"}
TIMEMAP = [
    {"id": "1", "date": "02/24/2022", "description": "Hit", "sources": [SOURCE], "row": 7, "tags": "a", "retired": "x"}
]
MAPPED = "Ref,Day,location,source\n7,17/02/2020,Ariha,=x\n"
MAPPING = """\
columns: {event_id: Ref, event_date: Day, source: ""}
date_format: "%d/%m/%Y"
constants: {event_type: Battles}
"""


def lines_of(*rows):
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue()


TABLES = {
    "acled": ("a.csv", ACLED),
    "ucdp-ged": ("u.csv", lines_of(UCDP_HEADER, UCDP_EVENT)),
    "gdelt": ("g.export.CSV", GDELT + "\n"),
    "timemap": ("t.json", json.dumps(TIMEMAP)),
    "mapped": ("m.csv", MAPPED),
}


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "m.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    for name, content in TABLES.values():
        (folder / name).write_text(content, encoding="utf-8")
    return {one: folder / name for one, (name, _) in TABLES.items()}


def bring_in(path, target, **options):
    return import_files([path], target, VOCABULARY, ReadingOptions(), **options)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_imported_is_read_again_as_the_same(name, tables, tmp_path):
    target = tmp_path / "ours.csv"
    done = bring_in(tables[name], target)
    first, second = (read_tables([path], VOCABULARY) for path in (tables[name], target))
    assert (done.reports[0].format, second.reports[0].format) == (name, "own")
    assert second.reports[0].rejected == ()
    pd.testing.assert_frame_equal(
        first.events.drop(columns=["file", "row"]), second.events.drop(columns=["file", "row"])
    )
    bring_in(target, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == target.read_bytes()


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_theirs_is_somewhere_in_ours(name, tables):
    checked = check_file(tables[name], VOCABULARY, ReadingOptions())
    kinds = {texts.type for texts in (*checked.columns.values(), *checked.extras.values())}
    assert kinds == {pa.large_string()}
    cells = {text for texts in (*checked.columns.values(), *checked.extras.values()) for text in texts.to_pylist()}
    if name == "acled":
        theirs = {cell.strip() for row in list(csv.reader(io.StringIO(ACLED)))[1:] for cell in row}
        assert theirs - cells == {"31-Dec-16", "30-Dec-16", "2.0"}
    if name == "ucdp-ged":
        assert set(UCDP_EVENT) - cells == set()
    if name == "gdelt":
        assert set(GDELT.split("\t")) - cells == set()


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20), min_size=4, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_texts_of_any_kind_survive(tmp_path, texts):
    path, target = tmp_path / "a.csv", tmp_path / "ours.csv"
    header = ("event_id_cnty", "event_date", "event_type", "actor1", "notes", "region", "admin3")
    path.write_bytes(lines_of(header, ("S1", "2020-01-01", "Battles", *texts)).encode())
    bring_in(path, target, is_replacing=True)
    one, other = (read_tables([file], VOCABULARY).events.drop(columns=["file", "row"]) for file in (path, target))
    pd.testing.assert_frame_equal(one, other)


def test_a_file_that_is_there_gives_way_only_when_told(tables, tmp_path):
    target = tmp_path / "ours.csv"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotExport, match="is there already"):
        bring_in(tables["acled"], target)
    assert target.read_text(encoding="utf-8") == "mine"
    assert bring_in(tables["acled"], target, is_replacing=True).is_written
    with pytest.raises(CannotExport, match="one of the files"):
        bring_in(target, target, is_replacing=True)


def test_a_dry_run_writes_nothing(tables, tmp_path):
    done = bring_in(tables["acled"], tmp_path / "ours.csv", is_dry=True)
    assert (done.events, done.is_written, (tmp_path / "ours.csv").exists()) == (2, False, False)


def test_several_tables_become_one_file(tables, tmp_path):
    target = tmp_path / "ours.csv"
    done = import_files(list(tables.values()), target, VOCABULARY, ReadingOptions())
    assert [report.format for report in done.reports] == list(TABLES)
    assert read_tables([target], VOCABULARY).reports[0].accepted == done.events == 6


def test_the_columns_of_others_are_one_line_of_a_check(tables, tmp_path):
    target = tmp_path / "ours.csv"
    bring_in(tables["gdelt"], target)
    (warning,) = read_tables([target], VOCABULARY).reports[0].warnings
    assert warning.message == "8 columns are none of the event table. They are kept, and shown with the event."
    assert "GLOBALEVENTID" in warning.value


def test_the_command_says_what_became_of_the_rows(tables, tmp_path, capsys):
    target = tmp_path / "ours.csv"
    assert run.main(["import", str(tables["acled"]), "--to", str(target)]) == 0
    said = capsys.readouterr().out
    assert "2 rows, 2 accepted, 0 refused" in said
    assert f"{target}: 2 events written" in said


def test_the_command_prints_json(tables, tmp_path, capsys):
    target = tmp_path / "ours.csv"
    assert run.main(["import", str(tables["ucdp-ged"]), "--to", str(target), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["to"], said["written"], said["events"]) == (str(target), True, 1)
    assert (said["files"][0]["format"], said["files"][0]["rows"]) == ("ucdp-ged", 1)


def test_refused_rows_are_named_and_the_good_ones_written(tables, tmp_path, capsys):
    tables["acled"].write_text(ACLED.replace("30-Dec-16", "someday"), encoding="utf-8")
    target = tmp_path / "ours.csv"
    assert run.main(["import", str(tables["acled"]), "--to", str(target)]) == 1
    assert "EVENT_DATE (C)" in capsys.readouterr().out
    assert read_tables([target], VOCABULARY).events.event_id.tolist() == ["SYR1"]


def test_nothing_is_written_where_a_file_cannot_be_read(tables, tmp_path, capsys):
    counts = tmp_path / "counts.csv"
    counts.write_text("country,year,events\nSyria,2020,7\n", encoding="utf-8")
    target = tmp_path / "ours.csv"
    assert run.main(["import", str(tables["acled"]), str(counts), "--to", str(target)]) == 2
    assert "counts per year and country" in capsys.readouterr().err
    assert not target.exists()


def test_the_command_drafts_a_mapping_file(tmp_path, capsys):
    table = tmp_path / "x.csv"
    table.write_text("Ref,Date,Kind,Place\n1,17/02/2020,Shelling,Ariha\n", encoding="utf-8")
    assert run.main(["import", "--suggest", str(table)]) == 0
    assert 'event_date: "Date"' in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv"]
    assert run.main(["import", "--suggest", "--write", str(table)]) == 0
    assert run.main(["import", str(table), "--to", str(tmp_path / "ours.csv")]) == 0
    assert run.main(["import", "--suggest", "--write", str(table)]) == 2


def test_check_takes_what_is_declared_of_a_table(tmp_path, capsys):
    table, mapping = tmp_path / "x.csv", tmp_path / "m.yaml"
    table.write_bytes(MAPPED.replace("Ariha", "أريحا").encode("cp1256"))
    mapping.write_text(MAPPING, encoding="utf-8")
    arguments = ["check", "--json", str(table), "--mapping", str(mapping), "--encoding", "cp1256"]
    assert run.main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "mapped"
    assert run.main([*arguments[:-1], "klingon"]) == 2


def test_the_samples_of_others_survive_import_and_reading(tmp_path):
    samples = Path(__file__).resolve().parents[4] / "shared" / "samples"
    for name in ("ucdpged.csv", "gdelt2_events.export.CSV"):
        if not (samples / name).exists():
            pytest.skip("no samples here")
        target = tmp_path / f"{name}.csv"
        bring_in(samples / name, target)
        one, other = (read_tables([path], VOCABULARY).events for path in (samples / name, target))
        pd.testing.assert_frame_equal(one.drop(columns=["file", "row"]), other.drop(columns=["file", "row"]))
