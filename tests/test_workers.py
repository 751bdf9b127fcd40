"""Owns `run.py serve --workers`: workers that are killed are replaced, and what has begun is answered to its end."""

import http.client
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest

from dashboard.settings import PROJECT

PATIENCE_S = 40
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn needs fork")


def start(*options, limit=None):
    command = [sys.executable, "run.py", "--no-browser", "--port", "0", *map(str, options)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=PROJECT, preexec_fn=limit, **pipes)


def read_address(server):
    for line in iter(server.stdout.readline, ""):
        if found := re.match(r"http://127\.0\.0\.1:\d+/(\w+/)?", line):
            return found[0]
    raise AssertionError(server.stderr.read())


def ask(address):
    with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
        return answer.read()


def workers_of(server):
    children = psutil.Process(server.pid).children()
    return {one.pid for one in children if "resource_tracker" not in " ".join(one.cmdline())}


def test_a_killed_worker_is_replaced_and_the_end_waits_for_what_has_begun():
    with start("--workers", 2, "--path-prefix", "/atlas", "--log-format", "json") as server:
        address = read_address(server)
        version = json.loads(ask(f"{address}version"))["version"]
        before = workers_of(server)
        assert len(before) == 2
        killed = before.pop()
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + PATIENCE_S
        while len(workers_of(server) - {killed}) < 2:
            assert time.monotonic() < until
            assert json.loads(ask(f"{address}version"))["version"] == version
            time.sleep(0.1)
        assert b"Conflict Atlas" in ask(address)
        host, path = address.split("/")[2], f"/{address.split('/', 3)[3]}"
        begun = http.client.HTTPConnection(host, timeout=PATIENCE_S)
        begun.putrequest("GET", f"{path}export/events.csv?from=2020-02-05&to=2020-02-12&q=secret")
        begun.endheaders()
        time.sleep(0.1)
        server.terminate()
        answer = begun.getresponse()
        assert answer.status == 200
        assert answer.read().startswith(b"\xef\xbb\xbfevent_id,")
        begun.close()
        assert server.wait(PATIENCE_S) == 0
        lines = [json.loads(line) for line in server.stderr.read().splitlines()]
    asked = [line for line in lines if line["message"] == "answered"]
    assert {"/version", "/export/events.<name>"} <= {line["route"] for line in asked}
    assert all(line["request"] and line["ms"] >= 0 for line in asked)
    assert "secret" not in str(lines)


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.thorough)])
def test_a_full_disk_is_one_line_that_says_what_to_do(tmp_path, workers):
    file = tmp_path / "events.csv"
    row = "e1,2020-02-01,Battles,Saraqib,Syria,35.86,36.8,1\n"
    file.write_text(f"event_id,event_date,event_type,location,country,latitude,longitude,geo_precision\n{row}")

    def fill_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    with start("--workers", workers, "--events", file, limit=fill_disk) as server:
        _, said = server.communicate(timeout=PATIENCE_S)
    assert server.returncode == 2
    (line,) = said.splitlines()
    assert "Make room on the disk" in line
