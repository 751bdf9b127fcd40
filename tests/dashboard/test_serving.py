"""Owns `run.py` as a person starts it: one clear line when it cannot serve, and a page when it can."""

import http.client
import re
import socket
import subprocess
import sys
import urllib.request

from dashboard.settings import PROJECT

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
