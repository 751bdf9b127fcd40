"""Choices: how a briefer wants a sheet; in the address of the view, so that a link opens the same sheet again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from dashboard.figures.sheet.layouts import PARTS, find_size
from geo.errors import BadBrief

MOST_LISTED = 40
MOST_LETTERS = 400
USUAL_LAYOUT, USUAL_TOP = "slide", 8

WORDS = {"title": "title", "subtitle": "subtitle", "sources": "foot"}
"""Texts that take the place of a proposed one, and their word in an address."""

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Choices:
    """How a sheet is wanted.

    Attributes:
        layout: A name of `LAYOUTS`, or `1400x700`.
        title: The title; None for the proposed one.
        subtitle: What stands below it; None for what is proposed.
        sources: What stands at the foot; None for what is proposed.
        marking: What stands above and below, as written; empty for nothing.
        top: How many events the rule lists, 0 to `MOST_LISTED`.
        keys: Ids of events chosen by hand, in order; empty for those of the rule.
        hidden: Parts of `PARTS` that are switched off.
        seen: Width and height of the map that the view was seen on, pixels; None where nobody has seen it.
    """

    layout: str = USUAL_LAYOUT
    title: str | None = None
    subtitle: str | None = None
    sources: str | None = None
    marking: str = ""
    top: int = USUAL_TOP
    keys: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    seen: tuple[int, int] | None = None

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Read choices from an address.

        Raises:
            BadBrief: If one cannot be followed.
        """
        layout = _last(query, "layout") or USUAL_LAYOUT
        find_size(layout)
        return cls(
            layout=layout,
            **{name: query[key][-1][:MOST_LETTERS] for name, key in WORDS.items() if key in query},
            marking=_last(query, "marking")[:MOST_LETTERS],
            top=_read_top(_last(query, "top")),
            keys=tuple(dict.fromkeys(key[:200] for key in query.get("key", ()) if key))[:MOST_LISTED],
            hidden=_read_hidden(query.get("without", ())),
            seen=_read_seen(_last(query, "seen")),
        )

    def to_pairs(self) -> list[tuple[str, str]]:
        """Write what differs from the usual as parts of an address."""
        words = [(key, getattr(self, name)) for name, key in WORDS.items()]
        pairs = [("layout", self.layout)] if self.layout != USUAL_LAYOUT else []
        pairs += [(name, text) for name, text in words if text is not None]
        pairs += [("marking", self.marking)] if self.marking else []
        pairs += [("top", str(self.top))] if self.top != USUAL_TOP else []
        pairs += [("key", key) for key in self.keys]
        pairs += [("without", name) for name in sorted(self.hidden)]
        pairs += [("seen", f"{self.seen[0]}x{self.seen[1]}")] if self.seen else []
        return pairs


KEYS = ("layout", *WORDS.values(), "marking", "top", "key", "without", "seen")
"""Every word of an address that says how a sheet is wanted."""


MODES = ("brief", "present")
"""Words of an address for a sheet that is open, and for the map without its controls."""


def _last(query: Query, key: str) -> str:
    return (query.get(key) or [""])[-1]


def _read_top(text: str) -> int:
    if not text:
        return USUAL_TOP
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MOST_LISTED):
        raise BadBrief(f'"{text[:60]}" is no number of events to list. Expected 0 to {MOST_LISTED}.')
    return int(text)


def _read_hidden(names: Sequence[str]) -> frozenset[str]:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise BadBrief(f'"{unknown[0][:60]}" is no part of a sheet. Expected {", ".join(PARTS)}.')
    return frozenset(names)


def _read_seen(text: str) -> tuple[int, int] | None:
    sides = text.split("x")
    if len(sides) != 2 or not all(side.isascii() and side.isdigit() and 1 <= len(side) <= 5 for side in sides):
        return None
    width, height = map(int, sides)
    return (width, height) if width and height else None
