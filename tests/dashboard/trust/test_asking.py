"""Owns what becomes of questions that no page asks: refused by name, never a fault, never a word of the inside."""

import gzip
import json
import random
import string

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.trust.asking import MOST_DEEP
from tests.dashboard.trust.doors import OWN, UPDATE, callbacks_of, question
from tests.geo.editing.tables import START

JSON = {"Content-Type": "application/json"}
INSIDE = (b"Traceback", b"site-packages", b".py", b"/tmp", b"/home", b"/root", b"werkzeug", b"duckdb")
EVENT = "IDL-2020-02-07-a"
WORDS = "from to type side q in deaths col since mark event beside of when has".split()  # noqa: SIM905
TEXTS = [
    "", "x", "none", "2020-02-05", "0001-01-01", "9999-12-31", "2020-01-01,9999-12-31", "before", "5..", "-1..x", EVENT,
    "notes:a'b", "notes:%", "' OR 1=1 --", "35,36 36,37 35,38", "35,36 35,36 35,36", "1e308,1e308 2,2 3,3", "nan,nan,9",
    "14.3.5", "14.9999999999.5", "99.1.1", "2020-02-08T12:00Z", "9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00",
    "\x00", "\ud800", "\u202e", "<script>", "../../etc/passwd", "5" * 500, "سراقب",
]  # fmt: skip
NUMBERS = [0, -1, 1, 2**31, 2**53, 2**63, 10**400, 0.5, 1e15, -1e300, 1e308]
ACTS = "new open add change retire undo drafts open-draft accept reject propose merge distinct unmark rm".split()  # noqa: SIM905

texts = st.sampled_from(TEXTS) | st.text(max_size=20)
leaves = st.none() | st.booleans() | st.sampled_from(NUMBERS) | texts | st.floats() | st.integers()
queries = st.dictionaries(st.sampled_from(WORDS), st.lists(texts, max_size=3), max_size=4)
edges = st.lists(st.sampled_from([0, -180, 180, 36.5, 85, 1e15, -1e15, 1e-300, 9, 300, -5]), min_size=5, max_size=5)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | st.sampled_from(WORDS), inner, max_size=3),
)
asked = st.fixed_dictionaries(
    {},
    optional={
        "act": st.sampled_from(ACTS) | anything, "event": texts | anything, "one": texts, "other": texts | anything,
        "file": st.sampled_from(["idlib.csv", "../x", "drafts/../x"]) | anything, "row": queries | anything,
        "seen": anything, "digest": anything, "changes": anything, "draft": anything, "reason": texts,
        "name": texts, "country": anything, "admin1": anything, "edges": edges | anything, "search": texts,
        "isAgain": st.booleans(), "window": queries | anything, "filters": queries | anything, "grid": texts,
        "by": st.sampled_from(NUMBERS) | anything, "startRow": st.sampled_from(NUMBERS) | anything,
        "sortModel": st.just([{"colId": "notes", "sort": "desc"}]) | anything, "step": texts, "first": texts,
        "filterModel": st.just({"notes": {"filter": "a"}}) | anything,
    },
)  # fmt: skip
values = queries | asked | edges.map(lambda five: {"edges": five}) | anything | leaves | texts


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A body is its own explanation, and making it smaller takes minutes."""


@pytest.fixture(scope="module")
def fuzzed(opened, tmp_path_factory):
    events = tmp_path_factory.mktemp("fuzzed") / "events"
    events.mkdir()
    (events / "idlib.csv").write_bytes(START)
    app = create_app(opened.store, Settings(is_editing=True, event_paths=(events,)))
    app.server.test_client().get("/")
    return app


def put(app, body, **headers):
    """Ask, and hold the answer to what every answer must be."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = app.server.test_client().post(UPDATE, data=body, headers=OWN | JSON | headers)
    assert answer.status_code in (200, 204) or 400 <= answer.status_code < 500, (answer.status_code, body[:500])
    if answer.status_code >= 400:
        assert not [word for word in INSIDE if word in answer.data], answer.data
    return answer.status_code


def still_answers(app):
    view = ({"from": ["2020-02-05"], "to": ["2020-02-17"]}, {}, {"edges": [35, 35, 37, 37, 8]})
    return put(app, question(app, "frame.data", *view)) == 200


@settings(max_examples=12, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_values_are_answered_or_refused_by_every_callback(fuzzed, data):
    for output in callbacks_of(fuzzed):
        known = fuzzed.callback_map[output]
        given_values = [data.draw(values) for _ in (*known["inputs"], *known["state"])]
        put(fuzzed, question(fuzzed, output, *given_values))
    assert still_answers(fuzzed)


@pytest.mark.thorough
@settings(max_examples=150, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_values_are_answered_or_refused_for_long(fuzzed, data):
    test_any_values_are_answered_or_refused_by_every_callback.hypothesis.inner_test(fuzzed, data)


def test_a_body_that_was_bent_is_answered_or_refused_by_every_callback(fuzzed):
    chance = random.Random(8)
    for output in callbacks_of(fuzzed):
        whole = json.dumps(question(fuzzed, output, {"event": [EVENT]})).encode()
        for _ in range(12):
            at, length = chance.randrange(len(whole)), chance.randrange(1, 30)
            put(fuzzed, whole[:at])
            put(fuzzed, whole[:at] + whole[at + length :])
            put(fuzzed, whole[:at] + bytes(chance.randrange(256) for _ in range(length)) + whole[at:])
            put(fuzzed, whole[:at] + chance.choice(string.printable).encode() + whole[at + 1 :])
    assert still_answers(fuzzed)


@pytest.mark.parametrize("key", ["output", "outputs", "inputs", "state", "changedPropIds"])
def test_a_part_that_is_missing_or_of_another_kind_is_refused(fuzzed, key):
    for output in callbacks_of(fuzzed):
        whole = question(fuzzed, output, {})
        for wrong in (
            None,
            3,
            "x",
            {},
            [[]],
            [None],
            [{"id": "x"}],
            [{"id": {}, "property": []}],
            {"id": [], "property": 1},
        ):
            put(fuzzed, {**whole, key: wrong})
        put(fuzzed, {name: part for name, part in whole.items() if name != key})
    assert put(fuzzed, {**question(fuzzed, "frame.data"), "inputs": []}) == 400
    assert still_answers(fuzzed)


DEEP = b"[" * 100_000 + b"]" * 100_000
BODIES = {
    "nothing": b"",
    "no JSON": b"output=frame.data",
    "no object": b"[]",
    "null": b"null",
    "a text": b'"frame.data"',
    "no UTF-8": b'{"output": "\xff\xfe"}',
    "half a letter": b'{"output": "\\ud800"}',
    "half of gzip": gzip.compress(b'{"output": "frame.data"}' * 50)[:40],
    "gzip": gzip.compress(b'{"output": "frame.data"}'),
    "deep lists": DEEP,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "a number of many digits": b'{"output": ' + b"9" * 10_000 + b"}",
    "no number": b'{"output": NaN}',
    "infinity": b'{"output": Infinity}',
    "1e999": b'{"output": 1e999}',
    "an unknown output": b'{"output": "nobody.data", "inputs": [], "changedPropIds": []}',
    "an output in the browser": b'{"output": "filters.data", "inputs": []}',
    "an output that is an object": b'{"output": {}}',
    "twice the same key": b'{"output": "frame.data", "output": []}',
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_question_is_refused(fuzzed, name):
    assert put(fuzzed, BODIES[name]) == 400
    assert still_answers(fuzzed)


def test_a_text_of_a_megabyte_is_refused_and_one_of_almost_that_size_does_no_harm(fuzzed):
    for output in callbacks_of(fuzzed):
        assert put(fuzzed, question(fuzzed, output, "x" * 1_000_000)) == 413
        put(fuzzed, question(fuzzed, output, "x" * 900_000))
        put(fuzzed, question(fuzzed, output, {"q": ["x" * 900_000], "event": "x" * 10}))
        put(fuzzed, question(fuzzed, output, {}, {}, {"q": ["x"] * 100_000}))
    assert still_answers(fuzzed)


def test_values_nested_a_little_too_deep_are_refused(fuzzed):
    value = "x"
    for _ in range(MOST_DEEP):
        value = [value]
    assert put(fuzzed, question(fuzzed, "edit-answer.data", {"act": value})) == 400


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", ""],
)
def test_a_question_that_a_form_could_send_is_refused(fuzzed, kind):
    assert put(fuzzed, question(fuzzed, "edit-answer.data", {"act": "new"}), **{"Content-Type": kind}) == 415


def test_a_packed_body_is_not_unpacked(fuzzed):
    packed = gzip.compress(json.dumps(question(fuzzed, "frame.data")).encode())
    assert put(fuzzed, packed, **{"Content-Encoding": "gzip"}) == 400


def test_a_fault_is_written_down_with_a_number_and_the_browser_is_told_that_alone(opened, monkeypatch, caplog):
    app = create_app(opened.store, Settings())

    def fail(*_):
        raise RuntimeError("the secret of /home/ada/events.csv")

    monkeypatch.setitem(app.server.view_functions, "send_version", fail)
    answer = app.server.test_client().get("/version")
    number = answer.get_data(as_text=True).split()[-1].rstrip(".")
    assert answer.status_code == 500
    assert b"secret" not in answer.data
    assert not [word for word in INSIDE if word in answer.data]
    assert number in caplog.text
    assert "the secret of" in caplog.text


# --- Every other way in -----------------------------------------------------------------------------------------------

PATHS = [
    "/", "/_dash-layout", "/_dash-dependencies", "/_reload-hash", "/_favicon.ico", "/_dash-component-suites/x/y",
    "/_dash-component-suites/dash/../x.js", "/_dash-component-suites/dash/dcc/no.js", "/basemap/%00", "/layers/%00",
    "/assets/%00", "/assets/../x", "/static/%00", "/export/events.csv", "/export/events.%00", "/brief/sheet",
    "/brief/files/x", "/brief/files/x/file", "/version", "/health", "/zz/%00/..", "/%ff", "/tiles/1/1/1", "/_mcp",
]  # fmt: skip
KEYS = [*WORDS, "at", "axis", "show", "tab", "bars", "map", "layout", "top", "key", "without", "title", "seen", "scale",
        "series", "format", "as_of", "theme", "step", "mode", "play", "v"]  # fmt: skip
PARTS = ["", "1", "%00", "%ff%fe", "%ed%a0%80", "9999-12-31", "0001-01-01", "nan,nan,nan", "1e308,1,1", "notes:%00",
         "99999x99999", "../../etc/passwd", "x" * 3_000, "slide", "week", "14.9999999.3", "0001-01-01,0001-01-03",
         "35,36+36,37+35,38", "before"]  # fmt: skip
HEADERS = [
    {}, {"Referer": "http://["}, {"Referer": "http://localhost/?event=%00&from=0001-01-01&to=0001-01-02"},
    {"Cookie": "theme=\x01; conflict_atlas=z.z.z"}, {"Host": "["}, {"Host": "[::1"}, {"Host": "localhost:99999999"},
    {"Origin": "http://["}, {"Range": "bytes=9-1,z"}, {"If-None-Match": '"x'}, {"If-Modified-Since": "z"},
    {"Accept": "z/z;q=9"}, {"Accept-Encoding": "br;q=z"}, {"Content-Length": "-5"}, {"Authorization": "Basic ////"},
]  # fmt: skip


def test_any_address_and_headers_are_answered_or_refused(fuzzed, monkeypatch):
    monkeypatch.setattr("dashboard.trust.limits.EXPENSIVE", {})
    chance, client = random.Random(5), fuzzed.server.test_client()
    for path in PATHS:
        for headers in HEADERS:
            query = "&".join(f"{chance.choice(KEYS)}={chance.choice(PARTS)}" for _ in range(chance.randrange(5)))
            method = chance.choice(["GET"] * 6 + ["HEAD", "POST", "PUT", "DELETE"])
            own = OWN if method in ("POST", "DELETE") and chance.random() < 0.5 and "Origin" not in headers else {}
            answer = client.open(f"{path}?{query}", method=method, headers=headers | own)
            assert answer.status_code < 500, (method, path, query, headers)
            if answer.status_code >= 400:
                assert not [word for word in INSIDE if word in answer.data], answer.data
    assert still_answers(fuzzed)
