"""Two states of a table of events: what was added, what was changed and how, and what was removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import UnreadableFile
from geo.schema import COLUMN_NAMES
from geo.tables.options import ReadingOptions
from geo.tables.reading import read_tables
from geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd

KEY = "event_id"
NOT_COMPARED = (KEY, "file", "row")
"""Where an event stands says nothing about it: a row that moved is the same event."""


@dataclass(frozen=True)
class Differences:
    """What became of events between two states.

    Attributes:
        added: Every column of the events that are new, as text, in the order of the new state.
        removed: The same of those that are gone, in the order of the old state.
        changed: Event id, in the order of the new state, to column to its text before and after; "" where blank.
        unchanged: How many events say what they said.
    """

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: dict[str, dict[str, tuple[str, str]]]
    unchanged: int

    @property
    def are_none(self) -> bool:
        """Whether both states say the same."""
        return not (len(self.added) or len(self.removed) or self.changed)

    def as_dict(self) -> dict[str, object]:
        """Return the differences as `diff --json` prints them; blank cells of added and removed events are left out."""
        changed = [
            {KEY: event_id, "columns": {name: {"old": old, "new": new} for name, (old, new) in columns.items()}}
            for event_id, columns in self.changed.items()
        ]
        listed = {name: _filled(table) for name, table in (("added", self.added), ("removed", self.removed))}
        return {"added": listed["added"], "changed": changed, "removed": listed["removed"], "unchanged": self.unchanged}


def read_events(path: Path, vocabulary: Vocabulary, options: ReadingOptions | None = None) -> tuple[pd.DataFrame, int]:
    """Read one state of the events.

    Args:
        path: A file or folder in any format that is read.
        vocabulary: The event types that are allowed.
        options: What the person declares of the file.

    Returns:
        The events, typed, and how many rows were refused, which cannot be compared.

    Raises:
        UnreadableFile: If any file cannot be read: all its events would seem to be removed.
    """
    reading = read_tables([path], vocabulary, options)
    errors = [report.error for report in reading.reports if report.error is not None]
    if errors:
        raise UnreadableFile(errors[0])
    return reading.events, sum(report.rows - report.accepted for report in reading.reports)


def find_differences(old: pd.DataFrame, new: pd.DataFrame) -> Differences:
    """Compare two tables of events by their ids.

    Args:
        old: Events as `geo.tables.reading.read_tables` gives them; each id once.
        new: The same, later. Columns that one of them does not have are blank there.

    Returns:
        What was added, changed and removed. Compared is what the cells mean: `35.50` and `35.5` are the same degrees,
        and a blank `confidence` is the same as `reported`. Order, file and row do not matter.
    """
    places = _find_places(old[KEY], new[KEY])
    is_new, is_gone = places < 0, np.ones(len(old), bool)
    is_gone[places[~is_new]] = False
    later, earlier = new[~is_new], old.iloc[places[~is_new]]
    cells: dict[int, dict[str, tuple[str, str]]] = {}
    for name in _columns(old, new):
        before, after = _values(earlier, name), _values(later, name)
        differing = np.flatnonzero(_differ(before, after))
        texts = zip(_texts(before.iloc[differing]), _texts(after.iloc[differing]), strict=True)
        for place, (one, other) in zip(differing.tolist(), texts, strict=True):
            if one != other:
                cells.setdefault(place, {})[name] = (one, other)
    ids = later[KEY].tolist()
    changed = {ids[place]: cells[place] for place in sorted(cells)}
    return Differences(_as_text(new[is_new]), _as_text(old[is_gone]), changed, len(later) - len(changed))


def _find_places(ids: pd.Series, sought: pd.Series) -> np.ndarray:
    """Find where each id stands among others; -1 where it does not."""
    import pandas as pd

    return pd.Index(ids.astype("object")).get_indexer(pd.Index(sought.astype("object")))


def _columns(old: pd.DataFrame, new: pd.DataFrame) -> Iterable[str]:
    extras = dict.fromkeys([*old.columns, *new.columns])
    return [name for name in (*COLUMN_NAMES, *(n for n in extras if n not in COLUMN_NAMES)) if name not in NOT_COMPARED]


def _values(events: pd.DataFrame, name: str) -> pd.Series:
    import pandas as pd

    return (
        events[name].reset_index(drop=True) if name in events else pd.Series("", index=range(len(events)), dtype="str")
    )


def _differ(before: pd.Series, after: pd.Series) -> np.ndarray:
    """Say which cells differ (bool); two blank ones do not."""
    if before.dtype != after.dtype:
        before, after = before.astype("str").fillna(""), after.astype("str").fillna("")
    is_different = (before != after).fillna(True).to_numpy(bool)
    return is_different & ~(before.isna() & after.isna()).to_numpy(bool)


def _texts(values: pd.Series) -> list[str]:
    """Write cells as they would be written in a file."""
    is_blank = values.isna()
    if values.dtype.kind == "M":
        values = values.dt.strftime("%Y-%m-%d")
    elif values.dtype.kind == "f":
        values = values.map(lambda degrees: format(degrees, ".10g"))
    return values.astype("str").mask(is_blank, "").tolist()


def _as_text(events: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    names = [name for name in events.columns if name not in NOT_COMPARED]
    return pd.DataFrame({name: pd.Series(_texts(events[name]), dtype="str") for name in (KEY, *names)})


def _filled(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{name: text for name, text in row.items() if text} for row in table.to_dict("records")]
