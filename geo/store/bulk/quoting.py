"""Names and texts as SQL writes them."""

from __future__ import annotations


def quote_name(name: str) -> str:
    """Write the name of a column."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: object) -> str:
    """Write a text."""
    return "'" + str(text).replace("'", "''") + "'"
