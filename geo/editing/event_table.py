"""A CSV of events as text in which one row can be changed while every other byte stays."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass, replace

from geo.editing.failures import NotEditable
from geo.editing.scanning import Record, is_unclosed, read_cells, split_cells, split_records, write_cell
from geo.schema import COLUMN_NAMES, REQUIRED_NAMES
from geo.tables.formats.own import RETIRED
from geo.tables.texts import fold_name

_BYTE_ORDER_MARK = "\ufeff"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class EventTable:
    """The text of one file, cut at its records.

    Attributes:
        name: Of the file, for messages.
        head: What comes before the header: a byte order mark, a line such as `sep=;`.
        records: The header and every record after it, blank ones included.
        separator: Between cells.
    """

    name: str
    head: str
    records: tuple[Record, ...]
    separator: str

    @functools.cached_property
    def header(self) -> tuple[str, ...]:
        """Column names, ours in our spelling."""
        return tuple(_own_name(name) for name in read_cells(list(self.records[:1]), self.separator)[0])

    @functools.cached_property
    def cells(self) -> list[list[str]]:
        """What each record says, the header's among them."""
        try:
            return read_cells(list(self.records), self.separator)
        except csv.Error as error:
            raise NotEditable(f"{self.name}: {error}. Mend the file in a text editor first.") from error

    @functools.cached_property
    def places(self) -> dict[str, list[int]]:
        """The places of each event id among the records."""
        place = self.header.index("event_id")
        found: dict[str, list[int]] = {}
        for number, cells in enumerate(self.cells[1:], start=1):
            if len(cells) > place and cells[place]:
                found.setdefault(cells[place], []).append(number)
        return found

    @functools.cached_property
    def folded_ids(self) -> frozenset[str]:
        """Every event id without regard to case."""
        return frozenset(one.casefold() for one in self.places)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.head + "".join(record.text + record.end for record in self.records)

    def number_of(self, place: int) -> int:
        """Return the row that a spreadsheet shows for the record at a place."""
        return place + 1 + bool(self.head.strip(_BYTE_ORDER_MARK))

    def row(self, event_id: str) -> dict[str, str] | None:
        """Return the cells of an event by column; None where it is not in the file."""
        if event_id not in self.places:
            return None
        return self.row_at(self._place_of(event_id))

    def row_at(self, place: int) -> dict[str, str]:
        """Return the cells of the record at a place by column, every column of the schema among them."""
        blank = dict.fromkeys(COLUMN_NAMES, "")
        return blank | {name: text for name, text in zip(self.header, self.cells[place], strict=False) if name}

    def with_changed(self, event_id: str, changes: dict[str, str]) -> EventTable:
        """Change cells of one event."""
        table = self._with_columns(changes)
        place = table._place_of(event_id)
        parts = split_cells(table.records[place].text, table.separator)
        parts += [""] * (len(table.header) - len(parts))
        for name, text in changes.items():
            if name in table.header:
                cell = table.header.index(name)
                parts[cell] = write_cell(text, table.separator, is_quoted=parts[cell].startswith('"'))
        return table._with_record(place, table.separator.join(parts))

    def with_added(self, rows: list[dict[str, str]]) -> EventTable:
        """Append events."""
        self._check_end()
        table = self._with_columns({name: text for row in rows for name, text in row.items() if text})
        end = self.records[0].end or "\n"
        is_quoted = all(cell.startswith('"') for cell in split_cells(self.records[-1].text, self.separator))
        texts = [
            table.separator.join(write_cell(row.get(name, ""), table.separator, is_quoted) for name in table.header)
            for row in rows
        ]
        *before, last = table.records
        return replace(
            table, records=(*before, replace(last, end=last.end or end), *(Record(text, end) for text in texts))
        )

    def with_removed(self, event_id: str) -> EventTable:
        """Take an event out; only an event that was added by mistake, or a draft, leaves a file so."""
        return self.without(self._place_of(event_id))

    def without(self, place: int) -> EventTable:
        """Take out the record at a place; the header is at 0."""
        return replace(self, records=(*self.records[:place], *self.records[place + 1 :]))

    def _with_columns(self, texts: dict[str, str]) -> EventTable:
        """Add the columns that are not there and are to hold something: a separator more in each record."""
        new = [name for name, text in texts.items() if text and name not in self.header]
        if not new:
            return self
        self._check_end()
        blank = self.separator * len(new)
        first, *others = self.records
        named = first.text + "".join(self.separator + write_cell(name, self.separator) for name in new)
        longer = [replace(one, text=one.text + blank) if one.text else one for one in others]
        return replace(self, records=(replace(first, text=named), *longer))

    def _with_record(self, place: int, text: str) -> EventTable:
        records = list(self.records)
        records[place] = replace(records[place], text=text)
        return replace(self, records=tuple(records))

    def _place_of(self, event_id: str) -> int:
        places = self.places.get(event_id, [])
        if len(places) != 1:
            rows = " and ".join(str(self.number_of(place)) for place in places)
            where = (
                f"is in rows {rows} of {self.name}. Give one of them another id" if rows else f"is not in {self.name}"
            )
            raise NotEditable(f'"{event_id}" {where}.')
        number, cells = places[0], self.cells[places[0]]
        if len(cells) > len(self.header) and any(cells[len(self.header) :]):
            count = f"has {len(cells)} cells where the header has {len(self.header)}"
            raise NotEditable(f"{self.name} row {self.number_of(number)} {count}. Mend it in a spreadsheet first.")
        return number

    def _check_end(self) -> None:
        if is_unclosed(self.records[-1], self.separator):
            number = self.number_of(len(self.records) - 1)
            raise NotEditable(f"{self.name} row {number}: a quote that opens there is never closed. Close it first.")


def parse_table(content: bytes, name: str) -> EventTable:
    """Cut the content of a file.

    Args:
        content: Its bytes.
        name: Its name, for messages.

    Raises:
        NotEditable: If it is not a UTF-8 CSV in the atlas's own columns.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotEditable(f'{name} is not UTF-8 text, so it is not changed here. Save it as "CSV UTF-8".') from error
    head = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    first = (split_records(text[len(head) : 200]) or [Record("", "")])[0]
    told = _SEPARATOR_LINE.fullmatch(first.text)
    head += first.text + first.end if told else ""
    for separator in (told[1],) if told else (",", ";", "\t"):
        table = EventTable(name, head, tuple(split_records(text[len(head) :], separator)), separator)
        if table.records and set(REQUIRED_NAMES) <= set(table.header) and _is_unambiguous(table.header):
            return table
    raise NotEditable(
        f"{name} is not a CSV table in the atlas's own columns ({', '.join(REQUIRED_NAMES)}, …), each once, so its "
        "rows are not changed here. Change it where it comes from, or import it into such a table."
    )


def filled(row: dict[str, str] | None) -> dict[str, str]:
    """Keep the cells of a row that are not blank."""
    return {name: text for name, text in (row or {}).items() if text}


def _own_name(name: str) -> str:
    return fold_name(name) if fold_name(name) in (*COLUMN_NAMES, RETIRED) else name


def _is_unambiguous(header: tuple[str, ...]) -> bool:
    named = [name for name in header if name]
    return len(named) == len(set(named))
