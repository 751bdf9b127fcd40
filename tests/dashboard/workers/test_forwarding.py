"""Owns passing on: what one worker alone has is answered by whichever is asked, and is gone with that one."""

import os
import socket
import tempfile
import threading
from pathlib import Path

import pytest
from flask import Flask, Response, request
from waitress.server import create_server

from dashboard.workers.forwarding import Forwarding

OTHER = "4711"


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory() as made:  # Addresses of sockets are short.
        yield Path(made)


@pytest.fixture
def other(folder):
    """Another worker, which says what it was asked."""
    server = Flask("other")

    @server.route("/brief/files/<path:name>", methods=["GET", "DELETE"])
    def answer(name):
        said = f"{request.method} {request.path}?{request.query_string.decode()} {request.headers['Host']}"
        return Response(said * 10_000, headers={"X-From": "other"})

    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / f"{OTHER}.sock"))
    listener.listen()
    inner = create_server(server, sockets=[listener])
    thread = threading.Thread(target=inner.run, daemon=True)
    thread.start()
    yield
    inner.close()


@pytest.fixture
def client(folder):
    own = Flask("own")
    own.route("/<path:path>")(lambda path: "own")
    own.wsgi_app = Forwarding(own.wsgi_app, folder, str(os.getpid()))
    return own.test_client()


def test_a_file_of_another_worker_is_asked_of_that_worker(client, other):
    answer = client.get(f"/brief/files/{OTHER}-abc/file?x=1", headers={"Host": "atlas.example:8050"})
    assert answer.headers["X-From"] == "other"
    assert answer.text == f"GET /brief/files/{OTHER}-abc/file?x=1 atlas.example:8050" * 10_000
    assert client.delete(f"/brief/files/{OTHER}-abc").text.startswith("DELETE")


@pytest.mark.parametrize("name", ["own-abc", "4712-abc", "abc", "..%2f4711-abc", "-4711", f"{OTHER}-ä"])
def test_all_else_is_answered_here(client, other, name):
    name = name.replace("own", str(os.getpid()))
    assert client.get(f"/brief/files/{name}").text == "own"
    assert client.get(f"/export/{OTHER}-abc").text == "own"


def test_where_the_other_worker_was_killed_this_one_answers(client, folder):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / f"{OTHER}.sock"))
    listener.close()
    assert client.get(f"/brief/files/{OTHER}-abc").text == "own"
