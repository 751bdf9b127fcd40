"""The errors a person can act on: what was wrong, what was expected, what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass


class AtlasError(Exception):
    """A problem that the person at the keyboard can mend; its text is one clear line."""


class UnreadableFile(AtlasError):
    """A file or folder that cannot be read as events at all."""


class NotUtf8(UnreadableFile):
    """A text in another encoding; `likely` is the one that it most likely has."""

    def __init__(self, message: str, likely: str) -> None:
        super().__init__(message)
        self.likely = likely


class BadVocabulary(AtlasError):
    """A vocabulary file in `data/vocabulary` that the rest cannot stand on."""


class BadSelection(AtlasError):
    """A question to the store that cannot be answered as asked."""


class TooSlow(AtlasError):
    """A question that took longer than the store may take for one, and was stopped."""


class BadBrief(AtlasError):
    """A sheet for a briefing that cannot be made as asked."""


class CannotExport(AtlasError):
    """Events that cannot be written as asked: to this file, or in this format."""


class NoBrowser(AtlasError):
    """No browser on this machine that draws pictures."""


class CannotDraw(AtlasError):
    """A picture that did not come out, though there is a browser to draw it."""


class CannotSave(AtlasError):
    """A file that the disk or the folder did not let be written; what was there before is as it was."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one cell of a table, said so that it can be mended.

    Attributes:
        file: Path of the file as the user named it.
        row: Row as a spreadsheet counts it: the header is row 1.
        column: Name of the column in the file; empty when the whole row is meant.
        value: The offending text, as it stands in the file.
        message: What was wrong, what was expected, what to do.
        letter: The letter that a spreadsheet gives the column; empty where it has none.
    """

    file: str
    row: int
    column: str
    value: str
    message: str
    letter: str = ""

    def as_dict(self) -> dict[str, str | int]:
        """Return the fault as `check --json` prints it: without the file, with the letter only where there is one."""
        fields = asdict(self)
        del fields["file"]
        return fields if self.letter else {name: value for name, value in fields.items() if name != "letter"}

    def __str__(self) -> str:
        """Say the fault in one line: where, then what."""
        where = f"{self.file} row {self.row}"
        letter = f" ({self.letter})" if self.letter else ""
        return f"{where}, column {self.column}{letter}: {self.message}" if self.column else f"{where}: {self.message}"


class MissingExtra(AtlasError):
    """An optional part was asked for that is not installed."""


class CannotReachCluster(AtlasError):
    """A cluster that cannot be worked with: nobody answers, it has no workers, or other versions."""


class CannotAsk(AtlasError):
    """A server of events that cannot be asked, or not for all of them: what it says would be half of the truth."""
