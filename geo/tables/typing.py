"""Checked text becomes the typed event table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geo.schema import COLUMNS, Column

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

BLANK_MEANS = {"time_precision": "1", "confidence": "reported"}
"""What a blank cell stands for, as `geo.schema` says."""


def typed_events(rows: Sequence[dict[str, str]], files: Sequence[str], numbers: Sequence[int]) -> pd.DataFrame:
    """Type rows that were found free of faults; see `typed_columns`.

    Args:
        rows: Column name to stripped text; every column of the schema.
        files: The file of each row.
        numbers: The row number in that file, the header being row 1.
    """
    import pyarrow as pa

    columns = {column.name: pa.array([row[column.name] for row in rows], pa.large_string()) for column in COLUMNS}
    return typed_columns(columns, {}, pa.array(files, pa.large_string()), np.asarray(numbers, dtype="int64"))


def typed_columns(
    columns: Mapping[str, pa.Array], extras: Mapping[str, pa.Array], files: pa.Array, numbers: np.ndarray
) -> pd.DataFrame:
    """Type columns that were found free of faults.

    Args:
        columns: Columns of the schema, and what an export carries of the place, as stripped text; "" where blank.
        extras: What the files say besides.
        files: The file of each row.
        numbers: The row number in that file, the header being row 1.

    Returns:
        One row per event, in the given order: every column of the schema, then those carried and the extras as text,
        then `file` and `row`. Dates are datetime64[s], a blank `end_date` NaT; text is str and "" where blank; degrees
        are float64, NaN where blank; precision codes are Int16 and fatalities Int64, <NA> where blank.
    """
    import pandas as pd

    from geo.tables.texts import blanks

    typed = {one.name: _typed(one, columns.get(one.name, blanks(len(files)))) for one in COLUMNS}
    carried = {name: _text(texts) for name, texts in columns.items() if name not in typed}
    others = {name: _text(texts) for name, texts in extras.items()}
    return pd.DataFrame(typed | carried | others | {"file": _text(files), "row": pd.Series(numbers, dtype="int64")})


def typed_column(column: Column, texts: pa.Array) -> pa.Array:
    """Type one column that was found free of faults: dates, degrees and numbers, null where blank; else text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.name in BLANK_MEANS:
        texts = pc.if_else(pc.equal(texts, ""), BLANK_MEANS[column.name], texts)
    elif column.kind in ("date", "degrees", "code", "whole"):
        texts = pc.if_else(pc.equal(texts, ""), None, texts)
    if column.kind == "date":
        return texts.cast(pa.date32()).cast(pa.timestamp("s"))
    if column.kind == "degrees":
        return texts.cast(pa.float64())
    if column.kind in ("code", "whole"):
        return texts.cast(pa.int64())
    if column.kind in ("list", "links"):
        return pc.replace_substring_regex(texts, r"\s*;\s*", ";")
    return texts


def _typed(column: Column, texts: pa.Array) -> pd.Series:
    import pandas as pd
    import pyarrow as pa

    typed = typed_column(column, texts)
    if column.kind in ("date", "degrees"):
        return pd.Series(typed.to_numpy(zero_copy_only=False))
    if column.kind in ("code", "whole"):
        numbers = typed.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        return numbers.astype("Int16" if column.kind == "code" else "Int64")
    return _text(typed)


def _text(texts: pa.Array) -> pd.Series:
    import pandas as pd

    return pd.Series(pd.array(texts, dtype="str"))
