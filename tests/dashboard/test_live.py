"""Owns what an app does when something else is shown: a request keeps its store, and programs are told the state."""

import threading
from dataclasses import replace

import duckdb
import pytest
from flask import Response

from dashboard.app import join_app, make_context
from dashboard.current import Current
from dashboard.panels.live import describe_anew
from dashboard.serving import open_app
from dashboard.settings import Settings
from dashboard.watching import show_events
from geo.live.rereading import Reread
from geo.store.selection import Selection
from geo.store.snapshot import open_events

HEADER = "event_id,event_date,event_type,actor1,location,country,latitude,longitude,geo_precision\n"
ROW = "{},2020-02-{:02d},Battles,Military Forces of Syria,Saraqib,Syria,35.86,36.8,1\n"


@pytest.fixture
def store_of(tmp_path):
    """Open a store of so many events."""

    def make(events, first=1):
        path = tmp_path / f"{events}.csv"
        path.write_text(HEADER + "".join(ROW.format(f"e{n}", first + n) for n in range(events)), encoding="utf-8")
        return open_events([path], build_folder=tmp_path / "build").store

    return make


@pytest.fixture
def current(store_of):
    return Current(make_context(store_of(2), Settings()))


def is_closed(store):
    try:
        store.count(Selection())
    except duckdb.Error:
        return True
    return False


def follow(current, store):
    current.show(show_events(current.of_request(), Reread(store, [])))


def test_a_request_sees_one_store_from_beginning_to_end_which_is_closed_after_it(current, store_of):
    server = join_app(current, Settings()).server
    old, new = current.store, store_of(3)

    @server.get("/slow")
    def slow():
        before = current.store.total, current.version
        follow(current, new)
        return [current.store.total, current.store.count(Selection()), before == (current.store.total, current.version)]

    answer = server.test_client().get("/slow")
    assert answer.json == [2, 2, True]
    answer.close()
    assert is_closed(old)
    assert current.store.total == server.test_client().get("/health").json["events"] == 3


def test_a_file_that_is_streamed_is_whole_though_another_store_is_shown_meanwhile(current, store_of):
    server = join_app(current, Settings()).server
    old = current.store
    answer = server.test_client().get("/export/events.csv?from=2020-02-01&to=2020-02-28", buffered=False)
    pieces = answer.iter_encoded()
    first = next(pieces)
    follow(current, store_of(3))
    assert not is_closed(old)
    assert (first + b"".join(pieces)).count(b"Saraqib") == 2
    answer.close()
    assert is_closed(old)


def test_the_store_stays_open_when_only_what_is_said_changes(current):
    broken = {"file": "a/b.csv", "rows": 0, "accepted": 0, "rejected": [], "warnings": [], "error": "a/b.csv is empty."}
    store, version = current.store, current.version
    current.show(show_events(current.of_request(), Reread(None, [broken], {"a/c.csv": 4})))
    assert current.store is store
    assert not is_closed(store)
    assert current.version > version


@pytest.mark.thorough
def test_stores_follow_each_other_under_many_requests(current, store_of):
    server = join_app(current, Settings()).server

    @server.get("/ask")
    def ask():
        return Response(str([current.store.count(Selection()) == current.store.total for _ in range(5)]))

    wrong, is_over = [], threading.Event()

    def go_on():
        client = server.test_client()
        while not is_over.is_set():
            with client.get("/ask") as answer:
                if answer.status_code != 200 or b"False" in answer.data:
                    wrong.append(answer.data)

    threads = [threading.Thread(target=go_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for events in range(3, 9):
        follow(current, store_of(events))
    is_over.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert current.store.total == 8


def test_how_a_page_opens_follows_the_events(current, store_of):
    before = current.window, current.summary.events
    follow(current, store_of(4, first=20))
    assert (current.window, current.summary.events) != before
    assert (current.store.first_day, current.summary.events) == (current.window[0], 4)
    assert describe_anew(current)["subtitle"].endswith("20–23 Feb 2020")


@pytest.fixture
def client(current):
    return join_app(current, Settings()).server.test_client()


def test_health_is_ok_with_what_was_refused_counted(current, client):
    fault = {"row": 2, "column": "event_date", "value": "soon", "message": "not a day"}
    report = {"file": "/home/me/mine.csv", "rows": 3, "accepted": 2, "rejected": [fault], "warnings": []}
    current.show(replace(current.of_request(), reports=[report]))
    said = client.get("/health")
    assert said.headers["Cache-Control"] == "no-store"
    assert (said.json["status"], said.json["problems"], said.json["events"]) == ("ok", [], 2)
    assert said.json["files"][0] == {
        "file": "mine.csv", "unit": "row", "rows": 3, "accepted": 2, "refused": 1, "to_look_at": 0,
    }  # fmt: skip
    assert said.json["version"] == client.get("/version").json["version"] == current.version


@pytest.mark.parametrize(
    "fault", [{"error": "/home/me/mine.csv holds no table."}, {"rows": 4, "accepted": 0}], ids=["unread", "refused"]
)
def test_health_is_degraded_while_a_file_is_not_what_is_shown_and_names_no_folder(current, client, fault):
    report = {"file": "/home/me/mine.csv", "rows": 0, "accepted": 0, "rejected": [], "warnings": [], **fault}
    current.show(replace(current.of_request(), reports=[report]))
    said = client.get("/health").json
    assert said["status"] == "degraded"
    assert said["problems"][0].startswith("mine.csv")
    assert "/home/me" not in str(said)


def test_the_version_says_that_something_is_coming(current, client):
    assert client.get("/version").json["is_changing"] is False
    current.tell_changing(True)
    assert client.get("/version").json["is_changing"] is True


def test_an_app_that_is_made_and_not_served_has_no_thread(tmp_path):
    (tmp_path / "mine.csv").write_text(HEADER + ROW.format("a", 1), encoding="utf-8")
    app, current, watcher = open_app([tmp_path / "mine.csv"], Settings(), build_folder=tmp_path / "build")
    names = [thread.name for thread in threading.enumerate()]
    assert "watcher" not in names
    with watcher:
        assert "watcher" in [thread.name for thread in threading.enumerate()]
    assert [thread.name for thread in threading.enumerate()] == names
    assert app.server.test_client().get("/health").json["events"] == current.store.total == 1
