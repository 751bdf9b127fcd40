"""What the newsroom answers to the page: a review as it now is, or why something was not done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.editing.answering import MOST_LETTERS, Asked, keep_row
from dashboard.editing.newsroom import Newsroom
from dashboard.editing.review_describing import describe_review, describe_shelf, find_told
from dashboard.editing.suggesting import suggest_places
from geo.articles.reading import LONGEST_TEXT
from geo.articles.texts.article import Article
from geo.articles.texts.saying import keep_link, keep_name
from geo.editing.changing import Editor, check_row
from geo.editing.failures import Refused
from geo.editing.undoing import undo_change
from geo.errors import AtlasError
from geo.reviewing import acts
from geo.reviewing.accepting import Target, accept, add_source
from geo.reviewing.review import CannotAct, Review, begin_review, undo
from geo.reviewing.shelf import Behind, NotKept
from geo.store.event_store import EventStore
from geo.tables.dates import complain_about_date, parse_date

PASTED = "The pasted text"
NOTHING_FOUND = (
    "No event was found in this text. The reader looks for words of fighting, attacks, movements, protests and talks "
    "in these languages: {languages}. Is it the whole report? Events can always be added by hand: Add event."
)
NEW_ID = "NEW"
"""Stands for the id that an event gets when it is accepted, while its row is checked before."""


@dataclass(frozen=True)
class Question:
    """What the page asks for.

    Attributes:
        room: What articles are read with.
        store: The events as they are shown now.
        asked: `act`, a key of `ACTS`, and what it needs; from the browser, so of any shape.
        who: Whoever asks, for the log.
    """

    room: Newsroom
    store: EventStore
    asked: Asked
    who: str

    def text(self, name: str, most: int = MOST_LETTERS) -> str:
        """Return one of the texts; halves of characters, which no file can hold, are replaced."""
        value = self.asked.get(name, "")
        if not isinstance(value, str):
            raise TypeError(name)
        return value[:most].encode("utf-8", "replace").decode("utf-8")

    def describe(self, review: Review, said: str = "", has_text: bool = False) -> dict:
        """Answer with a review as it is now."""
        described = describe_review(review, self.room.desk, self.store, has_text)
        return {"kind": "review", "review": described, "said": said}

    def change(self, act: Callable[[Review], Review], said: str) -> dict:
        """Do something with the review that the page shows, as it shows it, and answer with what it is then."""
        review = self.room.shelf.change(self.text("review"), int(self.asked["revision"]), act)
        return self.describe(review, said)

    def target(self) -> Target:
        """Return the file that accepted drafts go to."""
        name = self.text("file", 200)
        files = self.room.desk.files()
        file = files[name] if name in files else self.room.desk.new_file(name)
        return Target(name, file, self.room.desk.editor(file, self.who))


def answer_review(room: Newsroom, store: EventStore, asked: Asked, who: str) -> dict:
    """Do what the page asks for.

    Returns:
        `kind`: `shelf`, `review` (with what was `said`), `refused` (with `faults`, the key of the draft, and the
        `review`), `behind` (with the `review` as it is now) or `failed`; what else is in it depends on that.
    """
    question = Question(room, store, asked, who)
    try:
        return ACTS[str(asked.get("act"))](question)
    except Behind as error:
        return {**question.describe(error.review), "kind": "behind", "said": str(error)}
    except Refused as error:
        faults = [list(fault) for fault in error.faults]
        return {"kind": "refused", "faults": faults, "key": asked.get("key"), "said": str(error)}
    except AtlasError as error:
        return {"kind": "failed", "said": str(error)}
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        logging.getLogger(__name__).warning("A question of the review could not be answered.", exc_info=True)
        return {"kind": "failed", "said": "The page asked for something unknown. Load it again."}


def _list(question: Question) -> dict:
    reviews = describe_shelf(question.room.shelf.list())
    return {"kind": "shelf", "reviews": reviews, "files": list(question.room.desk.files())}


def _read(question: Question) -> dict:
    text, day = question.text("text", len(str(question.asked["text"]))), question.text("published", 40).strip()
    if not text.strip():
        raise CannotAct("There is no text yet. Paste the report, or choose its file.")
    if fault := _complain_about_publication(day):
        raise CannotAct(f"Published on: {fault} Days such as “last Thursday” are counted from it.")
    article = question.room.read_file(text.encode("utf-8"), PASTED)[0]
    article = replace(_with_facts(article, question), published=parse_date(day), text=article.text[:LONGEST_TEXT])
    known = _find_begun(question, article)
    if known:
        return question.describe(known, "This report was begun before. It goes on where it was left.", has_text=True)
    countries = tuple(
        one.strip() for one in question.text("countries", 200).replace(";", ",").split(",") if one.strip()
    )
    drafts = question.room.draft(article, countries)
    if not drafts:
        raise CannotAct(NOTHING_FOUND.format(languages=", ".join(question.room.languages)))
    review = begin_review(article, drafts, countries, _say_cut(text))
    return question.describe(question.room.shelf.add(review), has_text=True)


def _complain_about_publication(day: str) -> str | None:
    if not day:
        return "It is not told when the report was published."
    tomorrow = (date.today() + timedelta(days=1)).isoformat()  # It has begun already in the east of the world.
    return complain_about_date(day) or (f"{day} is still to come. Check the year." if day > tomorrow else None)


def _with_facts(article: Article, question: Question) -> Article:
    """Put what the person says of an article in place of what the text says."""
    link = question.text("url", 2_000).strip()
    if link and not keep_link(link):
        raise CannotAct(
            f'Link: "{link[:80]}" is no http(s) address. Copy the address of the report, or leave it blank.'
        )
    facts = {name: keep_name(question.text(name)) or getattr(article, name) for name in ("publisher", "title")}
    return replace(article, **facts, url=link or article.url, file=keep_name(question.text("name")) or "")


def _find_begun(question: Question, article: Article) -> Review | None:
    reviews = (one for one in question.room.shelf.list() if not isinstance(one, NotKept))
    wanted = (article.text, article.published)
    return next(
        (one for one in reviews if one.open_items and (one.article.text, one.article.published) == wanted), None
    )


def _say_cut(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return ""
    return f"Only the first {LONGEST_TEXT:,} of {len(text):,} characters were read. Read the rest by itself."


def _open(question: Question) -> dict:
    return question.describe(question.room.shelf.read(question.text("review")), has_text=True)


def _delete(question: Question) -> dict:
    question.room.shelf.remove(question.text("review"))
    return _list(question)


def _accept(question: Question) -> dict:
    target, key = question.target(), question.text("key")
    answer = question.change(lambda review: accept(review, [key], target), "")
    event_id = next(item["event"] for item in answer["review"]["items"] if item["key"] == key)
    return {**answer, "said": f"{event_id} is added to {target.name}.", "file": target.name}


def _accept_rest(question: Question) -> dict:
    """Accept the drafts that the person saw in the list, if they still lack nothing."""
    target, keys = question.target(), [str(key) for key in question.asked["keys"]]

    def accept_those(review: Review) -> Review:
        for item in map(review.open_item, keys):
            if item.draft.missing or not item.draft.is_event or find_told(item, review, question.store):
                raise CannotAct("One of these drafts lacks something now. Look at them again.")
        return accept(review, keys, target)

    said = "1 event is" if len(keys) == 1 else f"{len(keys)} events are"
    answer = question.change(accept_those, f"{said} added to {target.name}.")
    return {**answer, "file": target.name}


def _add_source(question: Question) -> dict:
    event_id = question.text("event")
    name, file = question.room.desk.find(event_id)
    target = Target(name, file, question.room.desk.editor(file, question.who))
    key = question.text("key")
    return question.change(
        lambda review: add_source(review, key, event_id, target), f"The article is a source of {event_id} now."
    )


def _correct(question: Question) -> dict:
    row, key = keep_row(question.asked["row"]), question.text("key")

    def correct_checked(review: Review) -> Review:
        changed = acts.correct(review, key, row)
        cells = dict(changed.item(key).draft.row)
        check_row(
            {**cells, "event_id": cells["event_id"] or NEW_ID}, Editor(question.room.desk.vocabulary, question.who)
        )
        return changed

    return question.change(correct_checked, "The draft is corrected.")


def _reject(question: Question) -> dict:
    key, reason, words = (question.text(name) for name in ("key", "reason", "words"))
    return question.change(lambda review: acts.reject(review, key, reason, words), "The draft is rejected.")


def _reopen(question: Question) -> dict:
    return question.change(lambda review: acts.reopen(review, question.text("key")), "The draft is open again.")


def _split(question: Question) -> dict:
    key, moved, locate = question.text("key"), {int(number) for number in question.asked["moved"]}, _locate(question)
    return question.change(lambda review: acts.split(review, key, moved, locate), "Two drafts were made of one.")


def _merge(question: Question) -> dict:
    both = question.text("key"), question.text("other")
    return question.change(lambda review: acts.merge(review, *both), "Two drafts are one now.")


def _undo(question: Question) -> dict:
    desk = question.room.desk

    def take_back(change: tuple[str, str]) -> None:
        file = desk.file(change[0])
        undo_change(file, desk.editor(file, question.who), change[1])

    return question.change(lambda review: undo(review, take_back), "Taken back.")


def _locate(question: Question) -> acts.Locate:
    def locate(name: str, country: str) -> dict[str, str]:
        found = suggest_places(question.room.desk, {"name": name, "country": country})["places"]
        cells = dict.fromkeys(("admin1", "country", "latitude", "longitude", "geo_precision"), "")
        if found:
            cells |= {column: found[0][column] for column in ("admin1", "country", "latitude", "longitude")}
            cells["geo_precision"] = found[0]["precision"]
        return cells

    return locate


ACTS: dict[str, Callable[[Question], dict]] = {
    "list": _list, "read": _read, "open": _open, "delete": _delete, "accept": _accept, "accept-rest": _accept_rest,
    "source": _add_source, "correct": _correct, "reject": _reject, "reopen": _reopen, "split": _split, "merge": _merge,
    "undo": _undo,
}  # fmt: skip
