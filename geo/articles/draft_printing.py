"""Draft events for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.drafts import Draft
from geo.tables.printing import printable


def drafts_text(drafts: Sequence[Draft]) -> str:
    """Write each draft in a few lines: day, type, note, the words it rests on, what is missing."""
    if not drafts:
        return "  No event is told here."
    return "\n".join(_draft_text(draft) for draft in drafts)


def _draft_text(draft: Draft) -> str:
    row = draft.row
    days = f"{row['event_date']}–{row['end_date']}" if row["end_date"] else row["event_date"]
    doubt = {"2": " (week)", "3": " (month)"}.get(row["time_precision"], "")
    words = ", ".join(f"“{' '.join(one.text.split())}” {one.start}–{one.end}" for one in draft.evidence)
    lines = [
        f"  {days}{doubt}  {row['event_type']}  score {draft.score:.2f}  {draft.status}",
        f"    {row['notes']}",
        f"    rests on: {words}",
        *(f"    ? {one}" for one in draft.missing),
    ]
    return "\n".join(map(printable, lines))
