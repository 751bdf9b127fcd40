"""Owns what a card says of an event that its file says more of than the event table has columns for."""

from types import SimpleNamespace

from dash import html

from dashboard.panels.card import build_card
from geo.store.selection import Selection
from tests.geo.store.conftest import build


def details_of(part):
    """Every fold in a tree of components."""
    if isinstance(part, list):
        return [fold for one in part for fold in details_of(one)]
    folds = [part] if isinstance(part, html.Details) else []
    return folds + (
        details_of(part.children) if isinstance(getattr(part, "children", None), list | html.Article) else []
    )


def folds_of(tmp_path, *events):
    store = build(tmp_path / "events.duckdb", list(events))
    try:
        return details_of(build_card(SimpleNamespace(store=store, desk=None), "e0", None, Selection()))
    finally:
        store.close()


def test_what_the_file_says_besides_is_folded_away_as_plain_text(tmp_path):
    (fold,) = folds_of(tmp_path, {"iso": "760", "best": "", "remark": "<img src=x onerror=alert(1)>"})
    summary, facts = fold.children
    assert summary.children == "More from the file"
    assert [part.children for part in facts.children] == ["iso", "760", "remark", "<img src=x onerror=alert(1)>"]
    assert not getattr(fold, "open", False)


def test_without_it_there_is_no_fold(tmp_path):
    assert folds_of(tmp_path, {"notes": "x"}, {"iso": "760"}) == []
