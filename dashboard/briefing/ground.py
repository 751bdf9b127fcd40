"""Reads the embedded basemap and the pictograms that maps on sheets are drawn from, once for each process."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
import shapely

from dashboard.figures.sheet.ground import GroundShapes, Names, Shapes

ICON_FOLDER = Path(__file__).parents[1] / "assets" / "icons"


@functools.cache
def load_ground(data_folder: Path) -> GroundShapes:
    """Load what every map stands on; the second call costs nothing.

    Args:
        data_folder: The folder `data`, with `basemap` in it.
    """
    folder = data_folder / "basemap"
    borders, is_coast = _read_borders(folder / "borders.geojson")
    return GroundShapes(
        **{name: _read_shapes(folder / f"{name}.geojson") for name in ("land", "lakes", "rivers", "provinces")},
        coast=Shapes(borders[is_coast]),
        borders=Shapes(borders[~is_coast]),
        names=_read_names(folder / "labels.geojson"),
        icons={file.stem: file.read_text(encoding="utf-8").strip() for file in sorted(ICON_FOLDER.glob("*.svg"))},
    )


def _parse(text: str) -> np.ndarray:
    return shapely.get_parts(shapely.from_geojson(text))


def _read_shapes(file: Path) -> Shapes:
    return Shapes(_parse(file.read_text(encoding="utf-8")))


def _read_borders(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return every line, and whether it is a coast."""
    text = file.read_text(encoding="utf-8")
    kinds = [feature["properties"]["kind"] for feature in json.loads(text)["features"]]
    return _parse(text), np.array(kinds) == "coast"


def _read_names(file: Path) -> Names:
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["rank"])
    said = [feature["properties"] for feature in features]
    places = np.array([feature["geometry"]["coordinates"] for feature in features], float)
    return Names(
        texts=tuple(one["name"] for one in said),
        lon=places[:, 0],
        lat=places[:, 1],
        min_zoom=np.array([one["min_zoom"] for one in said], float),
        population=np.array([one["population"] for one in said], float),
        is_country=np.array([one["kind"] == "country" for one in said]),
    )
