"""How often a name as a report writes it finds its place; the table was written without asking the gazetteer."""

import csv
from pathlib import Path

import pytest

from geo.gazetteer.choosing import choose_place
from geo.gazetteer.roads import distance_km

TABLE = Path(__file__).with_name("written_names.csv")
SHARE_RIGHT = 0.98
PLACE_KM = 5
CITY_KM = 15
AREA_KM = 80


@pytest.fixture(scope="module")
def choices(gazetteer):
    """Each row with what was chosen for it."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        (row, choose_place(row["written"], gazetteer, gazetteer.context(row["country"], row["admin1"]))) for row in rows
    ]


def test_names_as_reports_write_them_find_their_places(choices):
    misses = [say(row, choice.place) for row, choice in choices if not is_right(row, choice.place)]
    right = len(choices) - len(misses)
    score = f"{right} of {len(choices)} right ({right / len(choices):.1%})"
    assert right >= SHARE_RIGHT * len(choices), "\n".join([f"{score}; misses:", *misses])


def test_no_wrong_answer_is_silent(choices):
    wrong = [(row, choice) for row, choice in choices if choice.place and not is_right(row, choice.place)]
    assert [say(row, choice.place) for row, choice in wrong if not choice.needs_review] == []


def test_few_right_answers_are_doubted(choices):
    doubted = [say(row, choice.place) for row, choice in choices if choice.needs_review]
    assert len(doubted) <= 0.05 * len(choices), "\n".join(doubted)


def is_right(row: dict[str, str], place) -> bool:
    if place is None:
        return False
    apart_km = distance_km((float(row["longitude"]), float(row["latitude"])), (place.longitude, place.latitude))
    is_area = row["means"].startswith("area: ")
    return apart_km <= (AREA_KM if is_area else CITY_KM if place.kind == "city" else PLACE_KM)


def say(row: dict[str, str], place) -> str:
    got = f"got {place.name} ({place.kind}, {place.admin1}, {place.country})" if place else "got nothing"
    return f"  {row['written']!r} [{row['country'] or '-'}, {row['admin1'] or '-'}] is {row['means']}; {got}"
