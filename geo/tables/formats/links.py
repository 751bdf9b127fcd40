"""Links of other formats: those that can be followed become ours, and none that cannot costs the row."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from geo.schema import COLUMNS
from geo.tables.cells import complain_about_cell
from geo.tables.texts import map_distinct, matches

_LINKS = next(column for column in COLUMNS if column.name == "source_url")
_FINE = r"(https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-:<-~]*)?)?"
_HOST = r"^https?://(?:www\.)?([^/:?#;]+)[^;]*$"


def plain_link(text: str) -> str:
    """Return a link as our column takes it; "" for a text that is none. A semicolon in it is written %3B."""
    link = text.strip().replace(";", "%3B").replace(" ", "%20")
    return "" if complain_about_cell(_LINKS, link) else link


def plain_links(texts: pa.Array) -> pa.Array:
    """Do so for a column of one link each."""
    return texts if matches(texts, _FINE).all() else map_distinct(texts, plain_link)


def hosts(links: pa.Array) -> pa.Array:
    """Return the host of each link, without "www."; "" where there is none."""
    return pc.replace_substring_regex(links, _HOST, r"\1")
