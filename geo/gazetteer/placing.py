"""Puts a table of events on the map: geometry and precision for every row, a warning where the place is doubtful."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.gazetteer.row_sites import WRITTEN, find_faults, find_row_sites
from geo.gazetteer.sites import Site
from geo.schema import CARRIED_COLUMN_NAMES

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    from geo.gazetteer.gazetteer import Gazetteer
    from geo.gazetteer.roads import Roads

_YES = ("true", "1", "yes")
_FILLED_TYPES = {
    "latitude": "float64",
    "longitude": "float64",
    "admin1": "str",
    "country": "str",
    "geo_precision": "Int16",
    "place_id": "str",
    "is_geocoded": "bool",
    "needs_review": "bool",
    "review": "str",
    "radius_km": "float64",
}


def place_events(
    events: pd.DataFrame, gazetteer: Gazetteer, roads: Roads
) -> tuple[gpd.GeoDataFrame, tuple[Fault, ...]]:
    """Place events. Written coordinates are never changed; blank ones are looked up, once per distinct combination.

    Args:
        events: The event table, typed as `geo.tables.typing.typed_columns` gives it, with `file` and `row`.
        gazetteer: Where names are looked up.
        roads: The named roads.

    Returns:
        The events with `geometry` (EPSG:4326, longitude first: a Point at the location; a LineString from `location` to
        `to_location`, along the road where `road` names one that passes both; None where the place is unknown),
        `place_id`, `is_geocoded`, `needs_review`, `review` and `radius_km`; latitude and longitude are always those of
        `location`. One warning per row and column whose place is unknown or doubtful.
    """
    import pyarrow as pa

    written = {name: pa.array(events[name]) for name in WRITTEN}
    found = find_row_sites(written, gazetteer, roads)
    faults = find_faults(found, written, pa.array(events["file"]), events["row"].to_numpy())
    return _with_sites(events, *found), tuple(faults)


def _with_sites(events: pd.DataFrame, sites: list[Site], numbers: np.ndarray) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    placed = events.drop(columns=["file", "row"])
    for column, dtype in _FILLED_TYPES.items():
        values = pd.array([getattr(site, column) for site in sites], dtype=dtype)
        placed[column] = pd.Series(values.take(numbers), index=placed.index)
    if set(CARRIED_COLUMN_NAMES) <= set(events.columns):
        _restore(placed, events)
    placed["file"], placed["row"] = events["file"], events["row"]
    return gpd.GeoDataFrame(placed, geometry=_geometries(sites)[numbers], crs="EPSG:4326")


def _restore(placed: pd.DataFrame, events: pd.DataFrame) -> None:
    """Let events that an export says were looked up stand where they stood, as uncertain as they were."""
    import pandas as pd

    radius_km = pd.to_numeric(events["radius_km"], errors="coerce")
    is_restored = events["is_geocoded"].str.lower().isin(_YES) & events["latitude"].notna() & (radius_km >= 0)
    placed.loc[is_restored, "is_geocoded"] = True
    placed.loc[is_restored, "radius_km"] = radius_km[is_restored]
    placed.loc[is_restored, "place_id"] = events.loc[is_restored, "place_id"]


def _geometries(sites: list[Site]) -> np.ndarray:
    import numpy as np
    import shapely

    geometries = np.full(len(sites), None, dtype=object)
    for number, site in enumerate(sites):
        if site.path:
            geometries[number] = shapely.LineString(site.path)
        elif not isnan(site.latitude):
            geometries[number] = shapely.Point(site.longitude, site.latitude)
    return geometries
