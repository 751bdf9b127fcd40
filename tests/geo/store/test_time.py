"""Owns what a window and a histogram hold: spans count on each of their days, the last included."""

from datetime import date, timedelta

import pytest

from geo.store.histogram import Step
from geo.store.selection import Selection, Viewport

DAY = timedelta(days=1)


def within(first, last=None):
    return Selection(date.fromisoformat(first), date.fromisoformat(last or first))


def ids(store, selection):
    return [row["event_id"] for row in store.page(selection).rows]


def test_a_window_holds_its_first_and_its_last_day(store_of):
    store = store_of(*({"event_date": f"2020-02-0{day}"} for day in (1, 2, 3, 4)))
    assert ids(store, within("2020-02-02", "2020-02-03")) == ["e1", "e2"]


def test_end_date_is_inclusive(store_of):
    store = store_of({"event_date": "2020-02-05", "end_date": "2020-02-08"})
    assert store.last_day == date(2020, 2, 8)
    counts = [store.summary(within(f"2020-02-{day:02}")).events for day in range(4, 10)]
    assert counts == [0, 1, 1, 1, 1, 0]


def test_an_event_longer_than_the_window_is_in_it(store_of):
    store = store_of({"event_date": "2020-01-01", "end_date": "2020-03-01"}, {"event_date": "2020-02-10"})
    assert ids(store, within("2020-02-10")) == ["e0", "e1"]


def test_the_histogram_counts_a_long_event_on_each_of_its_days(store_of):
    store = store_of({"event_date": "2020-02-05", "end_date": "2020-02-07"}, {"event_date": "2020-02-06"})
    bars = store.histogram(Selection(), Step.DAY)
    assert bars.starts == tuple(date(2020, 2, day) for day in (5, 6, 7, 8))
    assert bars.by_group.sum(axis=1).tolist() == [1, 2, 1]


def test_the_histogram_does_not_depend_on_the_window(store_of):
    store = store_of({"event_date": "2020-02-05"}, {"event_date": "2020-02-07"})
    assert store.histogram(within("2020-02-05"), Step.DAY).by_group.sum() == 2


def test_weeks_start_on_monday_and_months_on_their_first_day(store_of):
    store = store_of({"event_date": "2020-02-05", "end_date": "2020-02-10"}, {"event_date": "2020-03-01"})
    weeks = store.histogram(Selection(), Step.WEEK)
    assert [day.isoformat() for day in weeks.starts] == [
        "2020-02-03", "2020-02-10", "2020-02-17", "2020-02-24", "2020-03-02",
    ]  # fmt: skip
    assert weeks.by_group.sum(axis=1).tolist() == [1, 1, 0, 1]
    months = store.histogram(Selection(), Step.MONTH)
    assert [day.isoformat() for day in months.starts] == ["2020-02-01", "2020-03-01", "2020-04-01"]
    assert months.by_group.sum(axis=1).tolist() == [1, 1]


@pytest.mark.parametrize(("precision", "either_side"), [(1, 0), (2, 3), (3, 15), (None, 0)])
def test_an_event_counts_on_every_day_it_may_have_happened(store_of, precision, either_side):
    store = store_of({"event_date": "2020-02-15", "end_date": "2020-02-16", "time_precision": precision})
    first, last = date(2020, 2, 15) - either_side * DAY, date(2020, 2, 16) + either_side * DAY
    for day, events in ((first - DAY, 0), (first, 1), (last, 1), (last + DAY, 0)):
        assert store.summary(Selection(day, day)).events == events
    assert ids(store, Selection(last, last)) == ids(store, Selection(first, first)) == ["e0"]


def test_days_that_are_only_possible_lengthen_neither_the_data_nor_what_is_shown(store_of):
    store = store_of({"event_date": "2020-02-10", "time_precision": 2}, {"event_date": "2020-02-09"})
    assert (store.first_day, store.last_day) == (date(2020, 2, 9), date(2020, 2, 10))
    assert store.event("e0")["start_day"] == store.event("e0")["end_day"] == date(2020, 2, 10)
    assert ids(store, Selection()) == ["e1", "e0"]
    assert store.histogram(Selection(), Step.DAY).by_group.sum(axis=1).tolist() == [2, 1]


def test_bars_are_by_side_or_by_type(store_of):
    store = store_of({}, {"event_type": "Protests", "actor1": "Military Forces of Turkey"}, {"event_type": "Protests"})
    for by, names, counts in (
        ("side", store.sides, {"government": 2, "turkiye": 1}),
        ("type", store.event_types, {"Battles": 1, "Protests": 2}),
    ):
        (bar,) = store.histogram(Selection(), Step.DAY, by=by).by_group.tolist()
        assert {name: n for name, n in zip(names, bar, strict=True) if n} == counts


def test_bars_may_cover_a_part_of_the_days_and_then_stay_fine(store_of):
    store = store_of(
        {"event_date": "2000-01-01"}, {"event_date": "2020-01-01"}, {"event_date": "2020-01-04"},
        {"event_date": "2020-01-01", "end_date": "2020-01-09"}, {"event_date": "2020-01-05", "time_precision": 2},
    )  # fmt: skip
    assert store.histogram(Selection(), Step.DAY).step is Step.WEEK
    bars = store.histogram(Selection(), Step.DAY, first_day=date(2020, 1, 2), last_day=date(2020, 1, 4))
    assert (bars.step, bars.starts[0], bars.starts[-1]) == (Step.DAY, date(2020, 1, 2), date(2020, 1, 5))
    assert bars.by_group.sum(axis=1).tolist() == [2, 2, 3]
    assert bars.unsure.sum(axis=1).tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("step", "unsure"),
    [(Step.DAY, [0, 0, 1, 1, 1, 0]), (Step.WEEK, [0, 0]), (Step.MONTH, [0])],
)
def test_what_may_lie_in_several_bars_is_unsure_in_each_and_in_a_bar_that_holds_all_its_days_is_not(
    store_of, step, unsure
):
    spread = {"event_date": "2020-02-05", "end_date": "2020-02-07"}
    store = store_of({"event_date": "2020-02-03"}, spread, {"event_date": "2020-02-08"}, {"event_date": "2020-02-10"})
    bars = store.histogram(Selection(), step)
    counted = bars.unsure.sum(axis=1).tolist()
    assert counted[: len(unsure)] == unsure
    assert (bars.unsure <= bars.by_group).all()


def test_an_imprecise_day_is_unsure_in_every_week_and_month_it_may_lie_in(store_of):
    store = store_of({"event_date": "2020-02-02", "time_precision": 2}, {"event_date": "2020-01-20"})
    weeks, months = (store.histogram(Selection(), step).unsure.sum(axis=1).tolist() for step in (Step.WEEK, Step.MONTH))
    assert weeks == [0, 1]
    assert months == [1, 1]


def test_too_many_days_become_weeks(store_of):
    store = store_of({"event_date": "2000-01-01"}, {"event_date": "2020-01-01"})
    bars = store.histogram(Selection(), Step.DAY)
    assert bars.step is Step.WEEK
    assert bars.by_group.sum() == 2


@pytest.mark.parametrize("step", Step)
def test_an_empty_store_answers_everything_with_nothing(store_of, step):
    store = store_of()
    assert (store.total, store.first_day, store.last_day) == (0, None, None)
    assert store.histogram(Selection(), step).starts == ()
    assert len(store.marks(Selection(), Viewport())) == 0
    assert store.page(Selection()).rows == []
    assert store.summary(Selection()).events == 0
