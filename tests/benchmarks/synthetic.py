"""Made-up events that lie as real ones do: on known places, most of them on few, over ten years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.gazetteer.places import DEGREE_STEPS
from geo.vocabulary import DATA_FOLDER, Vocabulary

SEED = 20200207
PIECE_ROWS = 250_000
FIRST_DAY = np.datetime64("2014-01-01")
DAYS = 3_652
PLACES = 20_000
THEATRES = ("SY", "IQ", "UA", "SD", "YE", "ML", "NG", "MM", "CD", "AF")
THEATRE_WEIGHT = 40
STORY = (
    "army units shelled the southern edge of town after a night of drone strikes while local sources report that a "
    "convoy of trucks crossed towards the front and residents left for the camps along the border before the talks"
)
SOURCES = ("SOHR", "Reuters", "Anadolu Agency", "Enab Baladi;SANA", "AFP", "Al-Masdar News;The Russophile", "OCHA")


def make_events(number: int, vocabulary: Vocabulary, data_folder: Path = DATA_FOLDER) -> Iterator[pd.DataFrame]:
    """Make placed events in pieces, the same on every machine.

    Args:
        number: Events wanted in all.
        vocabulary: Gives event types, sub-types, sides and actors.
        data_folder: Holds the gazetteer that gives the places.

    Yields:
        Columns of the event table and of `PLACED_COLUMN_NAMES`, at most `PIECE_ROWS` rows; degrees in WGS 84.
    """
    places = choose_places(data_folder / "gazetteer" / "places.parquet")
    for start in range(0, number, PIECE_ROWS):
        size = min(PIECE_ROWS, number - start)
        yield _make_piece(start, size, places, vocabulary, np.random.default_rng([SEED, start]))


def choose_places(path: Path) -> pd.DataFrame:
    """Choose populated places, most of them in the theatres, with heavy-tailed weights."""
    world = pd.read_parquet(path)
    for column, source in (("country_name", "country"), ("admin1_name", "admin1")):
        world[column] = np.where(world[source] >= 0, world["name"].to_numpy()[world[source]], "")
    codes = world["code"].to_numpy()[world["country"]]
    rng = np.random.default_rng(SEED)
    weights = np.where(world["population"] > 0, 1.0, 0) * np.where(np.isin(codes, THEATRES), THEATRE_WEIGHT, 1)
    chosen = world.iloc[rng.choice(len(world), PLACES, replace=False, p=weights / weights.sum())]
    weight = 1 / np.arange(1, PLACES + 1)
    return chosen.assign(weight=weight / weight.sum()).reset_index(drop=True)


def _make_piece(
    start: int, size: int, places: pd.DataFrame, vocabulary: Vocabulary, rng: np.random.Generator
) -> pd.DataFrame:
    place = places.iloc[rng.choice(len(places), size, p=places["weight"].to_numpy())]
    first = FIRST_DAY + rng.integers(0, DAYS, size)
    lasts_days = np.where(rng.random(size) < 0.05, rng.integers(1, 15, size), 0)
    precision = rng.choice([1, 2, 3], size, p=[0.8, 0.15, 0.05])
    events = pd.DataFrame({
        "event_id": [f"BENCH-{number:08d}" for number in range(start, start + size)],
        "event_date": first,
        "end_date": np.where(lasts_days > 0, first + lasts_days, np.datetime64("NaT")),
        "time_precision": rng.choice([1, 2, 3], size, p=[0.9, 0.08, 0.02]),
        "location": place["name"].to_numpy(object),
        "admin1": place["admin1_name"].to_numpy(object),
        "country": place["country_name"].to_numpy(object),
        "latitude": place["latitude"].to_numpy() / DEGREE_STEPS,
        "longitude": place["longitude"].to_numpy() / DEGREE_STEPS,
        "geo_precision": precision,
        "fatalities": pd.Series(rng.poisson(2, size), dtype="Int32").mask(rng.random(size) < 0.4),
        "confidence": rng.choice(["confirmed", "reported", "claimed"], size, p=[0.3, 0.55, 0.15]).astype(object),
        "place_id": ("geonames:" + place["geoname_id"].astype(str)).to_numpy(object),
        "is_geocoded": True,
        "radius_km": np.choose(precision - 1, [2.0, 12.0, 60.0]),
        "file": "bench.csv",
        "row": np.arange(start + 2, start + size + 2),
    })  # fmt: skip
    events = events.assign(**_say_what(size, first, vocabulary, rng))
    return events.assign(geometry=_lay_out(events, rng))


def _lay_out(events: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Give a point to every event, and to a convoy the line to where it was bound, EPSG:4326, longitude first."""
    start = events[["longitude", "latitude"]].to_numpy()
    shapes = shapely.points(start)
    moves = np.flatnonzero(events["sub_event_type"] == "Convoy")
    ways = np.stack([start[moves], start[moves] + rng.normal(0, 0.4, (len(moves), 2))], axis=1)
    shapes[moves] = shapely.linestrings(ways)
    return shapes


def _say_what(size: int, first: np.ndarray, vocabulary: Vocabulary, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Say who did what, in whose words: lengths are those of the demonstration's notes, headlines and links."""
    kinds = [(kind.event_type, sub.sub_event_type) for kind in vocabulary.event_types for sub in kind.sub_event_types]
    weight = 1 / np.arange(2, len(kinds) + 2)
    kind = np.array(kinds, object)[rng.choice(len(kinds), size, p=weight / weight.sum())]
    actors = np.array(list(vocabulary.actor_sides), object)
    words = np.array(STORY.split())
    stories = np.array([" ".join(rng.choice(words, 18)) for _ in range(5_000)], object)
    told = rng.integers(0, len(stories), size)
    published = np.datetime_as_string(first + 1).astype(object)
    links = np.array([f"/news/{story.replace(' ', '-')}.html" for story in stories], object)[told]
    return {
        "event_type": kind[:, 0],
        "sub_event_type": kind[:, 1],
        "actor1": actors[rng.integers(0, len(actors), size)],
        "actor2": actors[rng.integers(0, len(actors), size)],
        "notes": stories[told],
        "source": np.array(SOURCES, object)[rng.integers(0, len(SOURCES), size)],
        "source_title": np.array([story[:34] for story in stories], object)[told],
        "source_date": published,
        "source_url": "https://news.example/" + published + links,
        "tags": np.full(size, "made up", object),
    }  # fmt: skip
