"""GeoJSON (RFC 7946): one feature an event, longitude first; events without a place have a null geometry."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa

from geo.tables.exports.batches import GEOMETRY
from geo.vocabulary import Vocabulary


def stream_geojson(events: pa.RecordBatchReader, _: Vocabulary) -> Iterator[bytes]:
    """Write events as the bytes of one feature collection, batch by batch; blank cells are null, days ISO dates."""
    yield b'{"type": "FeatureCollection", "features": ['
    separator = "\n"
    for batch in events:
        if batch.num_rows:
            yield (separator + ",\n".join(_features(batch))).encode()
            separator = ",\n"
    yield b"\n]}\n"


def _features(batch: pa.RecordBatch) -> Iterator[str]:
    import shapely

    shapes = shapely.to_geojson(shapely.from_wkb(batch[GEOMETRY].to_pylist())).tolist()
    rows = batch.drop_columns([GEOMETRY]).to_pylist()
    for shape, row in zip(shapes, rows, strict=True):
        said = json.dumps(row, ensure_ascii=False, default=str)
        yield f'{{"type": "Feature", "geometry": {shape or "null"}, "properties": {said}}}'
