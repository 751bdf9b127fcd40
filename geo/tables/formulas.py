"""Texts that a spreadsheet would run as a formula: escaped when they are written, and read back as they were."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ESCAPED = r"^'('*[=+\-@\t\r])"


def escape_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula; numbers stay as they are."""
    return "'" + text if _RISKY.match(text) and not _NUMBER.fullmatch(text) else text


def unescape_cell(text: str) -> str:
    """Take the apostrophe of `escape_cell` off again."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def unescape_column(texts: pa.Array) -> pa.Array:
    """Take the apostrophes of `escape_cell` off a column."""
    has_any = pc.any(pc.match_substring_regex(texts, _ESCAPED)).as_py()
    return pc.replace_substring_regex(texts, _ESCAPED, r"\1") if has_any else texts
