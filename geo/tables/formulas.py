"""Cells that a spreadsheet would take for a formula: an apostrophe before them keeps them text, and comes off again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = r"^'*[=+\-@\t\r]"
"""What a spreadsheet may act on, and what would lose an apostrophe when it is read back."""

_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
_ESCAPED = r"'+[=+\-@\t\r]"


def escape_cell(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula; numbers stay as they are.

    An apostrophe comes before it. So one more comes before what begins with apostrophes and then as a formula does:
    `unescape_cell` gives back every text as it was.
    """
    is_formula = re.match(_FORMULA, text) and not re.fullmatch(_NUMBER, text)
    return f"'{text}" if is_formula else text


def unescape_cell(text: str) -> str:
    """Read a text that `escape_cell` wrote: take off the apostrophe that it set."""
    return text[1:] if re.match(_ESCAPED, text) else text


def escape_cells(texts: pa.Array) -> pa.Array:
    """Write a whole column of texts as `escape_cell` does; null stays null."""
    import pyarrow.compute as pc

    looks_so = pc.match_substring_regex(texts, _FORMULA)
    if not pc.any(looks_so).as_py():
        return texts
    is_formula = pc.and_not(looks_so, pc.match_substring_regex(texts, f"{_NUMBER}$"))
    return pc.if_else(is_formula, pc.binary_join_element_wise("'", texts, ""), texts)


def unescape_cells(texts: pa.Array) -> pa.Array:
    """Read a whole column of texts as `unescape_cell` does."""
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring_regex(texts, f"^{_ESCAPED}")).as_py():
        return texts
    return pc.replace_substring_regex(texts, f"^'({_ESCAPED.replace('+', '*', 1)})", r"\1")
