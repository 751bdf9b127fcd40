"""The list of online basemaps in `data/basemap/online.csv`: what a person may allow the page to ask for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.figures.tileset import WORLD, Tileset
from dashboard.view import Ground as Word
from geo.errors import UnreadableFile

COLUMNS = ("name", "title", "url", "attribution", "max_zoom", "is_photo", "usage")
NAME = re.compile(r"[a-z0-9_-]{1,60}")
ADDRESS = re.compile(r"https://(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?)/[\w./{}?=&%:@+~,-]*", re.ASCII)
"""The host goes into the page's policy as it stands, so that it must be plain, whole and lower case."""

PLACES = ("{z}", "{x}", "{y}")
LARGEST_ZOOM = 22


@dataclass(frozen=True)
class Online:
    """One online basemap.

    Attributes:
        name: Its word in the URL.
        title: Its name on screen.
        host: The machine that is asked, with its port if that is not the usual one.
        attribution: Who made it, as plain text.
        usage: What its owners allow.
        tiles: Where its pictures come from.
    """

    name: str
    title: str
    host: str
    attribution: str
    usage: str
    tiles: Tileset


def read_online(path: Path) -> tuple[Online, ...]:
    """Read the list.

    Raises:
        UnreadableFile: If a row is wrong: what is asked of other machines is never guessed.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines, restkey="", restval="")
            if set(COLUMNS) - set(table.fieldnames or ()):
                raise UnreadableFile(f"{path} has not the columns it needs. Expected {','.join(COLUMNS)}.")
            rows = list(table)
    except (OSError, ValueError, csv.Error) as error:
        raise UnreadableFile(f"{path} cannot be read: {error}. Expected a CSV with {','.join(COLUMNS)}.") from error
    listed = tuple(_read_row(row, f"{path} row {number}") for number, row in enumerate(rows, start=2))
    _refuse_twins(listed, path)
    return listed


def _read_row(row: dict[str, str], where: str) -> Online:
    name, title, url, attribution, zoom, is_photo, usage = (row[column].strip() for column in COLUMNS)
    found = ADDRESS.fullmatch(url)
    if not NAME.fullmatch(name) or name in tuple(Word):
        raise UnreadableFile(
            f'{where}, column name: "{name}" cannot be a name. Expected a-z, 0-9, - and _, such as osm.'
        )
    if found is None or not all(url.count(place) == 1 for place in PLACES) or url.count("{") != len(PLACES):
        raise UnreadableFile(
            f'{where}, column url: "{url}" cannot be asked. Expected https://host/{{z}}/{{x}}/{{y}}.png.'
        )
    if not (zoom.isascii() and zoom.isdigit() and int(zoom) <= LARGEST_ZOOM):
        raise UnreadableFile(f'{where}, column max_zoom: "{zoom}" is no zoom. Expected 0 to {LARGEST_ZOOM}.')
    if not title or not attribution:
        raise UnreadableFile(f"{where}: title or attribution is blank. Whose map it is must be said.")
    tiles = Tileset(url, 0, int(zoom), WORLD, {}, is_photo.lower() in ("yes", "true", "1"))
    return Online(name, title, found["host"], attribution, usage, tiles)


def _refuse_twins(listed: Iterable[Online], path: Path) -> None:
    names = [one.name for one in listed]
    twins = {name for name in names if names.count(name) > 1}
    if twins:
        raise UnreadableFile(f'{path}, column name: "{min(twins)}" stands there twice. Give each its own name.')
