"""One name to the keys it is looked up by: case, accents, apostrophes, articles and Arabic letter variants folded.

Three keys belong to a name, each a weaker match than the last. `name_key` unites the ways of typing one spelling
("Ma'arrat an-Nu‘mān", "maarrat an numan"). `bare_key` also drops articles: "Al-Nayrab", "An Nayrab" and "Nayrab" meet.
`sound_key` also drops what transliterators disagree about: "Saraqib", "Seraqeb" and "Sarakib" meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    {"al", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "el", "ech", "ed", "en", "er", "es", "et", "ez"}
    | {"the"}
)
"""Arabic articles with their sun-letter forms, as English and French writers spell them, and English "the"."""

_ARABIC_ARTICLE = "ال"
_LETTERS_AFTER_ARABIC_ARTICLE = 2

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʹʺʻʼʽʾʿˈˊˋ′‵ʿʾ＇׳״ꞌ"), None)

_LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e", "ŧ": "t",
    # Alef and ya in their positional and Persian forms, ta marbuta, Persian kaf, and the many forms of ha.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ێ": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "ڪ": "ك", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ڕ": "ر", "ڵ": "ل",
    # A hamza alone and tatweel say nothing that writers agree on; palochka is a letter but typed as many things.
    "ء": "", "ـ": "", "ӏ": "",
}  # fmt: skip


class _Folding(dict[int, str]):
    """What each code point becomes after decomposition and case folding, worked out once per code point."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        self[code_point] = folded = _fold(character)
        return folded


def _fold(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Lm"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category[0] in "LN" or category == "Mc" else " "


_REMEMBERED = 1_000
"""Names whose keys are kept: one look-up folds its name eight times over, and the names of one text come back."""

_FOLDING = _Folding()
_ASCII = {n: _fold(chr(n).lower()) for n in range(128)} | {n: None for n in _APOSTROPHES if n < 128}


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> str:
    """Fold a name to the key under which all its typings meet.

    Case, accents, Turkish dotless i, apostrophes and ayn signs, hyphens, zero-width and bidi marks, and Arabic letter
    variants, vowel signs and tatweel do not count. Words stay apart by one space. Folding twice changes nothing.

    Args:
        name: A place name in any script.

    Returns:
        The key; empty when the name holds no letter or digit.
    """
    if name.isascii():  # Most names are, and need none of what follows: four times as quick.
        return " ".join(name.translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    while True:
        again = unicodedata.normalize("NFKD", folded.translate(_APOSTROPHES)).translate(_FOLDING).casefold()
        if again == folded:
            return " ".join(again.split())
        folded = again


@lru_cache(maxsize=_REMEMBERED)
def bare_key(name: str) -> str:
    """Fold a name further than `name_key`: without articles in front or inside.

    A name made of articles alone keeps them.
    """
    words = name_key(name).split()
    kept = [_without_arabic_article(word) for word in words if word not in ARTICLES]
    return " ".join(kept or words)


def _without_arabic_article(word: str) -> str:
    rest = word.removeprefix(_ARABIC_ARTICLE)
    return rest if len(rest) >= _LETTERS_AFTER_ARABIC_ARTICLE else word


_DIGRAPHS = (
    ("dsch", "j"), ("tsch", "S"), ("tch", "S"), ("sch", "S"), ("dzh", "j"), ("sh", "S"), ("ch", "S"), ("sz", "S"),
    ("dj", "j"), ("dz", "j"), ("kh", "h"), ("th", "t"), ("dh", "d"), ("ph", "f"),
)  # fmt: skip
_CONSONANTS = str.maketrans("qcxv", "kksw")
_NO_VOWELS = dict.fromkeys(map(ord, "aeiouy"), None)
_DIPHTHONG = re.compile(r"[ao]w(?![aeiouy])")
_VOWELS = re.compile(r"(?P<u>[aeiy]*[ou][aeiouy]*)|(?P<a>[aeiy]+)")
_ENDING = re.compile("(?<=..)(?:at|[aeiouy]+h?)$")
_ENDS = frozenset("aeiouyth")
_FIRST_VOWELS = frozenset("aeiouy")
SHORTEST_SKELETON = 3


@lru_cache(maxsize=_REMEMBERED)
def sound_key(name: str) -> str:
    """Fold a name to what its transliterations have in common.

    In Latin letters these do not count: words written apart or together, vowels but for the first, doubled letters,
    q, k and c, kh and h, sh and ch, th and t, dh and d, v and w, and the endings -a, -ah, -at and -e. A name with
    fewer than three consonants keeps its vowels in two classes, those with o or u and the others. Other scripts only
    lose their spaces: their writers agree on letters.

    Returns:
        The key; two names with one `bare_key` have one `sound_key`.
    """
    sounds = bare_key(name).replace(" ", "")
    if not sounds.isascii():
        return sounds
    for letters, sound in _DIGRAPHS:
        sounds = sounds.replace(letters, sound)
    sounds = sounds.translate(_CONSONANTS)
    # Most names need neither, and to see that takes a tenth of the time.
    if "w" in sounds:
        sounds = _DIPHTHONG.sub("u", sounds)
    if sounds[-1:] in _ENDS:
        sounds = _ENDING.sub("", sounds, count=1)
    begins = "a" if sounds[:1] in _FIRST_VOWELS else ""
    skeleton = begins + _without_doubled(sounds.translate(_NO_VOWELS))
    if len(skeleton) >= SHORTEST_SKELETON:
        return skeleton
    return _without_doubled(_VOWELS.sub(lambda found: found.lastgroup or "", sounds))


def _without_doubled(letters: str) -> str:
    return "".join([one for one, following in zip(letters, letters[1:] + " ", strict=False) if one != following])
