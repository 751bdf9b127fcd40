"""The words that make a name an area: "Idlib governorate", "محافظة إدلب", "Homs District", "Hatay ili"."""

from __future__ import annotations

from geo.gazetteer.normalise import bare_key, name_key

_WORDS = {
    "admin1": (
        "governorate muhafazat muhafazah muhafaza mohafazat province provincia vilayet wilayat wilaya region state "
        "oblast krai kray republic ostan canton prefecture department ili محافظه ولايه استان область край"
    ),
    "admin2": (
        "district county raion rayon qada kaza nahiya nahiyah subdistrict sub-district municipality mantiqat ilcesi "
        "منطقه قضا ناحيه район"
    ),
}
_KIND_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_LINKS = ("of", "de", "du", "del")


def split_area(name: str) -> tuple[str, str] | None:
    """Take the word that says "area" off a name.

    Args:
        name: A place name, folded or not.

    Returns:
        The kind of area (`admin1` or `admin2`) and the key of the rest; None when no such word stands first or last.
    """
    words = name_key(name).split()
    if len(words) > 1 and words[-1] in _KIND_OF_WORD:
        return _KIND_OF_WORD[words[-1]], " ".join(words[:-1])
    if len(words) > 1 and words[0] in _KIND_OF_WORD:
        rest = words[2:] if words[1] in _LINKS and len(words) > 2 else words[1:]
        return _KIND_OF_WORD[words[0]], " ".join(rest)
    return None


def area_key(name: str) -> str:
    """Fold the name of an area so that "Damascus Governorate" and "Damascus" agree."""
    split = split_area(name)
    return bare_key(split[1] if split else name)
