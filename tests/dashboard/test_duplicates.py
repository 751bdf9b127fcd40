"""Owns what the list of possible duplicates says, and that it is only looked for when somebody asks."""

from geo.duplicates.finding import find_pairs
from geo.loading import DATA_FOLDER, load_events
from geo.store.twins import MOST_TWINS


def test_nothing_is_looked_for_before_somebody_asks(app, monkeypatch):
    def fail(_connection):
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
