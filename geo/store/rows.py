"""Placed events to the rows a store keeps: days as integers, places as grid units, words folded for search."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.gazetteer.normalise import name_key
from geo.schema import CONFIDENCE, TIME_PRECISION_DAYS
from geo.store.columns import KEY_COLUMNS, LIST_COLUMNS, ROW_TYPES, SEARCHED, TEXT_COLUMNS
from geo.store.evidence import has_link, has_media
from geo.store.extras import write_extras
from geo.store.grid import project_lat, project_lon
from geo.store.histogram import span_bars
from geo.store.mix import NOT_PLACED, Mix, name_sub
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import geopandas as gpd


def make_rows(events: gpd.GeoDataFrame | pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """Turn placed events into the rows of the store's `event` table.

    Args:
        events: The columns of the event table and of `PLACED_COLUMN_NAMES`, any `geometry` in EPSG:4326.
        vocabulary: Gives every event type, sub-type and side its number: its place in the file.

    Returns:
        One row per event, in the same order: the text columns; `start_day`, `end_day` (days since 1970-01-01, the
        last one included); `from_day`, `until_day`, the first and last day it may have happened; `x`, `y` (grid units,
        null without a place); the codes of side, type, sub-type and confidence, and `mix_code` for all of them;
        `line`, the coordinates of a movement or stretch of road as JSON, longitude first; `extra`, the further columns
        of the file that are not blank as a JSON object, empty where there are none; what is searched, folded.
    """
    rows = pd.DataFrame({name: _texts(events, name) for name in TEXT_COLUMNS})
    for name in ("place_id", "review", "file"):
        rows[name] = _texts(events, name)
    for name in ("time_precision", "geo_precision", "fatalities"):
        rows[name] = pd.to_numeric(events[name]).astype("Int32").array
    _add_days(rows, events)
    rows["longitude"], rows["latitude"] = (pd.to_numeric(events[n]).to_numpy(float) for n in ("longitude", "latitude"))
    rows["x"], rows["y"] = _grid(rows["longitude"], project_lon), _grid(rows["latitude"], project_lat)
    rows["radius_km"] = pd.to_numeric(events["radius_km"]).to_numpy("float32")
    rows["is_geocoded"] = events["is_geocoded"].to_numpy(bool)
    rows["file_row"] = pd.to_numeric(events["row"]).to_numpy("int32")
    rows["line"] = _lines(events)
    rows["extra"] = write_extras(events)
    rows["has_link"], rows["has_media"] = has_link(rows["source_url"]), has_media(rows["source_url"])
    _add_codes(rows, vocabulary)
    _add_keys(rows)
    return rows[list(ROW_TYPES)]


def _add_days(rows: pd.DataFrame, events: pd.DataFrame) -> None:
    starts = pd.to_datetime(events["event_date"]).to_numpy("datetime64[D]").astype("int64")
    ends = pd.to_datetime(events["end_date"]).to_numpy("datetime64[D]")
    rows["start_day"] = starts.astype("int32")
    rows["end_day"] = np.where(np.isnat(ends), starts, ends.astype("int64")).astype("int32")
    either_side = rows["time_precision"].map(TIME_PRECISION_DAYS).fillna(0).astype("int32")
    rows["from_day"], rows["until_day"] = rows["start_day"] - either_side, rows["end_day"] + either_side
    rows["bar_span"] = span_bars(rows["from_day"].to_numpy(), rows["until_day"].to_numpy())


def _add_codes(rows: pd.DataFrame, vocabulary: Vocabulary) -> None:
    mix = Mix.of(vocabulary)
    rows["side_code"] = _codes(rows["actor1"], {s: n for n, s in enumerate(mix.sides)}, vocabulary.side_of)
    rows["type_code"] = _codes(rows["event_type"], {name: n for n, name in enumerate(mix.event_types)})
    rows["confidence_code"] = _codes(rows["confidence"], {name: n for n, name in enumerate(CONFIDENCE)})
    numbers = {name: n for n, name in enumerate(mix.subs)}
    blanks = [numbers[name_sub(name, "")] for name in mix.event_types]
    named = pd.Series([name_sub(*pair) for pair in zip(rows["event_type"], rows["sub_event_type"], strict=True)])
    blank = rows["type_code"].map(dict(enumerate(blanks)))
    rows["sub_code"] = named.map(numbers).fillna(blank).astype("int16").array
    placed = rows["geo_precision"].fillna(1).where(rows["x"].notna(), NOT_PLACED)
    known = rows["time_precision"].fillna(1)
    is_spread = (known == 1) & (rows["end_day"] > rows["start_day"])
    rows["mix_code"] = mix.pack(
        {**rows, "time_precision": known, "geo_precision": placed, "is_spread": is_spread.astype(int)}
    )


def _add_keys(rows: pd.DataFrame) -> None:
    for name, key in KEY_COLUMNS.items():
        rows[key] = [name_key(text) for text in rows[name]]
    for name, columns in LIST_COLUMNS.items():
        joined = _join(rows, columns, ";")
        listed = {text: list_names(text) for text in joined.unique()}
        rows[name] = joined.map(listed)
    # Ids are all different, and so would their digits be; the words left over are the few that all ids share.
    letters = rows["event_id"].str.replace(r"\d+", " ", regex=True)
    rows["search_text"] = [name_key(text) for text in _join(rows, SEARCHED, "\n") + "\n" + letters]


def _join(rows: pd.DataFrame, names: tuple[str, ...], sign: str) -> pd.Series:
    joined = rows[names[0]].astype(str)
    for name in names[1:]:
        joined = joined + sign + rows[name].astype(str)
    return joined


def list_names(text: str) -> str:
    """List names that are separated by `;` as `;a;b;`, each once."""
    names = dict.fromkeys(name for part in text.split(";") if (name := part.strip()))
    return f";{';'.join(names)};" if names else ""


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
