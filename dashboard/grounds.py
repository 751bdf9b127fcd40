"""The basemaps that a person can choose from: the embedded ones, a file of this machine, and online ones if allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

from dashboard.archive import Archive, list_vector_layers
from dashboard.archive_opening import open_archive
from dashboard.figures.basemap import CREDIT
from dashboard.figures.ground import EMBEDDED, Ground
from dashboard.figures.palette import LIGHT
from dashboard.figures.tileset import Tileset
from dashboard.online import read_online
from dashboard.settings import Settings
from dashboard.view import Ground as Word
from geo.tables.printing import printable

ENDING = ".pmtiles"
LONGEST_WORD, LONGEST_CREDIT = 60, 240
PHOTOS = ("image/jpeg", "image/webp", "image/avif")
"""What photographs come as; maps that were drawn, with names on them, come as PNG."""

PICTURE_PX = (256, 512)


@dataclass(frozen=True)
class Grounds:
    """Every basemap of a running atlas.

    Attributes:
        by_name: By its word in the URL, in the order of the screen.
        archive: The file that the atlas serves tiles from; None for none.
    """

    by_name: Mapping[str, Ground]
    archive: Archive | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """Other machines that the page may ask, each once."""
        return tuple(dict.fromkeys(ground.host for ground in self.by_name.values() if ground.host))

    def choose(self, name: str | None) -> Ground:
        """Return the basemap of a name, the usual one where there is none of it."""
        return self.by_name.get(name or Word.THEME) or self.by_name[Word.THEME]


EMBEDDED_ONLY = Grounds(EMBEDDED)


def read_grounds(settings: Settings) -> Grounds:
    """Read what the settings name.

    Raises:
        UnreadableFile: If the file of tiles or the list of online basemaps cannot be used.
    """
    archive = open_archive(settings.basemap) if settings.basemap else None
    own = {name_archive(archive): _describe_archive(archive)} if archive else {}
    listed = read_online(settings.data_folder / "basemap" / "online.csv") if settings.is_online else ()
    online = {
        one.name: Ground(one.title, f"{one.attribution} · from {one.host}", LIGHT, one.tiles, one.host, one.usage)
        for one in listed
    }
    return Grounds({**EMBEDDED, **own, **online}, archive)


def name_archive(archive: Archive) -> str:
    """Return an archive's word in the URL: its file name, which can be no other basemap's for its ending."""
    return f"{archive.name.removesuffix(ENDING)[: LONGEST_WORD - len(ENDING)]}{ENDING}"


def _describe_archive(archive: Archive) -> Ground:
    layers = list_vector_layers(archive.about) if archive.is_vector else {}
    said = archive.about.get("tileSize")
    tiles = Tileset(
        address=f"/tiles/{{z}}/{{x}}/{{y}}?file={archive.stamp}",
        min_zoom=archive.min_zoom,
        max_zoom=archive.max_zoom,
        bounds=archive.bounds,
        vector_layers=layers,
        is_photo=archive.media_type in PHOTOS,
        tile_px=said if said in PICTURE_PX else PICTURE_PX[0],
    )
    credit = say_plainly(str(archive.about.get("attribution") or "")) or f"{archive.name} (does not say whose it is)"
    # Pictures have their own colours, and most are light: names and roads on them are drawn as on the light map.
    return Ground(archive.name, f"{credit} · {CREDIT}", None if archive.is_vector else LIGHT, tiles)


def say_plainly(markup: str) -> str:
    """Return the words of a piece of HTML, as attributions are written; never the markup."""
    words = Words()
    words.feed(markup)
    words.close()
    return " ".join("".join(words.said).split())[:LONGEST_CREDIT]


class Words(HTMLParser):
    """What a browser would show of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        """Note a piece of text, unless it is code."""
        if self.cdata_elem is None:
            self.said.append(data)


def say_grounds(grounds: Grounds) -> list[str]:
    """Say at the start what besides the embedded basemaps there is, a line each."""
    archive = grounds.archive
    kind = "" if archive is None else "vector tiles" if archive.is_vector else f"{archive.tile_type.name.lower()} tiles"
    own = [f"Basemap {archive.name}: {kind}, zoom {archive.min_zoom} to {archive.max_zoom}."] if archive else []
    asked = [f"{ground.title} ({ground.host})" for ground in grounds.by_name.values() if ground.host]
    online = f"Online basemaps may be chosen: {', '.join(asked)}. Nothing is asked of them before somebody does."
    return [printable(line) for line in (*own, *([online] if asked else []))]


def search_for(grounds: Grounds) -> str:
    """Return the query with which the page opens on the file that the person gave; empty without one."""
    return f"?{urlencode({'map': name_archive(grounds.archive)})}" if grounds.archive else ""
