"""Placed events to the rows a store keeps: days as integers, places as grid units, words folded for search."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.gazetteer.normalise import name_key
from geo.schema import CONFIDENCE, TIME_PRECISION_DAYS
from geo.store.columns import ROW_TYPES, TEXT_COLUMNS
from geo.store.grid import project_lat, project_lon
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import geopandas as gpd

SEARCHED = (
    "notes", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "location", "to_location", "admin1", "country",
    "road", "source", "source_title", "event_type", "sub_event_type", "tags", "event_id",
)  # fmt: skip


def make_rows(events: gpd.GeoDataFrame | pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """Turn placed events into the rows of the store's `event` table.

    Args:
        events: The columns of the event table and of `PLACED_COLUMN_NAMES`, any `geometry` in EPSG:4326.
        vocabulary: Gives every event type and side its number: its place in the file.

    Returns:
        One row per event, in the same order: the text columns; `start_day`, `end_day` (days since 1970-01-01, the
        last one included); `from_day`, `until_day`, the first and last day it may have happened; `x`, `y` (grid units,
        null without a place); `side_code`, `type_code`, `confidence_code`; `line`, the coordinates of a movement or
        stretch of road as JSON, longitude first.
    """
    rows = pd.DataFrame({name: _texts(events, name) for name in TEXT_COLUMNS})
    starts = pd.to_datetime(events["event_date"]).to_numpy("datetime64[D]").astype("int64")
    ends = pd.to_datetime(events["end_date"]).to_numpy("datetime64[D]")
    rows["start_day"] = starts.astype("int32")
    rows["end_day"] = np.where(np.isnat(ends), starts, ends.astype("int64")).astype("int32")
    for name in ("time_precision", "geo_precision", "fatalities"):
        rows[name] = pd.to_numeric(events[name]).astype("Int32").array
    either_side = rows["time_precision"].map(TIME_PRECISION_DAYS).fillna(0).astype("int32")
    rows["from_day"], rows["until_day"] = rows["start_day"] - either_side, rows["end_day"] + either_side
    rows["longitude"], rows["latitude"] = (pd.to_numeric(events[n]).to_numpy(float) for n in ("longitude", "latitude"))
    rows["x"], rows["y"] = _grid(rows["longitude"], project_lon), _grid(rows["latitude"], project_lat)
    rows["side_code"] = _codes(rows["actor1"], {s.side: n for n, s in enumerate(vocabulary.sides)}, vocabulary.side_of)
    rows["type_code"] = _codes(rows["event_type"], {t.event_type: n for n, t in enumerate(vocabulary.event_types)})
    rows["confidence_code"] = _codes(rows["confidence"], {name: n for n, name in enumerate(CONFIDENCE)})
    rows["radius_km"] = pd.to_numeric(events["radius_km"]).to_numpy("float32")
    rows["is_geocoded"] = events["is_geocoded"].to_numpy(bool)
    for name in ("place_id", "review", "file"):
        rows[name] = _texts(events, name)
    rows["file_row"] = pd.to_numeric(events["row"]).to_numpy("int32")
    rows["line"] = _lines(events)
    rows["search_text"] = _search_texts(rows)
    return rows[list(ROW_TYPES)]


def _texts(events: pd.DataFrame, name: str) -> np.ndarray:
    if name not in events:
        return np.full(len(events), "", dtype=object)
    return events[name].astype("object").where(events[name].notna(), "").astype(str).to_numpy(object)


def _grid(degrees: pd.Series, project: Callable[[np.ndarray], np.ndarray]) -> pd.Series:
    return pd.Series(project(degrees.fillna(0).to_numpy())).astype("Int32").mask(degrees.isna())


def _codes(values: pd.Series, numbers: dict[str, int], name_of: Callable[[str], str] = str) -> np.ndarray:
    unique = {value: numbers.get(name_of(value), len(numbers) - 1) for value in values.unique()}
    return values.map(unique).to_numpy("int16")


def _lines(events: pd.DataFrame) -> list[str | None]:
    if "geometry" not in events:
        return [None] * len(events)
    shapes = events["geometry"]
    return [
        json.dumps([[round(lon, 5), round(lat, 5)] for lon, lat in shape.coords])
        if shape is not None and shape.geom_type == "LineString"
        else None
        for shape in shapes
    ]


def _search_texts(rows: pd.DataFrame) -> list[str]:
    joined = rows[SEARCHED[0]].astype(str)
    for name in SEARCHED[1:]:
        joined = joined + "\n" + rows[name].astype(str)
    return [name_key(text) for text in joined]
