"""What became of the rows of one file: counted, and every fault named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from geo.errors import Fault

_FAULTS = ("rejected", "warnings")


@dataclass(frozen=True)
class FileReport:
    """What was read from one file.

    Attributes:
        file: Path as the user named it.
        rows: Rows that are not blank, without the header; `accepted` and the refused ones together.
        accepted: Rows that were taken: they became events, say again what an event says, or are retired.
        rejected: Why rows were refused; a row with several faults has several entries.
        warnings: What a person should look at in rows that were accepted, or in the header (row 1).
        error: Why the whole file could not be read; None if it could.
        unit: What `rows` and the faults count: rows of a table, or the features of a layer.
        format: The format that was recognised: "own", "acled", …; "" where there is none to recognise.
        retired: Rows that are kept for the record but are no events any more.
        columns: Our columns to name and letter of those of the file, for what is found out later.
        more_rejected: Faults of refused rows that were counted and not kept, of a table too large for all of them.
        more_warnings: Warnings of which the same is true.
    """

    file: str
    rows: int = 0
    accepted: int = 0
    rejected: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    error: str | None = None
    unit: str = "row"
    format: str = ""
    retired: int = 0
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    more_rejected: int = 0
    more_warnings: int = 0

    def cut(self, most: int) -> FileReport:
        """Keep the first so many faults and warnings, and count the others."""
        return replace(
            self,
            rejected=self.rejected[:most],
            warnings=self.warnings[:most],
            more_rejected=self.more_rejected + max(0, len(self.rejected) - most),
            more_warnings=self.more_warnings + max(0, len(self.warnings) - most),
        )

    @classmethod
    def from_dict(cls, written: Mapping[str, object]) -> Self:
        """Read what `as_dict` wrote."""
        faults = {kind: tuple(Fault(written["file"], **one) for one in written[kind]) for kind in _FAULTS}
        return cls(**{**written, **faults})

    def as_dict(self) -> dict[str, object]:
        """Return the report as `check --json` prints it; `error` only where there is one."""
        fields = {
            "file": self.file,
            **({"format": self.format} if self.format else {}),
            "rows": self.rows,
            "accepted": self.accepted,
            **({"retired": self.retired} if self.retired else {}),
            "rejected": [fault.as_dict() for fault in self.rejected],
            "warnings": [fault.as_dict() for fault in self.warnings],
            **({"more_rejected": self.more_rejected} if self.more_rejected else {}),
            **({"more_warnings": self.more_warnings} if self.more_warnings else {}),
        }
        fields |= {} if self.unit == "row" else {"unit": self.unit}
        return fields if self.error is None else {**fields, "error": self.error}
