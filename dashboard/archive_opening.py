"""Opening a PMTiles archive: what it must be so that the map can be drawn from it, and what is said where it is not."""

from __future__ import annotations

import gzip
import json
import mmap
from pathlib import Path

from pmtiles.tile import Compression, HeaderDict, deserialize_header

from dashboard.archive import BROKEN, MEDIA_TYPES, Archive, list_vector_layers
from dashboard.figures.tileset import MERCATOR_DEG, WORLD, Bounds
from geo.errors import UnreadableFile

HEADER_BYTES = 127
LARGEST_ZOOM = 30


def open_archive(path: Path) -> Archive:
    """Open an archive and look whether the map can be drawn from it.

    Raises:
        UnreadableFile: If it is missing, broken, no PMTiles of version 3, or holds what a browser cannot draw.
    """
    try:
        with path.open("rb") as file:
            size, changed = path.stat().st_size, path.stat().st_mtime_ns
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist. Give a PMTiles archive: --basemap syria.pmtiles.") from None
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}. Give a PMTiles archive.") from error
    _refuse_other_formats(path, content[:HEADER_BYTES])
    try:
        header = deserialize_header(content[:HEADER_BYTES])
        about = _read_about(content, header)
        archive = Archive(
            path.name, header["tile_type"], header["tile_compression"] is Compression.GZIP,
            header["min_zoom"], header["max_zoom"], _read_bounds(header), about,
            f"{size:x}-{changed:x}", content, header,
        )  # fmt: skip
        _refuse_what_no_browser_draws(path, archive)
        archive.read_tile(archive.min_zoom, 0, 0)
    except BROKEN as error:
        raise UnreadableFile(
            f"{path} is a broken PMTiles archive: {error or 'it ends too early'}. Copy it anew."
        ) from error
    return archive


def _refuse_other_formats(path: Path, start: bytes) -> None:
    expected = "Expected PMTiles version 3; the command pmtiles convert makes it of MBTiles and of older versions."
    if start[:2] == b"PM" and start[:7] != b"PMTiles" and start[2:4] == b"\x02\x00":
        raise UnreadableFile(f"{path} is PMTiles version 2. {expected}")
    if start[:7] != b"PMTiles":
        raise UnreadableFile(
            f"{path} is no PMTiles archive: it begins with {bytes(start[:7]).decode('latin-1')!r}. {expected}"
        )
    if len(start) < HEADER_BYTES:
        raise UnreadableFile(f"{path} is a broken PMTiles archive: it ends within its header. Copy it anew.")
    if start[7] != 3:
        raise UnreadableFile(f"{path} is PMTiles version {start[7]}. {expected}")


def _refuse_what_no_browser_draws(path: Path, archive: Archive) -> None:
    if archive.tile_type not in MEDIA_TYPES:
        kinds = "vector tiles (mvt), png, jpeg, webp or avif"
        raise UnreadableFile(f"{path} holds tiles of the kind {archive.tile_type.name.lower()}. Expected {kinds}.")
    kept = archive.header["tile_compression"]
    if kept in (Compression.BROTLI, Compression.ZSTD):
        raise UnreadableFile(f"{path} compresses its tiles with {kept.name.lower()}. Expected gzip, or none at all.")
    if not 0 <= archive.min_zoom <= archive.max_zoom <= LARGEST_ZOOM:
        raise ValueError(f"its zooms go from {archive.min_zoom} to {archive.max_zoom}")
    if archive.is_vector and not list_vector_layers(archive.about):
        raise UnreadableFile(
            f"{path} does not say which layers its tiles hold. Expected vector_layers in its metadata."
        )


def _read_about(content: bytes | mmap.mmap, header: HeaderDict) -> dict:
    if header["internal_compression"] is not Compression.GZIP:
        raise ValueError(f"its directories are kept as {header['internal_compression'].name.lower()}, not as gzip")
    start, length = header["metadata_offset"], header["metadata_length"]
    about = json.loads(gzip.decompress(content[start : start + length])) if length else {}
    if not isinstance(about, dict):
        raise ValueError("its metadata is no JSON object")
    return about


def _read_bounds(header: HeaderDict) -> Bounds:
    """Return the bounds that the header says, those of the world where it says none that make sense."""
    west, south, east, north = (header[f"{edge}_e7"] / 1e7 for edge in ("min_lon", "min_lat", "max_lon", "max_lat"))
    west, east = max(west, -180.0), min(east, 180.0)
    south, north = max(south, -MERCATOR_DEG), min(north, MERCATOR_DEG)
    return (west, south, east, north) if west < east and south < north else WORLD
