"""Why a change was not made: each says what stands where, so that a person can decide."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import AtlasError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotEditable(AtlasError):
    """A file that cannot be changed row by row."""


class Unsaved(AtlasError):
    """The disk, the folder or another program did not let a change be saved; the file is as it was."""


class Refused(AtlasError):
    """A row that the checker would refuse.

    Attributes:
        faults: Name of the column and message, for each fault.
    """

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__(" ".join(f"{column}: {message}" for column, message in faults))
        self.faults = tuple(faults)


@dataclass(eq=False)
class Conflict(AtlasError):
    """Somebody else changed the same event in between.

    Attributes:
        event_id: The event.
        file: Name of its file.
        seen: Its cells when the editor looked, by column.
        theirs: Its cells as they are now; None where it is no longer in the file.
        mine: Its cells as the editor wants them.
    """

    event_id: str
    file: str
    seen: dict[str, str]
    theirs: dict[str, str] | None
    mine: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(str(self))

    def __str__(self) -> str:
        """Say what happened in one line."""
        happened = "was changed" if self.theirs is not None else "was taken out"
        return f"{self.event_id} {happened} in {self.file} while you edited it. Choose what is to stay."

    @property
    def columns(self) -> list[str]:
        """Columns in which the two versions differ."""
        theirs = self.theirs or {}
        names = dict.fromkeys([*theirs, *self.mine])
        return [name for name in names if theirs.get(name, "") != self.mine.get(name, "")]


@contextlib.contextmanager
def saying_why_unsaved(file: Path) -> Iterator[None]:
    """Turn the system's refusal into words.

    Raises:
        Unsaved: Instead of an OSError.
    """
    try:
        yield
    except OSError as error:
        advice = "Try again."
        if error.errno in _NO_ROOM:
            advice = "Free some space on the disk, then save again."
        elif error.errno in _NOT_ALLOWED:
            advice = "Allow writing to the file and its folder, then save again."
        reason = error.strerror or str(error)
        raise Unsaved(f"{file.name} could not be saved: {reason}. It is as it was. {advice}") from error
