"""A review: one article, its drafts, and what a person did with each; nothing in it changes but by a new one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from geo.articles.drafts import Draft
from geo.articles.texts.article import Article
from geo.errors import AtlasError

OPEN, ACCEPTED, REJECTED, MERGED = "open", "accepted", "rejected", "merged"
STATES = (OPEN, ACCEPTED, REJECTED, MERGED)

REASONS = ("no event", "twice", "wrong", "old news")
"""Why a draft is rejected, in the words that are offered; further words may follow."""

MOST_STEPS = 300
"""How many acts can be taken back."""

FileChange = tuple[str, str]
"""A file of events, by the name that the page knows it by, and the moment in its log."""


class CannotAct(AtlasError):
    """Something that cannot be done with a draft as it stands."""


@dataclass(frozen=True)
class Item:
    """One draft in a review.

    Attributes:
        key: Its name in the review.
        draft: What the reader or the person made of it.
        state: One of `STATES`.
        said: Why it was rejected; of a merged one, the key of the draft that it is part of.
        event_id: The event that it became, or that it is another source of.
    """

    key: str
    draft: Draft
    state: str = OPEN
    said: str = ""
    event_id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return self.state == OPEN


@dataclass(frozen=True)
class Step:
    """One act, and what it takes to take it back.

    Attributes:
        said: What was done, in a few words.
        before: The drafts that it changed, as they were.
        added: Keys of the drafts that it made.
        changes: What it changed in files of events, in that order.
    """

    said: str
    before: tuple[Item, ...] = ()
    added: tuple[str, ...] = ()
    changes: tuple[FileChange, ...] = ()


@dataclass(frozen=True)
class Review:
    """The drafts of one article and what was done with each.

    Attributes:
        review_id: Its name.
        article: The article, its text as far as it was read.
        items: Its drafts in their order.
        countries: What the person said that it is about.
        note: What is to be known about the reading; "" for nothing.
        steps: What was done, the last at the end.
        revision: Grows with every change, so that nobody acts on what is no longer so.
        made: When it was begun, UTC, ISO 8601.
    """

    review_id: str
    article: Article
    items: tuple[Item, ...]
    countries: tuple[str, ...] = ()
    note: str = ""
    steps: tuple[Step, ...] = ()
    revision: int = 1
    made: str = ""

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Drafts that wait; those that did not happen, by what the text says, need no decision."""
        return tuple(item for item in self.items if item.is_open and item.draft.is_event)

    def item(self, key: str) -> Item:
        """Return a draft.

        Raises:
            CannotAct: If there is none of that key.
        """
        found = next((item for item in self.items if item.key == key), None)
        if found is None:
            raise CannotAct("This draft is not in the review any more. It is shown as it is now.")
        return found

    def open_item(self, key: str) -> Item:
        """Return a draft that waits.

        Raises:
            CannotAct: If there is none of that key, or it is settled.
        """
        item = self.item(key)
        if not item.is_open:
            raise CannotAct(f"This draft is {item.state} already. Undo that first.")
        return item

    def with_step(self, said: str, changed: Sequence[Item], after: dict[str, Item] | None = None) -> Review:
        """Put changed drafts in the places of the old ones, and note how to take it back.

        Args:
            said: What was done.
            changed: Drafts that are there already.
            after: New drafts, each by the key of the one that it comes after.
        """
        after, new = after or {}, {item.key: item for item in changed}
        items = [one for item in self.items for one in (new.get(item.key, item), after.get(item.key)) if one]
        before = tuple(self.item(key) for key in new)
        step = Step(said, before, tuple(item.key for item in after.values()))
        return replace(self, items=tuple(items), steps=(*self.steps, step)[-MOST_STEPS:])

    def with_changes(self, changes: Sequence[FileChange]) -> Review:
        """Note with the last step what it changed in files of events."""
        last = replace(self.steps[-1], changes=(*self.steps[-1].changes, *changes))
        return replace(self, steps=(*self.steps[:-1], last))


def begin_review(article: Article, drafts: Sequence[Draft], countries: Sequence[str] = (), note: str = "") -> Review:
    """Begin the review of an article: every draft is open."""
    now = datetime.now(UTC)
    items = tuple(Item(f"d{number}", draft) for number, draft in enumerate(drafts, start=1))
    name = f"{now:%Y%m%d}-{secrets.token_hex(6)}"
    return Review(name, article, items, tuple(countries), note, made=now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def undo(review: Review, take_back: Callable[[FileChange], None]) -> Review:
    """Take the last act back, in the files of events first.

    Args:
        review: The review.
        take_back: Takes one change of a file back.

    Raises:
        CannotAct: If nothing was done.
    """
    if not review.steps:
        raise CannotAct("Nothing was done yet that could be undone.")
    step = review.steps[-1]
    for change in reversed(step.changes):
        take_back(change)
    before = {item.key: item for item in step.before}
    items = tuple(before.get(item.key, item) for item in review.items if item.key not in step.added)
    return replace(review, items=items, steps=review.steps[:-1])
