"""Files of several tables: the one that holds the events, and a remark that names the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geo.tables.formats import is_known
from geo.tables.sheets.sheet import Remark


def choose_name(names: Sequence[str], header_of: Callable[[str], Sequence[str]], what: str) -> tuple[str, list[Remark]]:
    """Choose the first table whose header a format knows, else the first.

    Args:
        names: The tables that are not blank, at least one, in their order.
        header_of: Says the header of one; asked until one is known.
        what: What a table is called there: "sheet" or "layer".

    Returns:
        Its name, and a remark that names the others.
    """
    chosen = next((name for name in names if is_known(header_of(name))), names[0])
    others = ", ".join(f'"{name}"' for name in names if name != chosen)
    message = f'Only the {what} "{chosen}" is read, not {others}. Save each that holds events as a file of its own.'
    return chosen, [Remark(0, "", others, message)] if others else []
