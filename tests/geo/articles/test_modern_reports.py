"""Short reports of the conflicts of today, all invented: each gives the drafts that an editor would write."""

from datetime import date
from pathlib import Path

import pytest

from geo.articles.reading import RulesReader, read_article
from geo.vocabulary import read_rows

PUBLISHED = date(2024, 3, 20)


@pytest.fixture(scope="module")
def read():
    """Read the drafts of a text that happened."""
    reader = RulesReader.load()
    return lambda text: [one for one in read_article(reader, text, PUBLISHED) if one.is_event]


COLUMNS = ("event_date", "sub_event_type", "actor1", "actor2", "location", "fatalities")


def list_reports():
    """List each report with its rows of the table."""
    reports = {}
    for _, row in read_rows(Path(__file__).with_name("modern_reports.csv"), ("text", *COLUMNS)):
        reports.setdefault(row["text"], []).append(tuple(row[name] for name in COLUMNS))
    return list(reports.items())


@pytest.mark.parametrize(("text", "expected"), list_reports())
def test_a_report_gives_the_drafts_of_an_editor(read, text, expected):
    assert [tuple(one.row[name] for name in COLUMNS) for one in read(text)] == expected


def test_a_number_for_a_whole_list_is_given_to_no_place_of_it(read):
    drafts = read("Russian missiles struck Kyiv, Kharkiv and Odesa on Tuesday, killing at least six people.")
    expected = [("Kyiv", ""), ("Kharkiv", ""), ("Odesa", "")]
    assert [(one.row["location"], one.row["fatalities"]) for one in drafts] == expected
    assert all(any("6 in all places" in doubt for doubt in one.missing) for one in drafts)


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out between Bakhmut and Soledar on Friday.",
        "A convoy of tanks moved from Damascus to Homs and Hama on Friday.",
        "Rebels attacked Ariha, Idlib, on Friday.",
    ],
)
def test_what_is_no_list_is_one_event(read, text):
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The film about the siege of Mariupol won an award in Cannes on Saturday.",
        "Oil prices exploded on Monday after the talks in Vienna were postponed.",
        "The general said that any attack on Kharkiv would be repelled.",
        "A large fire on Monday destroyed a warehouse in Lyon.",
        "The striker shot from 20 metres and hit the bar in Kyiv on Sunday.",
        "Residents fear new air strikes on Gaza.",
        "The army held an exercise with drones near Lviv on Monday.",
    ],
)
def test_what_only_sounds_like_war_is_no_event(read, text):
    assert read(text) == []
