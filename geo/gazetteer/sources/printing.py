"""Sources of places as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.errors import Fault
from geo.gazetteer.sources.changing import Adding
from geo.gazetteer.sources.source import DUMP, MOST_FAULTS, Source
from geo.tables.printing import printable

_HEADER = ("name", "kind", "places", "names", "refused", "licence", "file")
_NUMBERS = ("places", "names", "refused")


def sources_text(sources: Sequence[Source]) -> str:
    """Write one line for each source, best first, then what is wrong with them."""
    rows = [_HEADER, *map(_cells, sources)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADER))]
    lines = ["  ".join(map(_pad, _HEADER, row, widths)).rstrip() for row in rows]
    for source in sources:
        if source.problem:
            lines.append(f"left out: {source.problem}")
        elif source.refused or source.warnings:
            lines += [f"{source.file}: {_refused(source)}", *_faults(source)]
    return "\n".join(map(printable, lines))


def adding_text(adding: Adding) -> str:
    """Write a summary line, then the first rows that were refused."""
    source = adding.source
    if source is None:
        return printable(f"{adding.file}: not added")
    counts = [_counted(source.places, "place"), _counted(source.names, "name"), _refused(source)]
    counts += [f"{source.unused:,} of kinds not used"] if source.kind == DUMP else []
    return "\n".join(map(printable, [f"{adding.file}: {adding.result}, {', '.join(counts)}", *_faults(source)]))


def _cells(source: Source) -> tuple[str, ...]:
    counts = [f"{getattr(source, name):,}" for name in _NUMBERS]
    if source.problem:
        return source.name, source.kind, "left out", "", "", "", source.file
    return source.name, source.kind, *counts, source.licence, source.file


def _refused(source: Source) -> str:
    return f"{_counted(source.refused, 'row')} refused"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _faults(source: Source) -> Iterable[str]:
    for what, faults in (("refused", source.faults), ("warning", source.warnings[:MOST_FAULTS])):
        yield from (f"  {what}  {_where(fault)}: {fault.message}" for fault in faults)
    if len(source.faults) == MOST_FAULTS:
        yield f"  (the first {MOST_FAULTS} reasons; all {source.refused:,} refused rows are counted)"


def _where(fault: Fault) -> str:
    return f"row {fault.row}, {fault.column}" if fault.column else f"row {fault.row}"


def _pad(column: str, text: str, width: int) -> str:
    return text.rjust(width) if column in _NUMBERS else text.ljust(width)
