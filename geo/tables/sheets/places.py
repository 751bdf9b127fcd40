"""Geometries beside a table: where its columns of coordinates are blank, points say where an event lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geo.errors import UnreadableFile
from geo.tables.sheets.sheet import Remark
from geo.tables.sheets.values import number_text
from geo.tables.texts import blanks, fold_name, texts_of

if TYPE_CHECKING:
    import shapely

LATITUDE, LONGITUDE = "latitude", "longitude"
_MOST_APART = 0.001
"""Degrees by which a point may differ from the columns before it is said: about 100 m."""
_DIGITS = 7
"""Decimals of degrees that are kept of another projection: about a centimetre."""
_POINT = 0


@dataclass
class Places:
    """A table with the coordinates of its geometries filled in.

    Attributes:
        columns: Names to text.
        remarks: What a person should look at.
        aside: Rows whose geometry cannot be read.
    """

    columns: dict[str, pa.Array]
    remarks: list[Remark] = field(default_factory=list)
    aside: list[Remark] = field(default_factory=list)


def fill_places(
    columns: Mapping[str, pa.Array], shapes: Sequence[shapely.Geometry | None], crs: Any, numbers: np.ndarray
) -> Places:
    """Fill latitude and longitude where both are blank.

    Coordinates that are written count: where a point lies elsewhere, that is remarked. An area or line counts as a
    point on it. Anything but WGS 84 is projected.

    Args:
        columns: Names to text.
        shapes: The geometry of each row; None for none.
        crs: What they are measured in, as pyproj understands it; None where the file does not say.
        numbers: The row numbers, for messages.

    Raises:
        UnreadableFile: If the coordinate system is unknown.
    """
    filled = Places(dict(columns))
    names = {fold_name(name): name for name in columns}
    if (LATITUDE in names) != (LONGITUDE in names) or not any(shape is not None for shape in shapes):
        return filled
    names = {name: names.get(name, name) for name in (LATITUDE, LONGITUDE)}
    east, north, is_point = _points(shapes)
    east, north, remarks = _to_degrees(east, north, crs)
    written = [filled.columns.get(names[name], blanks(len(numbers))) for name in (LATITUDE, LONGITUDE)]
    cells = [texts.to_pylist() for texts in written]
    is_blank = np.array([not (one or other) for one, other in zip(*cells, strict=True)], bool)
    is_taken = is_blank & np.isfinite(east)
    filled.remarks += remarks if is_taken.any() else []
    filled.remarks += _say_areas(shapes, np.flatnonzero(is_taken & ~is_point), numbers)
    filled.remarks += _say_apart(cells, (north, east), np.flatnonzero(~is_blank & is_point), numbers)
    for name, texts, degrees in zip((LATITUDE, LONGITUDE), cells, (north, east), strict=True):
        for place in np.flatnonzero(is_taken).tolist():
            texts[place] = number_text(float(degrees[place]))
        filled.columns[names[name]] = texts_of(texts)
    return filled


def _points(shapes: Sequence[shapely.Geometry | None]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return east and north of a point of each shape, NaN for none; and whether the shape is that point."""
    import shapely

    array = np.array([None if shape is None or shape.is_empty else shape for shape in shapes], dtype=object)
    is_point = shapely.get_type_id(array) == _POINT
    points = np.where(is_point, array, shapely.point_on_surface(array))
    return shapely.get_x(points), shapely.get_y(points), is_point


def _to_degrees(east: np.ndarray, north: np.ndarray, crs: Any) -> tuple[np.ndarray, np.ndarray, list[Remark]]:
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError

    if crs is None:
        if np.nanmax(np.abs(north), initial=0) > 90 or np.nanmax(np.abs(east), initial=0) > 180:
            raise UnreadableFile(
                "has geometries beyond 180 degrees, and does not say in which coordinate system. "
                "Export it in WGS 84 (EPSG:4326)"
            )
        return east, north, [Remark(0, "", "", "The file names no coordinate system. It is read as WGS 84.")]
    try:
        system = CRS.from_user_input(crs)
        if system.equals(CRS.from_epsg(4326), ignore_axis_order=True):
            return east, north, []
        there = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
        east, north = (np.round(one, _DIGITS) for one in there.transform(east, north))
    except ProjError as error:
        raise UnreadableFile(f'has the unknown coordinate system "{crs}". Export it in WGS 84 (EPSG:4326)') from error
    # What cannot be projected comes back as infinite.
    return east, north, [Remark(0, "", system.name, f"Coordinates in {system.name} are projected to WGS 84.")]


def _say_areas(shapes: Sequence[Any], positions: np.ndarray, numbers: np.ndarray) -> list[Remark]:
    message = "counts as a point on it. Write latitude and longitude if another one is meant."
    return [
        Remark(int(numbers[place]), "geometry", shapes[place].geom_type, f"A {shapes[place].geom_type} {message}")
        for place in positions.tolist()
    ]


def _say_apart(
    cells: Sequence[Sequence[str]], degrees: tuple[np.ndarray, np.ndarray], positions: np.ndarray, numbers: np.ndarray
) -> Iterator[Remark]:
    for place in positions.tolist():
        try:
            apart = max(abs(float(texts[place]) - one[place]) for texts, one in zip(cells, degrees, strict=True))
        except ValueError:
            continue
        if apart > _MOST_APART:
            point = ", ".join(number_text(float(one[place])) for one in degrees)
            written = ", ".join(texts[place] for texts in cells)
            message = f"The geometry lies at {point}, the columns say {written}, and they count. "
            message += "If the point was moved, blank or correct them."
            yield Remark(int(numbers[place]), "geometry", point, message)
