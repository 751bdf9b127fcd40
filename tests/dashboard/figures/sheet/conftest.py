"""Owns the ground that maps of these tests are drawn on: a square of land, a border, three names; and the real one."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from dashboard.briefing.ground import load_ground
from dashboard.figures.sheet.ground import GroundShapes, Names, Shapes

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
