"""Why a place was chosen, clue by clue, in words for a maintainer."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import weighing
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.choosing import Choice, describe
from geo.gazetteer.places import ALTERNATE, BARE, EXACT, NAME, SOUND
from geo.gazetteer.radius import kind_label
from geo.gazetteer.weighing import Clues

MOST_EXPLAINED = 5

_SPELLINGS = {
    EXACT: "written just as its main name",
    NAME: "its main name but for case, accents or apostrophes",
    ALTERNATE: "another of its names",
    BARE: "one of its names but for the article",
    SOUND: "not spelt so, only sounds alike",
}

_LIMITS = {
    "spelling": weighing.SPELLING[EXACT],
    "own": weighing.OWN,
    "people": weighing.PEOPLE,
    "country": weighing.COUNTRY,
    "admin1": weighing.ADMIN1,
    "within": weighing.WITHIN,
    "theatre": weighing.THEATRE,
    "near": weighing.NEAR,
}
_TITLES = {"own": "own list", "admin1": "area", "within": "written after"}

_AGREEMENTS = {
    "country": ("lies in the country that was given", "lies in another country", "no country was given"),
    "admin1": ("lies in the area that was given", "lies in another area", "no area was given"),
    "within": ("lies in what is written after the name", "lies elsewhere", "nothing is written after the name"),
    "theatre": ("where most of the table or text lies", "where little of it lies", "it stands in no table or text"),
    "near": ("next to the others named with it", "far from the others", "no other place is named with it"),
}
"""What a full, an empty and a half clue mean."""

_NEARLY = 0.02


def explanation_text(name: str, choice: Choice, candidates: Sequence[Candidate]) -> str:
    """Explain a choice.

    Args:
        name: As written.
        choice: What was chosen.
        candidates: All candidates, best first; the first ones are explained.

    Returns:
        Lines for a terminal: each candidate with its clues, what each adds and could add; then how clear the choice is.
    """
    lines = []
    for number, candidate in enumerate(candidates[:MOST_EXPLAINED], start=1):
        lines.append(f"{number}. {describe(candidate)}, {candidate.latitude:.4f}, {candidate.longitude:.4f}")
        reach = f"precision {candidate.geo_precision}, within {candidate.radius_km:g} km"
        lines.append(f"   score {candidate.score:.2f} of 1.00; {reach}")
        lines.extend(_clue_lines(candidate))
    left_out = len(candidates) - MOST_EXPLAINED
    if left_out > 0:
        lines.append(f"and {left_out} more; see them without --explain")
    lines.append(_verdict(name, choice))
    return "\n".join(lines)


def clues_dict(candidate: Candidate) -> dict[str, float]:
    """Give the clues of a candidate as `geocode --json --explain` prints them."""
    return {name: round(getattr(candidate.clues, name), 4) for name in _LIMITS} if candidate.clues else {}


def _clue_lines(candidate: Candidate) -> list[str]:
    clues = candidate.clues
    if clues is None:
        return []
    known = [name for name in _LIMITS if not _is_unknown(name, clues)]
    lines = [_line(_TITLES.get(name, name), [name], clues, _say(name, clues, candidate)) for name in known]
    unknown = [name for name in _LIMITS if name not in known]
    if unknown:
        lines.append(_line("not said", unknown, clues, "; ".join(_AGREEMENTS[name][2] for name in unknown)))
    return lines


def _is_unknown(name: str, clues: Clues) -> bool:
    return name in _AGREEMENTS and abs(getattr(clues, name) / _LIMITS[name] - 0.5) < _NEARLY


def _line(title: str, names: Sequence[str], clues: Clues, meaning: str) -> str:
    added, most = (
        sum(values) for values in zip(*((getattr(clues, name), _LIMITS[name]) for name in names), strict=True)
    )
    return f"   {title:<14}{added:5.2f} of {most:.2f}   {meaning}"


def _say(name: str, clues: Clues, candidate: Candidate) -> str:
    share = getattr(clues, name) / _LIMITS[name]
    if name == "spelling":
        return _SPELLINGS[candidate.tier]
    if name == "own":
        return "one of the project's own places" if share > 0 else "known to the world's gazetteer only"
    if name == "people":
        return f"from how many people live there, and from its kind: {kind_label(candidate.kind)}"
    full, empty, _ = _AGREEMENTS[name]
    return full if share > 0.5 else empty


def _verdict(name: str, choice: Choice) -> str:
    if choice.place is None:
        return f'"{name}" is not in the gazetteer.'
    if choice.needs_review:
        return f"Needs review: {choice.doubt}."
    if choice.margin == choice.place.score:
        return "Clear: no other place elsewhere is called so."
    return f"Clear: it leads the next place elsewhere by {choice.margin:.2f}."
