"""Owns small PMTiles archives for tests: pictures of one colour, and vector tiles encoded by hand.

Formats: PNG (W3C), Mapbox Vector Tile 2.1 (protocol buffers: key = field number * 8 + wire type), PMTiles 3.
"""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

EXTENT = 4096
SHAPES = {"Point": 1, "LineString": 2, "Polygon": 3}
Tile = tuple[int, int, int]


def png(colour: tuple[int, int, int], width_px: int = 256) -> bytes:
    """Return a picture of one colour (red, green, blue)."""
    rows = (b"\0" + bytes(colour) * width_px) * width_px
    head = struct.pack(">IIBBBBB", width_px, width_px, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def mvt(**layers: list[tuple[str, list, dict[str, str | int]]]) -> bytes:
    """Return a vector tile, from features by layer: shape, points in units of the tile (0 to 4096, y down), fields."""
    return b"".join(_part(3, _layer(name, features)) for name, features in layers.items())


def _layer(name: str, features: list) -> bytes:
    keys = sorted({key for _, _, fields in features for key in fields})
    values = sorted({value for _, _, fields in features for value in fields.values()}, key=repr)
    return b"".join(
        [
            _part(1, name.encode()),
            *(_part(2, _feature(shape, points, fields, keys, values)) for shape, points, fields in features),
            *(_part(3, key.encode()) for key in keys),
            *(_part(4, _value(value)) for value in values),
            _varint(5 << 3) + _varint(EXTENT),
            _varint(15 << 3) + _varint(2),
        ]
    )


def _feature(shape: str, points: list, fields: dict, keys: list, values: list) -> bytes:
    tags = b"".join(_varint(keys.index(key)) + _varint(values.index(value)) for key, value in fields.items())
    return _part(2, tags) + _varint(3 << 3) + _varint(SHAPES[shape]) + _part(4, _geometry(shape, points))


def _geometry(shape: str, points: list) -> bytes:
    """Encode commands: move to (1) the first point, line to (2) the others, close (7) a ring."""
    steps = [(x - a, y - b) for (a, b), (x, y) in zip([(0, 0), *points], points, strict=False)]
    drawn = [_varint(1 | 1 << 3), *map(_zigzag, steps[0])]
    if shape != "Point":
        drawn += [_varint(2 | len(steps[1:]) << 3), *(_zigzag(number) for step in steps[1:] for number in step)]
    return b"".join([*drawn, _varint(7 | 1 << 3)] if shape == "Polygon" else drawn)


def _value(value: str | int) -> bytes:
    return _part(1, value.encode()) if isinstance(value, str) else _varint(5 << 3) + _varint(value)


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])


def write_archive(
    path: Path,
    tiles: Mapping[Tile, bytes],
    tile_type: TileType = TileType.PNG,
    about: dict | None = None,
    bounds: tuple[float, float, float, float] = (-180.0, -85.0, 180.0, 85.0),
    compression: Compression | None = None,
) -> Path:
    """Write an archive of tiles by zoom, column and row; vector tiles are compressed unless told otherwise."""
    kept = compression or (Compression.GZIP if tile_type is TileType.MVT else Compression.NONE)
    edges = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    header = {"tile_type": tile_type, "tile_compression": kept}
    header |= {edge: round(degrees * 1e7) for edge, degrees in zip(edges, bounds, strict=True)}
    with write(path) as writer:
        for tile, content in sorted(tiles.items(), key=lambda pair: zxy_to_tileid(*pair[0])):
            writer.write_tile(zxy_to_tileid(*tile), gzip.compress(content) if kept is Compression.GZIP else content)
        writer.finalize(header, about or {})
    return path
