"""Owns that docs/tables.md says what the code does."""

import re
from pathlib import Path

import yaml

from geo.commands.declaring import IMPORT_FORMATS
from geo.tables.formats import FORMATS, acled, gdelt, timemap, ucdp
from geo.tables.formats.acled_types import FORMER_TYPES
from geo.tables.formats.mapping_file import KEYS, read_mapping
from geo.tables.texts import fold_name
from geo.vocabulary import read_rows

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "tables.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in PAGE.splitlines() if line.startswith("|")]


def test_every_format_is_listed_with_the_columns_that_it_needs():
    known = {row[1].strip("`"): set(map(fold_name, re.findall(r"`(\w+)`", row[2]))) for row in ROWS if len(row) == 3}
    assert tuple(name for name in known if name in IMPORT_FORMATS) == IMPORT_FORMATS
    assert {*(one.name for one in FORMATS), "mapped"} == set(IMPORT_FORMATS)
    for name, format_ in (("acled", acled), ("ucdp-ged", ucdp), ("gdelt", gdelt), ("timemap", timemap)):
        assert set(format_.NEEDED) <= known[name]


def test_the_former_types_are_those_of_the_vocabulary():
    columns = ("former_type", "event_type", "sub_event_type")
    rows = [[row[name] for name in columns] for _, row in read_rows(FORMER_TYPES, columns)]
    assert [row for row in ROWS if row in rows] == rows


def test_the_codes_of_ucdp_are_those_of_the_code():
    said = {"type_of_violence": {}, "date_prec": {}, "where_prec": {}}
    name = ""
    for row in ROWS:
        if row[0].strip("`") in said or (not row[0] and name):
            name = row[0].strip("`") or name
            said[name] |= {code: re.sub(r"`\w+` ", "", row[2]) for code in re.findall(r"(\d) [a-z]", row[1])}
    assert said == {
        "type_of_violence": ucdp.TYPES,
        "date_prec": ucdp.TIME_PRECISION,
        "where_prec": ucdp.GEO_PRECISION,
    }


def test_the_mapping_file_of_the_page_is_a_good_one(tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "m.yaml"
    path.write_text(example, encoding="utf-8")
    assert read_mapping(path).columns["event_id"] == "Ref"
    assert set(KEYS) - set(yaml.safe_load(example)) == {"id_from", "format"}
