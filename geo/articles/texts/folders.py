"""Which files of a folder are articles: those whose names or contents say so, in a stable order, none from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from geo.articles.texts.kinds import ENDINGS, HEAD_BYTES, Kind, recognise
from geo.errors import AtlasError
from geo.tables.temporary import is_temporary

SAID_UNREADABLE = frozenset({".doc", ".odt", ".rtf", ".msg", ".pages"})
"""Endings of documents that may be reports and are not read: they are named, since none is left out silently."""

NEVER = frozenset(
    {".csv", ".tsv", ".json", ".geojson", ".xlsx", ".xls", ".ods", ".pptx", ".py", ".js", ".css", ".svg", ".zip"}
    | {".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff", ".woff2"}
)
"""Endings of files that lie beside articles and are none, whatever they begin with."""


def list_files(folder: Path) -> Iterator[Path]:
    """List the articles of a folder and its folders, by name.

    Hidden and temporary files, files that a saved page brought along (`NAME_files`), folders that are links, and links
    out of the folder are passed over. A name without a known ending counts where the content is surely a page, PDF,
    Word document, mail or feed.
    """
    root = folder.resolve()
    for here, folders, names in os.walk(folder):
        stems = {Path(name).stem for name in names if ENDINGS.get(Path(name).suffix.lower()) is Kind.PAGE}
        brought = {f"{stem}_files" for stem in stems}
        folders[:] = sorted(name for name in folders if not is_temporary(name) and name not in brought)
        for name in sorted(names):
            path = Path(here, name)
            if not is_temporary(name) and _is_inside(path, root) and _is_article(path):
                yield path


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(root))
    except OSError:
        return False


def _is_article(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending == ".xml":
        return _kind_of(path) is Kind.FEED
    if ending in ENDINGS or ending in SAID_UNREADABLE:
        return True
    return ending not in NEVER and _kind_of(path) not in (None, Kind.PLAIN)


def _kind_of(path: Path) -> Kind | None:
    """Recognise a file by its beginning; None where it is no kind that is read, or cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            return recognise(head + file.read() if head.startswith(b"PK") else head, path.name)
    except (OSError, AtlasError):
        return None
