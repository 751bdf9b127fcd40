"""An article as it is read, and what is said of a file that is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Article:
    """The text of one report and what its file says about it.

    Attributes:
        text: The text; for a plain text the very characters of the file, so that offsets are those of the file.
        file: The file as the user named it, `-` for standard input.
        entry: Which article of a feed, from 1 on; 0 where the file is one article.
        title: Its headline; empty where the file says none.
        publisher: Who published it; empty where the file says none.
        author: Who wrote it; empty where the file says none.
        published: The day on which it was published, as it was there; None where the file does not say.
        dated_by: What says that day: "page", "mail", "feed", or "document" for the day on which a PDF or Word file was
            made, which may be another one.
        language: Its language as the file says, such as "en"; empty where it does not.
        url: Its http(s) address; empty where the file says none.
    """

    text: str
    file: str
    entry: int = 0
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: date | None = None
    dated_by: str = ""
    language: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """Name it so that no two articles share a name: the file, and the number of the entry in a feed."""
        return f"{self.file}#{self.entry}" if self.entry else self.file


@dataclass(frozen=True)
class Unread:
    """A file that is no article: what was wrong, what was expected, what to do."""

    file: str
    message: str

    def __str__(self) -> str:
        """Say it in one line, which names the file."""
        return self.message
