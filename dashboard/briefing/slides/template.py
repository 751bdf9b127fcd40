"""A template of the user's own: opened with care, emptied of its slides, and measured for the room it leaves."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pptx
from lxml import etree

from dashboard.briefing.slides.emptying import empty_deck
from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.measuring import choose_layout, measure_ground
from geo.errors import AtlasError

LARGEST_BYTES, LARGEST_UNPACKED, MOST_PARTS = 100_000_000, 400_000_000, 10_000
TYPES = "[Content_Types].xml"
LARGEST_TYPES = 5_000_000
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB] 2.2): PowerPoint's old format, and any file with a password ([MS-OFFCRYPTO])."""

WANTED = "Take a presentation or a template as PowerPoint saves it (.pptx, .potx)."


def open_template(path: Path) -> Ground:
    """Open a template as ground for slides.

    Raises:
        AtlasError: If it is missing, too large, broken, protected by a password, with macros, or no presentation.
    """
    data = _read_file(Path(path))
    data = _check_package(data, Path(path).name)
    try:
        deck = pptx.Presentation(io.BytesIO(data))
        empty_deck(deck)
        return measure_ground(deck, choose_layout(deck))
    except AtlasError as error:
        raise AtlasError(f'Template "{Path(path).name}": {error}') from error
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise AtlasError(
            f'"{Path(path).name}" is broken inside: {error}. Open it in PowerPoint, save it anew.'
        ) from error


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise AtlasError(f'The template "{path}" cannot be read: {error.strerror or error}.') from error
    if len(data) > LARGEST_BYTES:
        raise AtlasError(f'"{path.name}" is larger than {LARGEST_BYTES // 1_000_000} MB. Remove pictures from it.')
    if data.startswith(COMPOUND):
        raise AtlasError(f'"{path.name}" has a password or is of the old .ppt format. Save it as .pptx without one.')
    return data


def _check_package(data: bytes, name: str) -> bytes:
    """Return the bytes of a presentation that is safe to open; a template's are rewritten as a presentation's."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_sizes(parts, name)
            types = parts.read(TYPES).decode("utf-8", "replace") if _has_types(parts) else ""
            if parts.testzip():
                raise zipfile.BadZipFile("a part of it is damaged")
            if "macroEnabled" in types or "vbaProject" in types or any("vbaProject" in one for one in parts.namelist()):
                raise AtlasError(f'"{name}" has macros, which are never taken along. Save it as .pptx without them.')
            if MAIN.format("presentation") in types:
                return data
            kind = next((one for one in ("template", "slideshow") if MAIN.format(one) in types), None)
            if kind is None:
                raise AtlasError(f'"{name}" is no PowerPoint presentation. {WANTED}')
            return _retype(parts, types.replace(MAIN.format(kind), MAIN.format("presentation")))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise AtlasError(f'"{name}" is no PowerPoint file, or only a part of one: {error}. {WANTED}') from error


def _has_types(parts: zipfile.ZipFile) -> bool:
    return TYPES in parts.namelist() and parts.getinfo(TYPES).file_size <= LARGEST_TYPES


def _check_sizes(parts: zipfile.ZipFile, name: str) -> None:
    # Sizes are as the archive says; zipfile never unpacks more of a part than that.
    members = parts.infolist()
    if len(members) > MOST_PARTS or sum(one.file_size for one in members) > LARGEST_UNPACKED:
        raise AtlasError(f'"{name}" unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB and is not opened.')
    if any(re.search(r"(^|/)\.\.(/|$)", one.filename) for one in members):
        raise AtlasError(f'"{name}" has parts that lie outside of it, and is not opened.')


def _retype(parts: zipfile.ZipFile, types: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for member in parts.infolist():
            new.writestr(member.filename, types if member.filename == TYPES else parts.read(member))
    return kept.getvalue()
