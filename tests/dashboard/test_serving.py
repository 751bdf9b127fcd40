"""Owns `run.py` as a person starts it: one clear line when it cannot serve, and a page when it can."""

import gzip
import http.client
import re
import socket
import subprocess
import sys
import urllib.request

import pytest
from pmtiles.tile import TileType

from dashboard.app import create_app
from dashboard.settings import PROJECT, Settings
from tests.tiles import mvt, png, write_archive

START = [sys.executable, "run.py", "--no-browser", "--port"]


def complaint(*arguments):
    done = subprocess.run(
        [*START[:3], *map(str, arguments)], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_a_free_port_serves_the_page_and_says_where():
    with subprocess.Popen([*START, "0"], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as server:
        assert "140 events" in server.stdout.readline()
        address = re.match(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())[0]
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert b"Conflict Atlas" in answer.read()
        foreign = http.client.HTTPConnection(address.split("/")[2], timeout=10)
        foreign.request("GET", "/", headers={"Host": "evil.example"})
        assert foreign.getresponse().status == 400
        server.terminate()


def test_a_port_in_use_is_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = complaint("--port", port)
    assert str(port) in said
    assert "--port" in said


def test_missing_and_empty_input_is_one_line(tmp_path):
    assert "does not exist" in complaint("--port", 0, "--events", tmp_path / "none.csv")
    assert str(tmp_path) in complaint("--port", 0, "--events", tmp_path)
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert str(empty) in complaint("--port", 0, "--events", empty)


def test_a_basemap_that_cannot_be_used_is_one_line_before_anything_is_served(tmp_path):
    assert "none.pmtiles does not exist" in complaint("--port", 0, "--basemap", tmp_path / "none.pmtiles")
    (tmp_path / "map.mbtiles").write_bytes(b"SQLite format 3\0" * 100)
    assert "is no PMTiles archive" in complaint("--port", 0, "--basemap", tmp_path / "map.mbtiles")


def test_the_start_says_which_basemaps_there_are_besides_the_usual(tmp_path):
    path = write_archive(tmp_path / "syria.pmtiles", {(0, 0, 0): png((200, 30, 30))})
    options = ["0", "--basemap", str(path), "--online"]
    with subprocess.Popen([*START, *options], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as server:
        lines = [server.stdout.readline() for _ in range(4)]
        server.terminate()
    assert lines[2] == "Basemap syria.pmtiles: png tiles, zoom 0 to 0.\n"
    assert "tile.openstreetmap.org" in lines[3]


@pytest.fixture
def client_of(opened):
    return lambda path: create_app(opened.store, Settings(basemap=path)).server.test_client()


def test_pictures_are_served_as_what_they_are(client_of, tmp_path):
    picture = png((200, 30, 30))
    client = client_of(write_archive(tmp_path / "a.pmtiles", {(1, 0, 1): picture}))
    answer = client.get("/tiles/1/0/1?file=x", headers={"Accept-Encoding": "gzip, br"})
    assert (answer.status_code, answer.content_type, answer.data) == (200, "image/png", picture)
    assert "Content-Encoding" not in answer.headers
    assert "max-age=86400" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_vector_tiles_stay_compressed_for_whom_reads_that(client_of, tmp_path):
    tile = mvt(water=[("Polygon", [(0, 0), (4096, 0), (4096, 4096)], {"kind": "ocean"})])
    about = {"vector_layers": [{"id": "water", "fields": {}}]}
    client = client_of(write_archive(tmp_path / "a.pmtiles", {(0, 0, 0): tile}, TileType.MVT, about))
    answer = client.get("/tiles/0/0/0", headers={"Accept-Encoding": "gzip, br"})
    assert answer.content_type == "application/vnd.mapbox-vector-tile"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == tile
    plain = client.get("/tiles/0/0/0", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.data == tile
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_where_there_is_no_tile_there_is_an_empty_one(client_of, tmp_path):
    about = {"vector_layers": [{"id": "water", "fields": {}}]}
    shapes = client_of(write_archive(tmp_path / "a.pmtiles", {(1, 0, 0): mvt()}, TileType.MVT, about))
    pictures = client_of(write_archive(tmp_path / "b.pmtiles", {(1, 0, 0): png((1, 2, 3))}))
    for tile in ("1/1/1", "0/0/0", "9/0/0", "1/7/7", f"1/{10**40}/0"):
        assert shapes.get(f"/tiles/{tile}").status_code == 204
        answer = pictures.get(f"/tiles/{tile}")
        assert (answer.status_code, answer.content_type) == (200, "image/png")
        assert answer.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("path", ["1/0/../../a.pmtiles", "..%2f..%2frun.py", "1/0", "-1/0/0", "1/0/0.png", "a/b/c"])
def test_no_path_leads_out_of_the_archive(client_of, tmp_path, path):
    answer = client_of(write_archive(tmp_path / "a.pmtiles", {(0, 0, 0): png((1, 2, 3))})).get(f"/tiles/{path}")
    # Dash answers every path that is none of its own with the page itself.
    assert answer.status_code == 404 or b"react-entry-point" in answer.data


def test_a_damaged_tile_is_an_error_of_that_tile_alone(client_of, tmp_path):
    path = write_archive(tmp_path / "a.pmtiles", {(1, 0, 0): png((1, 2, 3)), (1, 1, 1): png((4, 5, 6), 512)})
    path.write_bytes(path.read_bytes()[:-100])
    client = client_of(path)
    assert client.get("/tiles/1/0/0").status_code == 200
    assert client.get("/tiles/1/1/1").status_code == 500
