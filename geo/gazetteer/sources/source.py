"""What is known of one source of places: how much it holds, what of it was refused and why, its licence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from geo.errors import Fault

OWN, CURATED, DUMP, WORLD = "own CSV", "curated", "dump", "world index"
"""Kinds of source, best first: a place of one's own wins over its namesakes."""

MOST_FAULTS = 20
"""So many faults of a file are kept and shown; all refused rows are counted."""

_MOST_LETTERS, _MOST_LETTERS_SAID = 80, 400


@dataclass
class Refusals:
    """Counts the refused rows of a file and keeps its first faults.

    Attributes:
        file: Path of the file as the user named it.
        rows: How many rows were refused.
        faults: The first `MOST_FAULTS` reasons; a row may have several.
    """

    file: str
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, row: int, complaints: Iterable[tuple[str, str, str]]) -> None:
        """Refuse a row for complaints of column, value and message."""
        self.rows += 1
        for column, value, message in complaints:
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(fault_of(self.file, row, column, value, message))


@dataclass(frozen=True)
class Source:
    """One source of places.

    Attributes:
        name: Short name for a list.
        file: Path of the file it is read from.
        kind: `OWN`, `CURATED`, `DUMP` or `WORLD`.
        licence: Under which its data may be used, as far as it says so.
        places: Places that can be found.
        names: Names, or keys of names, by which they are found.
        refused: Rows that were refused.
        unused: Rows of a dump whose kind of feature no event takes place at.
        faults: The first reasons for refusals.
        warnings: What a person should look at in what was accepted.
        problem: Why the source was left out altogether; "" if it was not.
    """

    name: str
    file: str
    kind: str
    licence: str = ""
    places: int = 0
    names: int = 0
    refused: int = 0
    unused: int = 0
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    problem: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the source as `gazetteer list --json` prints it; `problem` only where there is one."""
        fields = {name: getattr(self, name) for name in ("name", "file", "kind", "licence", "places", "names")}
        fields |= {"refused": self.refused, "unused": self.unused}
        fields["faults"] = [fault.as_dict() for fault in self.faults]
        fields["warnings"] = [fault.as_dict() for fault in self.warnings]
        return fields | ({"problem": self.problem} if self.problem else {})

    @property
    def trouble(self) -> str:
        """What to say of the source in one line; "" when all is well."""
        if self.problem:
            return f"{self.problem} It is left out."
        if not self.refused:
            return ""
        rows = "1 row is" if self.refused == 1 else f"{self.refused:,} rows are"
        return f"{self.file}: {rows} refused. See them with: python run.py gazetteer list"


def fault_of(file: str, row: int, column: str, value: str, message: str) -> Fault:
    """Make a fault whose value is cut: a person needs to recognise the cell, not to read a megabyte."""
    shown = value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 1] + "…"
    said = message if shown == value else message.replace(value, shown)
    return Fault(file, row, column, shown, said[:_MOST_LETTERS_SAID])


def renamed(faults: Iterable[Fault], file: str) -> tuple[Fault, ...]:
    """Give the same faults for the same content under another name."""
    return tuple(replace(fault, file=file) for fault in faults)
