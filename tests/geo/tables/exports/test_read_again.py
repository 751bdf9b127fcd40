"""Owns that the atlas reads from every kind of file that it writes what it reads from its CSV."""

import pandas as pd
import pytest

from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.geo.tables.exports.conftest import NOWHERE, ROAD, events_of

VOCABULARY = read_vocabulary()
EVENTS = (
    {"event_id": "00123", "fatalities": 0, "notes": "=1+1", "iso": "0760", "best": "5.0"},
    {"end_date": "2020-02-09", "location": "None", "admin1": "NA", "notes": "two\nlines; and, «more»", "iso": "NA"},
    {"latitude": -35.25, "longitude": 180.0, "is_geocoded": False, "radius_km": None, "place_id": ""},
    {"geometry": ROAD, "road": "M4", "to_location": "Idlib", "time_precision": 2},
    {**NOWHERE, "location": "Nowhere", "is_geocoded": False, "fatalities": 12},
)


def events_in(path):
    reading = read_tables([path], VOCABULARY)
    report = reading.reports[0]
    assert (report.error, report.rejected, report.accepted) == (None, (), len(EVENTS))
    frame = reading.events.drop(columns="file").assign(is_geocoded=reading.events["is_geocoded"].str.lower())
    return frame[sorted(frame.columns)]


@pytest.mark.parametrize("name", ["xlsx", "geojson", "gpkg", "parquet"])
def test_events_are_those_of_the_csv(write, name):
    events = events_of(*EVENTS)
    pd.testing.assert_frame_equal(events_in(write(name, events)), events_in(write("csv", events)))
