"""Codes of other formats to ours: each by a written table, and a code that is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from geo.tables.formats.remarks import refuse_rows
from geo.tables.formats.their_columns import TheirColumns, plain_whole
from geo.tables.sheets.sheet import Remark
from geo.tables.texts import map_distinct


def map_codes(theirs: TheirColumns, name: str, meanings: Mapping[str, str]) -> tuple[pa.Array, list[Remark]]:
    """Translate a column of codes.

    Args:
        theirs: The table.
        name: The column; blank everywhere where the table lacks it.
        meanings: Code to what it is with us. A blank cell stays blank.

    Returns:
        The translated column, and why rows are refused.
    """
    codes = plain_whole(theirs.look(name))
    allowed = f"{', '.join(list(meanings)[:-1])} or {list(meanings)[-1]}"

    def complain(code: str) -> str | None:
        known = not code or code in meanings
        return None if known else f'"{code}" is no code of {theirs.written(name)}. Expected {allowed}.'

    faults = refuse_rows(theirs.sheet, theirs.written(name), codes, complain)
    return map_distinct(codes, lambda code: meanings.get(code, "")), faults
