"""Event files of GDELT 1.0 and 2.0: tabs, no header, 57, 58 or 61 columns, codes of CAMEO."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.formats.codes import map_codes
from geo.tables.formats.days import read_days
from geo.tables.formats.format import Format, Translated
from geo.tables.formats.links import hosts, plain_links
from geo.tables.formats.remarks import refuse_rows
from geo.tables.formats.their_columns import TheirColumns, plain_name, prefixed
from geo.tables.sheets.sheet import Sheet
from geo.tables.texts import map_together
from geo.vocabulary import DATA_FOLDER, Vocabulary, read_rows

CAMEO = DATA_FOLDER / "vocabulary" / "cameo.csv"
ID_PREFIX = "GDELT "
NEEDED = ("globaleventid", "sqldate", "eventcode", "actiongeo_lat")

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
          "Type2Code", "Type3Code")  # fmt: skip
_ACTION = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
           "NumSources", "NumArticles", "AvgTone")  # fmt: skip
_PLACE_1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_PLACE_2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _columns(place: Sequence[str], last: Sequence[str]) -> tuple[str, ...]:
    actors = [f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR]
    places = [f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in place]
    return ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *actors, *_ACTION, *places, *last)


HEADERS = {
    len(columns): columns
    for columns in (
        _columns(_PLACE_1, ("DATEADDED",)),
        _columns(_PLACE_1, ("DATEADDED", "SOURCEURL")),
        _columns(_PLACE_2, ("DATEADDED", "SOURCEURL")),
    )
}
"""The columns by their number: 57 until March 2013, 58 in GDELT 1.0 since, 61 in GDELT 2.0 (its codebooks)."""

GEO_PRECISION = {"0": "", "1": "3", "2": "3", "3": "1", "4": "1", "5": "3"}
"""ActionGeo_Type: 1 a country, 2 a state of the USA, 3 a city there, 4 a city elsewhere, 5 a province elsewhere."""

THEIRS = {
    "event_id": "globaleventid",
    "event_date": "sqldate",
    "event_type": "eventcode",
    "sub_event_type": "eventcode",
    "actor1": "actor1name",
    "actor2": "actor2name",
    "location": "actiongeo_fullname",
    "admin1": "actiongeo_fullname",
    "country": "actiongeo_fullname",
    "latitude": "actiongeo_lat",
    "longitude": "actiongeo_long",
    "geo_precision": "actiongeo_type",
    "notes": "eventcode",
    "source": "sourceurl",
    "source_url": "sourceurl",
}


def name_gdelt_columns(cells: Sequence[str]) -> Sequence[str] | None:
    """Name the columns of a GDELT file by its first row; None for any other table."""
    patterns = (r"\d{6,12}", r"\d{8}", r"\d{6}", r"\d{4}", r"\d{4}\.\d+")
    starts_so = all(re.fullmatch(pattern, cell, re.ASCII) for pattern, cell in zip(patterns, cells, strict=False))
    return HEADERS.get(len(cells)) if starts_so else None


def recognise_gdelt(header: Sequence[str]) -> bool:
    """Whether a header is GDELT's, given or added."""
    return set(NEEDED) <= set(map(plain_name, header))


def translate_gdelt(sheet: Sheet, _: Vocabulary) -> Translated:
    """Turn GDELT's columns into ours."""
    theirs = TheirColumns(sheet)
    code = theirs.look("eventcode")
    event_type, sub_event_type, notes = map_together([code], _kind_of, 3)
    places = [theirs.look(f"actiongeo_{name}") for name in ("type", "fullname")]
    location, admin1, country = map_together(places, _name_place, 3)
    precision, faults = map_codes(theirs, "actiongeo_type", GEO_PRECISION)
    links = plain_links(theirs.look("sourceurl"))
    cited = pc.replace_substring(theirs.look("sourceurl"), ";", ",")
    columns = {
        "event_id": prefixed(ID_PREFIX, theirs.look("globaleventid")),
        "event_date": read_days(theirs.look("sqldate"), theirs.written("sqldate"), "", "GDELT").texts,
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": _named(theirs, "actor1"),
        "actor2": _named(theirs, "actor2"),
        "location": location,
        "admin1": admin1,
        "country": country,
        "latitude": theirs.take("actiongeo_lat"),
        "longitude": theirs.take("actiongeo_long"),
        "geo_precision": precision,
        "notes": notes,
        "source": pc.if_else(pc.equal(links, ""), cited, hosts(links)),
        "source_url": links,
    }
    faults += refuse_rows(sheet, theirs.written("eventcode"), code, _complain_about_code)
    written = {ours: theirs.written(name) for ours, name in THEIRS.items()}
    return Translated(columns, written, theirs.extras("gdelt"), faults)


@cache
def read_cameo() -> dict[str, tuple[str, str, str]]:
    """Read which type and sub-type of ours a CAMEO code is, and what it means."""
    rows = read_rows(CAMEO, ("cameo_code", "meaning", "event_type", "sub_event_type"))
    return {row["cameo_code"]: (row["event_type"], row["sub_event_type"], row["meaning"]) for _, row in rows}


def _kind_of(code: str) -> tuple[str, str, str]:
    """Return type, sub-type and meaning of a code: those of its longest beginning that the table has."""
    known = read_cameo()
    return next((known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known), (code, "", ""))


def _complain_about_code(code: str) -> str | None:
    if not code or _kind_of(code)[0] != code:
        return None
    return f'"{code}" is no event code of CAMEO. Expected one that begins with 01 to 20; its leading zero may be lost.'


def _name_place(kind: str, full_name: str) -> tuple[str, str, str]:
    """Split "Cairo, Al Qahirah, Egypt" into place, province and country."""
    parts = full_name.split(", ")
    if kind == "1" or len(parts) == 1:
        return full_name, "", full_name if kind == "1" else ""
    return parts[0], parts[0] if kind in ("2", "5") else ", ".join(parts[1:-1]), parts[-1]


def _named(theirs: TheirColumns, actor: str) -> pa.Array:
    """Return the name of an actor; its code where it has none."""
    names = theirs.look(f"{actor}name")
    return pc.if_else(pc.equal(names, ""), theirs.look(f"{actor}code"), names)


GDELT = Format("gdelt", "GDELT events", recognise_gdelt, translate_gdelt)
