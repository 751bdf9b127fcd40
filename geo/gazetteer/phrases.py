"""Phrases that tell a place by another: "10 km south of Saraqib", "western Aleppo countryside", "between A and B"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.gazetteer.areas import split_area
from geo.gazetteer.normalise import ARTICLES

LONGEST_PHRASE = 200
"""Longer texts are no phrase and are answered with nothing, at once."""

MOST_KM = 1_000.0
"""Nobody tells a place by one that is farther away."""

MOST_WORDS = 6
"""A name of more words is a sentence."""

Kind = Literal["offset", "near", "part", "countryside", "between"]


@dataclass(frozen=True)
class Relative:
    """What a phrase says.

    Attributes:
        kind: `offset` with a distance, a direction or both; `near`; `part` of an area; `countryside`; `between` two.
        anchors: Names as written, without "the", "town of" and the like; two for `between`, else one. A name may be
            a phrase again ("near the outskirts of X"), for another call of `parse_relative`.
        spans: Where each anchor stands in the text, start and end.
        bearing_deg: Direction from the anchor, 0 north, 90 east, in steps of 22.5; None where none is said.
        distance_km: None where none is said.
    """

    kind: Kind
    anchors: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    bearing_deg: float | None = None
    distance_km: float | None = None


_COMPASS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_UNITS_KM = {"km": 1.0, "ki": 1.0, "mi": 1.609344, "me": 0.001, "m": 0.001, "na": 1.852, "nm": 1.852}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBERS = {word: n for n, word in enumerate(f"{_ONES}|{_TEENS}".split("|"), 1)} | {"a": 1, "an": 1, "half": 0.5}
_NUMBERS |= {word: 10 * n for n, word in enumerate(_TENS.split("|"), 2)}

_POINT = r"(?:north|south|east|west)(?:[\s‐‑–-]?(?:north|south|east|west)){0,2}"
_COUNT = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS}|{_ONES})"
_NAME = r"(?=\S)[^,;:()\[\]{}<>\"|/]{2,80}?"
# "al-Bab-Aleppo" divides at the second hyphen: the first one belongs to an article, or to a word that starts names.
_HALF = rf"(?:\b(?:{'|'.join(sorted(ARTICLES))}|abu|ain|deir|kafr|tal|tel|tell|umm)[‐‑-]|[^,;:()\[\]/‐‑–—-])"

_WORDS = {
    "LEAD": r"\s*(?:(?:in|at|on|from|along|within|inside) )?",
    "SPOT": r"(?:(?:(?:an?|the|several|some) )?(?:areas?|villages?|towns?|points?|positions?|sites?|fields?) )?",
    "ABOUT": r"(?:(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|over|up to|more than|less than"
    r"|only|just|at least|between|ca?\.|~)\s*){0,2}",
    "NUMBER": rf"(?:\d+(?:[.,]\d+)?|half an?|(?:(?:an?|{_COUNT}) )?hundred(?: (?:and )?{_COUNT})?|{_COUNT}|an?)",
    "UNIT": r"(?P<unit>kms?|kilomet(?:er|re)s?|miles?|mi|nautical miles?|nmi|nm|met(?:er|re)s?|m)\b\.?",
    "ASIDE": r"(?:\s*\([^()]*\)|\s*/\s*[\d.,]+\s*[a-z]+)?",
    "WAY": rf"(?P<way>(?:{_POINT}(?:ern)?|[nsew](?:\.?[nsew]){{0,2}}\.?)(?!\w))",
    # "North X" with a capital is mostly a name, so in front of a name a capital needs the "-ern".
    "SIDE": rf"(?P<way>(?:{_POINT}ern|(?-i:{_POINT}|[NSEW]{{2,3}}))\b)",
    "FIRST": f"(?P<first>{_NAME})",
    "SECOND": f"(?P<second>{_NAME})",
    "HALVES": f"(?P<first>{_HALF}++)[‐‑-](?P<second>{_HALF}+?)",
    "PROPER": r"(?-i:(?=(?:the |a[a-z]{1,2}-)?[^a-z\s]))",
    "APART": r"(?!(?:[a-z-]+ ){0,2}(?:city|town|village|province|governorate|region|district|coast|border) of )",
    "ROAD": r"(?:(?:[a-z]-?\d+ )?(?:international )?(?:road|highway|motorway|freeway|expressway|route)|[a-z]-?\d+)",
    "RURAL": r"(?:country\s?sides?|hinterlands?|suburbs?|rural areas?)",
    "EDGE": r"(?:outskirts?|vicinity|surroundings|environs|edges?|fringes?|periphery|entrances?|approaches)",
    "TAIL": rf"\s*(?:[,(].*|(?<=\s)(?:in|near|{_POINT} of)\s.*)?[.\s]*",
}
# One blank stands for any run of spaces. The first rule that fits and leaves a name is taken, so the order counts.
_GRAMMAR: tuple[tuple[Kind, str], ...] = (
    ("offset", r"{LEAD}{SPOT}{ABOUT}(?:(?P<low>{NUMBER})(?:\s*(?:[-‐‑–—]|to|or|and)\s*(?P<high>{NUMBER}))?|a few"
     r"|several|a couple of)?\s*{UNIT}{ASIDE} (?:away )?(?:(?:to the |due |directly |just )?{WAY} )?"
     "(?:of|from|outside|off) {FIRST}{TAIL}"),
    # UCDP writes it the other way round: "Qala i Naw (20 kilometres north of)", "Ligao town (near)".
    ("offset", r"\s*{FIRST}\s*\({ABOUT}(?P<low>{NUMBER})(?P<high>)\s*{UNIT}{ASIDE} {WAY} (?:of|from)\){TAIL}"),
    ("near", r"\s*{FIRST}\s*\((?:near|outskirts|vicinity|area)(?: of)?\){TAIL}"),
    ("between", r"{LEAD}{SPOT}(?:(?:half|mid)[\s-]?way )?between {FIRST} and {SECOND}{TAIL}"),
    ("between", "{LEAD}(?:the )?{ROAD} (?:leading |running )?(?:from|between|linking|connecting) {FIRST} "
     "(?:to|and|with) {SECOND}{TAIL}"),
    ("between", r"{LEAD}(?:the )?{FIRST}(?:\s*[–—]\s*| [-‐‑] | to ){SECOND} {ROAD}{TAIL}"),
    ("between", "{LEAD}(?:the )?{HALVES} {ROAD}{TAIL}"),
    ("offset", "{LEAD}{SPOT}(?P<clear>(?:(?:just|directly|due|right|immediately|far|further) )?(?:to the )?)"
     "(?P<the>the )?{WAY} of {FIRST}{TAIL}"),
    ("near", "{LEAD}{SPOT}(?:(?:just|right|very|immediately) )?(?:near(?:by)?(?: to)?|close (?:to|by)|outside(?: of)?"
     "|around|not far from|next to|adjacent to) {FIRST}{TAIL}"),
    ("near", "{LEAD}(?:the )?(?:(?:immediate |{WAY} )?{EDGE}|areas?) (?:of|around|near) {FIRST}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?{RURAL} (?:of|around|near) (?:{SIDE} )?{FIRST}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?{WAY} {RURAL} (?:of|around|near) {FIRST}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?{WAY} (?:rural )?{FIRST} {RURAL}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?{FIRST} (?:{WAY} )?{RURAL}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?{SIDE} rural {FIRST}{TAIL}"),
    ("countryside", "{LEAD}(?:the )?rural (?:{SIDE} )?{FIRST}{TAIL}"),
    ("part", "{LEAD}(?:the )?{SIDE} (?:parts?|half|areas?|regions?|sectors?|districts?|reaches) of {FIRST}{TAIL}"),
    ("part", "{LEAD}{FIRST}['’]s {WAY}{TAIL}"),
    ("near", "{LEAD}{PROPER}{FIRST} {WAY} {EDGE}{TAIL}"),
    ("part", "{LEAD}(?:the )?(?P<bare>{SIDE} {APART}{FIRST})(?: areas?)?{TAIL}"),
    ("near", "{LEAD}(?:the )?{PROPER}{FIRST} (?:{EDGE}|areas?){TAIL}"),
)  # fmt: skip
_TRIMMED = re.compile(
    r"[\s\u200b]*(?:the\s+)?(?:(?:[a-z-]+\s+){0,3}?(?:[Cc]ity|[Tt]own|[Vv]illage)\s+of\s+)?(?:the\s+)?"
    r"(?P<name>\S(?:.*?\S)?)(?:\s+(?:city|town|village))?(?:['’]s?)?[\s.]*",
    re.DOTALL,
)
_NO_NAME = re.compile(
    r"\s(?:in|from|to|near|between|with|by|was|were|is|are|has|have|that|which|where|when|after|before)(?:\s|$)"
    r"|\b(?:its|their)\b|\d\s*(?:km|mi|m)\b|\b(?:kilomet|miles\b)|['’]s\s.*\b(?:province|governorate|region)\b"
    r"|^(?:of|province|governorate|city|town|village|region|district|island)s?\s"
)
_PLAIN_WORDS = re.compile(
    r"(?:\b(?:(?:north|south|east|west)+(?:ern)?|of|the|areas?|bank|borders?|coast|countryside|districts?|end|front(?:line)?"
    r"|gate|governorate|half|it|line|outskirts|parts?|pole|provinces?|regions?|rural|sea|sides?|city|towns?|villages?"
    r"|country|here|there|surrounding|nearby|same|whole|entire|this|that|industrial|residential|coastal|mountains?|states?"
    r"|lights|hemisphere|territor(?:y|ies)|alliance|command|military|forces|army|road|highway|them|him|her)\b\W*+)++"
)
_SIDED_NAME = re.compile(
    "(?:north|south) (?:korea|macedonia|ossetia|dakota|carolina|sinai|kivu|waziristan)|south (?:africa|sudan)"
    "|west (?:bank|bengal|papua|virginia)|(?:north|south|east|west) darfur|(?:east|west)(?:ern)? ghouta|east timor"
    "|northern (?:ireland|cyprus|mariana islands)|(?:western|south) australia|western sahara"
)
"""Names of their own, not the side of something, even in lower case."""


def parse_relative(text: str) -> Relative | None:
    """Understand a place that is told by another one.

    Args:
        text: A phrase in English such as "about 10 km south-east of Saraqib"; what follows ", " or " in " is left out.
            Look the whole text up as a name first: "Western Desert" is one.

    Returns:
        What it says; None for a plain name, a distance over `MOST_KM`, and whatever else is not understood.
    """
    if len(text) > LONGEST_PHRASE:
        return None
    for kind, rule in _rules():
        match = rule.fullmatch(text)
        relative = _read(kind, match, text) if match else None
        if relative:
            return relative if (relative.distance_km or 0.0) <= MOST_KM else None
    return None


@cache
def _rules() -> list[tuple[Kind, re.Pattern[str]]]:
    """Compile the grammar; it takes 30 ms, so not at start-up."""
    rules = []
    for kind, rule in _GRAMMAR:
        # Spaces are possessive: a phrase of two hundred blanks would otherwise be tried in a million ways.
        pattern = rule.format(**_WORDS).replace(" ", r"\s++").replace(r"\s*", r"\s*+")
        rules.append((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)))
    return rules


def _read(kind: Kind, match: re.Match[str], text: str) -> Relative | None:
    said = match.groupdict()
    bearing_deg = _bearing(said.get("way"))
    spans = [_name_span(text, *match.span(group)) for group in ("first", "second") if said.get(group)]
    is_name = _SIDED_NAME.fullmatch(" ".join((said.get("bare") or "").lower().split()))
    if None in spans or is_name or (said.get("way") and bearing_deg is None):
        return None
    anchors = tuple(text[start:end] for start, end in spans)
    distance_km = _distance_km(said["low"], said["high"], said["unit"]) if said.get("low") else None
    if "clear" in said and (said["the"] or split_area(anchors[0])) and not said["clear"]:
        kind = "part"  # "the south of Idlib" and "south of Idlib province" lie in it; "just south of" does not.
    if kind == "offset" and distance_km is None and bearing_deg is None:
        kind = "near"
    return Relative(kind, anchors, tuple(spans), bearing_deg, distance_km)


def _bearing(way: str | None) -> float | None:
    words = re.findall("north|south|east|west", (way or "").lower())
    letters = "".join(word[0] for word in words) or (way or "").lower().replace(".", "")
    return _COMPASS.index(letters) * 22.5 if letters in _COMPASS else None


def _distance_km(low: str, high: str | None, unit: str) -> float:
    # Unknown words and units are those with a letter that only resembles one of ours, such as the dotless i.
    mean = (_number(low) + _number(high or low)) / 2
    return mean * _UNITS_KM.get(unit.casefold()[:2], 1.0)


def _number(text: str) -> float:
    if text[0].isdigit():
        has_thousands = re.fullmatch(r"\d+,\d{3}", text)
        return float(text.replace(",", "" if has_thousands else "."))
    words = re.split(r"[\s-]+", text.casefold())
    if "half" in words:
        return 0.5
    total = 0.0
    for word in words:
        total = max(total, 1.0) * 100 if word == "hundred" else total + _NUMBERS.get(word, 0)
    return total


def _name_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Trim the span of an anchor to its name; None where no name is left."""
    match = _TRIMMED.fullmatch(text, start, end)
    name = match["name"].lower() if match else ""
    is_word = sum(map(str.isalnum, name)) > 1 and any(map(str.isalpha, name)) and name not in ARTICLES
    if not is_word or len(name.split()) > MOST_WORDS or _PLAIN_WORDS.fullmatch(name) or _NO_NAME.search(name):
        return None
    return match.span("name")
