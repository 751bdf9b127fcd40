"""Owns placed events to export, built in place, and their files."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.schema import COLUMNS
from geo.tables.exports.batches import as_batches
from geo.tables.exports.formats import FORMATS, write_file
from geo.vocabulary import read_vocabulary

TYPES = {"code": "Int16", "whole": "Int64", "degrees": "float64", "date": "datetime64[s]"}
USUAL = {
    "event_date": "2020-02-08", "time_precision": 1, "event_type": "Battles", "sub_event_type": "Armed clash",
    "location": "Saraqib", "country": "Syria", "latitude": 35.8643, "longitude": 36.80591, "geo_precision": 1,
    "confidence": "reported", "place_id": "geonames:164816", "is_geocoded": True, "radius_km": 1.5,
}  # fmt: skip
NOWHERE = {"latitude": None, "longitude": None, "geometry": None, "place_id": "", "radius_km": None}
ROAD = shapely.LineString([(36.8, 35.86), (36.75, 35.9), (36.72, 36.0)])


def events_of(*rows):
    """Placed events as they are loaded: one for each dict, what is not said is usual or blank."""
    told = [{**USUAL, "event_id": f"e{number}", **row} for number, row in enumerate(rows)]
    columns = {
        column.name: pd.Series([row.get(column.name) for row in told], dtype=TYPES.get(column.kind, "object"))
        for column in COLUMNS
    }
    texts = [column.name for column in COLUMNS if column.kind not in TYPES]
    extras = [name for row in rows for name in row if name not in {*columns, *USUAL, "geometry"}]
    columns |= {name: pd.Series([row.get(name) or "" for row in told], dtype="str") for name in dict.fromkeys(extras)}
    events = pd.DataFrame(columns).astype(dict.fromkeys(texts, "str")).fillna(dict.fromkeys(texts, ""))
    for name, kind in (("place_id", "str"), ("is_geocoded", "bool"), ("radius_km", "float64")):
        events[name] = pd.Series([row[name] for row in told], dtype=kind)
    events = events.assign(needs_review=False, review="", file="mine.csv", row=range(2, len(told) + 2))
    shapes = [
        row["geometry"] if "geometry" in row else shapely.Point(row["longitude"], row["latitude"]) for row in told
    ]
    return gpd.GeoDataFrame(events, geometry=shapes, crs="EPSG:4326")


@pytest.fixture
def write(tmp_path):
    """Write events in a format, a few at a time, and return the file."""

    def write_events(name, events, rows=2):
        path = tmp_path / f"events{FORMATS[name].suffix}"
        write_file(path, FORMATS[name], as_batches(events, rows), read_vocabulary())
        return path

    return write_events
