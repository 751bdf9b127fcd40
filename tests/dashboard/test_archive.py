"""Owns reading PMTiles archives: every tile is found, and what is no sound archive is one clear line."""

import gzip
import random
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, TileType

from dashboard.archive import BROKEN
from dashboard.archive_opening import open_archive
from geo.errors import UnreadableFile
from tests.tiles import mvt, png, write_archive

WORLD = {(0, 0, 0): png((200, 30, 30))}
LAYERS = {"vector_layers": [{"id": "water", "fields": {}}]}


def every_tile(deepest):
    """Tiles of every zoom, each unlike any other, of lengths that do not compress."""
    length = random.Random(1)
    names = [(z, x, y) for z in range(deepest + 1) for x in range(1 << z) for y in range(1 << z)]
    return {tile: str(tile).encode() + bytes(length.randrange(250)) for tile in names}


def test_every_tile_is_found_and_none_beyond(tmp_path):
    # So many tiles that the archive has leaf directories.
    tiles = every_tile(7)
    archive = open_archive(write_archive(tmp_path / "a.pmtiles", tiles))
    assert archive.header["leaf_directory_length"] > 0
    assert all(archive.read_tile(*tile) == content for tile, content in tiles.items())
    assert (archive.min_zoom, archive.max_zoom) == (0, 7)
    for nowhere in ((8, 0, 0), (7, 128, 0), (7, 0, 128), (-1, 0, 0), (0, -1, 0), (10**30, 0, 0), (3, 10**30, 0)):
        assert archive.read_tile(*nowhere) is None


def test_a_gap_is_no_tile(tmp_path):
    archive = open_archive(write_archive(tmp_path / "a.pmtiles", {(2, 0, 0): b"x", (2, 3, 3): b"y"}))
    assert [archive.read_tile(2, n, n) for n in range(4)] == [b"x", None, None, b"y"]


def test_many_threads_read_the_same(tmp_path):
    tiles = every_tile(6)
    archive = open_archive(write_archive(tmp_path / "a.pmtiles", tiles))
    wrong = []

    def read():
        wrong.extend(tile for tile, content in tiles.items() if archive.read_tile(*tile) != content)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_bounds_are_those_of_the_header_and_the_world_where_it_makes_no_sense(tmp_path):
    there = open_archive(write_archive(tmp_path / "a.pmtiles", WORLD, bounds=(35.5, 34.5, 38.25, 37.0)))
    assert there.bounds == (35.5, 34.5, 38.25, 37.0)
    nowhere = open_archive(write_archive(tmp_path / "b.pmtiles", WORLD, bounds=(0, 0, 0, 0)))
    assert nowhere.bounds[0] == -180.0
    assert nowhere.bounds[2] == 180.0


def said(path):
    with pytest.raises(UnreadableFile) as refused:
        open_archive(path)
    line = str(refused.value)
    assert "\n" not in line
    assert str(path) in line
    return line


def test_what_is_no_archive_says_so_in_one_line(tmp_path):
    assert "does not exist" in said(tmp_path / "none.pmtiles")
    assert "cannot be read" in said(tmp_path)
    (tmp_path / "empty").touch()
    assert "is no PMTiles archive" in said(tmp_path / "empty")
    (tmp_path / "db.mbtiles").write_bytes(b"SQLite format 3\0" * 100)
    line = said(tmp_path / "db.mbtiles")
    assert "SQLite" in line
    assert "pmtiles convert" in line
    (tmp_path / "two").write_bytes(b"PM\x02\x00" + bytes(600))
    assert "version 2" in said(tmp_path / "two")
    (tmp_path / "four").write_bytes(b"PMTiles\x04" + bytes(600))
    assert "version 4" in said(tmp_path / "four")
    (tmp_path / "short").write_bytes(b"PMTiles\x03" + bytes(60))
    assert "ends within its header" in said(tmp_path / "short")
    (tmp_path / "zeros").write_bytes(b"PMTiles\x03" + bytes(600))
    assert "broken" in said(tmp_path / "zeros")


def test_tiles_that_no_browser_draws_are_refused_with_what_they_are(tmp_path):
    assert "mlt" in said(write_archive(tmp_path / "a", WORLD, TileType.MLT))
    assert "brotli" in said(write_archive(tmp_path / "b", WORLD, TileType.PNG, compression=Compression.BROTLI))
    assert "vector_layers" in said(write_archive(tmp_path / "c", {(0, 0, 0): mvt()}, TileType.MVT))
    assert open_archive(write_archive(tmp_path / "d", {(0, 0, 0): mvt()}, TileType.MVT, LAYERS)).is_vector


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.integers(0, 500))
def test_no_damage_is_more_than_one_clear_line(tmp_path, where, noise, cut):
    sound = write_archive(tmp_path / "sound", {(z, 0, 0): gzip.compress(b"x") for z in range(4)}, about=LAYERS)
    content = bytearray(sound.read_bytes())
    content[where : where + len(noise)] = noise
    broken = tmp_path / "broken"
    broken.write_bytes(content[: len(content) - cut] if cut % 2 else content)
    try:
        archive = open_archive(broken)
    except UnreadableFile as refused:
        assert "\n" not in str(refused)
        return
    for z in range(5):
        try:
            archive.read_tile(z, 0, 0)
        except BROKEN:
            continue
