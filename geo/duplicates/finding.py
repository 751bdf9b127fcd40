"""Pairs of events that may be one and the same, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.duplicates.actors import ActorWords
from geo.duplicates.beside import find_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_KM = 5.0
MOST_DAYS = 2
LEAST_ALIKE = 0.5
MOST_PAIRS = 1_000_000
"""Nobody looks through more; the likeliest are kept."""

UNKNOWN_ALIKE = 0.5
"""What actors that nobody named count as, where pairs are put in order."""

RULE = f"at most {MOST_KM:g} km and {MOST_DAYS} days apart, of one type, with similar actors"


@dataclass(frozen=True)
class Pairs:
    """Possible duplicates.

    Attributes:
        table: One row per pair, the likeliest first: `first`, `second` (positions of events; the first began earlier,
            or stands earlier), `distance_km` (great circle), `days` (between their first days), `alike` (how alike
            their actors are, 0.5 to 1; NaN where one names none).
        total: Pairs that were found; more than are listed where there are too many.
        is_whole: Whether every pair was looked at. Not so where thousands of events share a place, days and type.
    """

    table: pd.DataFrame
    total: int
    is_whole: bool = True


def find_pairs(events: pd.DataFrame, distinct: Iterable[frozenset[str]] = ()) -> Pairs:
    """Find events that may be told twice: near in place and time, of one type, with similar actors.

    Actors that are blank are like no others, but do not speak against a pair either; such pairs come late.

    Args:
        events: Placed events: `event_id`, `event_date`, `event_type`, `longitude` and `latitude` (degrees, WGS 84, NaN
            where unknown: such an event is in no pair), and the columns of actors.
        distinct: Pairs of ids that a person said are two events.

    Returns:
        The pairs.
    """
    placed = np.flatnonzero(events["longitude"].notna() & events["latitude"].notna())
    some = events.iloc[placed]
    words = ActorWords(some)
    days = some["event_date"].to_numpy("datetime64[D]").astype("int64")
    known = _known_pairs(some["event_id"], distinct)
    found, total, is_whole = [], 0, True
    for one, other, distance_km, is_piece_whole in _find(some, days):
        is_whole &= is_piece_whole
        earlier, later = _in_order(one, other, days)
        is_new = ~np.isin(earlier * len(some) + later, known)
        piece = _Piece(earlier[is_new], later[is_new], distance_km[is_new]).keep_similar(words, days)
        total += len(piece)
        found = _keep_likeliest([*found, piece])
    table = _order(pd.concat([_EMPTY, *found])) if found else _EMPTY
    return Pairs(table.assign(first=placed[table["first"]], second=placed[table["second"]]), total, is_whole)


_EMPTY = pd.DataFrame({
    "first": pd.Series(dtype="int64"), "second": pd.Series(dtype="int64"), "distance_km": pd.Series(dtype="float64"),
    "days": pd.Series(dtype="int64"), "alike": pd.Series(dtype="float64"),
})  # fmt: skip


def _find(events: pd.DataFrame, days: np.ndarray) -> Iterator[tuple]:
    lonlat = events[["longitude", "latitude"]].to_numpy("float64")
    types = pd.factorize(events["event_type"])[0].astype("int64")
    return find_beside(lonlat, days, types, MOST_KM, MOST_DAYS)


def _in_order(one: np.ndarray, other: np.ndarray, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put the earlier of two first; of the same day the one that stands first."""
    is_behind = (days[one] > days[other]) | ((days[one] == days[other]) & (one > other))
    return np.where(is_behind, other, one), np.where(is_behind, one, other)


def _known_pairs(ids: pd.Series, distinct: Iterable[frozenset[str]]) -> np.ndarray:
    """Number the pairs that are known to be distinct, as `first * length + second`, in both orders."""
    pairs = [tuple(pair) for pair in distinct if len(pair) == 2]
    if not pairs:
        return np.zeros(0, "int64")
    places = pd.Index(ids).get_indexer([one for pair in pairs for one in pair]).reshape(-1, 2)
    one, other = places[(places >= 0).all(axis=1)].T.astype("int64")
    return np.concatenate([one * len(ids) + other, other * len(ids) + one])


@dataclass(frozen=True)
class _Piece:
    """Some pairs that lie beside each other."""

    first: np.ndarray
    second: np.ndarray
    distance_km: np.ndarray

    def keep_similar(self, words: ActorWords, days: np.ndarray) -> pd.DataFrame:
        alike = words.likeness(self.first, self.second)
        columns = {**vars(self), "days": days[self.second] - days[self.first], "alike": alike}
        is_similar = ~(alike < LEAST_ALIKE)  # NaN is not less.
        return pd.DataFrame({name: values[is_similar] for name, values in columns.items()})


def _keep_likeliest(found: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Throw away what will never be listed, before it fills the memory."""
    return [_order(pd.concat(found))] if sum(map(len, found)) > 2 * MOST_PAIRS else found


def _order(table: pd.DataFrame) -> pd.DataFrame:
    """Put the likeliest first: the nearer in place and time and the more alike the actors, the likelier."""
    near = (1 - table["distance_km"] / (2 * MOST_KM)) * (1 - table["days"] / (3 * MOST_DAYS))
    likely = near * table["alike"].fillna(UNKNOWN_ALIKE)
    order = np.lexsort([table["second"], table["first"], -likely.round(9)])[:MOST_PAIRS]
    return table.iloc[order].reset_index(drop=True)
