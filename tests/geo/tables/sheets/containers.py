"""Writes one table into every kind of file that events are read from."""

import csv
import datetime as dt
import io
import json
import zipfile
from html import escape

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
import xlsxwriter

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def write_csv(path, rows):
    """Write rows as a person would type them: days as ISO dates, whole numbers without a point, unknown as blank."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[typed(cell) for cell in row] for row in rows])


def typed(cell):
    """What a person types for a value."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def write_xlsx(path, rows, first_row=0, first_column=0, sheets=(), options=None):
    """Write rows into a workbook, days as dates; before them as many sheets as are given."""
    with xlsxwriter.Workbook(path, options or {}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, other in enumerate(sheets):
            sheet = book.add_worksheet(f"Other {number}")
            for place, row in enumerate(other):
                sheet.write_row(place, 0, row)
        sheet = book.add_worksheet("Events")
        for number, row in enumerate(rows, start=first_row):
            for place, cell in enumerate(row, start=first_column):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif isinstance(cell, dt.date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell is not None:
                    sheet.write(number, place, cell)


def write_ods(path, rows):
    """Write rows into an OpenDocument workbook."""
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    write_ods_body(path, f'<table:table table:name="Events">{lines}</table:table>')


def ods_cell(cell):
    """A cell as LibreOffice writes it."""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        said = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, dt.date):
        said = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        said = f'office:value-type="float" office:value="{cell}"'
    else:
        said = 'office:value-type="string"'
    lines = "".join(f"<text:p>{ods_text(line)}</text:p>" for line in str(cell).split("\n"))
    return f"<table:table-cell {said}>{lines}</table:table-cell>"


def ods_text(line):
    """A line whose blanks survive: XML reads several as one."""
    return escape(line).replace("  ", '<text:s text:c="2"/>').replace("\t", "<text:tab/>")


def write_ods_body(path, tables, manifest=""):
    """Write the XML of tables into an OpenDocument workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {_SPACES}>{body}</office:document-content>")


def write_parquet(path, rows):
    """Write rows as typed columns."""
    pq.write_table(arrow_table(rows), path)


def arrow_table(rows):
    """Rows as typed Arrow columns."""
    return pa.table({name: list(cells) for name, cells in columns_of(rows).items()})


def columns_of(rows):
    """Columns by name."""
    header, *rest = rows
    return dict(zip(header, zip(*rest, strict=True), strict=True))


def write_geoparquet(path, rows):
    """Write rows with the points of their coordinates, and without the columns of these."""
    with_points(rows).to_parquet(path)


def with_points(rows):
    """Rows as a frame of points."""
    frame = pd.DataFrame(columns_of(rows), dtype=object).convert_dtypes()
    points = [
        None if east is None else shapely.Point(east, north)
        for north, east in zip(*(columns_of(rows)[name] for name in ("latitude", "longitude")), strict=True)
    ]
    return gpd.GeoDataFrame(frame.drop(columns=["latitude", "longitude"]), geometry=points, crs=4326)


def write_geopackage(path, rows):
    """Write rows as a layer of points."""
    pyogrio.write_dataframe(with_points(rows), path, layer="events", driver="GPKG")


def write_geojson(path, rows):
    """Write rows as features, their coordinates as points."""
    path.write_text(json.dumps(collection(rows), ensure_ascii=False), encoding="utf-8")


def collection(rows):
    """Rows as a feature collection."""
    features = []
    for row in zip(*columns_of(rows).values(), strict=True):
        said = dict(zip(rows[0], row, strict=True))
        north, east = said.pop("latitude"), said.pop("longitude")
        said = {name: cell.isoformat() if isinstance(cell, dt.date) else cell for name, cell in said.items()}
        point = None if east is None else {"type": "Point", "coordinates": [east, north]}
        features.append({"type": "Feature", "geometry": point, "properties": said})
    return {"type": "FeatureCollection", "features": features}


WRITERS = {
    ".xlsx": write_xlsx,
    ".ods": write_ods,
    ".parquet": write_parquet,
    ".geo.parquet": write_geoparquet,
    ".gpkg": write_geopackage,
    ".geojson": write_geojson,
}


def changed_xlsx(changes, made=None):
    """The bytes of a workbook with entries of its archive changed, None for taken out."""
    source = io.BytesIO(made or b"")
    if not made:
        write_xlsx(source, [["event_id", "event_date", "event_type"], ["a", dt.date(2020, 2, 17), "Battles"]])
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()
