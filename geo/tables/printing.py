"""A file's report as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from geo.errors import Fault
from geo.tables.report import FileReport

MOST_SHOWN = 50
"""Faults of one file that a terminal is told; whoever mends these has mended most kinds of them."""


def report_text(report: FileReport, is_all: bool = True) -> str:
    """Write a summary line and one line per fault, aligned by row and column.

    Control characters of the file are shown escaped, so that no cell can move the cursor or colour the terminal.

    Args:
        report: What became of the rows of a file.
        is_all: Whether to list more than the first `MOST_SHOWN` faults; refused rows come before warnings.
    """
    if report.error is not None:
        return printable(f"{report.file}: not read")
    faults = [("refused", fault) for fault in report.rejected] + [("warning", fault) for fault in report.warnings]
    shown = faults if is_all else faults[:MOST_SHOWN]
    width = max((len(_where(fault, report.unit)) for _, fault in shown), default=0)
    lines = [f"  {kind}  {_where(fault, report.unit):<{width}}  {fault.message}" for kind, fault in shown]
    more = [f"  and {len(faults) - len(shown):,} more; --all lists them"] if len(faults) > len(shown) else []
    counted = report.more_rejected + report.more_warnings
    more += [f"  and {counted:,} more, which are only counted"] if counted else []
    return "\n".join(map(printable, [f"{report.file}: {_counts(report)}", *lines, *more]))


def _counts(report: FileReport) -> str:
    counts = [
        f"{report.rows} {report.unit}s",
        f"{report.accepted} accepted",
        f"{report.rows - report.accepted} refused",
    ]
    counts += [f"{report.retired} of them retired"] if report.retired else []
    return ", ".join([*counts, f"{len(report.warnings) + report.more_warnings} warnings"])


def check_text(reports: Sequence[FileReport], is_all: bool = False, is_quiet: bool = False) -> str:
    """Write what was found in files, and after several of them what that comes to.

    Args:
        reports: One per file.
        is_all: Whether to list more than the first `MOST_SHOWN` faults of a file.
        is_quiet: Whether to say nothing of files in which all is well; where all are, that is nothing at all.
    """
    told = [one for one in reports if not is_quiet or one.error is not None or one.rejected or one.warnings]
    texts = [report_text(one, is_all) for one in told]
    return "\n\n".join([*texts, _sum_up(reports)] if told and len(reports) > 1 else texts)


def _sum_up(reports: Sequence[FileReport]) -> str:
    rows, accepted, warnings = (sum(numbers) for numbers in zip(*(_numbers_of(one) for one in reports), strict=True))
    unread = sum(one.error is not None for one in reports)
    what = {one.unit for one in reports}
    unit = f"{what.pop()}s" if len(what) == 1 else "rows and features"
    counts = [f"{rows:,} {unit}", f"{accepted:,} accepted", f"{rows - accepted:,} refused", f"{warnings:,} warnings"]
    return f"{len(reports)} files: {', '.join([*counts, *([f'{unread} not read'] if unread else [])])}"


def _numbers_of(report: FileReport) -> tuple[int, int, int]:
    return report.rows, report.accepted, len(report.warnings) + report.more_warnings


def printable(text: str) -> str:
    """Escape what a terminal would act on; letters of every script stay."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def _where(fault: Fault, unit: str) -> str:
    place = f"{unit} {fault.row}" if fault.row else ""
    column = f"{fault.column} ({fault.letter})" if fault.letter else fault.column
    return ", ".join(part for part in (place, column) if part)
