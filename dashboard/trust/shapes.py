"""Shapes: what the values may look like that the page sends with its questions; nothing is said of what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.ids import Id
from geo.store.selection_words import SELECTION_KEYS

MOST_DEEP = 30
MOST_VALUES, MOST_LETTERS = 5_000, 10_000
"""Of one part of a view: more than the page can ask for, and little enough to be looked through at once."""

MOST_ROWS = 2**40

WORDS = frozenset((*SELECTION_KEYS, "event", "mark", "of", "beside"))
"""Parts of a view, each a list of texts; whatever stands beside them is nobody's."""

Shape = Callable[[Any], bool]


def is_anything(value: Any) -> bool:
    """Let everything pass: whoever takes it looks at it himself."""
    return True


def is_text(value: Any) -> bool:
    """A text, or none."""
    return value is None or (isinstance(value, str) and len(value) <= MOST_LETTERS)


def is_texts(value: Any) -> bool:
    """Several texts, or none."""
    return value is None or (isinstance(value, list) and len(value) <= MOST_VALUES and all(_is_word(v) for v in value))


def is_query(value: Any) -> bool:
    """A part of a view in the words of the address, `{key: [values]}`, or none."""
    if value is None:
        return True
    return isinstance(value, dict) and all(
        isinstance(value[key], list) and is_texts(value[key]) for key in WORDS & value.keys()
    )


def is_number(value: Any) -> bool:
    """A number, or none."""
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def is_flag(value: Any) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def is_theme(value: Any) -> bool:
    """A theme of the page, or none."""
    return value in (None, "light", "dark")


def is_thing(**parts: Shape) -> Shape:
    """Make the shape of a thing whose parts have shapes of their own; other parts may be anything."""

    def is_such(value: Any) -> bool:
        return isinstance(value, dict) and all(shape(value.get(name)) for name, shape in parts.items())

    return is_such


def maybe(shape: Shape) -> Shape:
    """Make the same shape, or none."""
    return lambda value: value is None or shape(value)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and is_text(value)


def _is_row(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_ROWS)


def _is_edges(value: Any) -> bool:
    return value is None or (
        isinstance(value, list) and len(value) == 5 and all(v is not None and is_number(v) for v in value)
    )


def _is_order(value: Any) -> bool:
    one = is_thing(colId=is_text, sort=is_text)
    return value is None or (isinstance(value, list) and all(map(one, value)))


def _is_filters(value: Any) -> bool:
    one = is_thing(filter=is_text)
    return value is None or (isinstance(value, dict) and all(map(one, value.values())))


ROWS = maybe(is_thing(startRow=_is_row, sortModel=_is_order, filterModel=_is_filters))
SOUGHT = is_thing(event=_is_word, grid=_is_word, by=_is_row, sortModel=_is_order)
DATA: dict[Id, Shape] = {
    **dict.fromkeys((Id.WINDOW, Id.FILTERS, Id.CHOSEN, Id.BESIDE, Id.VISIT), is_query),
    **dict.fromkeys((Id.VERSION, Id.RENEWED), is_number),
    Id.VIEWPORT: maybe(is_thing(edges=_is_edges)),
    Id.SHOWN_EVENT: is_text,
    Id.BARS_ASKED: maybe(is_thing(step=is_text, first=is_text, last=is_text)),
    Id.NUMBERS_ASKED: is_thing(window=is_query, filters=is_query),
    Id.SOUGHT: SOUGHT,
    Id.ASKED: maybe(is_thing(search=_is_word, isAgain=is_flag)),
    **dict.fromkeys((Id.EDIT_ASKED, Id.EDIT_PLACE_ASKED, Id.DUPLICATES_ASKED), is_thing()),
}
"""What the stores of the page hold."""

SHAPES: dict[str, Shape] = {
    **{f"{name}.data": shape for name, shape in DATA.items()},
    f"{Id.LAYERS}.value": is_texts,
    **{f"{name}.value": is_text for name in (Id.GROUND, Id.BARS)},
    f"{Id.PROVIDER}.forceColorScheme": is_theme,
    f"{Id.URL}.href": is_text,
    **{f"{name}.getRowsRequest": ROWS for name in (Id.LIST, Id.TABLE)},
}
"""The shape of each value, by `id.property`. One that is not here may be anything that JSON can be."""
