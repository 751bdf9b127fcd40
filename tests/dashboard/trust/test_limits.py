"""Owns how fast one client may ask for what costs much."""

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.trust import limits
from dashboard.trust.limits import Buckets, Limit
from tests.dashboard.trust.doors import UPDATE, question


@pytest.fixture
def app(opened):
    return create_app(opened.store, Settings())


def test_a_client_has_so_many_at_once_and_then_so_many_a_second(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    buckets, limit = Buckets(), Limit(3, 2.0)
    assert [buckets.take("x", "ada", limit) for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.take("x", "grace", limit) == 0
    assert buckets.take("y", "ada", limit) == 0
    now[0] += 0.5
    assert [buckets.take("x", "ada", limit) for _ in range(2)] == [0, 0.5]
    now[0] += 60
    assert [buckets.take("x", "ada", limit) for _ in range(4)] == [0, 0, 0, 0.5]


def test_clients_that_are_not_remembered_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CLIENTS", 10)
    buckets = Buckets()
    for number in range(100):
        buckets.take("x", str(number), Limit(1, 1))
    assert len(buckets._left) == 10


@pytest.mark.parametrize("path", ["/export/events.kml?q=x", "/brief/sheet?layout=x"])
def test_a_script_that_exports_is_slowed_and_told_when_to_come_back(app, monkeypatch, path):
    monkeypatch.setattr(limits, "EXPENSIVE", {"send_events": Limit(2, 0.1), "brief.send_sheet": Limit(2, 0.1)})
    client = app.server.test_client()
    answers = [client.get(path) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 11
    assert client.get(path, environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).status_code != 429
    assert client.get("/version").status_code == 200


def test_only_searching_is_slowed_and_not_dragging(app, monkeypatch):
    monkeypatch.setattr(limits, "SEARCH", Limit(2, 0.1))
    client, here = app.server.test_client(), {"edges": [35, 35, 38, 37, 8]}
    window = {"from": ["2020-02-05"], "to": ["2020-02-07"]}

    def ask(filters):
        return client.post(UPDATE, json=question(app, "frame.data", window, filters, here)).status_code

    assert [ask({}) for _ in range(5)] == [200] * 5
    assert [ask({"q": ["saraqib"]}) for _ in range(3)] == [200, 200, 429]
    assert ask({"type": ["Battles"]}) == 200
