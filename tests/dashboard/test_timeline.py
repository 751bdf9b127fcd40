"""Owns what the server makes of the time axis and the bars that a browser asks for: never an error, always a reason."""

from datetime import date

import pytest

from dashboard.figures.timeline import BarsAsked
from dashboard.panels.timeline import open_axis
from dashboard.view import Bars
from geo.store.histogram import Step


class Few:
    """As much of a context as the axis asks for: data of ten days."""

    def __init__(self, first_day=date(2020, 2, 1), last_day=date(2020, 2, 10)):
        self.store = self
        self.first_day, self.last_day = first_day, last_day


def test_the_axis_keeps_to_the_days_of_the_data():
    ignored = []
    assert open_axis(Few(), (date(2020, 2, 3), date(2020, 2, 5)), ignored) == ["2020-02-03", "2020-02-05"]
    assert open_axis(Few(), (date(2019, 1, 1), date(2020, 2, 5)), ignored) == ["2020-02-01", "2020-02-05"]
    assert open_axis(Few(), None, ignored) is None
    assert open_axis(Few(None, None), (date(2020, 2, 3), date(2020, 2, 5)), ignored) is None
    assert ignored == []


def test_an_axis_outside_the_data_is_left_out_and_said():
    ignored = []
    assert open_axis(Few(), (date(1999, 1, 1), date(1999, 1, 9)), ignored) is None
    assert ignored == ["The time axis cannot show 1–9 Jan 1999. The data is of 1–10 Feb 2020."]


@pytest.mark.parametrize(
    ("asked", "bars", "read"),
    [
        ({"step": "week", "first": None, "last": None}, "type", BarsAsked(Step.WEEK, Bars.TYPE)),
        (
            {"step": "day", "first": "2020-02-01", "last": "2020-02-05"},
            "side",
            BarsAsked(first_day=date(2020, 2, 1), last_day=date(2020, 2, 5)),
        ),
        ({"step": "hour", "first": "soon", "last": "2020-02-05"}, "colour", BarsAsked()),
        ({"first": 7, "last": ["2020"]}, None, BarsAsked()),
    ],
)
def test_what_a_browser_asks_is_read_or_left_out(asked, bars, read):
    assert BarsAsked.read(asked, bars) == read


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("0001-01-01", "9999-12-31", (None, None)),
        ("2020-02-03", "2020-02-05", (date(2020, 2, 3), date(2020, 2, 5))),
        ("2020-02-03", None, (date(2020, 2, 3), date(2020, 2, 10))),
        ("2020-02-05", "2020-02-03", (None, None)),
        ("1999-01-01", "1999-01-02", (None, None)),
    ],
)
def test_bars_are_asked_for_within_the_data_only(first, last, kept):
    asked = BarsAsked.read({"first": first, "last": last}, "side")
    found = asked.within(date(2020, 2, 1), date(2020, 2, 10))
    assert (found.first_day, found.last_day) == kept
    assert asked.within(None, None) == BarsAsked()


def test_bars_are_answered_by_type_for_some_days_only(client):
    question = {
        "output": "histogram.data",
        "outputs": {"id": "histogram", "property": "data"},
        "inputs": [
            {"id": "filters", "property": "data", "value": {}},
            {"id": "bars", "property": "value", "value": "type"},
            {
                "id": "bars-asked",
                "property": "data",
                "value": {"step": "day", "first": "2020-02-03", "last": "2020-02-05"},
            },
            {"id": "renewed", "property": "data", "value": 1},
        ],
        "changedPropIds": ["filters.data"],
        "state": [],
    }
    answered = client.post("/_dash-update-component", json=question, base_url="http://localhost").get_json()
    bars = answered["response"]["histogram"]["data"]
    assert bars["by"] == "type"
    assert bars["starts"] == ["2020-02-03", "2020-02-04", "2020-02-05", "2020-02-06"]
    assert [len(group) for group in bars["groups"]] == [3] * 8
    assert all(unsure <= count for one, other in zip(bars["unsure"], bars["groups"], strict=True)
               for unsure, count in zip(one, other, strict=True))  # fmt: skip
