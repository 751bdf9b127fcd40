"""Owns the drafts of mapping files: what is told from a table, and what is left to the person."""

import pytest
import yaml

from geo.errors import UnreadableFile
from geo.schema import COLUMN_NAMES
from geo.tables.formats.suggesting import (
    COLUMN_WORDS,
    find_columns,
    find_date_formats,
    suggest_mapping,
    write_suggestion,
)
from geo.tables.formats.type_words import TYPE_WORDS
from geo.tables.options import ReadingOptions
from geo.vocabulary import read_rows, read_vocabulary

TABLE = "Date of event;Type;Village;Lat;Lng;Killed;Text;Odd\n17/02/2020;Shelling;Ariha;35,81;36,61;3;Hit.;a\n"


@pytest.fixture
def suggest(tmp_path):
    def suggest_for(content, **options):
        path = tmp_path / "incidents.csv"
        path.write_text(content, encoding="utf-8")
        return suggest_mapping(path, read_vocabulary(), ReadingOptions(**options))

    return suggest_for


def test_a_draft_reads_its_table_as_it_is(suggest, read, tmp_path):
    draft = suggest(TABLE)
    (tmp_path / "m.yaml").write_text(draft, encoding="utf-8")
    reading = read(TABLE, mapping=tmp_path / "m.yaml")
    first = reading.events.iloc[0]
    assert reading.reports[0].rejected == ()
    assert (str(first.event_date.date()), first.location, first.latitude, first.fatalities) == (
        "2020-02-17",
        "Ariha",
        35.81,
        3,
    )
    assert first.event_type == "Explosions/Remote violence"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Date", "event_date"), ("DATE OF EVENT", "event_date"), ("تاريخ", "event_date"), ("lat", "latitude"),
        ("Y", "latitude"), ("lng", "longitude"), ("LONG", "longitude"), ("x", "longitude"), ("Deaths", "fatalities"),
        ("Governorate", "admin1"), ("Incident_ID", "event_id"), ("Latitud", "latitude"), ("event-type", "event_type"),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(name, ours):
    assert find_columns(["Something", name]) == {ours: name}


def test_a_column_is_used_once():
    assert find_columns(["Date", "Start date", "date_end"]) == {"event_date": "Date", "end_date": "date_end"}


@pytest.mark.parametrize(
    ("days", "formats"),
    [
        (["17/02/2020", "03/02/2020"], ["%d/%m/%Y"]),
        (["02/17/2020"], ["%m/%d/%Y"]),
        (["03/02/2020"], ["%d/%m/%Y", "%m/%d/%Y"]),
        (["2020-02-17"], []),
        (["17.02.2020"], ["%d.%m.%Y"]),
        (["17/02/2020", "02/17/2020"], []),
        (["soon"], []),
    ],
)
def test_formats_are_those_that_fit_every_day(days, formats):
    assert find_date_formats(days) == formats


def test_what_cannot_be_told_is_left_to_the_person(suggest):
    draft = suggest(TABLE.replace("17/02", "03/02").replace("Shelling", "Odd thing"))
    assert "date_format" not in yaml.safe_load(draft)
    assert '# date_format: "%m/%d/%Y"' in draft
    assert '# "Odd thing": which of ours?' in draft


def test_a_table_without_types_is_asked_for_one(suggest):
    draft = suggest("ID,Date,Village\n1,2020-02-17,Ariha\n")
    assert "constants" not in yaml.safe_load(draft)
    assert "# constants:" in draft


def test_a_table_that_is_read_already_needs_none(suggest):
    with pytest.raises(UnreadableFile, match="needs no mapping file: it is read as ACLED"):
        suggest("event_id_cnty,event_date,event_type\nSYR1,2020-01-01,Battles\n")


def test_counts_get_no_draft(suggest):
    with pytest.raises(UnreadableFile, match="has counts per"):
        suggest("country,year,events\nSyria,2020,7\n")


def test_a_draft_never_takes_the_place_of_a_file(tmp_path):
    table = tmp_path / "incidents.csv"
    path = write_suggestion(table, "a")
    assert (path.name, path.read_text(encoding="utf-8")) == ("incidents.mapping.yaml", "a")
    with pytest.raises(UnreadableFile, match="is there already"):
        write_suggestion(table, "b")
    assert path.read_text(encoding="utf-8") == "a"


def test_the_words_of_the_vocabulary_lead_to_what_there_is():
    vocabulary = read_vocabulary()
    assert {row["column"] for _, row in read_rows(COLUMN_WORDS, ("column", "name"))} <= set(COLUMN_NAMES)
    rows = [row for _, row in read_rows(TYPE_WORDS, ("word", "event_type", "sub_event_type"))]
    types = {one.event_type for one in vocabulary.event_types}
    assert {row["event_type"] for row in rows} <= types
    subs = [(row["event_type"], row["sub_event_type"]) for row in rows if row["sub_event_type"]]
    assert [pair for pair in subs if pair[1] not in vocabulary.sub_types_of(pair[0])] == []
