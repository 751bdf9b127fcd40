"""Which mentions of one text tell of the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from geo.articles.drafts import BACKGROUND
from geo.articles.mentions import CROWD, FORCE, GROUND, Mention
from geo.articles.strength import ENOUGH
from geo.articles.toponyms import Toponym
from geo.gazetteer.roads import distance_km

SAME_KM = 25.0
"""Places nearer than this may be one: a quarter and its city, a village and the town it is near."""

DIPLOMATIC_SENTENCES, GROUND_SENTENCES = 6, 4
"""How many sentences later talks or an advance are still the same where neither day nor place says so."""

DEFINITE_SENTENCES = 4
"""How many sentences later "the attack" is the one told before, wherever they say that it was."""


MOST_OPEN = 40
"""Events that a mention is compared with: the last ones told."""


REPEATED, MOST_REPEATED = 0.05, 0.15
"""What each further mention adds, and all of them: a word said a hundred times over is noise."""

MOST_MENTIONS = 60
"""Of one event; a text that goes on and on about it tells nothing more."""


@dataclass
class Group:
    """Mentions of one event, in the order of the text."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        """The last of them."""
        return self.mentions[-1]

    @property
    def strength(self) -> float:
        """How surely they tell of an event: as the strongest, and a little more for each other."""
        best = max(one.strength for one in self.mentions)
        return min(best + min(REPEATED * (len(self.mentions) - 1), MOST_REPEATED), 1.0)

    @property
    def places(self) -> list[Toponym]:
        """The places they name, each mention's own."""
        return [one.where.place for one in self.mentions if one.where.place]


def group_mentions(mentions: Iterable[Mention]) -> list[Group]:
    """Put the mentions of one text together, those of one event in one group; weak groups are left out."""
    groups: list[Group] = []
    for mention in _spread_background(mentions):
        group = next((one for one in groups[: -MOST_OPEN - 1 : -1] if _is_same(mention, one)), None)
        if group and len(group.mentions) < MOST_MENTIONS:
            group.mentions.append(mention)
        elif group is None:
            groups.append(Group([mention]))
    return [group for group in groups if group.strength >= ENOUGH]


def _spread_background(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Take what follows an event long past for a part of it, as long as no other day is told."""
    past: Mention | None = None
    for mention in mentions:
        if mention.day is not None:
            past = mention if mention.status == BACKGROUND else None
        elif past and mention.family == past.family and mention.sentence - past.sentence <= DEFINITE_SENTENCES:
            mention = past = replace(mention, status=BACKGROUND)
        yield mention


def _is_same(mention: Mention, group: Group) -> bool:
    last = group.last
    if mention.status != last.status or not _fits_family(mention, last):
        return False
    if any(one.start == mention.start for one in group.mentions):
        return False  # Places of a list, or days of "once and once".
    is_beside = mention.sentence == last.sentence
    if mention.is_other and not is_beside and not mention.is_harm:
        return False
    if mention.is_harm and is_beside and mention.family == last.family:
        return True
    if not all(_days_meet(mention, one) for one in group.mentions):
        return False
    if mention.is_definite and mention.family == FORCE and mention.sentence - last.sentence <= DEFINITE_SENTENCES:
        return True
    if group.places and mention.where.place and not any(_places_meet(mention.where.place, one) for one in group.places):
        return False
    if mention.family == "Diplomacy":
        return _fits_diplomacy(mention, group)
    if mention.family == GROUND:
        return _shares_place(mention, group) or mention.sentence - last.sentence <= GROUND_SENTENCES
    return _fits_actors(mention, group)


def _fits_family(mention: Mention, last: Mention) -> bool:
    if mention.family == last.family:
        one, other = mention.hit.trigger, last.hit.trigger
        is_kidnapping = ["Abduction" in trigger.sub_event_type for trigger in (one, other)]
        return is_kidnapping[0] == is_kidnapping[1] or mention.is_harm or last.is_harm
    is_beside = mention.sentence == last.sentence
    return is_beside and {mention.family, last.family} <= {FORCE, GROUND, CROWD} and mention.is_harm


def _days_meet(one: Mention, other: Mention) -> bool:
    if one.day is None or other.day is None:
        return True
    return one.day.first_day <= other.day.last_day and other.day.first_day <= one.day.last_day


def _places_meet(one: Toponym, other: Toponym) -> bool:
    a, b = one.place, other.place
    if a.place_id == b.place_id:
        return True
    if a.kind == "country" or b.kind == "country":
        return a.country == b.country
    if ("admin1" in (a.kind, b.kind)) and a.admin1 and b.admin1:
        return a.admin1 == b.admin1 and a.country == b.country
    return distance_km((a.longitude, a.latitude), (b.longitude, b.latitude)) <= SAME_KM


def _shares_place(mention: Mention, group: Group) -> bool:
    place = mention.where.place
    return place is not None and any(_places_meet(place, one) for one in group.places)


def _fits_actors(mention: Mention, group: Group) -> bool:
    """Groups that are named and differ fought different fights."""
    if mention.actor1 is None or mention.is_harm:
        return True
    named = {one.actor1.name for one in group.mentions if one.actor1 and "{" not in one.actor1.name}
    return not named or "{" in mention.actor1.name or mention.actor1.name in named or _shares_place(mention, group)


def _fits_diplomacy(mention: Mention, group: Group) -> bool:
    one, other = mention.hit.trigger, group.mentions[0].hit.trigger
    kinds = {one.says in ("threat", "state"), other.says in ("threat", "state")}
    names = _names(mention)
    others = {name for each in group.mentions for name in _names(each)}
    if len(kinds) == 2:
        return mention.sentence - group.last.sentence <= 1 and bool(names & others) and names <= others
    is_open = names <= others or others <= names
    if is_open and (_shares_place(mention, group) or (_shares_day(mention, group) and names)):
        return True
    if mention.day and mention.where.place and (group.places or any(one.day for one in group.mentions)):
        return False
    is_near = mention.sentence - group.last.sentence <= DIPLOMATIC_SENTENCES
    return is_near and is_open


def _shares_day(mention: Mention, group: Group) -> bool:
    return mention.day is not None and any(one.day and _days_meet(mention, one) for one in group.mentions)


def _names(mention: Mention) -> set[str]:
    return {one.name for one in (mention.actor1, mention.actor2) if one}
