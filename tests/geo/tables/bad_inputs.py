"""Every kind of bad input that a maintainer has met, what becomes of it, and what the atlas says.

Each line is one kind: its name, the file, its tier, what the message must say is wrong, what it must suggest. Tiers:
`file` (nothing of it can be read), `row` (that row is set aside, the others are events) and `warning` (the row is an
event, and something about it is to be looked at); `read` means that it was never a fault, and is taken as it is meant.
"""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

HEADER = ("event_id", "event_date", "event_type", "location", "latitude", "longitude", "fatalities", "source", "notes")
GOOD = ("good", "2020-02-17", "Battles", "Saraqib", "35.8645", "36.8", "3", "Agency", "Clashes")


class BadInput(NamedTuple):
    """One kind of bad input.

    Attributes:
        name: What it is called among the people who keep tables.
        content: The bytes of the file.
        tier: `file`, `row`, `warning` or `read`.
        said: A part of the message that says what is wrong, with the value.
        suggestion: A part of the message that says what to do.
        column: The column that is named; "" for none.
    """

    name: str
    content: bytes
    tier: str
    said: str = ""
    suggestion: str = ""
    column: str = ""


def row(**cells: str) -> bytes:
    """Write a table of a good row and one with these cells instead."""
    bad = dict(zip(HEADER, GOOD, strict=True)) | {"event_id": "bad"} | cells
    return table([*HEADER, *(name for name in cells if name not in HEADER)], GOOD, list(bad.values()))


def table(*rows: object, separator: str = ",") -> bytes:
    """Write rows as a CSV file; short ones are filled up."""
    lines = io.StringIO()
    width = len(rows[0])
    csv.writer(lines, delimiter=separator, lineterminator="\n").writerows(
        [*cells, *[""] * (width - len(cells))] for cells in rows
    )
    return lines.getvalue().encode()


def text(*lines: str) -> bytes:
    """Write a good row and these lines as they are."""
    return "\n".join([",".join(HEADER), ",".join(GOOD), *lines, ""]).encode()


BAD_INPUTS = (
    # Files that cannot be read
    BadInput("an empty file", b"", "file", "is empty", "first row names its columns"),
    BadInput("only blank lines", b"\n \n\n", "file", "is empty", "first row names its columns"),
    BadInput("a log-in page named .csv", b"<!doctype html><html><body>Sign in", "file", "is HTML", "download the CSV"),
    BadInput("XML named .csv", b"<?xml version='1.0'?><events/>", "file", "HTML or XML", "download the CSV"),
    BadInput("a spreadsheet named .csv", b"PK\x03\x04\x14\x00", "file", "is a spreadsheet", "Export the table as CSV"),
    BadInput("a PDF named .csv", b"%PDF-1.7 ...", "file", "is a PDF", "Export the table as CSV"),
    BadInput("a gzip archive named .csv", b"\x1f\x8b\x08", "file", "is a gzip archive", "Export the table as CSV"),
    BadInput("NUL bytes", row(notes="a\x00b"), "file", "line 3 holds a NUL byte", "Export it anew"),
    BadInput(
        "cp1252 text",
        row(location="Saraqib", notes="Déclaré à l'aube").decode().encode("cp1252"),
        "file",
        "line 3 is not UTF-8 text (byte 0xe9)",
        'As cp1252 it reads "',
    ),
    BadInput(
        "cp1256 text",
        row(location="سراقب", notes="اشتباكات").decode().encode("cp1256"),
        "file",
        "line 3 is not UTF-8 text",
        "As cp1256 it reads",
    ),
    BadInput("no header", table(GOOD), "file", "lacks the column event_id", "Add it to the first row"),
    BadInput(
        "a title above the header",
        b"All events\n\n" + table(HEADER, GOOD),
        "file",
        "has its header in row 3",
        "Remove the rows above it",
    ),
    BadInput(
        "a title with semicolons below",
        b"All events\n" + table(HEADER, GOOD).replace(b",", b";") + b'a;"b\nc";d\n',
        "file",
        "has its header in row 2",
        "Remove the rows above it",
    ),
    BadInput(
        "a required column missing",
        table(("event_id", "date", "event_type"), ("a", "2020-02-17", "Battles")),
        "file",
        "lacks the column event_date",
        'The column "date" may be meant',
    ),
    BadInput(
        "duplicate headers",
        table((*HEADER, "notes"), (*GOOD, "x")),
        "file",
        'has the column "notes" twice',
        "Remove or rename",
    ),
    BadInput(
        "duplicate headers but for case",
        table((*HEADER, "NOTES"), (*GOOD, "x")),
        "file",
        'has the column "notes" twice',
        "Remove or rename",
    ),
    BadInput(
        "200,000 columns",
        ",".join(["event_id", "event_date", "event_type", *map(str, range(200_000))]).encode() + b"\n",
        "file",
        "has 200,003 columns",
        "Is it a table of events?",
    ),
    # Rows whose cells cannot be told apart
    BadInput(
        "columns shifted by one comma too many",
        text("bad,2020-02-17,Battles,Saraqib, Idlib,35.8,36.8,3,Agency,Clashes"),
        "row",
        "has 10 cells where the header has 9",
        "needs quotes around it",
    ),
    BadInput(
        "a row cut short",
        text("bad,2020-02-17,Battles"),
        "row",
        "has 3 cells where the header has 9",
        "Add the missing commas",
    ),
    BadInput(
        "a quote never closed",
        text('bad,2020-02-17,Battles,Saraqib,35.8,36.8,3,Agency,"Clashes', "c,2020-02-18,Battles,,,,,,"),
        "row",
        "is never closed",
        "Close it",
        "notes",
    ),
    BadInput(
        "a quote closed rows later",
        text(
            'bad,2020-02-17,Battles,Saraqib,35.8,36.8,3,Agency,"Clashes',
            "c,2020-02-18,Battles,Idlib,,,,Agency,x",
            'd,2020-02-18,Battles,Idlib,,,,Agency,"',
        ),
        "row",
        "2 more lines that look like rows",
        "Close it",
        "notes",
    ),
    BadInput("a 50 MB cell", row(notes="x" * 50_000_000), "row", "holds 50,000,000 letters", "shorten it", "notes"),
    # Ids
    BadInput("a blank id", row(event_id=""), "row", "is blank", "Every event needs its event_id", "event_id"),
    BadInput(
        "one id for two events",
        row(event_id="good", location="Hama"),
        "row",
        'location there is "Saraqib", here "Hama"',
        "another id",
        "event_id",
    ),
    BadInput("a row said twice", row(event_id="good"), "warning", "says the same", "remove one", "event_id"),
    BadInput(
        "ids that differ by case", row(event_id="GOOD"), "warning", "differ only by case", "two events", "event_id"
    ),
    BadInput("an id with leading zeros", row(event_id="00123"), "read"),
    # Dates
    BadInput("a blank date", row(event_date=""), "row", "is blank", "Every event needs its event_date", "event_date"),
    BadInput("30 February", row(event_date="2020-02-30"), "row", '"2020-02-30"', "has no such day", "event_date"),
    BadInput("30 February in words", row(event_date="30 Feb 2020"), "row", "30 Feb", "has no such day", "event_date"),
    BadInput("a day-first date", row(event_date="17/02/2020"), "row", '"17/02/2020"', "mean 2020-02-17", "event_date"),
    BadInput("a month-first date", row(event_date="2/17/2020"), "row", '"2/17/2020"', "mean 2020-02-17", "event_date"),
    BadInput(
        "a date that could be either",
        row(event_date="03/04/2020"),
        "row",
        '"03/04/2020"',
        "2020-04-03 or 2020-03-04",
        "event_date",
    ),
    BadInput("a day number of Excel", row(event_date="43878"), "row", '"43878"', "mean 2020-02-17", "event_date"),
    BadInput("a month by name", row(event_date="17 Feb 2020"), "row", '"17 Feb 2020"', "mean 2020-02-17", "event_date"),
    BadInput("a date with a time", row(event_date="2020-02-17T10:00"), "row", "10:00", "mean 2020-02-17", "event_date"),
    BadInput("a year of two digits", row(event_date="17/02/68"), "row", '"17/02/68"', "four digits", "event_date"),
    BadInput("the year 68", row(event_date="0068-02-17"), "row", "outside 1900…2100", "Check the year", "event_date"),
    BadInput("a year alone", row(event_date="2020"), "row", '"2020" is not a date', "time_precision", "event_date"),
    BadInput(
        "a month alone", row(event_date="2020-02"), "row", '"2020-02" is not a date', "time_precision", "event_date"
    ),
    BadInput("words for a date", row(event_date="last Monday"), "row", '"last Monday"', "Write it so", "event_date"),
    BadInput(
        "an end before the start", row(end_date="2020-02-16"), "row", "is before event_date", "Exchange", "end_date"
    ),
    BadInput(
        "Arabic-Indic digits in a date",
        row(event_date="٢٠٢٠-٠٢-١٧"),
        "warning",
        "is read as",
        "2020-02-17",
        "event_date",
    ),
    # Types and codes
    BadInput("a blank type", row(event_type=""), "row", "is blank", "Every event needs its event_type", "event_type"),
    BadInput("a misspelt type", row(event_type="Battels"), "row", '"Battels"', 'Did you mean "Battles"?', "event_type"),
    BadInput(
        "an unknown type",
        row(event_type="Zebra"),
        "row",
        '"Zebra" is not an event type',
        "Expected one of",
        "event_type",
    ),
    BadInput(
        "a misspelt sub-type",
        row(sub_event_type="Armed clsh"),
        "row",
        '"Armed clsh"',
        'Did you mean "Armed clash"?',
        "sub_event_type",
    ),
    BadInput(
        "a sub-type of another type",
        row(sub_event_type="Air/drone strike"),
        "row",
        'belongs to "Explosions/Remote violence"',
        "Change one of them",
        "sub_event_type",
    ),
    BadInput("a precision of 4", row(geo_precision="4"), "row", '"4" is not 1, 2 or 3', "Write", "geo_precision"),
    BadInput(
        "a precision of 2.0", row(time_precision="2.0"), "row", '"2.0" is not', "Did you mean 2?", "time_precision"
    ),
    BadInput(
        "a misspelt confidence", row(confidence="Confirmd"), "row", '"Confirmd"', 'mean "confirmed"', "confidence"
    ),
    # Coordinates
    BadInput(
        "a latitude alone", row(longitude=""), "row", 'is blank while latitude is "35.8645"', "Write both", "longitude"
    ),
    BadInput("swapped beyond the pole", row(latitude="95.2"), "row", "outside -90…90", "may be swapped", "latitude"),
    BadInput(
        "swapped, as its place says",
        row(latitude="36.8", longitude="35.8645", country="Syria"),
        "warning",
        "km from the coordinates in the row",
        "may be swapped",
        "latitude",
    ),
    BadInput(
        "beyond the date line", row(longitude="181"), "row", '"181" is outside -180…180', "decimal degrees", "longitude"
    ),
    BadInput("0, 0", row(latitude="0", longitude="0.0"), "warning", "Gulf of Guinea", "Leave both blank", "latitude"),
    BadInput("a decimal comma", row(latitude="35,8645"), "row", '"35,8645"', "Did you mean 35.8645?", "latitude"),
    BadInput(
        "degrees, minutes, seconds",
        row(latitude="35°51'52\"N"),
        "row",
        "is not a number of degrees",
        "Did you mean 35.86444?",
        "latitude",
    ),
    BadInput("degrees and minutes", row(longitude="36° 48' E"), "row", "36° 48' E", "Did you mean 36.8?", "longitude"),
    BadInput(
        "1e400", row(latitude="1e400"), "row", '"1e400" is not a number of degrees', "decimal degrees", "latitude"
    ),
    BadInput(
        "not a number", row(latitude="NaN"), "row", '"NaN" is not a number of degrees', "decimal degrees", "latitude"
    ),
    BadInput("a Unicode minus", row(latitude="\u221235.5"), "warning", "is read as", "-35.5", "latitude"),
    BadInput(
        "metres of a projection",
        row(latitude="3972345", longitude="4096543"),
        "row",
        "outside -90…90",
        "WGS 84",
        "latitude",
    ),
    # Fatalities
    BadInput("negative fatalities", row(fatalities="-3"), "row", '"-3" is negative', "leave it blank", "fatalities"),
    BadInput(
        "half a fatality", row(fatalities="1.5"), "row", '"1.5" is not a whole number', "leave it blank", "fatalities"
    ),
    BadInput(
        "fatalities with .0",
        row(fatalities="3.0"),
        "row",
        '"3.0" is not a whole number',
        "Did you mean 3?",
        "fatalities",
    ),
    BadInput("a thousands comma", row(fatalities="1,234"), "row", '"1,234"', "Did you mean 1234?", "fatalities"),
    BadInput(
        "fatalities in words", row(fatalities="dozens"), "row", '"dozens" is not a whole', "Write digits", "fatalities"
    ),
    BadInput(
        "too many fatalities", row(fatalities="9" * 5_000), "row", "is more than 10,000,000", "Check", "fatalities"
    ),
    BadInput("blank fatalities", row(fatalities=""), "read"),
    # Links and sources
    BadInput(
        "a script as a link",
        row(source_url="javascript:alert(1)"),
        "row",
        "begins with javascript:",
        "Replace",
        "source_url",
    ),
    BadInput(
        "a link without its scheme", row(source_url="www.a.example"), "row", "not a full link", "http://", "source_url"
    ),
    BadInput("a broken link", row(source_url="https://[a"), "row", "is not a link", "Copy it again", "source_url"),
    BadInput(
        "titles out of step",
        row(source="A;B", source_title="One"),
        "warning",
        "holds 1 where",
        "in step",
        "source_title",
    ),
    BadInput(
        "a day of a source in words", row(source_date="Monday"), "warning", '"Monday"', "Write it so", "source_date"
    ),
    # Texts
    BadInput(
        "a formula", row(location="=HYPERLINK(1)"), "warning", "begins like a formula", "kept as text", "location"
    ),
    BadInput("NA is Namibia", row(location="NA", country="Namibia", latitude="", longitude=""), "read"),
    BadInput("a village called None", row(location="None"), "read"),
    BadInput("an unknown column", row(colour="red"), "warning", '"colour" is not a column', "is kept", "colour"),
    BadInput(
        "a misspelt column", row(sorce_title="x"), "warning", '"sorce_title"', 'mean "source_title"', "sorce_title"
    ),
    # What spreadsheets do to a table
    BadInput("a byte order mark", b"\xef\xbb\xbf" + row(), "read"),
    BadInput("semicolons", table(HEADER, GOOD, ("bad", *GOOD[1:]), separator=";"), "read"),
    BadInput("tabs", table(HEADER, GOOD, ("bad", *GOOD[1:]), separator="\t"), "read"),
    BadInput("a sep= line", b"sep=;\r\n" + table(HEADER, GOOD, ("bad", *GOOD[1:]), separator=";"), "read"),
    BadInput("UTF-16", row().decode().encode("utf-16"), "warning", "is read as utf-16"),
    BadInput("headers in capitals", table([name.upper() for name in HEADER], GOOD, ("bad", *GOOD[1:])), "read"),
    BadInput("padded headers", table([f" {name} " for name in HEADER], GOOD, ("bad", *GOOD[1:])), "read"),
    BadInput("a line break in a cell", row(notes="one\ntwo"), "read"),
    BadInput("Mac line ends", row().replace(b"\n", b"\r"), "read"),
    BadInput("trailing commas", text("bad,2020-02-17,Battles,Saraqib,35.8,36.8,3,Agency,Clashes,,,"), "read"),
    BadInput(
        "a row of HXL tags",
        table(HEADER, ["#event+id", "#date", *[""] * 7], GOOD, ("bad", *GOOD[1:])),
        "warning",
        "The row of HXL tags",
        "no event",
    ),
)
