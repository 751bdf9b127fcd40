"""Who is spoken of in a text: `data/vocabulary/actors.csv` read, and armies, groups, persons and peoples found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.articles.lexicon import Lexicon
from geo.articles.telling_words import TellingWords, fold
from geo.articles.tokens import Token
from geo.articles.toponyms import Toponym
from geo.articles.triggers import Hit
from geo.errors import BadVocabulary
from geo.gazetteer.normalise import name_key
from geo.vocabulary import read_rows

COLUMNS = ("actor", "aliases", "side", "kind")
KINDS = (
    "forces", "police", "state", "rebels", "militia", "civilians", "protesters", "rioters", "others", "property",
    "arms",
)  # fmt: skip
ARMED = frozenset({"forces", "police", "rebels", "militia"})
COUNTRY, ARMS = "{country}", "arms"
LONGEST_ACRONYM, WORDS_BACK, WORDS_OF_A_NAME = 6, 5, 5
_CASES = ("at", "to", "from", "object")


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the vocabulary: its name, with `{country}` where any country's is meant, and its kind of `KINDS`."""

    name: str
    kind: str
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor in a text.

    Attributes:
        first: Number of its first token.
        last: Number of the token after its last.
        name: In ACLED's manner; still with `{country}` where the text does not say whose it is.
        kind: Of `KINDS`.
    """

    first: int
    last: int
    name: str
    kind: str

    def named(self, country: str) -> str:
        """Give the name, with the country of the event where none was said."""
        if country:
            return self.name.replace(COUNTRY, country)
        return self.name.replace(f" ({COUNTRY})", "").replace(f" of {COUNTRY}", "")


Actors = dict[str, list[tuple[tuple[str, ...], Actor]]]
"""First word of an alias to its words and actor, the longest first."""


def read_actors(path: Path) -> Actors:
    """Read the vocabulary of actors.

    Raises:
        BadVocabulary: If the file cannot be read, or a kind is unknown.
    """
    found: Actors = {}
    for number, row in read_rows(path, COLUMNS):
        if row["kind"] not in KINDS:
            raise BadVocabulary(f'{path} row {number}, kind: "{row["kind"]}" is none of {", ".join(KINDS)}.')
        for alias in (*row["aliases"].split(";"), row["actor"]):
            if not alias or COUNTRY in alias:
                continue
            is_named = row["actor"] != "" and COUNTRY not in row["actor"]
            words = tuple(alias.replace("-", " ").replace(".", "").split())
            key = tuple(fold(word) for word in words)
            actor = Actor(row["actor"], row["kind"], is_named)
            found.setdefault(key[0], []).append((key, actor))
    for aliases in found.values():
        aliases.sort(key=lambda one: -len(one[0]))
    return found


class Cast:
    """The actors of one text, sentence by sentence: a person once called a minister stays one.

    Args:
        tokens: The words of the text.
        toponyms: Its places.
        actors: The vocabulary.
        lexicon: The names of peoples.
        words: Of the language.
        country_of: ISO code to the name of a country.
        groups: Where names of organisations begin and end, in characters, where a model found some.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        toponyms: Sequence[Toponym],
        actors: Actors,
        lexicon: Lexicon,
        words: TellingWords,
        country_of: Callable[[str], str],
        groups: Mapping[int, int] | None = None,
    ) -> None:
        self._tokens, self._actors, self._lexicon, self._country_of = tokens, actors, lexicon, country_of
        self._words, self._groups = words, groups or {}
        self._places = {one.start: one for one in toponyms}
        self._persons: dict[str, tuple[str, str]] = {}

    def find(self, first: int, last: int, hits: Sequence[Hit] = ()) -> list[ActorMention]:
        """Find the actors of one sentence, in its order; a people right before a trigger is its army."""
        deeds = {hit.first for hit in hits if hit.trigger.event_type != "Diplomacy"}
        found: list[ActorMention] = []
        number = first
        while number < last:
            begin = found[-1].last if found else first
            mention = self._known(number, begin, last) or self._person(number) or self._seat(number, first)
            mention = mention or self._people(number, last, deeds) or self._group(number, last)
            if mention:
                found.append(mention)
            number = mention.last if mention else number + 1
        return found

    def _known(self, number: int, first: int, last: int) -> ActorMention | None:
        for words, actor in self._actors.get(self._tokens[number].lower.replace(".", ""), ()):
            end = number + len(words)
            if end > last or any(self._tokens[number + n].lower.replace(".", "") != w for n, w in enumerate(words)):
                continue
            if actor.is_strict and not self._is_named(number, words):
                continue
            mention = ActorMention(number, end, actor.name, actor.kind)
            return self._with_men(mention, last) if actor.is_strict else self._whose(mention, first, last)
        return None

    def _with_men(self, mention: ActorMention, last: int) -> ActorMention:
        """Take "guerrillas" of "FMLN guerrillas" for a part of the name."""
        if mention.last >= last or not self._tokens[mention.last].is_joined:
            return mention
        known = self._actors.get(self._tokens[mention.last].lower, ())
        is_men = any(len(words) == 1 and actor.kind in ARMED and not actor.is_strict for words, actor in known)
        return replace(mention, last=mention.last + 1) if is_men else mention

    def _is_named(self, number: int, words: tuple[str, ...]) -> bool:
        token = self._tokens[number]
        is_acronym = len(words) == 1 and len(words[0]) <= LONGEST_ACRONYM
        return token.is_capital and (not is_acronym or not token.text[1:2].islower() or len(words[0]) > 3)

    def _whose(self, mention: ActorMention, first: int, last: int) -> ActorMention:
        """Find the country beside a common noun ("Turkish soldiers", "Turkey's army"), and the name after a title."""
        country, start = self._country_before(mention.first, first)
        end = mention.last
        if not country and end + 1 < last and self._tokens[end].lower in self._words["of"]:
            place = self._places.get(self._tokens[end + 1].start)
            country = place.place.country if place and place.place.kind == "country" else ""
        named_end = self._name_after(end, last)
        mention = replace(mention, first=start, last=named_end)
        if mention.kind == ARMS:  # A drone is whose the text says, and else nobody's.
            mention = replace(mention, name=mention.name if country else "", kind="forces" if country else ARMS)
        if country:
            mention = replace(mention, name=mention.name.replace(COUNTRY, country))
        if mention.kind == "state" and country:
            for token in self._tokens[end:named_end]:
                self._persons[name_key(token.text)] = (mention.name, mention.kind)
        return mention

    def _country_before(self, number: int, first: int) -> tuple[str, int]:
        for at in range(number - 1, max(number - 1 - WORDS_BACK, first - 1), -1):
            token, after = self._tokens[at], self._tokens[at + 1]
            if token.lower in self._words["parting"] or not after.is_joined or token.ending in _CASES:
                break
            code = self._lexicon.peoples.get(token.lower) if token.is_capital else None
            if code and not (after.is_dashed and after.lower in self._words["backed"]):
                return self._country_of(code), at
            place = self._places.get(token.start)
            if place and place.place.kind == "country":
                return place.place.country, at
        return "", number

    def _name_after(self, end: int, last: int) -> int:
        at = end
        while at < min(last, end + WORDS_OF_A_NAME) and self._tokens[at].is_capital and self._tokens[at].is_joined:
            if self._tokens[at].start in self._places or self._tokens[at].lower in self._lexicon.peoples:
                break
            at += 1
        return at

    def _person(self, number: int) -> ActorMention | None:
        token = self._tokens[number]
        if not self._persons or not token.is_capital:
            return None
        known = self._persons.get(name_key(token.text))
        return ActorMention(number, number + 1, *known) if known else None

    def _people(self, number: int, last: int, deeds: set[int]) -> ActorMention | None:
        """Take peoples that deal or fight for those who do it: "Turkish-Russian talks", "a Syrian air strike"."""
        code = self._lexicon.peoples.get(self._tokens[number].lower)
        if not code or not self._tokens[number].is_capital:
            return None
        is_many = self._tokens[number].lower.endswith("s") and self._tokens[number].lower[:-1] in self._lexicon.peoples
        if is_many and self._is_last_word(number, last):  # "14 Palestinians"
            return ActorMention(number, number + 1, f"Civilians ({self._country_of(code)})", "civilians")
        if number + 1 in deeds:
            return ActorMention(number, number + 1, f"Military Forces of {self._country_of(code)}", "forces")
        talks = self._words["talks"]
        near = [token.lower for token in self._tokens[number + 1 : min(number + 4, last)]]
        if talks.isdisjoint(near) or not (
            near[0] in talks | self._words["joining"] or (near[1:2] and near[1] in talks)
        ):
            return None
        return ActorMention(number, number + 1, f"Government of {self._country_of(code)}", "state")

    def _is_last_word(self, number: int, last: int) -> bool:
        """Whether no noun follows that a word belongs to."""
        after = self._tokens[number + 1] if number + 1 < last else None
        return after is None or not after.is_joined or after.lower in self._words["parting"]

    def _group(self, number: int, last: int) -> ActorMention | None:
        """Take an organisation that a model found for an actor, with the armed men called after it."""
        ends = self._groups.get(self._tokens[number].start)
        if ends is None:
            return None
        end = next((n for n in range(number, last) if self._tokens[n].end >= ends), last - 1) + 1
        name = " ".join(token.text for token in self._tokens[number:end])
        named = ActorMention(number, end, name, "others")
        mention = self._with_men(named, last)
        return mention if mention is named else replace(mention, kind="rebels")

    def _seat(self, number: int, first: int) -> ActorMention | None:
        """Take a capital or country for its government where it speaks, or is dealt with."""
        place = self._places.get(self._tokens[number].start)
        if place is None or place.place.kind not in ("country", "city"):
            return None
        before = self._tokens[number - 1].lower if number > first else ""
        is_dealt_with = before in self._words["dealing"] and place.place.kind == "country"
        is_threatened = before in self._words["onto"] & self._words["against"]
        is_subject = place.place.kind == "country" and self._is_subject(number, number + len(place.text.split()), first)
        if not (place.is_speaker or is_dealt_with or is_threatened or is_subject) or not place.place.country:
            return None
        last = number + len(place.text.split())
        return ActorMention(number, last, f"Government of {place.place.country}", "state")

    def _is_past(self, word: str) -> bool:
        return self._words.has_trait("english_forms") and word.endswith("ed")

    def _is_subject(self, number: int, last: int, first: int) -> bool:
        """Whether a country begins a clause and a verb follows: "Turkey sent", "Syria and Turkey signed"."""
        if (
            number > first
            and self._tokens[number].is_joined
            and self._tokens[number - 1].lower not in self._words["clause"]
        ):
            return False
        if last >= len(self._tokens) or not self._tokens[last].is_joined or self._tokens[number].is_possessive:
            return False
        word = self._tokens[last]
        return not word.is_capital and (self._is_past(word.lower) or word.lower in self._words["subject_verb"])
