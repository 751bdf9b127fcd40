"""The table of bad workbooks, Parquet files, GeoJSON and GeoPackages: what is wrong, and what a maintainer is told."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import shapely

from tests.geo.tables.sheets.broken import (
    CSV,
    GOOD,
    HEADER,
    SHEET,
    bare_database,
    bomb,
    cut_sheet,
    encrypted_zip,
    far_away,
    geojson,
    gpkg,
    huge_number,
    in_area,
    in_system,
    lying_bomb,
    no_feature,
    noise,
    ods,
    of_excel_97,
    parquet,
    point,
    repeated_cell,
    swollen_parquet,
    with_cells,
    with_time,
    wrong_division,
    wrong_reference,
    xlsx,
    zip_of,
)
from tests.geo.tables.sheets.containers import changed_xlsx


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


_PASSWORD = "Save it without one"
_ANEW = "Open it in a spreadsheet program and save it anew"
_SQLITE = b"SQLite format 3\0"

BAD_CONTAINERS = (
    # Files that are not what their name says.
    Bad("CSV named .xlsx", "a.xlsx", lambda: CSV, "file", ("is text, not a workbook",), "name it .csv"),
    Bad("HTML named .xlsx", "a.xlsx", lambda: b"<!doctype html><p>Log in", "file", ("is HTML",), "download the file"),
    Bad("PDF named .xlsx", "a.xlsx", lambda: b"%PDF-1.7\n", "file", ("is a PDF, not a workbook",), "export it anew"),
    Bad("Parquet named .xlsx", "a.xlsx", parquet, "file", ("is a Parquet file",), "Name it as what it is"),
    Bad("empty file", "a.xlsx", lambda: b"", "file", ("is empty",), "Expected a workbook"),
    Bad("Excel 97", "a.xls", lambda: of_excel_97("Workbook"), "file", ("Excel 97 to 2003",), "save it as .xlsx"),
    Bad("Excel 97 named .xlsx", "a.xlsx", lambda: of_excel_97("Workbook"), "file", ("Excel 97",), "save it as .xlsx"),
    Bad("zip without workbook", "a.xlsx", lambda: zip_of({"a.txt": b"a"}), "file", ("without a workbook",), "as .xlsx"),
    Bad("binary workbook", "a.xlsx", lambda: zip_of({"xl/workbook.bin": b"a"}), "file", (".xlsb",), "as .xlsx"),
    Bad("CSV named .parquet", "a.parquet", lambda: CSV, "file", ("is text, not a Parquet file",), "name it .csv"),
    Bad("workbook named .gpkg", "a.gpkg", xlsx, "file", ("a zip archive or a workbook",), "Name it as what it is"),
    # Workbooks that cannot be opened.
    Bad("password (Excel)", "a.xlsx", lambda: of_excel_97("EncryptedPackage"), "file", ("password",), _PASSWORD),
    Bad("password (zip)", "a.xlsx", encrypted_zip, "file", ("password",), _PASSWORD),
    Bad("password (ods)", "a.ods", lambda: ods([], "<encryption-data/>"), "file", ("password",), _PASSWORD),
    Bad("truncated zip", "a.xlsx", lambda: xlsx()[:3_000], "file", ("damaged or cut short",), "download it again"),
    Bad("zip bomb", "a.xlsx", bomb, "file", ("would fill 84 MB", "times its size"), "as CSV"),
    Bad("zip that lies about its size", "a.xlsx", lying_bomb, "file", ("damaged", "larger than its declared"), _ANEW),
    Bad(
        "20,000 entries",
        "a.xlsx",
        lambda: zip_of({str(one): b"" for one in range(20_000)}),
        "file",
        ("holds 20,000 files",),
        "Save it anew",
    ),
    Bad("broken XML of a sheet", "a.xlsx", cut_sheet, "file", ("is damaged", "not closed"), _ANEW),
    Bad("sheet missing", "a.xlsx", lambda: changed_xlsx({SHEET: None}), "file", ("is damaged",), _ANEW),
    Bad("texts missing", "a.xlsx", lambda: changed_xlsx({"xl/sharedStrings.xml": None}), "file", ("damaged",), _ANEW),
    Bad("broken XML of an ods", "a.ods", lambda: ods([["<b>"]]), "file", ("is damaged",), _ANEW),
    # Workbooks without a table.
    Bad("blank workbook", "a.xlsx", lambda: xlsx([]), "file", ("is blank",), "first row names its columns"),
    Bad("other header", "a.xlsx", lambda: xlsx([["x"], ["y"]]), "file", ("lacks the column event_id",), "Add it"),
    Bad(
        "column twice",
        "a.xlsx",
        lambda: xlsx([[*HEADER, "Event_ID"], [*GOOD, "a"]]),
        "file",
        ('the column "event_id" twice',),
        "Remove or rename one",
    ),
    Bad(
        "16,384 columns",
        "a.xlsx",
        lambda: with_cells('<c r="XFD3"><v>1</v></c>'),
        "file",
        ("column 16,384", "1,000 columns"),
        "Delete what stands far",
    ),
    Bad("a cell far away", "a.xlsx", far_away, "file", ("row 1,048,576 and column 100",), "Delete what stands far"),
    Bad("a cell repeated", "a.ods", repeated_cell, "file", ("column 16,384",), "Delete what stands far"),
    # Rows of workbooks.
    Bad(
        "#REF!",
        "a.xlsx",
        wrong_reference,
        "row",
        ('"#REF!" is an error of a formula', "event_date (B)"),
        "Mend the formula or type the value",
    ),
    Bad(
        "formula never computed",
        "a.xlsx",
        lambda: with_cells('<c r="B3"><f>TODAY()</f><v></v></c>'),
        "row",
        ("never computed", "event_date (B)"),
        "save it, and read it again",
    ),
    Bad(
        "#DIV/0! in an ods",
        "a.ods",
        wrong_division,
        "row",
        ('"#DIV/0!" is an error', "event_id (A)"),
        "Mend the formula",
    ),
    Bad(
        "day that is no date",
        "a.xlsx",
        lambda: xlsx([HEADER, ["a", 43878, "Battles"]]),
        "row",
        ('"43878" is not a date',),
        "Did you mean 2020-02-17?",
    ),
    Bad(
        "day with a time",
        "a.xlsx",
        with_time,
        "row",
        ('"2020-02-17 09:30:00" is not a date',),
        "Did you mean 2020-02-17?",
    ),
    Bad(
        "second sheet",
        "a.xlsx",
        lambda: xlsx(sheets=[[["Read me"]]]),
        "warning",
        ('Only the sheet "Events" is read', "Other 0"),
        "Save each that holds events",
    ),
    # Parquet.
    Bad("corrupt Parquet", "a.parquet", lambda: b"PAR1" + noise(500) + b"PAR1", "file", ("damaged",), "Export it anew"),
    Bad("Parquet cut short", "a.parquet", lambda: parquet()[:-9], "file", ("damaged",), "Export it anew"),
    Bad("Parquet that swells", "a.parquet", swollen_parquet, "file", ("would fill more than",), "Export it as CSV"),
    Bad(
        "a list where a text is due",
        "a.parquet",
        lambda: parquet(pa.table({"event_id": ["a"], "event_date": [[1, 2]], "event_type": ["Battles"]})),
        "row",
        ('"[1, 2]" is not a date',),
        "Write it so",
    ),
    # GeoJSON.
    Bad("broken JSON", "a.geojson", lambda: geojson()[:-5], "file", ("is not JSON", "line 1"), "Mend it"),
    Bad(
        "JSON of something else", "a.geojson", lambda: b'{"type": "Topology"}', "file", ('"Topology"',), "export it as"
    ),
    Bad("a list", "a.geojson", lambda: b"[]", "file", ('is "list"',), "Expected a GeoJSON FeatureCollection"),
    Bad(
        "no features",
        "a.geojson",
        lambda: b'{"type": "FeatureCollection"}',
        "file",
        ("no list of features",),
        "Expected",
    ),
    Bad("deep nesting", "a.geojson", lambda: b"[" * 200_000, "file", ("lists within lists",), "export it anew"),
    Bad("cp1252 GeoJSON", "a.geojson", lambda: b'{"type": "\xe9"}', "file", ("line 1", "0xe9"), "Export it as UTF-8"),
    Bad("a key twice", "a.geojson", lambda: b'{"type": "F", "type": "G"}', "file", ('says "type" twice',), "Mend it"),
    Bad("NaN", "a.geojson", lambda: geojson(fatalities=float("nan")), "file", ("NaN, which is no JSON",), "write null"),
    Bad("huge number", "a.geojson", huge_number, "row", ("is more than",), "Check the number"),
    Bad("no feature", "a.geojson", no_feature, "row", ("is no GeoJSON feature",), "Expected"),
    Bad(
        "geometry of text",
        "a.geojson",
        lambda: geojson(point("36", "35")),
        "row",
        ("geometry cannot be read",),
        "Draw it anew",
    ),
    Bad(
        "geometry without numbers",
        "a.geojson",
        lambda: geojson(point(*([], []))),
        "row",
        ("cannot be read",),
        "Draw it anew",
    ),
    Bad(
        "point beyond the world",
        "a.geojson",
        lambda: geojson(point(36, 1e300)),
        "row",
        ("is outside -90…90",),
        "Write decimal degrees",
    ),
    Bad(
        "unknown coordinate system",
        "a.geojson",
        lambda: in_system("EPSG:1", 1, 1),
        "file",
        ("unknown coordinate system",),
        "Export it in WGS 84",
    ),
    Bad(
        "other coordinate system",
        "a.geojson",
        lambda: in_system("urn:ogc:def:crs:EPSG::3857", 4096557.3, 4279867.1),
        "warning",
        ("WGS 84 / Pseudo-Mercator", "projected to WGS 84"),
        "",
    ),
    Bad(
        "area for an event",
        "a.geojson",
        in_area,
        "warning",
        ("A Polygon counts as a point on it",),
        "Write latitude and longitude",
    ),
    Bad(
        "point that was moved",
        "a.geojson",
        lambda: geojson(point(36, 35), latitude=35.5, longitude=36),
        "warning",
        ("lies at 35, 36", "columns say 35.5, 36"),
        "blank or correct them",
    ),
    # GeoPackages.
    Bad(
        "corrupt GeoPackage",
        "a.gpkg",
        lambda: _SQLITE + noise(3_000),
        "file",
        ("damaged GeoPackage",),
        "Export it anew",
    ),
    Bad("GeoPackage cut short", "a.gpkg", lambda: gpkg([None], 4326)[:9_000], "file", ("damaged",), "Export it anew"),
    Bad(
        "database without layers",
        "a.gpkg",
        bare_database,
        "file",
        ("damaged GeoPackage", "gpkg_contents"),
        "Export it anew",
    ),
    Bad(
        "no coordinate system",
        "a.gpkg",
        lambda: gpkg([shapely.Point(400_000, 3_900_000)], None),
        "file",
        ("does not say in which coordinate system",),
        "Export it in WGS 84",
    ),
    Bad(
        "degrees of unknown kind",
        "a.gpkg",
        lambda: gpkg([shapely.Point(36, 35)], None),
        "warning",
        ("names no coordinate system",),
        "",
    ),
    Bad(
        "number that is none",
        "a.gpkg",
        lambda: gpkg([None], 4326, fatalities=pd.array([2.5])),
        "row",
        ('"2.5"',),
        "Write one",
    ),
)
"""Every kind of bad container."""
