"""The data dictionary: `docs/data-dictionary.md`, written from the schema and the vocabulary.

`python -m geo.tables.dictionary` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geo.schema import COLUMNS, CONFIDENCE, EARLIEST_DATE, GEO_PRECISION, LATEST_DATE, TIME_PRECISION, Column
from geo.tables.cells import MOST_DEGREES, MOST_FATALITIES
from geo.vocabulary import Vocabulary, read_vocabulary

PATH = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"
COMMAND = "python -m geo.tables.dictionary"

HOW_WRITTEN = {
    "id": "text, used once",
    "text": "text",
    "list": "texts, separated by `;`",
    "links": "links, separated by `;`",
    "link": "a link",
    "date": "`YYYY-MM-DD`",
    "whole": f"a whole number, 0 to {MOST_FATALITIES:,}",
    "type": "a type, below",
    "sub_type": "a sub-type, below",
}
CODES = {"time_precision": TIME_PRECISION, "geo_precision": GEO_PRECISION, "confidence": CONFIDENCE}


def dictionary_text(vocabulary: Vocabulary) -> str:
    """Write the dictionary as Markdown.

    Args:
        vocabulary: The event types that are allowed.
    """
    return "\n".join([*_head(), "", *_columns(), "", *_codes(), *_types(vocabulary)]) + "\n"


def _head() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield f"<!-- Made by `{COMMAND}`. Change geo/schema.py or data/vocabulary instead, and run it again. -->"
    yield ""
    yield "The columns of the event table, in their order. A file may have them in any order, and others besides, which"
    yield "are kept. How to write them: [Adding events](adding-events.md)."


def _columns() -> Iterator[str]:
    yield "| column | needed | how it is written | meaning |"
    yield "|---|---|---|---|"
    for column in COLUMNS:
        yield f"| `{column.name}` | {'yes' if column.is_required else ''} | {_how(column)} | {column.meaning} |"
    yield ""
    yield f"Days are from {EARLIEST_DATE} to {LATEST_DATE}."


def _how(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.kind == "degrees":
        return f"decimal degrees, -{MOST_DEGREES[column.name]} to {MOST_DEGREES[column.name]}"
    return HOW_WRITTEN[column.kind]


def _codes() -> Iterator[str]:
    for name, meanings in CODES.items():
        yield f"## `{name}`"
        yield ""
        yield from ("| code | means |", "|---|---|")
        yield from (f"| `{code}` | {meaning} |" for code, meaning in meanings.items())
        yield ""


def _types(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## `event_type` and `sub_event_type`"
    yield ""
    yield from ("| type | sub-types |", "|---|---|")
    for kind in vocabulary.event_types:
        yield f"| {kind.event_type} | {'; '.join(sub.sub_event_type for sub in kind.sub_event_types)} |"


if __name__ == "__main__":
    PATH.write_text(dictionary_text(read_vocabulary()), encoding="utf-8")
