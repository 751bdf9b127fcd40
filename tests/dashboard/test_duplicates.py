"""Owns what the list of possible duplicates says, and that it is only looked for when somebody asks."""

import pytest

from dashboard.app import make_context
from dashboard.editing.desk import Desk
from dashboard.editing.twins import answer_twins
from dashboard.panels.duplicates import list_duplicates
from dashboard.settings import Settings
from geo.duplicates.distinct import read_distinct
from geo.duplicates.finding import find_pairs
from geo.loading import DATA_FOLDER, load_events
from geo.store.twins import MOST_TWINS
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary


def test_nothing_is_looked_for_before_somebody_asks(app, monkeypatch):
    def fail(_engine):
        raise AssertionError("the start must not wait for this")

    monkeypatch.setattr("geo.store.contents.find_twins", fail)
    app.get_layout()


def test_the_pairs_of_a_store_are_those_of_the_table(opened):
    events = load_events([DATA_FOLDER / "events"]).events
    pairs = find_pairs(events)
    ids = events["event_id"].to_numpy()
    expected = {frozenset((ids[a], ids[b])) for a, b in zip(pairs.table["first"], pairs.table["second"], strict=True)}
    twins, total = opened.store.twins
    assert {frozenset((twin.first, twin.second)) for twin in twins} == expected
    assert (total, len(twins) <= MOST_TWINS) == (pairs.total, True)
    assert opened.store.twins is opened.store.twins  # Once for each store.


@pytest.fixture
def desk(tmp_path):
    header = "event_id,event_date,event_type,location,source\n"
    rows = "a,2020-02-07,Battles,Saraqib,SOHR\nb,2020-02-07,Battles,Sarmin,Reuters\n"
    (tmp_path / "events.csv").write_text(header + rows, encoding="utf-8")
    return Desk((tmp_path,), tmp_path, read_vocabulary())


def ask(desk, act, one="a", other="b", **more):
    return answer_twins(desk, {"act": act, "one": one, "other": other, "at": 7, **more}, "Ada")


def test_what_either_merge_would_give_is_said_first(desk, tmp_path):
    before = (tmp_path / "events.csv").read_bytes()
    proposal = ask(desk, "propose")
    assert (proposal["kind"], proposal["at"]) == ("proposal", 7)
    assert [(choice["one"], choice["other"]) for choice in proposal["choices"]] == [("a", "b"), ("b", "a")]
    assert proposal["choices"][0]["said"] == ["Sources: SOHR, Reuters. Confirmed.", "location: “Saraqib”, not “Sarmin”"]
    assert (tmp_path / "events.csv").read_bytes() == before


def test_a_merge_is_made_and_taken_back(desk, tmp_path):
    done = ask(desk, "merge", one="b", other="a")
    assert (done["kind"], done["said"]) == ("done", "a is retired, as the same as b.")
    assert read_tables([tmp_path], read_vocabulary()).events["event_id"].tolist() == ["b"]
    assert ask(desk, **done["undo"])["kind"] == "done"
    events = read_tables([tmp_path], read_vocabulary()).events
    assert dict(zip(events["event_id"], events["source"], strict=True)) == {"a": "SOHR", "b": "Reuters"}


def test_two_events_are_told_apart_and_that_is_taken_back(desk, tmp_path):
    done = ask(desk, "distinct")
    assert read_distinct([tmp_path]) == {frozenset(("a", "b"))}
    assert "Ada" in (tmp_path / "DISTINCT.csv").read_text(encoding="utf-8")
    ask(desk, **done["undo"])
    assert read_distinct([tmp_path]) == frozenset()


@pytest.mark.parametrize(
    "asked", [{}, {"act": "merge"}, {"act": "distinct", "one": 1, "other": ["b"]}, {"act": "undo", "changes": 3}]
)
def test_a_question_of_any_shape_is_answered_in_words(desk, asked):
    assert answer_twins(desk, asked, "")["kind"] == "failed"


def test_an_event_that_is_in_no_file_is_not_merged(desk):
    assert "gone is in no file" in ask(desk, "merge", other="gone")["said"]


def test_without_editing_nothing_can_be_settled(app, client, opened):
    assert not [one for one in app._callback_list if "duplicates-answer" in one["output"]]
    context = make_context(opened.store, Settings(), opened.reports)
    assert not [one for one in _parts(list_duplicates(context)) if "data-twins" in one.to_plotly_json()["props"]]


def test_with_editing_every_pair_can_be_settled(opened, tmp_path):
    settings = Settings(is_editing=True, event_paths=(tmp_path,))
    acts = [
        one.to_plotly_json()["props"].get("data-twins")
        for one in _parts(list_duplicates(make_context(opened.store, settings, opened.reports)))
    ]
    assert acts.count("propose") == acts.count("distinct") == len(opened.store.twins[0])


def _parts(children):
    for child in children:
        yield from (part for part in [child, *child._traverse()] if not isinstance(part, str))
