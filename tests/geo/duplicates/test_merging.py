"""Owns what is proposed when two rows tell one event."""

import pytest

from geo.duplicates.merging import merge_rows
from geo.schema import COLUMN_NAMES
from geo.tables.rows import find_faults, find_warnings
from geo.vocabulary import read_vocabulary

KEPT = {
    "event_id": "a", "event_date": "2020-02-07", "event_type": "Battles", "actor1": "Syrian Army", "tags": "M5",
    "location": "Saraqib", "country": "Syria",
    "source": "SOHR", "source_title": "Clashes", "source_url": "https://sohr.example/1",
}  # fmt: skip
OTHER = KEPT | {"event_id": "b", "source": "Reuters", "source_url": "https://reuters.example/2", "tags": "m5;tanks"}


def test_the_kept_id_and_words_stand():
    merged = merge_rows(KEPT | {"notes": "One."}, OTHER | {"notes": "Two.", "fatalities": "3"})
    assert (merged.row["event_id"], merged.row["notes"], merged.row["fatalities"]) == ("a", "One.", "3")
    assert merged.differing == {"notes": ("One.", "Two.")}


def test_sources_of_both_stay_in_step():
    row = merge_rows(KEPT | {"source": "SOHR;AFP"}, OTHER | {"source_date": "2020-02-08"}).row
    assert row["source"] == "SOHR;AFP;Reuters"
    assert row["source_title"] == "Clashes;;Clashes"
    assert row["source_date"] == ";;2020-02-08"
    assert row["source_url"] == "https://sohr.example/1;;https://reuters.example/2"


def test_one_source_that_both_name_is_named_once():
    merged = merge_rows(KEPT, KEPT | {"event_id": "b", "source_title": "Clashes again"})
    assert merged.row["source_title"] == "Clashes"
    assert merged.row["confidence"] == "reported"


def test_tags_of_both_are_kept_once():
    assert merge_rows(KEPT, OTHER).row["tags"] == "M5;tanks"


@pytest.mark.parametrize(
    ("one", "two", "merged"),
    [
        ("", "", "confirmed"),
        ("reported", "confirmed", "confirmed"),
        ("claimed", "reported", "reported"),
        ("claimed", "claimed", "claimed"),
    ],
)
def test_two_independent_sources_confirm_an_event_unless_a_party_claims_it(one, two, merged):
    assert merge_rows(KEPT | {"confidence": one}, OTHER | {"confidence": two}).row["confidence"] == merged


def test_two_reports_of_one_publisher_confirm_nothing():
    again = OTHER | {"source": "sohr"}
    assert merge_rows(KEPT, again).row["confidence"] == "reported"


def test_day_and_place_are_those_that_are_known_better():
    vague = KEPT | {"time_precision": "2", "geo_precision": "3", "location": "Idlib"}
    sharp = OTHER | {"event_date": "2020-02-08", "geo_precision": "1", "latitude": "35.86", "longitude": "36.80"}
    merged = merge_rows(vague, sharp)
    assert (merged.row["event_date"], merged.row["time_precision"]) == ("2020-02-08", "")
    assert (merged.row["location"], merged.row["latitude"], merged.row["geo_precision"]) == ("Saraqib", "35.86", "1")
    assert merged.differing["location"] == ("Saraqib", "Idlib")
    assert merge_rows(sharp, vague).row["location"] == "Saraqib"


def test_the_longer_list_of_actors_is_taken():
    more = OTHER | {"assoc_actor_1": "Local militia", "actor2": "HTS"}
    row = merge_rows(KEPT, more).row
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("Syrian Army", "Local militia", "HTS")
    assert merge_rows(more, KEPT).row["actor2"] == "HTS"


def test_what_is_proposed_passes_the_checks():
    row = merge_rows(KEPT | {"source": "SOHR;AFP"}, OTHER | {"latitude": "35.86", "longitude": "36.80"}).row
    assert set(row) == set(COLUMN_NAMES)
    assert list(find_faults(row, read_vocabulary())) == []
    assert list(find_warnings(row)) == []
