"""A file's report as text for a terminal."""

from __future__ import annotations

from geo.errors import Fault
from geo.tables.report import FileReport


def report_text(report: FileReport) -> str:
    """Write a summary line and one line per fault, aligned by row and column.

    Control characters of the file are shown escaped, so that no cell can move the cursor or colour the terminal.
    """
    if report.error is not None:
        return printable(f"{report.file}: not read")
    refused = report.rows - report.accepted
    counts = [f"{report.rows} {report.unit}s", f"{report.accepted} accepted", f"{refused} refused"]
    counts += [f"{report.retired} of them retired"] if report.retired else []
    summary = f"{report.file}: {', '.join([*counts, f'{len(report.warnings)} warnings'])}"
    faults = [("refused", fault) for fault in report.rejected] + [("warning", fault) for fault in report.warnings]
    width = max((len(_where(fault, report.unit)) for _, fault in faults), default=0)
    lines = [f"  {kind}  {_where(fault, report.unit):<{width}}  {fault.message}" for kind, fault in faults]
    return "\n".join(map(printable, [summary, *lines]))


def printable(text: str) -> str:
    """Escape what a terminal would act on; letters of every script stay."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def _where(fault: Fault, unit: str) -> str:
    place = f"{unit} {fault.row}" if fault.row else ""
    column = f"{fault.column} ({fault.letter})" if fault.letter else fault.column
    return ", ".join(part for part in (place, column) if part)
