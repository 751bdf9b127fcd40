"""The rules that a row of the event table must keep: which cells each looks at, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from geo.schema import COLUMNS, Column
from geo.tables.cells import complain_about_cell, parse_degrees, split_list, suggest
from geo.tables.dates import is_date_or_month, parse_date
from geo.vocabulary import Vocabulary

Complaint = tuple[str, str]
"""Name of the column, and the message."""

_IN_STEP = ("source_title", "source_date", "source_url")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        columns: The columns it looks at.
        find: Given their texts, yields what is wrong.
        fine: A pattern (RE2), or one for each column; a row whose every cell here matches its own as a whole keeps the
            rule, without being asked.
    """

    columns: tuple[str, ...]
    find: Callable[..., Iterator[Complaint]]
    fine: str | tuple[str, ...] = ""

    @property
    def patterns(self) -> tuple[str, ...]:
        """The pattern of each column; empty where every row is asked."""
        one_for_all = (self.fine,) * len(self.columns) if self.fine else ()
        return one_for_all if isinstance(self.fine, str) else self.fine


def fault_rules(vocabulary: Vocabulary) -> list[Rule]:
    """Return the rules whose breach refuses a row."""
    cells = [Rule((column.name,), _cell_rule(column), _FINE.get(column.kind, "")) for column in COLUMNS]
    return [
        *(rule for rule, column in zip(cells, COLUMNS, strict=True) if column.kind in _LOOKED_AT or column.is_required),
        Rule(("event_type", "sub_event_type"), _type_rule(vocabulary)),
        Rule(("event_date", "end_date"), _find_reversed),
        Rule(("latitude", "longitude"), _find_half, r".+"),
    ]


WARNING_COLUMNS = ("actor1", "actor2", "location", "source")


def warning_rules() -> list[Rule]:
    """Return the rules whose breach a person should look at, while the row is accepted."""
    return [
        Rule(("latitude", "longitude"), _find_zero, r".*[1-9].*|"),
        Rule(("source", *_IN_STEP), _find_out_of_step, (r"[^;]+", *(r"[^;]*",) * len(_IN_STEP))),
        Rule(("source_date",), _find_source_dates, r"(\d{4}-\d{2}-\d{2})?"),
        *(Rule((name,), _formula_rule(name), r"(?:[^=+@-].*)?") for name in WARNING_COLUMNS),
    ]


def find_faults(row: dict[str, str], vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Find every reason to refuse a row.

    Args:
        row: Column name to stripped text, "" where blank; every column of the schema.
        vocabulary: The event types that are allowed.

    Yields:
        Column and message.
    """
    return _ask(fault_rules(vocabulary), row)


def find_warnings(row: dict[str, str]) -> Iterator[Complaint]:
    """Find what a person should look at in a row that is accepted."""
    return _ask(warning_rules(), row)


def _ask(rules: Iterable[Rule], row: dict[str, str]) -> Iterator[Complaint]:
    for rule in rules:
        yield from rule.find(*(row[name] for name in rule.columns))


_LOOKED_AT = ("date", "degrees", "whole", "code", "choice", "link", "links")
_FINE = {
    "type": r".+",
    "id": r".+",
    "degrees": r"-?[0-8]?\d(\.\d{1,12})?|",
    "whole": r"\d{0,6}",
    "links": r"(https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-:<-~]*)?)?",
}


def _cell_rule(column: Column) -> Callable[[str], Iterator[Complaint]]:
    def find(text: str) -> Iterator[Complaint]:
        complaint = complain_about_cell(column, text)
        if complaint:
            yield column.name, complaint

    return find


def _type_rule(vocabulary: Vocabulary) -> Callable[[str, str], Iterator[Complaint]]:
    types = [one.event_type for one in vocabulary.event_types]

    def find(event_type: str, sub_type: str) -> Iterator[Complaint]:
        if event_type and event_type not in types:
            yield "event_type", f'"{event_type}" is not an event type.{suggest(event_type, types) or _list_of(types)}'
        if sub_type and sub_type not in vocabulary.sub_types_of(event_type):
            yield from _faults_of_sub_type(event_type, sub_type, types, vocabulary)

    return find


def _faults_of_sub_type(
    event_type: str, sub_type: str, types: list[str], vocabulary: Vocabulary
) -> Iterator[Complaint]:
    owners = [one for one in types if sub_type in vocabulary.sub_types_of(one)]
    if not owners:
        allowed = vocabulary.sub_types_of(event_type) or [sub for one in types for sub in vocabulary.sub_types_of(one)]
        yield "sub_event_type", f'"{sub_type}" is not a sub-type.{suggest(sub_type, allowed)} It may be left blank.'
    elif event_type in types:
        yield "sub_event_type", f'"{sub_type}" belongs to "{owners[0]}", not to "{event_type}". Change one of them.'


def _list_of(words: list[str]) -> str:
    return f" Expected one of {', '.join(words)}."


def _find_reversed(event_date: str, end_date: str) -> Iterator[Complaint]:
    start, end = parse_date(event_date), parse_date(end_date)
    if start and end and end < start:
        yield "end_date", f'"{end_date}" is before event_date "{event_date}". Exchange or correct them.'


def _find_half(latitude: str, longitude: str) -> Iterator[Complaint]:
    for name, text, other, written in (
        ("latitude", latitude, "longitude", longitude),
        ("longitude", longitude, "latitude", latitude),
    ):
        if written and not text:
            yield name, f'is blank while {other} is "{written}". Write both, or neither to have the place looked up.'


def _find_zero(latitude: str, longitude: str) -> Iterator[Complaint]:
    if latitude and longitude and not any(map(parse_degrees, (latitude, longitude))):
        yield "latitude", "0, 0 lies in the Gulf of Guinea. Leave both blank if the place is unknown."


def _find_out_of_step(source: str, *others: str) -> Iterator[Complaint]:
    sources = len(split_list(source)) if source else 0
    for name, text in zip(_IN_STEP, others, strict=True):
        count = len(split_list(text)) if text else 0
        if count and count != sources:
            yield name, f"holds {count} where source holds {sources}. Separate by ; in step, blank where unknown."


def _find_source_dates(source_date: str) -> Iterator[Complaint]:
    for day in split_list(source_date):
        if day and not is_date_or_month(day):
            yield "source_date", f'"{day}" is not a date YYYY-MM-DD, nor a month YYYY-MM. Write it so.'


def _formula_rule(name: str) -> Callable[[str], Iterator[Complaint]]:
    def find(text: str) -> Iterator[Complaint]:
        if text.startswith(_FORMULA) and parse_degrees(text) is None:
            yield (
                name,
                f'"{text}" begins like a formula of a spreadsheet. It is kept as text; check that it is meant so.',
            )

    return find
