"""Choosing one place for a name: the best candidate, how clearly it is the best, and whether a person should look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer.areas import area_key
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.context import NO_CONTEXT, Context
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.places import SOUND
from geo.gazetteer.radius import KINDS, kind_label
from geo.gazetteer.roads import distance_km

CLEAR_MARGIN = 0.03
"""A best candidate that leads by less is not clearly the one that is meant."""

SAME_PLACE_KM = 10.0
"""Candidates this near to each other, or one within the other, are no rivals: a town and its district."""

NEARLY_THE_SAME, OWN_NEARLY = 0.85, 0.8
"""A name that only sounds like a place of the country that is written is that place if it is spelt this much alike;
less is asked of curated places."""

MOST_RUNNERS_UP = 5


@dataclass(frozen=True)
class Choice:
    """What a name means, as far as can be told.

    Attributes:
        place: The best candidate; None for an unknown name.
        margin: How far its score leads that of the best rival elsewhere; its score where there is none.
        runners_up: The next candidates, best first.
        doubt: Why a person should look, in words for a maintainer; "" when the choice is clear.
    """

    place: Candidate | None = None
    margin: float = 0.0
    runners_up: tuple[Candidate, ...] = ()
    doubt: str = ""

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at the choice."""
        return bool(self.doubt)


def choose_place(name: str, gazetteer: Gazetteer, context: Context = NO_CONTEXT) -> Choice:
    """Choose the place that a name means.

    Args:
        name: As written, in any script; "Ariha, Idlib" says what it lies in.
        gazetteer: Where the name is looked up.
        context: What else is known: the row's country and area, other places of the row or article, the theatre.

    Returns:
        The best candidate, never silently: below `CLEAR_MARGIN`, where the name only sounds alike, and where the place
        lies in another country than the row says, `doubt` says so.
    """
    return judge(gazetteer.find_within(name, context), context)


def judge(candidates: Sequence[Candidate], context: Context) -> Choice:
    """Take the first of candidates, best first, and say how clearly it is the best."""
    if not candidates:
        return Choice()
    best = candidates[0]
    rival = next((one for one in candidates[1:] if not _is_same(best, one)), None)
    margin = round(best.score - (rival.score if rival else 0.0), 4)
    return Choice(best, margin, tuple(candidates[1 : MOST_RUNNERS_UP + 1]), _doubt(best, rival, margin, context))


def _is_same(one: Candidate, other: Candidate) -> bool:
    apart_km = distance_km((one.longitude, one.latitude), (other.longitude, other.latitude))
    reach_km = max(KINDS[one.kind].radius_km, KINDS[other.kind].radius_km, one.radius_km, other.radius_km)
    is_inside = one.country_code == other.country_code and apart_km <= reach_km
    is_its_area = "admin1" in (one.kind, other.kind) and _area(one) == _area(other)
    return apart_km <= SAME_PLACE_KM or is_inside or is_its_area


def _area(place: Candidate) -> tuple[str, str]:
    return place.country_code, area_key(place.admin1)


def _doubt(best: Candidate, rival: Candidate | None, margin: float, context: Context) -> str:
    if context.country and best.country_code not in ("", context.country):
        return f"found in {best.country} only, not in {context.said_country}"
    area = _area(best)
    if context.admin1 and best.admin1 and area not in context.admin1 and ("", area[1]) not in context.admin1:
        return f"found in {best.admin1}, not in {context.said_admin1}"
    if best.tier == SOUND and not _is_nearly_spelt_so(best, context):
        return f"no place is spelt so; {describe(best)} sounds alike"
    if best.clues and best.clues.within == 0:
        return f"{describe(best)} does not lie in what is written after the name"
    if rival and margin < CLEAR_MARGIN:
        return f"it may also be {describe(rival)}"
    return ""


def _is_nearly_spelt_so(best: Candidate, context: Context) -> bool:
    if context.country or context.within:
        return best.likeness >= (OWN_NEARLY if best.is_own else NEARLY_THE_SAME)
    return best.is_own and best.likeness >= NEARLY_THE_SAME


def describe(place: Candidate) -> str:
    """Name a place so that a person knows which one is meant: "Ariha (town, Idlib, Syria)"."""
    where = dict.fromkeys(filter(None, (place.admin1, place.country)))
    return f"{place.name} ({', '.join([kind_label(place.kind), *(one for one in where if one != place.name)])})"
