"""Every event of the demonstration lies where its source says."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from geo.gazetteer.roads import distance_km
from geo.loading import load_events

PROJECT = Path(__file__).resolve().parents[3]
EVENTS = PROJECT / "data" / "events" / "idlib-2019-2020.csv"
FACTS = PROJECT.parent / "shared" / "facts" / "idlib_facts.csv"
CITIES = {"Munich", "Moscow", "New York", "Istanbul", "Ankara", "Berlin", "Brussels", "Edirne", "Damascus"}


@pytest.fixture(scope="module")
def demonstration(gazetteer):
    return load_events([EVENTS], gazetteer=gazetteer)


def test_every_row_is_accepted_and_on_the_map(demonstration):
    (report,) = demonstration.reports
    assert (report.rows, report.accepted, report.rejected, report.warnings) == (140, 140, (), ())
    assert not demonstration.events.geometry.isna().any()
    assert demonstration.events.crs == "EPSG:4326"


@pytest.mark.skipif(not FACTS.exists(), reason="the facts are not on this machine")
def test_every_event_lies_where_its_source_says(demonstration):
    facts = defaultdict(list)
    with FACTS.open(encoding="utf-8", newline="") as lines:
        for fact in csv.DictReader(lines):
            facts[fact["event_date"], fact["source_url"]].append((float(fact["longitude"]), float(fact["latitude"])))
    astray = []
    for event in demonstration.events.itertuples():
        first_link = event.source_url.split(";")[0]
        places = facts[f"{event.event_date:%Y-%m-%d}", first_link]
        apart_km = min((distance_km((event.longitude, event.latitude), place) for place in places), default=None)
        if apart_km is None or apart_km > (15 if event.location in CITIES else 5):
            astray.append((event.event_id, event.location, apart_km))
    assert astray == []
