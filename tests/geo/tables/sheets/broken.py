"""Says what a bad container is, and makes the bytes of bad workbooks, Parquet files, GeoJSON and GeoPackages."""

import datetime as dt
import io
import json
import random
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from tests.geo.tables.sheets.containers import changed_xlsx, ods_cell, write_ods_body, write_xlsx

HEADER = ["event_id", "event_date", "event_type"]
GOOD = ["a", dt.date(2020, 2, 17), "Battles"]
CSV = b"event_id,event_date,event_type\na,2020-02-17,Battles\n"
SHEET = "xl/worksheets/sheet1.xml"


class Bad(NamedTuple):
    """One kind of bad file.

    Attributes:
        name: What is wrong with it.
        file: Its name.
        make: Makes its bytes.
        tier: "file" cannot be read, "row" is set aside, "warning" is attached.
        says: What the message must hold.
        suggests: What it must tell to do; "" where there is nothing to do.
    """

    name: str
    file: str
    make: Callable[[], bytes]
    tier: str
    says: tuple[str, ...]
    suggests: str


def written(write, suffix):
    """The bytes of what a function writes to a path."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        write(path)
        return path.read_bytes()


def xlsx(rows=(HEADER, GOOD), **options):
    return written(lambda path: write_xlsx(path, rows, **options), ".xlsx")


def with_cells(cells):
    """A workbook with one good row and one of these cells."""
    row = f'<row r="3">{cells}</row></sheetData>'.encode()
    plain = xlsx()
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        sheet = archive.read(SHEET).replace(b"</sheetData>", row)
    return changed_xlsx({SHEET: sheet}, plain)


def with_time():
    """A workbook whose day has a time."""
    day = '<c r="B3" t="d"><v>2020-02-17T09:30:00</v></c>'
    return with_cells(f'<c r="A3" t="str"><v>b</v></c>{day}<c r="C3" t="str"><v>Riots</v></c>')


def far_away():
    return with_cells('<c r="CV3"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c>')


def repeated_cell():
    cell = ods_cell("x").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    return ods([[cell]])


def wrong_reference():
    return with_cells('<c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3" t="e"><f>B9</f><v>#REF!</v></c>')


def wrong_division():
    said = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
    cell = f"<table:table-cell {said}><text:p>#DIV/0!</text:p></table:table-cell>"
    return ods([map(ods_cell, HEADER), [cell, *map(ods_cell, GOOD[1:])]])


def cut_sheet():
    return changed_xlsx({SHEET: b'<worksheet><sheetData><row r="1"><c r="A1"><'})


def no_feature():
    return geojson().replace(b"[{", b'["x", {')


def in_system(name, east, north):
    """A point in a coordinate system."""
    return geojson(point(east, north), {"type": "name", "properties": {"name": name}})


def in_area():
    return geojson({"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]})


def huge_number():
    return geojson(fatalities=0).replace(b": 0", b": " + b"9" * 5_000)


def ods(cells, manifest=""):
    lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    return written(
        lambda path: write_ods_body(path, f'<table:table table:name="S">{lines}</table:table>', manifest), ".ods"
    )


def zip_of(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb():
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(SHEET, "w", force_zip64=True) as entry,
    ):
        for _ in range(80):
            entry.write(bytes(1 << 20))
    return file.getvalue()


def lying_bomb():
    """An archive that says it holds 10 bytes, and holds 10 MB."""
    made = changed_xlsx({"xl/sharedStrings.xml": bytes(10 << 20)})
    return made.replace((10 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def encrypted_zip():
    made = bytearray(changed_xlsx({}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := made.find(mark, start + 1)) >= 0:
            made[start + place] |= 1
    return bytes(made)


def of_excel_97(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def parquet(table=None, **options):
    file = io.BytesIO()
    pq.write_table(pa.table({"event_id": ["a"]}) if table is None else table, file, **options)
    return file.getvalue()


def swollen_parquet():
    """A text of 1 MB that stands in 2,000 rows takes a few bytes each."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), pa.array(["x" * 1_000_000]))
    return parquet(pa.table({"event_id": texts}), compression="zstd")


def frame(points, crs, **columns):
    said = {"event_id": ["a"], "event_date": ["2020-02-17"], "event_type": ["Battles"]} | columns
    return gpd.GeoDataFrame(said, geometry=points, crs=crs)


def gpkg(points, crs, **columns):
    made = frame(points, crs, **columns)
    return written(lambda path: pyogrio.write_dataframe(made, path, layer="events", driver="GPKG"), ".gpkg")


def geojson(geometry=None, crs=None, **said):
    properties = {"event_id": "a", "event_date": "2020-02-17", "event_type": "Battles"} | said
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    content = {"type": "FeatureCollection", "features": [feature]}
    return json.dumps(content | ({"crs": crs} if crs else {})).encode()


def bare_database():
    return written(lambda path: sqlite3.connect(path).execute("CREATE TABLE a (b)").connection.close(), ".gpkg")


def point(east, north):
    return {"type": "Point", "coordinates": [east, north]}


def noise(length):
    return random.Random(1).randbytes(length)
