"""Owns what a person reads when a server of events cannot be asked: what is wrong, and what to do."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geo.commands.parser import read_store
from geo.errors import AtlasError, CannotAsk, TooSlow
from geo.store.clickhouse.address import PASSWORD, ClickHouseAddress
from geo.store.event_store import EventStore
from geo.store.limits import Limits
from geo.store.selection import Selection
from tests.geo.store.clickhouse.in_process import InProcess
from tests.geo.store.conftest import build

SECRET = "hunter2-and-more"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clickhouse://ann@db:9000/atlas", "clickhouse://ann@db:9000/atlas"),
        ("clickhouse://db/atlas", "clickhouse://default@db:8123/atlas"),
        ("clickhouse://ann@db/atlas?secure=1", "clickhouse://ann@db:8443/atlas?secure=1"),
        ("clickhouse://ann@db:1/atlas?cluster=two", "clickhouse://ann@db:1/atlas?cluster=two"),
    ],
)
def test_an_address_is_read_and_written_alike(text, said):
    assert str(read_store(text)) == said
    assert ClickHouseAddress.parse(said) == read_store(text)


@pytest.mark.parametrize(
    "text",
    [
        f"clickhouse://ann:{SECRET}@db:8123/atlas", f"clickhouse://ann:{SECRET}/@db/atlas", "clickhouse://db",
        f"clickhouse://ann@db:{SECRET}/atlas", "clickhouse://db/atlas?sort=x", "clickhouse:", "clickhouse://db/a?cluster='",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_repeating_what_may_be_a_password(text):
    with pytest.raises(AtlasError) as refused:
        ClickHouseAddress.parse(text)
    assert SECRET not in str(refused.value)
    assert "Expected clickhouse://" in str(refused.value) or PASSWORD in str(refused.value)


@pytest.fixture
def server_says():
    """A server that refuses everything with one of ClickHouse's own codes, and remembers what it was told."""
    servers, heard = [], []

    def start(code, words):
        class Refuse(BaseHTTPRequestHandler):
            def do_POST(self):
                heard.append((self.path, dict(self.headers)))
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                body = f"Code: {code}. DB::Exception: {words}".encode()
                self.send_response(500)
                self.send_header("X-ClickHouse-Exception-Code", str(code))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return ClickHouseAddress("127.0.0.1", "atlas", "ann", server.server_port)

    start.heard = heard
    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (516, "refuses the user or the password. Set CLICKHOUSE_PASSWORD"),
        (81, "has no such database. Make it there"),
        (279, "has lost a part of its cluster"),
        (164, "does not let this user change settings"),
        (999, "cannot answer: "),
    ],
)
def test_what_a_server_refuses_is_said_with_what_to_do(server_says, monkeypatch, code, said):
    monkeypatch.setenv(PASSWORD, SECRET)
    with pytest.raises(CannotAsk) as refused:
        EventStore(server_says(code, "told at length"))
    assert said in str(refused.value)
    assert str(refused.value).startswith("clickhouse://ann@127.0.0.1:")
    assert SECRET not in str(refused.value)
    assert SECRET not in "".join(path for path, _ in server_says.heard)  # Addresses stand in the logs of proxies.


def test_a_server_that_is_not_there_is_said_within_seconds():
    with pytest.raises(CannotAsk, match=r"ann@127\.0\.0\.1:9/atlas cannot be reached\. Start it"):
        EventStore(ClickHouseAddress("127.0.0.1", "atlas", "ann", 9))


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_answered(tmp_path, chdb_folder):
    build(tmp_path / "e.duckdb", [{}]).close()
    address = InProcess(chdb_folder, "slow")
    address.load(tmp_path / "e.duckdb")
    store = EventStore(address, Limits(seconds=0.2))
    endless = "SELECT sum(a.number * b.number) AS events FROM numbers(10000000) a, numbers(100000) b"
    compiled = store._engine.compile("page_length", Selection(), None, None)
    with pytest.raises(TooSlow, match=r"longer than 0\.2 seconds.*--query-seconds"):
        store._engine.source.ask(type(compiled)(endless, (), types=compiled.types), {}, None)
    store._engine.source._client.command("SELECT 1")  # In one process, the head of what was stopped comes first.
    assert store.count(Selection()) == 1
    store.close()


@pytest.mark.parametrize("answer", [b"", b"Code: 241. DB::Exception: Memory limit", "other"])
def test_an_answer_to_something_else_is_an_error_and_not_no_events(tmp_path, chdb_folder, monkeypatch, answer):
    build(tmp_path / "e.duckdb", [{}]).close()
    address = InProcess(chdb_folder, "other")
    address.load(tmp_path / "e.duckdb")
    store = EventStore(address)
    client = store._engine.source._client
    said = client.raw_query("SELECT 1 AS x", fmt="ArrowStream") if answer == "other" else answer
    monkeypatch.setattr(client, "raw_query", lambda *_, **__: said)
    with pytest.raises(CannotAsk, match="sent no answer to what it was asked"):
        store.count(Selection())
    store.close()


def test_nothing_can_be_written_through_an_open_store(tmp_path, chdb_folder):
    build(tmp_path / "e.duckdb", [{}]).close()
    address = InProcess(chdb_folder, "read only")
    address.load(tmp_path / "e.duckdb")
    store = EventStore(address)
    source = store._engine.source
    for sql in (f"DROP TABLE {source._names['event']}", "CREATE TABLE x (a Int8) ENGINE = Memory", "SET readonly = 0"):
        with pytest.raises(Exception, match=r"readonly|READONLY"):
            source._client.command(sql)
    assert store.count(Selection()) == 1
    store.close()


def test_a_table_that_is_gone_is_an_error_and_no_empty_answer(tmp_path, chdb_folder):
    build(tmp_path / "e.duckdb", [{}]).close()
    address = InProcess(chdb_folder, "gone")
    address.load(tmp_path / "e.duckdb")
    store = EventStore(address)
    client = address.connect({})
    client.command(f"DROP TABLE {store._engine.source._names['event']}")
    client.close()
    with pytest.raises(CannotAsk, match="has no store of events"):
        store.count(Selection())
    store.close()
