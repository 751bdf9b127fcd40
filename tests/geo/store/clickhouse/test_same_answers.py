"""Owns that ClickHouse answers as DuckDB does: the same rows, the same questions, answer by answer."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import BadSelection
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport
from tests.geo.store.clickhouse.asking import Asker, ask_two_windows, find_differences
from tests.geo.store.clickhouse.in_process import InProcess
from tests.geo.store.clickhouse.rows import make_events
from tests.geo.store.conftest import build


@pytest.fixture(scope="module", params=["compiled", pytest.param("as written", marks=pytest.mark.thorough)])
def two(request, tmp_path_factory, chdb_folder):
    """The same events in DuckDB and in ClickHouse."""
    path = tmp_path_factory.mktemp("two") / "events.duckdb"
    build(path, make_events(400, seed=5)).close()
    address = InProcess(chdb_folder, f"two {request.param}", request.param == "compiled")
    address.load(path)
    stores = EventStore(path), EventStore(address)
    yield stores
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def asker(two):
    return Asker(two[0])


def _agree(two, asker, seed):
    asked = asker.draw(random.Random(seed))
    assert find_differences(*two, asked) == [], asked


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_random_selections_are_answered_alike(two, asker, seed):
    _agree(two, asker, seed)


@pytest.mark.thorough
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_hundreds_of_random_selections_are_answered_alike(two, asker, seed):
    _agree(two, asker, seed)


def test_selections_drawn_by_chance_mostly_keep_some_events_and_seldom_all(two, asker):
    counts = [two[0].count(asker.draw(random.Random(seed)).selection) for seed in range(60)]
    assert sum(count > 0 for count in counts) > 25
    assert sum(0 < count < 400 for count in counts) > 15


def test_two_windows_are_compared_alike(two, asker):
    for seed in range(3):
        asked = asker.draw(random.Random(seed))
        assert ask_two_windows(two[0], asked) == ask_two_windows(two[1], asked)


def test_what_a_store_holds_is_the_same(two):
    duck, click = two
    assert duck._extent == click._extent
    for name in ("actors", "sources", "tags", "places", "twins"):
        assert getattr(duck, name) == getattr(click, name)
    assert sorted(duck.places_on_map) == sorted(click.places_on_map)
    assert len(duck.places_on_map) > 50


def test_days_of_the_nineteenth_and_the_twenty_third_century_are_the_same(two):
    for store in two:
        assert (store.first_day.year, store.last_day.year) == (1850, 2299)
        ordered = store.page(Selection(), order="event_date", take=1_000).rows
        assert [row["start_day"] for row in ordered] == sorted(row["start_day"] for row in ordered)
    assert sum(day.year < 1970 for day in (row["start_day"] for row in ordered)) > 100


@pytest.mark.parametrize("order", ["start_day", "fatalities", "notes"])
def test_exports_hold_the_same_rows_in_the_same_order(two, order):
    for selection in (Selection(), Selection(text="convoy")):
        tables = [store.export(selection, order=order, is_descending=True).read_all() for store in two]
        assert tables[0].equals(tables[1]) and tables[0].num_rows > 20


@pytest.mark.parametrize(
    "text", ["it's", "900719925470001", "100%", "İSTANBUL", "istanbul", "straße", "STRASSE", "دمشق", "nul", "{a:Int64}"]
)
@pytest.mark.parametrize("column", ["notes", "location", "source_url"])
def test_what_a_person_types_is_text_and_nothing_else_to_both(two, column, text):
    found = [store.page(Selection(columns=((column, text),)), take=1_000).rows for store in two]
    assert found[0] == found[1]


@pytest.mark.parametrize("typed", ["!", "É", "İ?", "i̇?", "/ΑΣ", "/ας", "/ασ", "\\", "'", '"kept"', "$numbers"])
def test_signs_and_letters_that_are_folded_by_the_engine_itself_are_found_alike(two, typed):
    for column in ("source_url", "notes", "location", "actor1"):
        found = [store.count(Selection(columns=((column, typed),))) for store in two]
        assert found[0] == found[1], column


@pytest.mark.parametrize("typed", ["x.org/İ?", "x.org/i̇?é", "É/ΑΣ", "é/ας"])
def test_letters_are_found_whatever_their_case_where_a_capital_has_more_than_one_small_letter(two, typed):
    counts = {store.count(Selection(columns=(("source_url", typed),))) for store in two}
    assert len(counts) == 1 and counts.pop() > 50


def test_filters_with_more_choices_than_a_number_has_bits_keep_the_same(two, monkeypatch):
    wanted = Selection(sides=two[0].sides[1:3], sub_event_types=("Battles: Armed clash",), text="convoy")
    kept = two[0].count(wanted)
    for store in two:
        again = EventStore(store.path)
        questions = again._engine._questions
        monkeypatch.setattr(questions, "mask_sizes", dict.fromkeys(questions.mask_sizes, 130))
        assert again.count(wanted) == kept
        again.close()
    unfiltered = Selection(sides=two[0].sides)
    assert {store.count(unfiltered) for store in two} == {400}


def test_an_id_that_nobody_has_is_no_event_to_both(two):
    assert [store.event(" '\\ {a:Int64} $first_day 900719925470001") for store in two] == [None, None]


def test_what_cannot_be_asked_is_refused_by_both(two):
    for store in two:
        with pytest.raises(BadSelection):
            store.page(Selection(), order="no such column")


def test_an_empty_store_is_empty_on_both(tmp_path, chdb_folder):
    build(tmp_path / "none.duckdb", []).close()
    address = InProcess(chdb_folder, "none")
    address.load(tmp_path / "none.duckdb")
    for one in (tmp_path / "none.duckdb", address):
        store = EventStore(one)
        assert (store.total, store.first_day, store.page(Selection()).rows, store.actors) == (0, None, [], [])
        assert len(store.marks(Selection(), Viewport())) == 0
        store.close()
