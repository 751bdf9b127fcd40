"""Checked text becomes the typed event table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.schema import COLUMNS, Column
from geo.tables.cells import split_list

if TYPE_CHECKING:
    import pandas as pd

BLANK_MEANS = {"time_precision": "1", "confidence": "reported"}
"""What a blank cell stands for, as `geo.schema` says."""


def typed_events(rows: Sequence[dict[str, str]], files: Sequence[str], numbers: Sequence[int]) -> pd.DataFrame:
    """Type rows that were found free of faults.

    Args:
        rows: Column name to stripped text; every column of the schema.
        files: The file of each row.
        numbers: The row number in that file, the header being row 1.

    Returns:
        One row per event, in the given order: every column of the schema, then `file` and `row`. Dates are
        datetime64[s], a blank `end_date` NaT; text is str and "" where blank; degrees are float64, NaN where blank;
        precision codes are Int16 and fatalities Int64, <NA> where blank.
    """
    import pandas as pd

    columns = {column.name: _typed(column, [row[column.name] for row in rows]) for column in COLUMNS}
    return pd.DataFrame(columns | {"file": pd.array(files, dtype="str"), "row": pd.array(numbers, dtype="int64")})


def _typed(column: Column, texts: list[str]) -> pd.Series:
    import pandas as pd

    texts = [text or BLANK_MEANS.get(column.name, "") for text in texts]
    if column.kind == "date":
        return pd.Series(pd.to_datetime(texts, format="%Y-%m-%d", errors="raise")).astype("datetime64[s]")
    if column.kind == "degrees":
        return pd.Series([float(text) if text else float("nan") for text in texts], dtype="float64")
    if column.kind in ("code", "whole"):
        numbers = [int(text) if text else None for text in texts]
        return pd.Series(numbers, dtype="Int16" if column.kind == "code" else "Int64")
    if column.kind in ("list", "links"):
        texts = [";".join(split_list(text)) for text in texts]
    return pd.Series(texts, dtype="str")
