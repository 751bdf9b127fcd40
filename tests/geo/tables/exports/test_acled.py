"""Owns the CSV in ACLED's shape: its header, its words, and what it leaves blank."""

import pandas as pd
import pytest

from geo.tables.exports.acled import ACLED_HEADER, list_kinds
from geo.vocabulary import read_vocabulary
from tests.geo.tables.exports.conftest import NOWHERE, events_of

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


@pytest.fixture
def shape(write):
    def shape_events(*rows):
        return pd.read_csv(write("acled", events_of(*rows)), dtype=str, keep_default_na=False).to_dict("records")

    return shape_events


def test_the_header_is_acleds(write):
    assert write("acled", events_of({})).read_text(encoding="utf-8").splitlines()[0] == HEADER == ",".join(ACLED_HEADER)


def test_what_the_file_said_in_acleds_words_is_there_again(shape):
    given = {"iso": "760", "inter1": "State forces", "admin2": "Ariha", "timestamp": "1700000000", "Region": "ME"}
    (row,) = shape({**given, "best": "9", "disorder_type": "As ACLED says"})
    assert {name: row[name.lower()] for name in given} == given
    assert row["disorder_type"] == "As ACLED says"
    assert "best" not in row


@pytest.mark.parametrize(
    ("kind", "sub", "disorder"),
    [
        ("Battles", "", "Political violence"),
        ("Explosions/Remote violence", "Grenade", "Political violence"),
        ("Violence against civilians", "Attack", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Riots", "", ""),
        ("Strategic developments", "Arrests", "Strategic developments"),
        ("Military movement", "Convoy", "Strategic developments"),
    ],
)
def test_the_disorder_type_follows_from_the_type(shape, kind, sub, disorder):
    (row,) = shape({"event_type": kind, "sub_event_type": sub})
    assert row["disorder_type"] == disorder


@pytest.mark.parametrize(
    ("kind", "sub", "said"),
    [
        ("Military movement", "Observation post established", "Headquarters or base established"),
        ("Military movement", "Convoy", "Other"),
        ("Military movement", "", "Other"),
        ("Diplomacy", "Agreement", "Agreement"),
    ],
)
def test_our_own_types_are_strategic_developments(shape, kind, sub, said):
    (row,) = shape({"event_type": kind, "sub_event_type": sub})
    assert (row["event_type"], row["sub_event_type"]) == ("Strategic developments", said)


def test_acleds_own_types_stay_as_they_are():
    kinds = list_kinds(read_vocabulary())
    own = ("Military movement", "Diplomacy")
    assert {pair: said for pair, said in kinds.items() if pair != said and pair[0] not in own} == {}


def test_unknown_deaths_are_blank_and_never_nought(shape):
    assert [row["fatalities"] for row in shape({"fatalities": None}, {"fatalities": 0})] == ["", "0"]


def test_lists_days_and_places_are_written_as_acled_writes_them(shape):
    row, nowhere = shape({"source": "SOHR;SANA", "assoc_actor_1": "A;B", "tags": "a;b"}, NOWHERE)
    assert (row["source"], row["assoc_actor_1"], row["tags"]) == ("SOHR; SANA", "A; B", "a; b")
    assert (row["event_date"], row["year"], row["event_id_cnty"]) == ("2020-02-08", "2020", "e0")
    assert (row["latitude"], row["longitude"], nowhere["latitude"]) == ("35.8643", "36.80591", "")


def test_no_cell_is_a_formula(shape):
    (row,) = shape({"notes": "=1+1", "iso": "@x"})
    assert (row["notes"], row["iso"]) == ("'=1+1", "'@x")
