"""Which events the address of a view asks for: the same to the export of the page and to that of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from dashboard.briefing.choices import KEYS as BRIEF_KEYS
from dashboard.briefing.choices import MODES
from dashboard.context import complete_days
from dashboard.view import KEYS, View, read_cells
from geo.errors import BadSelection
from geo.store.event_store import EventStore
from geo.store.grid import Cells
from geo.store.selection import Selection
from geo.store.selection_words import decode_selection

MOST_PARTS = 500


@dataclass(frozen=True)
class Viewed:
    """The events of a view.

    Attributes:
        selection: Its filters and its window, as the page would show it.
        mark: The mark that is picked: only its events are meant; None for none.
        ignored: A sentence for each part of the address that cannot be used.
    """

    selection: Selection
    mark: Cells | None = None
    ignored: tuple[str, ...] = ()


def read_query(store: EventStore, window: tuple[date, date], query: str) -> Viewed:
    """Read which events the query of an address asks for.

    Args:
        store: Where the events are.
        window: The days that the page opens with.
        query: What follows the question mark.
    """
    try:
        asked = parse_qs(query, max_num_fields=MOST_PARTS)
    except ValueError:
        return Viewed(Selection(), None, ("The address has more parts than a view can have.",))
    selection, ignored = decode_selection(asked)
    mark = read_cells(asked)
    if asked.get("mark") and mark is None:
        ignored.append(f'"{asked["mark"][-1][:60]}" does not name a mark. Click the mark again.')
    return Viewed(selection.within(*complete_days(store, window, selection)), mark, tuple(ignored))


def read_address(store: EventStore, address: str) -> Viewed:
    """Read which events a view's whole address asks for, as one copies it from the browser.

    Args:
        store: Where the events are.
        address: `http://127.0.0.1:8050/?from=…`, or what follows its question mark.

    Raises:
        BadSelection: If it is no address of a view at all.
    """
    from dashboard.opening import choose_window

    query = find_query(address)
    viewed = read_query(store, choose_window(store), query)
    if len(query.split("&")) > MOST_PARTS:
        return viewed
    others = tuple(dict.fromkeys([*View.from_search(query)[1], *_unknown_parts(query)]))
    return Viewed(viewed.selection, viewed.mark, tuple(dict.fromkeys([*viewed.ignored, *others])))


def find_query(address: str) -> str:
    """Return what follows the question mark of an address.

    Raises:
        BadSelection: If it is no address of a view.
    """
    address = address.strip()
    wrong = BadSelection(
        f'"{address[:80]}" is not the address of a view. Copy it from the browser: http://127.0.0.1:8050/?from=…'
    )
    try:
        parts = urlsplit(address)
    except ValueError:
        raise wrong from None
    if parts.query or parts.scheme in ("http", "https") or address in ("", "?"):
        return parts.query
    if "=" not in address:
        raise wrong
    return parts.path


def _unknown_parts(query: str) -> list[str]:
    known = ", ".join(KEYS)
    all_keys = (*KEYS, *BRIEF_KEYS, *MODES)
    asked = parse_qs(query, keep_blank_values=True)
    return [
        f'"{key[:60]}" is no part of a view: it was ignored. Expected {known}.' for key in asked if key not in all_keys
    ]
