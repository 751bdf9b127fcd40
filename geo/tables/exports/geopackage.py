"""GeoPackage: one layer `events` in EPSG:4326 that QGIS and other GIS open as it is."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from geo.errors import CannotExport
from geo.tables.exports.batches import GEOMETRY
from geo.vocabulary import Vocabulary

LAYER = "events"
TAKEN = ("fid", "geom")
"""Names that a GeoPackage gives to columns of its own."""


def write_geopackage(events: pa.RecordBatchReader, file: BinaryIO, _: Vocabulary) -> None:
    """Write events as a GeoPackage; days are dates, and events without a place have no geometry.

    Raises:
        CannotExport: If the disk does not let it.
    """
    import pyogrio

    with tempfile.TemporaryDirectory(prefix="conflict-atlas-") as folder:
        # A database needs a path, and files beside it while it is written.
        path = Path(folder) / "events.gpkg"
        try:
            pyogrio.write_arrow(
                _renamed(events), path, layer=LAYER, driver="GPKG", geometry_name=GEOMETRY, geometry_type="Unknown",
                crs="EPSG:4326",
            )  # fmt: skip
        except RuntimeError as error:  # What every error of pyogrio is, a full disk among them.
            raise CannotExport(
                f"The GeoPackage could not be written: {error}. Free some room, or choose CSV."
            ) from error
        with path.open("rb") as written:
            shutil.copyfileobj(written, file, 1 << 20)


def _renamed(events: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """Give every column a name that a database, which takes `ISO` and `iso` for one, can tell from the others."""
    names: list[str] = []
    taken = {*TAKEN}
    for name in events.schema.names:
        number = 2
        told_apart = name
        while told_apart.lower() in taken:
            told_apart, number = f"{name}_{number}", number + 1
        taken.add(told_apart.lower())
        names.append(told_apart)
    schema = pa.schema([field.with_name(name) for field, name in zip(events.schema, names, strict=True)])
    renamed = (pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in events)
    return pa.RecordBatchReader.from_batches(schema, renamed)
