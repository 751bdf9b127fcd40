"""Owns what these tests draw: a square of land, a border, three names; the real ground; sheets of the real events."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely

from dashboard.app import make_context
from dashboard.briefing.choices import Choices
from dashboard.briefing.gathering import Wanted, gather_brief
from dashboard.briefing.ground import load_ground
from dashboard.figures.briefing import compose
from dashboard.figures.sheet.ground import GroundShapes, Names, Shapes
from dashboard.settings import Settings
from dashboard.view import View

DATA = Path(__file__).parents[4] / "data"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><path d="M5 5l12 12"/></svg>'


@pytest.fixture(scope="session")
def real_ground():
    return load_ground(DATA)


@pytest.fixture(scope="session")
def ground():
    nothing = Shapes(np.array([], object))
    names = Names(
        texts=("Syria", "Idlib", "Saraqib"),
        lon=np.array([38.0, 36.63, 36.8]),
        lat=np.array([35.0, 35.93, 35.86]),
        min_zoom=np.array([2.0, 6.0, 7.0]),
        population=np.array([1.7e7, 1e5, 3e4]),
        is_country=np.array([True, False, False]),
    )
    land = Shapes(np.array([shapely.box(-180, -60, 180, 70)]))
    border = Shapes(np.array([shapely.LineString([(36, 30), (36, 40)])]))
    return GroundShapes(land, nothing, nothing, nothing, nothing, border, names, {"battle": ICON})


@pytest.fixture(scope="session")
def compose_view(opened, real_ground):
    """Composes the sheet of a view of the committed events, as of 1 March 2020."""
    settings = Settings()
    context = make_context(opened.store, settings, opened.reports)

    def compose_one(query="", logo="", **choices):
        view, _ = View.from_search(query)
        wanted = Wanted(view, Choices(**choices), datetime(2020, 3, 1, 9, tzinfo=UTC), "?" + query, logo)
        brief, at = gather_brief(context, wanted)
        return brief, at, compose(brief, at, real_ground, wanted.choices.hidden)

    return compose_one
