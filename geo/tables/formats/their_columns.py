"""The columns of a foreign table: which of them we take as they are, and what is left over."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.formats.own import RESERVED
from geo.tables.sheets.sheet import Sheet
from geo.tables.texts import blanks, fold_name

_ENDS_IN_ZEROS = r"^(-?[0-9]+)\.0+$"


class TheirColumns:
    """A sheet whose columns are asked for by the names that their format gives them, in any case.

    Args:
        sheet: The table.
        aliases: Further spellings of a name, folded, to the name.
    """

    def __init__(self, sheet: Sheet, aliases: Mapping[str, str] | None = None) -> None:
        self.sheet = sheet
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        for written in sheet.header:
            self._names.setdefault(plain_name(written, aliases), written)

    def __contains__(self, name: str) -> bool:
        """Whether the table has a column."""
        return name in self._names

    def written(self, name: str) -> str:
        """Return the name of a column as it stands in the file; "" for one that is not there."""
        return self._names.get(name, "")

    def look(self, name: str) -> pa.Array:
        """Return a column to make something else of it: what it says stays among the extras too."""
        return self.sheet.column(self._names[name]) if name in self._names else blanks(len(self.sheet.numbers))

    def take(self, name: str) -> pa.Array:
        """Return a column that becomes one of ours as it is."""
        self._taken.add(self.written(name))
        return self.look(name)

    def take_whole(self, name: str) -> pa.Array:
        """Return a column of whole numbers, without the ".0" that a spreadsheet leaves behind them."""
        return plain_whole(self.take(name))

    def extras(self, prefix: str) -> dict[str, pa.Array]:
        """Return what was not taken, under names that are not ours.

        Args:
            prefix: What goes before a name that is one of ours and means something else there.
        """
        kept: dict[str, pa.Array] = {}
        for name in self.sheet.header:
            if name not in self._taken:
                kept[free_name(name, prefix, kept)] = self.sheet.column(name)
        return kept


def plain_name(written: str, aliases: Mapping[str, str] | None = None) -> str:
    """Fold the name of a column; a blank in it is an underscore."""
    folded = fold_name(written).replace(" ", "_")
    return (aliases or {}).get(folded, folded)


def plain_whole(texts: pa.Array) -> pa.Array:
    """Take the ".0" off whole numbers."""
    if not pc.any(pc.match_substring(texts, ".")).as_py():
        return texts
    return pc.replace_substring_regex(texts, _ENDS_IN_ZEROS, r"\1")


def prefixed(prefix: str, texts: pa.Array) -> pa.Array:
    """Put a word before every text that is not blank."""
    before, between = pa.scalar(prefix, pa.large_string()), pa.scalar("", pa.large_string())
    return pc.if_else(pc.equal(texts, ""), texts, pc.binary_join_element_wise(before, texts, between))


def free_name(name: str, prefix: str, used: Mapping[str, object]) -> str:
    """Return a name that none of our columns has, nor any in use."""
    taken = {fold_name(one) for one in used}
    while fold_name(name) in RESERVED or fold_name(name) in taken:
        name = f"{prefix}_{name}"
    return name
