"""Owns what is new since a visit: an edited file is counted, said and marked, and nothing else is."""

import csv
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from dashboard.panels.changes import build_mark, count_changes
from dashboard.settings import Settings
from dashboard.words import say_changes
from geo.store.selection_words import write_moment
from geo.store.snapshot import open_events

ROWS = [
    {"event_id": "first", "event_date": "2020-02-01", "notes": "The army reached Saraqib."},
    {"event_id": "second", "event_date": "2020-02-08", "notes": "The army took Saraqib."},
]
USUAL = {"event_type": "Battles", "actor1": "Military Forces of Syria", "location": "Saraqib", "country": "Syria",
         "source": "SANA", "confidence": "reported"}  # fmt: skip
NOTHING = {"said": "", "since": [], "window": []}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [*rows[0], *USUAL])
        writer.writeheader()
        writer.writerows({**USUAL, **row} for row in rows)


@pytest.fixture
def load(tmp_path):
    """Load rows as the next start of the atlas would, with what is kept of the starts before."""
    stores = []

    def make(rows):
        for store in stores:
            store.close()  # As a start that is over has: a process has a file open only once.
        write(tmp_path / "events.csv", rows)
        opened = open_events([tmp_path / "events.csv"], Settings().data_folder, tmp_path / "build")
        stores.append(opened.store)
        return SimpleNamespace(store=opened.store)

    yield make
    for store in stores:
        store.close()


def visit(**ago):
    return {"since": [write_moment(datetime.now(UTC) - timedelta(**ago))]}


def test_one_edited_row_is_the_one_change(load):
    before = load(ROWS)
    assert count_changes(before, visit(minutes=5)) == NOTHING
    after = load([ROWS[0], {**ROWS[1], "notes": "The army took all of Saraqib."}])
    yesterday = visit(days=1)
    assert count_changes(after, yesterday) == {
        "said": "1 event is new or changed",
        "since": yesterday["since"],
        "window": ["2020-02-08", "2020-02-08"],
    }
    assert build_mark(after, "second", yesterday)
    assert not build_mark(after, "first", yesterday)
    assert count_changes(after, visit(minutes=-5)) == NOTHING


def test_an_added_row_is_a_change_and_the_window_reaches_it(load):
    load(ROWS)
    after = load([*ROWS, {**ROWS[0], "event_id": "third", "event_date": "2020-03-01"}])
    assert count_changes(after, visit(days=1))["window"] == ["2020-03-01", "2020-03-01"]


@pytest.mark.parametrize("asked", [None, {}, {"since": []}, {"since": ["last Tuesday"]}])
def test_a_visit_that_says_no_time_changes_nothing(load, asked):
    store = load(ROWS)
    assert count_changes(store, asked) == NOTHING
    assert build_mark(store, "first", asked) == []


def test_changes_are_counted_in_words():
    assert say_changes(1) == "1 event is new or changed"
    assert say_changes(1200) == "1,200 events are new or changed"
