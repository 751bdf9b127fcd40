"""What a person declares of a table because nothing in it can say so for certain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NOTHING_TO_SAY: Callable[[str], None] = lambda said: None  # noqa: E731


MAPPING_SUFFIX = ".mapping.yaml"
"""How the name of a mapping file ends that lies beside its table."""


@dataclass(frozen=True)
class ReadingOptions:
    """What is declared.

    Attributes:
        encoding: The encoding of a text that is not UTF-8, such as "cp1256".
        mapping: A file that says which of our columns a table's columns are.
        format: The name of the format, where its header could be several.
        tell: Told what is being done, for a progress bar.
    """

    encoding: str = ""
    mapping: Path | None = None
    format: str = ""
    tell: Callable[[str], None] = NOTHING_TO_SAY


def lying_beside(table: Path) -> Path | None:
    """Return the mapping file that lies beside a table, `NAME.mapping.yaml`; None where there is none."""
    path = table.with_name(table.stem + MAPPING_SUFFIX) if table.stem else table
    return path if path != table and path.is_file() else None
