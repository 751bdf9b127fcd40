"""Owns answers that are kept: the same bytes as made anew, made once however many ask, gone with their version."""

import json
import threading
import time
from datetime import date

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.answers import Answer, Answers, _name
from dashboard.app import join_app, make_context
from dashboard.current import Current
from dashboard.settings import Settings
from geo.store.selection import Selection, Viewport
from tests.benchmarks.answering import ask_frame, ask_histogram

BASE = "http://127.0.0.1:8050"
WINDOW = Selection(first_day=date(2020, 2, 5), last_day=date(2020, 2, 12))
VIEW = Viewport.from_edges(35, 34, 38, 37, 7.0)


@pytest.fixture
def current(opened):
    return Current(make_context(opened.store, Settings()))


@pytest.fixture
def client(current):
    return join_app(current, Settings()).server.test_client()


def post(client, question, encoding="br"):
    return client.post("/_dash-update-component", json=question, base_url=BASE, headers={"Accept-Encoding": encoding})


def count(client):
    counts = client.get("/metrics", base_url=BASE).text
    return [float(f"{counts} x".partition(f'atlas_answers_total{{how="{how}"}} ')[2].split()[0] or 0)
            if f'how="{how}"' in counts else 0.0 for how in ("made", "found")]  # fmt: skip


@pytest.mark.parametrize("question", [ask_frame(WINDOW, VIEW), ask_histogram({})])
def test_a_kept_answer_is_the_one_that_was_made(client, question):
    made, found = post(client, question), post(client, question)
    assert count(client) == [1, 1]
    assert made.data == found.data
    assert made.headers["Content-Encoding"] == found.headers["Content-Encoding"] == "br"
    assert found.content_type == "application/json"
    assert "Content-Security-Policy" in found.headers
    plain = post(client, question, "identity")
    assert brotli.decompress(found.data) == plain.data
    assert "Accept-Encoding" in found.headers["Vary"]


def test_another_window_another_view_and_another_version_are_other_questions(client, current):
    post(client, ask_frame(WINDOW, VIEW))
    post(client, ask_frame(Selection(first_day=date(2020, 2, 6), last_day=date(2020, 2, 12)), VIEW))
    post(client, ask_frame(WINDOW, Viewport.from_edges(35, 34, 38, 37.5, 7.0)))
    current.show(current.newest())
    post(client, ask_frame(WINDOW, VIEW))
    assert count(client) == [4, 0]


def test_what_only_tells_of_a_version_is_no_part_of_the_question(client):
    question = ask_frame(WINDOW, VIEW)
    post(client, question)
    question["inputs"][-1]["value"] = 7
    question["changedPropIds"] = ["version.data"]
    post(client, question)
    assert count(client) == [1, 1]


def test_a_question_without_an_answer_is_not_kept(client):
    question = ask_frame(WINDOW, VIEW)
    question["inputs"][2]["value"] = None
    assert [post(client, question).status_code for _ in range(2)] == [204, 204]
    assert count(client) == [2, 0]


def test_of_questions_alike_that_are_asked_at_once_one_is_answered():
    answers, made = Answers(), []

    def make():
        made.append(threading.get_ident())
        time.sleep(0.1)
        return Answer(b"frame", ())

    heard = []
    threads = [threading.Thread(target=lambda: heard.append(answers.find(("a",), make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert [one.body for one in heard] == [b"frame"] * 8


def test_one_that_fails_fails_alone():
    answers = Answers()
    with pytest.raises(ZeroDivisionError):
        answers.find(("a",), lambda: 1 / 0)
    assert answers.find(("a",), lambda: Answer(b"frame", ())).body == b"frame"


def test_no_more_is_kept_than_there_is_room_for():
    answers, made = Answers(most_bytes=5_000), []

    def ask(number):
        def make():
            made.append(number)
            return Answer(bytes(1_000), ())

        answers.find((number,), make)

    for number in [*range(10), 9, 8, 0]:
        ask(number)
    assert made == [*range(10), 0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["output", "inputs", "state", "id", "value"]), inner, max_size=4)
    ),
)


@given(JSON, st.dictionaries(st.sampled_from(["inputs", "state", "outputs"]), JSON))
def test_no_body_however_odd_is_a_fault_of_what_keeps_answers(body, parts):
    for asked in (body, {"output": "frame.data", **parts}):
        assert isinstance(_name(asked), bytes | None)
    assert _name(json.loads('{"output": ["frame.data"]}')) is None
