"""The benchmark itself: it builds, asks and writes what it found; how fast is not a matter of tests."""

import json

import pytest

from geo.articles.lexicon import read_lexicon
from tests.benchmarks.answering import answer_steps
from tests.benchmarks.asking import ask_store
from tests.benchmarks.corpus import PROJECT, read_corpus, read_written_names
from tests.benchmarks.engines import compare_engines
from tests.benchmarks.filtering import change_filters
from tests.benchmarks.findings import find_least, format_table, write_json
from tests.benchmarks.namesakes import compare_choices
from tests.benchmarks.scoring import Answer, Score, score_answers
from tests.benchmarks.stores import prepare_store

CORPUS = """[
 {"id": 0, "text": "Shelling in Saraqib, Idlib and Aleppo.", "toponyms": [
  {"name": "Aleppo", "start": 31, "end": 37, "latitude": 36.2, "longitude": 37.16},
  {"name": "Saraqib", "start": 12, "end": 19, "latitude": 35.86, "longitude": 36.8},
  {"name": "Idlib", "start": 21, "end": 26, "latitude": 35.93, "longitude": 36.63}]},
 {"id": 1, "text": "Storms in Paris, Texas.", "toponyms": [
  {"name": "Paris", "start": 10, "end": 15, "latitude": 33.66, "longitude": -95.55},
  {"name": "Texas", "start": 17, "end": 22, "latitude": 31.0, "longitude": -99.5}]}
]"""
KEYS = {"name", "events", "value", "unit", "ratio", "against", "target", "holds"}


@pytest.mark.thorough
def test_two_engines_are_asked_alike_and_every_answer_is_compared(tmp_path, monkeypatch):
    pytest.importorskip("chdb", reason="no ClickHouse in this .venv: .ci/clickhouse installs it")
    path = prepare_store(1_000, tmp_path)
    monkeypatch.setattr("tests.benchmarks.engines.prepare_store", lambda events: path)
    loaded, differing, *timed = compare_engines(1_000, rounds=2)
    assert loaded.value > 0
    assert (differing.value, differing.holds) == (0, True)
    assert {"ClickHouse, marks", "ClickHouse, page", "ClickHouse, overview"} <= {one.name for one in timed}


def test_a_thousand_events_are_built_once_asked_and_written(tmp_path):
    path = prepare_store(1_000, tmp_path)
    built = path.stat().st_mtime_ns
    assert prepare_store(1_000, tmp_path).stat().st_mtime_ns == built
    findings = [*ask_store(path, 1_000), *answer_steps(path, 1_000), *change_filters(path, 1_000)]
    write_json(findings, tmp_path / "bench.json")
    entries = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert all(set(entry) == KEYS for entry in entries)
    assert all(entry["value"] >= 0 for entry in entries)
    assert len(format_table(findings).splitlines()) == len(findings) + 2


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.json"
    path.write_text(CORPUS, encoding="utf-8")
    return read_corpus(path)


def test_marked_names_are_read_in_their_order_and_stand_in_their_text(corpus):
    assert [[one.text for one in article.marked] for article in corpus] == [
        ["Saraqib", "Idlib", "Aleppo"],
        ["Paris", "Texas"],
    ]
    assert all(article.text[one.start : one.end] == one.text for article in corpus for one in article.marked)


def test_names_found_and_places_right_are_counted(corpus):
    exact_and_right, too_long_and_one_degree_off = Answer(12, 19, 35.86, 36.8), Answer(21, 30, 36.93, 36.63)
    nothing_there, far_off = Answer(0, 8, 0.0, 0.0), Answer(10, 15, 48.85, 2.35)
    score = score_answers(corpus, [[exact_and_right, too_long_and_one_degree_off, nothing_there], [far_off]])
    assert (score.marked, score.found, score.exact) == (5, 4, 2)
    assert (score.precision, score.recall, score.f_score) == pytest.approx((0.5, 0.4, 4 / 9))
    assert score.errors_km == pytest.approx([0, 111, 7_783], abs=1)
    assert score.right_of_resolved(161) == pytest.approx(2 / 3)
    assert score.right_of_resolved(25) == pytest.approx(1 / 3)
    assert score.right_of_all(161) == 0.4
    assert score.median_km == pytest.approx(111, abs=1)


def test_of_two_names_found_in_one_marked_the_longer_part_counts(corpus):
    score = score_answers(corpus[1:], [[Answer(6, 11, 0.0, 0.0), Answer(11, 22, 33.66, -95.55)]])
    assert score.errors_km[0] == 0
    assert score.exact == 0


def test_a_score_of_nothing_is_nothing():
    score = Score()
    assert (score.precision, score.recall, score.f_score, score.median_km, score.mean_km) == (0, 0, 0, 0, 0)
    assert score.right_of_resolved(161) == score.right_of_all(161) == 0


def test_namesakes_are_chosen_better_in_context_than_by_population(corpus, gazetteer):
    values = {one.name: one.value for one in compare_choices(corpus, gazetteer, read_lexicon(PROJECT / "data"))}
    assert values["marked names, in context: within 161 km"] == 100
    assert values["marked names, most populous settlement or country: within 161 km"] == 60
    assert values["marked names, any candidate (ceiling): within 161 km"] == 100
    assert values["marked names, gain of context"] == 40


def test_the_least_that_is_promised_is_held_or_missed():
    assert [find_least("share", value, "%", 66).holds for value in (65.9, 66, 70)] == [False, True, True]
    assert find_least("share", 1, "%").holds is None


def test_a_written_name_of_an_area_may_lie_farther_off_than_one_of_a_town():
    names = read_written_names()
    assert {one.allowed_km("city") for one in names} == {15, 80}
    assert {one.allowed_km("village") for one in names} == {5, 80}
