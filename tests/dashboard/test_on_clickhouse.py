"""Owns that the page is the same on ClickHouse, and what it answers when ClickHouse cannot be asked."""

import pytest

from dashboard.app import join_app, make_context
from dashboard.current import Current
from dashboard.settings import Settings
from dashboard.state import CANNOT_ASK
from dashboard.workers.board import Board, Shown
from geo.store.clickhouse.address import ClickHouseAddress
from geo.store.event_store import EventStore
from tests.benchmarks.answering import ask_frame, ask_histogram
from tests.dashboard.test_answers import BASE, VIEW, WINDOW, post
from tests.geo.store.clickhouse.in_process import InProcess

QUESTIONS = (ask_frame(WINDOW, VIEW), ask_histogram({}))


@pytest.fixture
def on_clickhouse(opened, tmp_path):
    """The demonstration's events on a ClickHouse of its own: its store, and a client of the page on it."""
    pytest.importorskip("chdb", reason="no ClickHouse in this .venv: .ci/clickhouse installs it")
    address = InProcess(tmp_path / "chdb", "page")
    address.load(opened.store.path)
    store = EventStore(address)
    yield store, join_app(Current(make_context(store, Settings())), Settings()).server.test_client()
    store.close()


def test_the_page_answers_the_same_bytes_as_on_a_file(opened, on_clickhouse):
    _, client = on_clickhouse
    on_a_file = join_app(Current(make_context(opened.store, Settings())), Settings()).server.test_client()
    for question in QUESTIONS:
        answers = [post(one, question, "identity") for one in (on_a_file, client)]
        assert answers[0].status_code == answers[1].status_code == 200
        assert answers[0].json == answers[1].json
    assert client.get("/_dash-layout", base_url=BASE).status_code == 200
    health = client.get("/health", base_url=BASE).json
    assert (health["status"], health["events"], health["store"]["file"]) == ("ok", opened.store.total, "page")


def test_when_clickhouse_cannot_be_asked_the_page_is_told_so_and_nothing_of_where_it_is(on_clickhouse):
    store, client = on_clickhouse
    maker = store.path.connect({})
    maker.command(f"DROP TABLE {store._engine.source._names['event']}")
    maker.close()
    for question in QUESTIONS:
        answer = post(client, question, "identity")
        assert (answer.status_code, answer.text) == (503, CANNOT_ASK)
    health = client.get("/health", base_url=BASE)
    assert (health.status_code, health.json["status"]) == (503, "failing")


def test_workers_find_the_database_that_the_first_of_them_opened(tmp_path):
    board, address = Board(tmp_path), ClickHouseAddress("db.example", "atlas", "ann", cluster="two", is_secure=True)
    board.write(Shown(1, address, []))
    assert board.read().store == address
