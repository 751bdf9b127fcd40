"""GeoParquet 1.1: the typed table with its geometry as WKB, for geopandas, DuckDB, QGIS and the like."""

from __future__ import annotations

import json
from typing import BinaryIO

import pyarrow as pa

from geo.tables.exports.batches import GEOMETRY
from geo.vocabulary import Vocabulary


def write_geoparquet(events: pa.RecordBatchReader, file: BinaryIO, _: Vocabulary) -> None:
    """Write events as a Parquet file, batch by batch: geopandas would want to hold them all.

    What the file says of its geometry is defined at https://geoparquet.org/releases/v1.1.0/.
    """
    import pyarrow.parquet as pq
    import shapely
    from pyproj import CRS

    types: set[str] = set()
    with pq.ParquetWriter(file, events.schema, compression="zstd") as writer:
        for batch in events:
            shapes = shapely.from_wkb(batch[GEOMETRY].drop_null().to_pylist())
            types |= {{0: "Point", 1: "LineString"}[kind] for kind in set(shapely.get_type_id(shapes).tolist())}
            writer.write_batch(batch)
        column = {"encoding": "WKB", "geometry_types": sorted(types), "crs": CRS("EPSG:4326").to_json_dict()}
        about = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
        writer.add_key_value_metadata({"geo": json.dumps(about)})
