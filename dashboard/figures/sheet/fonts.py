"""The fonts of this machine that a sheet is set in: found, measured with, and put into pictures letter by letter."""

from __future__ import annotations

import base64
import functools
import io
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz
from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

WANTED = (
    ("NotoSans-Regular", "NotoSans-Bold"),
    ("DejaVuSans", "DejaVuSans-Bold"),
    ("LiberationSans-Regular", "LiberationSans-Bold"),
    ("SegoeUI", "segoeuib"),
    ("segoeui", "segoeuib"),
    ("Arial", "Arial Bold"),
    ("arial", "arialbd"),
)
"""Files of fonts for Latin, Greek and Cyrillic letters, regular and bold, the best first."""

WANTED_BESIDE = (
    ("NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"),
    ("NotoKufiArabic-Regular", "NotoKufiArabic-Bold"),
    ("DejaVuSans", "DejaVuSans-Bold"),
    ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
)
"""Fonts for letters that the first has not: every one of them that is there is used, in this order."""

NOT_EMBEDDABLE = 0x0002
"""Bit of `OS/2.fsType` that forbids embedding (OpenType 1.9, OS/2, fsType: Restricted License)."""

GUESSED_EM = 0.62
"""Width of a letter that no font has; most are narrower."""


@dataclass(frozen=True)
class Face:
    """One font file.

    Attributes:
        family: Its name on a sheet.
        weight: 400 or 700.
        path: The file.
    """

    family: str
    weight: int
    path: Path

    @functools.cached_property
    def _shaped(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))

    @functools.cached_property
    def letters(self) -> frozenset[int]:
        """Code points that it has."""
        return frozenset(self._shaped.face.unicodes)

    def measure_em(self, text: str) -> float:
        """Return the width of a text in em, its letters joined and kerned as the browser does."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shaped, buffer)
        return sum(position.x_advance for position in buffer.glyph_positions) / self._shaped.face.upem

    def embed(self, letters: Iterable[str]) -> bytes:
        """Return a WOFF font with nothing but some letters; empty where its licence bits forbid that."""
        options = subset.Options(flavor="woff", layout_features=["*"], name_IDs=[0, 1, 2, 13, 14], hinting=False)
        options.drop_tables += ["FFTM"]  # When the font was made; nothing that a picture needs.
        font = TTFont(self.path, recalcTimestamp=False)
        if getattr(font.get("OS/2"), "fsType", 0) & NOT_EMBEDDABLE:
            return b""
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(letters)))
        cutter.subset(font)
        font.flavor = "woff"
        kept = io.BytesIO()
        font.save(kept)
        return kept.getvalue()


@functools.cache
def find_faces() -> tuple[Face, ...]:
    """Find the fonts of this machine that a sheet is set in, the first one first; none where none of them is there."""
    files = {path.stem: path for folder in _folders() for path in folder.rglob("*.[to]tf")}
    first = [pair for pair in WANTED if pair[0] in files][:1]
    beside = [pair for pair in WANTED_BESIDE if pair[0] in files and pair not in first]
    faces = []
    for number, pair in enumerate([*first, *beside]):
        family = f"Atlas Sans{f' {number}' if number else ''}"
        for weight, stem in zip((400, 700), pair, strict=True):
            if path := files.get(stem):
                faces.append(Face(family, weight, path))
    return tuple(face for face in faces if _is_sound(face))


def _is_sound(face: Face) -> bool:
    try:
        TTFont(face.path, lazy=True).close()
    except (TTLibError, OSError):
        return False
    return True


def _folders() -> Sequence[Path]:
    home = Path.home()
    by_system = {
        "win32": [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"],
        "darwin": [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"],
    }
    other = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
    return [folder for folder in by_system.get(sys.platform, other) if folder.is_dir()]


def faces_for(text: str, is_bold: bool) -> list[tuple[Face | None, str]]:
    """Cut a text where the font changes: each run with the first face that has its letters; None where none has."""
    faces = [face for face in find_faces() if face.weight == (700 if is_bold else 400)]
    runs: list[tuple[Face | None, str]] = []
    for letter in text:
        last = runs[-1][0] if runs else None
        if runs and (letter.isspace() or (last and ord(letter) in last.letters)):
            face = last
        else:
            face = next((one for one in faces if ord(letter) in one.letters), None)
        if runs and runs[-1][0] is face:
            runs[-1] = (face, runs[-1][1] + letter)
        else:
            runs.append((face, letter))
    return runs


@functools.lru_cache(maxsize=20_000)
def measure_em(text: str, is_bold: bool) -> float:
    """Return the width of a text in em."""
    return sum(face.measure_em(run) if face else GUESSED_EM * len(run) for face, run in faces_for(text, is_bold))


FAMILY = "'Atlas Sans', " + ", ".join(f"'Atlas Sans {n}'" for n in range(1, 1 + len(WANTED_BESIDE))) + ", sans-serif"
"""For `font-family` in a picture."""


CHUNK_BITS = 7
"""Letters are put into a picture with their neighbours, 128 at a time: another word seldom needs another font."""


def describe_fonts(texts: Iterable[tuple[str, bool]]) -> str:
    """Write the `@font-face` rules for texts (text, whether it is bold): what they need, as `data:` URIs."""
    used: dict[Face, set[str]] = {}
    for text, is_bold in texts:
        for face, run in faces_for(text, is_bold):
            if face:
                used.setdefault(face, set()).update(run)
    rules = []
    for face in sorted(used, key=lambda one: (one.family, one.weight)):
        if data := _embed(face, frozenset(ord(letter) >> CHUNK_BITS for letter in used[face])):
            source = f"url(data:font/woff;base64,{base64.b64encode(data).decode()}) format('woff')"
            rules.append(f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};src:{source}}}")
    return "".join(rules)


@functools.lru_cache(maxsize=64)
def _embed(face: Face, chunks: frozenset[int]) -> bytes:
    return face.embed(chr(code) for code in face.letters if code >> CHUNK_BITS in chunks)
