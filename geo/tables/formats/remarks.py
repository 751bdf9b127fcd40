"""What is said of many rows at once: one remark for each different text, with how many rows have it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.sheets.sheet import Remark, Sheet
from geo.tables.texts import find_distinct


def say_once(sheet: Sheet, column: str, said: pa.Array, message: Callable[[str], str]) -> list[Remark]:
    """Say something once of each different text.

    Args:
        sheet: The table.
        column: The column of the file that the texts come from.
        said: A text for each row; "" says nothing.
        message: What to say of a text.
    """
    remarks = []
    for entry in pc.value_counts(said).to_pylist():
        text, count = entry["values"], entry["counts"]
        if text:
            first = int(sheet.numbers[pc.index(said, text).as_py()])
            rows = f" ({count:,} rows, the first is {first}.)" if count > 1 else ""
            remarks.append(Remark(first, column, text, message(text) + rows))
    return remarks


def refuse_rows(
    sheet: Sheet, column: str, texts: pa.Array, complain: Callable[[str], str | None], rows: np.ndarray | None = None
) -> list[Remark]:
    """Refuse the rows whose cell cannot be translated.

    Args:
        sheet: The table.
        column: Their column in the file.
        texts: Its cells.
        complain: Asked of every different text; None for a good one.
        rows: Positions to look at; all, if it is left out.
    """
    return [
        Remark(int(sheet.numbers[position]), column, texts[position].as_py(), message)
        for position, message in find_distinct([texts], complain, rows)
    ]
