"""A table of the days on which articles were published, beside an archive whose files do not say it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from geo.articles.texts.article import Article
from geo.articles.texts.charsets import decode_text
from geo.errors import UnreadableFile
from geo.tables.dates import complain_about_date, parse_date

COLUMNS = ("file", "published")
_MOST_BYTES = 500_000_000
_EXAMPLE = "file,published\nreport.txt,2020-02-17"


@dataclass(frozen=True)
class PublishedDates:
    """Days of articles.

    Attributes:
        file: The table they are from.
        days: Day by the parts of the file name as the table has it.
    """

    file: str
    days: dict[tuple[str, ...], date]

    def day_of(self, article: Article) -> date | None:
        """Return the day of an article, None where the table has none.

        "2020/a.txt" of the table means every file whose path ends so; where several rows fit, the longest counts. An
        entry of a feed may have a row of its own, "news.xml#3".
        """
        for name in (article.name, article.file):
            parts = PurePath(name).parts
            for first in range(len(parts)):
                if day := self.days.get(parts[first:]):
                    return day
        return None


def read_dates(path: str) -> PublishedDates:
    """Read a CSV with the columns `file` and `published` (YYYY-MM-DD); commas, semicolons or tabs, others ignored.

    Raises:
        UnreadableFile: If it cannot be read, misses a column, or a row is wrong: the first, and how many more.
    """
    text = _load(path)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names = [name.strip().casefold() for name in next(rows, [])]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise UnreadableFile(
            f'{path} row 1: no column "{missing[0]}". Expected a header with file and published. '
            f"Begin it so: {_EXAMPLE!r}."
        )
    days: dict[tuple[str, ...], date] = {}
    faults = []
    try:
        for row in filter(any, rows):
            cells = dict(zip(names, map(str.strip, row), strict=False))
            fault = _add(days, cells.get("file", ""), cells.get("published", ""))
            faults += [f"{path} row {rows.line_num}, {fault}"] if fault else []
    except csv.Error as error:
        raise UnreadableFile(f"{path} row {rows.line_num}: {error}. Expected CSV. Save it anew as CSV.") from error
    if faults:
        more = f" {len(faults) - 1:,} more rows are wrong." if len(faults) > 1 else ""
        raise UnreadableFile(faults[0] + more)
    return PublishedDates(path, days)


def _add(days: dict[tuple[str, ...], date], file: str, published: str) -> str:
    """Add a row; return what is wrong with it, empty if nothing is."""
    if not file:
        return "column file: it is blank. Expected the name of a file. Fill it or delete the row."
    if not published:
        return f'column published: it is blank for "{file}". Expected YYYY-MM-DD. Fill it or delete the row.'
    if wrong := complain_about_date(published):
        return f"column published: {wrong}"
    parts, day = PurePath(file.replace("\\", "/")).parts, parse_date(published)
    if days.setdefault(parts, day) != day:
        return f'column published: "{published}", but another row says {days[parts]} for "{file}". Keep one of them.'
    return ""


def _load(path: str) -> str:
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(_MOST_BYTES)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}. Name a CSV such as {_EXAMPLE!r}.") from error
    text, encoding = decode_text(data)
    if not encoding or "\0" in text:
        raise UnreadableFile(f"{path} is not UTF-8 text. Expected a CSV such as {_EXAMPLE!r}. Save it as CSV (UTF-8).")
    return text.removeprefix("\ufeff")
