"""The places of a text: found, chosen, and given with where they stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.articles.lexicon import Lexicon
from geo.articles.recognising import Recognised
from geo.articles.resolving import Name, resolve_names
from geo.articles.spotting import Mention, Spotted, spot_places
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.normalise import name_key

LONGEST_PIECE = 200_000
"""Characters; longer texts are read in pieces."""


@dataclass(frozen=True)
class Toponym:
    """A name of a place in a text, and the place it means.

    Attributes:
        text: As written.
        start: Where it begins, in characters of the text, 0-based.
        end: Where it ends, exclusive.
        place: The place chosen.
        is_speaker: Whether a government is meant that says or does something: "Moscow denied".
        review: Why a person should look at the place chosen; "" when it is clear.
    """

    text: str
    start: int
    end: int
    place: Candidate
    is_speaker: bool = False
    review: str = ""

    def as_dict(self) -> dict[str, str | float | int | bool]:
        """Return the toponym as `places --json` prints it."""
        written = {"text": self.text, "start": self.start, "end": self.end}
        said = {"is_speaker": self.is_speaker, "needs_review": bool(self.review)}
        return {**written, **self.place.as_dict(), **said}


def find_toponyms(
    text: str,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    countries: Iterable[str] = (),
    recognised: Sequence[Recognised] = (),
) -> tuple[Toponym, ...]:
    """Find the places that a text names, each name with one sense throughout, or in each piece of a very long text.

    Args:
        text: Of any length, in any script.
        gazetteer: Where names are looked up.
        lexicon: The words that tell names of places from others.
        countries: ISO codes of countries that the text is known to be about.
        recognised: Names that a trained model found in the text.

    Returns:
        In the order of the text; offsets are of the text as given.
    """
    found: list[Toponym] = []
    countries = tuple(countries)
    for start, piece in _pieces(text):
        end = start + len(piece)
        inside = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in recognised
            if start <= one.start and one.end <= end
        ]
        spotted = spot_places(piece, gazetteer, lexicon, inside, countries)
        chosen = resolve_mentions(spotted, gazetteer, countries)
        found += chosen if not start else (replace(one, start=one.start + start, end=one.end + start) for one in chosen)
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text that is no article but a book into pieces at spaces; each is read by itself, in little memory."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = text.rfind(" ", start, start + LONGEST_PIECE) + 1 or start + LONGEST_PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def resolve_mentions(spotted: Spotted, gazetteer: Gazetteer, countries: Iterable[str] = ()) -> tuple[Toponym, ...]:
    """Choose a place for every mention of one text; mentions that no place answers to are left out."""
    senses: dict[tuple[str, str], list[Mention]] = {}
    for mention in spotted.mentions:
        senses.setdefault((name_key(mention.text), mention.kind_word.strip("-")), []).append(mention)
    names = [
        Name(
            text=mentions[0].text,
            within=next((mention.within for mention in mentions if mention.within), ()),
            kind_word=kind_word,
            count=len(mentions),
            is_seat=any(mention.is_speaker for mention in mentions),
        )
        for (_, kind_word), mentions in senses.items()
    ]
    choices = resolve_names(names, gazetteer, spotted.peoples, countries)
    chosen = dict(zip(senses, choices, strict=True))
    found = []
    for mention in spotted.mentions:
        choice = chosen[name_key(mention.text), mention.kind_word.strip("-")]
        if choice.place:
            span = (mention.text, mention.start, mention.end)
            found.append(Toponym(*span, choice.place, mention.is_speaker, choice.doubt))
    return tuple(found)
