"""A PMTiles archive (version 3) on this machine: what it holds, and its tiles one by one."""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from pmtiles.tile import Entry, HeaderDict, TileType, deserialize_directory, find_tile, zxy_to_tileid

from dashboard.figures.tileset import Bounds

MEDIA_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
KEPT_DIRECTORIES = 32
DEEPEST = 4
"""Directories between the root and a tile, at most, as the format says."""

BROKEN = (ValueError, IndexError, EOFError, OSError, zlib.error)
"""What reading bytes raises that are not what the format says; OSError: not gzip."""


@dataclass(frozen=True)
class Archive:
    """An open archive; any number of threads may read it at once.

    Attributes:
        name: Its file name.
        tile_type: What its tiles are.
        is_gzipped: Whether each tile is compressed.
        min_zoom: Lowest zoom it has tiles of; 0 is one tile for the world.
        max_zoom: Highest zoom it has tiles of.
        bounds: West, south, east, north, degrees.
        about: Its metadata, as it stands there.
        stamp: Changes when the file changes.
        content: The file, mapped into memory.
        header: Where its parts lie.
    """

    name: str
    tile_type: TileType
    is_gzipped: bool
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    about: dict
    stamp: str
    content: mmap.mmap = field(repr=False)
    header: HeaderDict = field(repr=False)
    _directory: Callable[[int, int], list[Entry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A cache of each archive's own, so that nothing outlives it; lru_cache may be asked by many threads.
        object.__setattr__(self, "_directory", lru_cache(KEPT_DIRECTORIES)(self._read_directory))

    @property
    def media_type(self) -> str:
        """Type of its tiles, as HTTP says it."""
        return MEDIA_TYPES[self.tile_type]

    @property
    def is_vector(self) -> bool:
        """Whether tiles hold shapes rather than pictures."""
        return self.tile_type is TileType.MVT

    def read_tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return the bytes of a tile as they are kept, None where there is none.

        Args:
            z: Zoom.
            x: Column, from the west.
            y: Row, from the north.

        Raises:
            BROKEN: If the archive is damaged where the tile should be.
        """
        if not self.min_zoom <= z <= self.max_zoom or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        tile_id = zxy_to_tileid(z, x, y)
        offset, length = self.header["root_offset"], self.header["root_length"]
        for _ in range(DEEPEST):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None:
                return None
            if entry.run_length:
                return self._read(self.header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = self.header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    def _read_directory(self, offset: int, length: int) -> list[Entry]:
        return deserialize_directory(self._read(offset, length))

    def _read(self, offset: int, length: int) -> bytes:
        read = self.content[offset : offset + length]
        if len(read) < length:
            raise EOFError(f"{self.name} ends before byte {offset + length}")
        return read


def list_vector_layers(about: dict) -> dict[str, frozenset[str]]:
    """Return the layers that the metadata of vector tiles names, each with the names of its fields."""
    said = about.get("vector_layers")
    layers = [layer for layer in said if isinstance(layer, dict)] if isinstance(said, list) else []
    return {
        layer["id"]: frozenset(layer["fields"]) if isinstance(layer.get("fields"), dict) else frozenset()
        for layer in layers
        if isinstance(layer.get("id"), str)
    }
