"""Reads events from a GeoPackage: the layer whose columns a format knows."""

from __future__ import annotations

import warnings
from pathlib import Path

from geo.errors import UnreadableFile
from geo.tables.options import ReadingOptions
from geo.tables.sheets.binaries import open_binary
from geo.tables.sheets.choosing import choose_name
from geo.tables.sheets.sheet import Sheet
from geo.tables.sheets.spatial import Spatial, make_spatial_sheet


def read_geopackage(path: Path, options: ReadingOptions) -> Sheet:
    """Read a layer; row 2 is its first feature, as if a header stood above.

    Raises:
        UnreadableFile: If it is no GeoPackage, damaged, or has no layer.
    """
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read_arrow

    # Only what is a database is handed on: the library would open any file, and some name others on the network.
    open_binary(path, b"SQLite format 3\0", "a GeoPackage").close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
            headers = {name: list(pyogrio.read_info(path, layer=name)["fields"]) for name in names}
            filled = [name for name in names if headers[name]]
            if not filled:
                raise UnreadableFile(f"{path} has no layer with columns. Export the events as a layer of it.")
            chosen, remarks = choose_name(filled, headers.__getitem__, "layer")
            about, table = read_arrow(path, layer=chosen)
    except (DataSourceError, DataLayerError, RuntimeError, ValueError) as error:
        said = (str(error).splitlines() or ["unknown"])[0].rstrip(".").replace(str(path), "it")[:200]
        raise UnreadableFile(f"{path} is a damaged GeoPackage: {said}. Export it anew.") from error
    geometry = about["geometry_name"] or ("wkb_geometry" if "wkb_geometry" in table.column_names else "")
    return make_spatial_sheet(path, Spatial(table, geometry, about["crs"], tuple(remarks)))
