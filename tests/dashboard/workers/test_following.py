"""Owns several workers of one run: all show the same at once, and one after another follows the files."""

import contextlib
import time
from dataclasses import replace

import pytest

from dashboard.settings import Settings
from dashboard.workers.board import Board
from dashboard.workers.opening import open_worker

HEADER = "event_id,event_date,event_type,actor1,location,country,latitude,longitude,geo_precision\n"
ROW = "{},2020-02-{:02d},Battles,Military Forces of Syria,Saraqib,Syria,35.86,36.8,1\n"
PATIENCE_S = 15


def write(file, events):
    file.write_text(HEADER + "".join(ROW.format(f"e{n}", 1 + n) for n in range(events)), encoding="utf-8")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.csv"
    write(path, 2)
    return path


@pytest.fixture
def start(tmp_path, file):
    """Start a worker of the run, and return what asks it and what may follow the files."""
    settings = Settings(event_paths=(file,))
    with contextlib.ExitStack() as heirs:

        def begin(follows=True):
            board = Board(tmp_path / "run")
            app, heir = open_worker(settings, board, build_folder=tmp_path / "build")
            if follows:
                heir.start()
                heirs.callback(heir.stop)
            return app.server.test_client(), heir

        yield begin


def ask(client, path):
    return client.get(path, base_url="http://127.0.0.1:8050").get_json()


def wait_for(client, events):
    until = time.monotonic() + PATIENCE_S
    while ask(client, "/health")["events"] != events:
        assert time.monotonic() < until
        time.sleep(0.05)
    return ask(client, "/version")["version"]


def test_once_one_worker_shows_another_version_all_do(start, file):
    (leader, _), (other, _), (third, _) = start(), start(follows=False), start(follows=False)
    first = ask(leader, "/version")["version"]
    assert [ask(one, "/version")["version"] for one in (other, third)] == [first, first]
    write(file, 5)
    second = wait_for(leader, 5)
    assert second > first
    assert [ask(one, "/version")["version"] for one in (other, third)] == [second, second]
    assert [ask(one, "/health")["events"] for one in (other, third)] == [5, 5]


def test_another_worker_follows_the_files_when_the_one_that_did_is_gone(start, file):
    (_, leader), (heir, _) = start(), start()
    write(file, 3)
    wait_for(heir, 3)
    leader.stop()
    write(file, 4)
    wait_for(heir, 4)


def test_a_worker_that_starts_late_shows_what_the_others_do_though_the_files_are_broken_by_now(start, file):
    leader, _ = start()
    file.write_text(HEADER.replace("event_id", "id").replace("event_date", "day") + "1,2,3\n", encoding="utf-8")
    until = time.monotonic() + PATIENCE_S
    while ask(leader, "/health")["status"] == "ok":
        assert time.monotonic() < until
        time.sleep(0.05)
    late, _ = start(follows=False)
    assert ask(late, "/health") == ask(leader, "/health")
    assert ask(late, "/health")["events"] == 2


def test_events_that_are_gone_and_come_back_are_shown_all_the_time(start, file):
    leader, _ = start()
    other, _ = start(follows=False)
    away = file.rename(file.with_suffix(".away"))
    until = time.monotonic() + PATIENCE_S
    while ask(other, "/health")["status"] == "ok":
        assert time.monotonic() < until
        time.sleep(0.05)
    said = ask(other, "/health")
    assert (said["status"], said["events"]) == ("degraded", 2)
    assert "still shown" in said["problems"][0]
    away.rename(file)
    while ask(other, "/health")["status"] != "ok":
        assert time.monotonic() < until + PATIENCE_S
        time.sleep(0.05)
    assert ask(leader, "/health")["events"] == 2


def test_a_worker_that_finds_no_snapshot_makes_it_again(start, tmp_path):
    start(follows=False)
    for snapshot in (tmp_path / "build").iterdir():
        snapshot.unlink()
    late, _ = start(follows=False)
    assert ask(late, "/health")["events"] == 2


def test_a_snapshot_that_is_replaced_or_deleted_does_not_reach_who_has_it_open(start, tmp_path):
    client, _ = start(follows=False)
    for snapshot in (tmp_path / "build").glob("*.duckdb"):
        snapshot.with_suffix(".new").write_bytes(b"no store")
        snapshot.with_suffix(".new").replace(snapshot)
    assert ask(client, "/health")["status"] == "ok"


def test_a_board_whose_snapshot_cannot_be_opened_leaves_the_last_good_data_and_says_so(start, tmp_path):
    client, _ = start(follows=False)
    board = Board(tmp_path / "run")
    board.write(replace(board.read(), version=board.next_version(), store=tmp_path / "none.duckdb"))
    said = ask(client, "/health")
    assert (said["status"], said["events"]) == ("degraded", 2)
    assert "none.duckdb" in said["problems"][0]
    assert str(tmp_path) not in said["problems"][0]
