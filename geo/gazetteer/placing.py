"""Puts a table of events on the map: geometry and precision for every row, a warning where the place is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.gazetteer.sites import Site, Written, find_site

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    from geo.gazetteer.gazetteer import Gazetteer
    from geo.gazetteer.roads import Roads

_FILLED_TYPES = {
    "latitude": "float64",
    "longitude": "float64",
    "admin1": "str",
    "country": "str",
    "geo_precision": "Int16",
    "place_id": "str",
    "is_geocoded": "bool",
    "radius_km": "float64",
}


def place_events(
    events: pd.DataFrame, gazetteer: Gazetteer, roads: Roads
) -> tuple[gpd.GeoDataFrame, tuple[Fault, ...]]:
    """Place events. Written coordinates are never changed; blank ones are looked up, once per distinct combination.

    Args:
        events: The event table, typed as `geo.tables.typing.typed_events` gives it, with `file` and `row`.
        gazetteer: Where names are looked up.
        roads: The named roads.

    Returns:
        The events with `geometry` (EPSG:4326, longitude first: a Point at the location; a LineString from `location` to
        `to_location`, along the road where `road` names one that passes both; None where the place is unknown),
        `place_id`, `is_geocoded` and `radius_km`; latitude and longitude are always those of `location`. One warning
        per row and column whose place is unknown or doubtful.
    """
    import numpy as np

    written = events[list(Written.__annotations__)].fillna({"geo_precision": 0})
    numbers = written.groupby(list(written.columns), dropna=False).ngroup().to_numpy()
    firsts = written.iloc[np.unique(numbers, return_index=True)[1]]
    sites = [find_site(row, gazetteer, roads) for row in firsts.to_dict("records")]
    return _with_sites(events, sites, numbers), tuple(_faults(events, sites, numbers))


def _with_sites(events: pd.DataFrame, sites: list[Site], numbers: np.ndarray) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    placed = events.drop(columns=["file", "row"])
    for column, dtype in _FILLED_TYPES.items():
        values = pd.array([getattr(site, column) for site in sites], dtype=dtype)
        placed[column] = pd.Series(values.take(numbers), index=placed.index)
    placed["file"], placed["row"] = events["file"], events["row"]
    return gpd.GeoDataFrame(placed, geometry=_geometries(sites)[numbers], crs="EPSG:4326")


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


def _faults(events: pd.DataFrame, sites: list[Site], numbers: np.ndarray) -> Iterator[Fault]:
    import numpy as np

    doubtful = [number for number, site in enumerate(sites) if site.doubts]
    for position in np.flatnonzero(np.isin(numbers, doubtful)):
        event = events.iloc[position]
        for column, message in sites[numbers[position]].doubts:
            yield Fault(event["file"], int(event["row"]), column, event[column], message)
