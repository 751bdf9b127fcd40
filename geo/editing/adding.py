"""A file of new events added to another: the good rows at once, every other one named."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from geo.editing.change_log import LOG_NAME
from geo.editing.changing import Editor, add_rows, check_row
from geo.editing.event_table import EventTable, filled
from geo.editing.failures import NotEditable, Refused
from geo.editing.naming import Names
from geo.editing.session import Session, open_session, read_table
from geo.errors import Fault
from geo.schema import COLUMN_NAMES
from geo.tables.reading import list_files
from geo.vocabulary import Vocabulary

NEW_FILE = (",".join(COLUMN_NAMES) + "\n").encode("ascii")
"""What a file of events begins with."""


@dataclass(frozen=True)
class Adding:
    """What became of the rows of a file of new events.

    Attributes:
        file: The file of new events.
        to: The file they went to.
        rows: Rows that are not blank.
        added: Ids of those that were appended, in their order.
        skipped: Ids of those that are there already and say the same.
        rejected: Why rows were refused; a row with several faults has several entries.
        left_out: Columns that are not ours, which the file they went to does not have either.
    """

    file: str
    to: str
    rows: int
    added: tuple[str, ...]
    skipped: tuple[str, ...]
    rejected: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return it as `add --json` prints it."""
        return {**vars(self), "rejected": [fault.as_dict() for fault in self.rejected]}


def choose_target(to: Path | None, events: Path) -> Path:
    """Choose the file that new events go to.

    Args:
        to: The one asked for, if any; a bare name may also be one of the folder.
        events: The folder of events.

    Raises:
        NotEditable: If it cannot be told, or the one asked for cannot be one.
    """
    files = [file for file in list_files([events]) if file.is_file() and file.suffix.lower() in (".csv", ".tsv")]
    if to is None and len(files) == 1:
        return files[0]
    if to is None:
        choices = ", ".join(f"--to {file}" for file in files) or f"--to {events / 'events.csv'}"
        raise NotEditable(f"There are {len(files)} files the events may go to. Say which one: {choices}")
    to = events / to if not to.exists() and to.parent == Path() else to
    if not to.exists() and (to.suffix.lower() != ".csv" or not to.parent.is_dir() or to.name == LOG_NAME):
        raise NotEditable(f"{to} does not exist and cannot be begun. Name a .csv file in a folder that is there.")
    return to


def add_file(drafts: Path, target: Path, others: Iterable[Path], vocabulary: Vocabulary) -> Adding:
    """Append the good rows of a file to another, in one write, and log each.

    Args:
        drafts: The file of new events, in our columns; ids may be blank.
        target: The file that they go to; begun where it does not exist.
        others: Files whose ids may not be used again.
        vocabulary: The types that are allowed.

    Raises:
        NotEditable: If a file is none of ours.
        Unsaved: If nothing could be written.
    """
    source, _ = read_table(drafts)
    own = (target.resolve(), drafts.resolve())
    tables = [table for file in others if file.resolve() not in own and (table := _table_or_none(file))]
    with open_session(target, NEW_FILE) as session:
        editor = Editor(vocabulary, where_used=lambda one: _where_used(one, tables))
        sorting = _Sorting(str(drafts), source, session, tables, editor)
        for place, cells in enumerate(source.cells):
            if place and any(cells):
                sorting.sort(place, cells)
        if sorting.good:
            add_rows(session, sorting.good, editor)
    return replace(sorting.result(), to=str(target))


class _Sorting:
    """Gathers which rows of a file are good, there already, or wrong."""

    def __init__(
        self, file: str, source: EventTable, session: Session, tables: list[EventTable], editor: Editor
    ) -> None:
        self._file, self._source, self._editor = file, source, editor
        self._tables = [session.table, *tables]
        self._names = Names(session, editor.where_used)
        self._kept = {*COLUMN_NAMES, *session.table.header}
        self._rows = 0
        self._skipped: list[str] = []
        self._rejected: list[Fault] = []
        self._good: dict[str, dict[str, str]] = {}

    @property
    def good(self) -> list[dict[str, str]]:
        """The rows to append, each with an id."""
        return list(self._good.values())

    def sort(self, place: int, cells: list[str]) -> None:
        """Look at one row."""
        self._rows += 1
        header = self._source.header
        # As in reading, blank cells beyond the header say nothing.
        if len(cells) < len(header) or any(cells[len(header) :]):
            message = f"has {len(cells)} cells where the header has {len(header)}. Mend it: a comma needs quotes."
            self._refuse(place, "", ",".join(cells), message)
            return
        row = {name: text for name, text in self._source.row_at(place).items() if name in self._kept}
        if not row["event_id"]:
            row["event_id"] = self._contents.get(_content(row), "")
        known = self._known(row["event_id"])
        if known is not None and filled(known) == filled(row):
            self._skipped.append(row["event_id"])
        elif known is not None:
            self._refuse(place, "event_id", row["event_id"], _say_both(row, known))
        else:
            self._check(place, row)

    def _check(self, place: int, row: dict[str, str]) -> None:
        row["event_id"] = row["event_id"] or self._names.propose(row["event_date"])
        try:
            check_row(row, self._editor, self._names)
        except Refused as error:
            for column, message in error.faults:
                self._refuse(place, column, row[column], message)
            return
        self._names.take(row["event_id"])
        self._good[row["event_id"]] = row
        if "_contents" in self.__dict__:
            self._contents[_content(row)] = row["event_id"]

    @functools.cached_property
    def _contents(self) -> dict[frozenset[tuple[str, str]], str]:
        """What each event says without its id, so that a file added twice does not add its nameless rows twice."""
        tables = reversed(self._tables)
        there = {_content(table.row_at(found[0])): one for table in tables for one, found in table.places.items()}
        return there | {_content(row): one for one, row in self._good.items()}

    def _known(self, event_id: str) -> dict[str, str] | None:
        earlier = [self._good[event_id]] if event_id in self._good else []
        found = earlier or [row for table in self._tables if (row := table.row(event_id)) is not None]
        return {name: text for name, text in found[0].items() if name in self._kept} if found else None

    def _refuse(self, place: int, column: str, value: str, message: str) -> None:
        self._rejected.append(Fault(self._file, self._source.number_of(place), column, value[:200], message))

    def result(self) -> Adding:
        """Close the sorting."""
        added = tuple(self._good)
        left_out = tuple(name for name in self._source.header if name and name not in self._kept)
        return Adding(self._file, "", self._rows, added, tuple(self._skipped), tuple(self._rejected), left_out)


def _content(row: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((name, row[name]) for name in COLUMN_NAMES if row[name] and name != "event_id")


def _say_both(row: dict[str, str], known: dict[str, str]) -> str:
    names = [name for name in dict.fromkeys([*known, *row]) if row.get(name, "") != known.get(name, "")]
    both = "; ".join(
        f'{name} "{known.get(name, "")[:80]}" there, "{row.get(name, "")[:80]}" here' for name in names[:5]
    )
    more = f" and {len(names) - 5} columns more" if len(names) > 5 else ""
    return (
        f'"{row["event_id"]}" is there already and says something else: {both}{more}. Give this event another id, or '
        "change the one that is there."
    )


def _where_used(event_id: str, tables: list[EventTable]) -> str:
    return next((table.name for table in tables if event_id.casefold() in table.folded_ids), "")


def _table_or_none(file: Path) -> EventTable | None:
    """Read a file for its ids; one in another format is the reader's to compare."""
    try:
        return read_table(file)[0]
    except NotEditable:
        return None
