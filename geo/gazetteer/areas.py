"""The words that make a name an area or a site: "Idlib governorate", "محافظة إدلب", "Hama military airport"."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.gazetteer.normalise import bare_key, name_key

_WORDS = {
    "admin1": (
        "governorate muhafazat muhafazah muhafaza mohafazat province provincia vilayet wilayat wilaya region state "
        "oblast krai kray republic ostan prefecture department ili gouvernorat gouvernement gouvernat wojewodztwo "
        "محافظه ولايه ولایت استان область край"
    ),
    "admin2": (
        "district county canton raion rayon qada kaza nahiya nahiyah subdistrict municipality mantiqat ilcesi "
        "منطقه قضا ناحيه район"
    ),
}
_SITES = {
    "airbase": (
        "military airport", "military airbase", "military air base", "air base", "airbase", "airport", "airfield",
        "مطار عسكري", "العسكري", "مطار", "قاعده", "الجويه", "авиабаза", "аэродром",
    ),
    "observation_post": (
        "turkish military observation post", "turkish observation post", "military observation post",
        "observation post", "observation point", "turkish post", "turkish military post", "نقطه المراقبه",
        "نقطه مراقبه", "التركيه", "gozlem noktasi",
    ),
}  # fmt: skip
"""Words for sites, as `name_key` folds them, the longest first."""

SITES = tuple(_SITES)

_WORDS_OF_SITES = frozenset(word for several in _SITES.values() for words in several for word in words.split())
_KIND_OF_WORD = {name_key(word): kind for kind, words in _WORDS.items() for word in words.split()}
_NUMBER = re.compile(r" (?:no |nr |number )?\d{1,2} ")
_ELISION = re.compile(r"\bd['’]")
_LINKS = ("of", "de", "du", "del", "d", "von")


def split_area(name: str) -> tuple[str, str] | None:
    """Take the word that says "area" off a name.

    Args:
        name: A place name, folded or not.

    Returns:
        The kind of area (`admin1` or `admin2`) and the key of the rest; None when no such word stands first or last.
    """
    if "'" in name or "’" in name:
        name = _ELISION.sub("de ", name)
    words = name_key(name).split()
    if len(words) > 1 and words[-1] in _KIND_OF_WORD:
        return _KIND_OF_WORD[words[-1]], " ".join(words[:-1])
    if len(words) > 1 and words[0] in _KIND_OF_WORD:
        rest = words[2:] if words[1] in _LINKS and len(words) > 2 else words[1:]
        return _KIND_OF_WORD[words[0]], " ".join(rest)
    return None


def split_site(name: str) -> tuple[str, str] | None:
    """Take the words that say "air base" or "observation post" off a name.

    Args:
        name: A place name, folded or not; "Turkish post 10 Morek" is Morek, its number does not count.

    Returns:
        The kind of site and the key of the rest; None when there are no such words, or nothing else.
    """
    key = f" {name_key(name)} "
    if _WORDS_OF_SITES.isdisjoint(key.split()):  # Most names, in a tenth of the time.
        return None
    for kind, several in _SITES.items():
        rest = key
        for words in several:
            rest = rest.replace(f" {words} ", " ")
        if rest != key and kind == "observation_post":
            rest = _NUMBER.sub(" ", rest)
        if rest != key and rest.strip():
            return kind, rest.strip()
    return None


@lru_cache(maxsize=20_000)
def area_key(name: str) -> str:
    """Fold the name of an area so that "Damascus Governorate" and "Damascus" agree."""
    split = split_area(name)
    return bare_key(split[1] if split else name)
