"""What became of added rows, as text for a terminal."""

from __future__ import annotations

from geo.editing.adding import Adding
from geo.tables.printing import printable


def adding_text(result: Adding) -> str:
    """Write a summary line, the new ids, and one line per fault.

    Control characters of the file are shown escaped, so that no cell can move the cursor or colour the terminal.
    """
    refused = len({fault.row for fault in result.rejected})
    counts = f"{len(result.added)} added, {len(result.skipped)} there already, {refused} refused"
    lines = [f"{result.file}: {result.rows} rows, {counts} (to {result.to})"]
    lines += [f"  added    {one}" for one in result.added]
    lines += [f"  there    {one}" for one in result.skipped]
    lines += [
        f"  refused  row {fault.row}{', ' * bool(fault.column)}{fault.column}  {fault.message}"
        for fault in result.rejected
    ]
    if result.left_out:
        lines.append(f"  left out: {', '.join(result.left_out)}, which {result.to} has no column for")
    return "\n".join(map(printable, lines))
