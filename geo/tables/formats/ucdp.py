"""The Georeferenced Event Dataset of UCDP (GED, and its candidate events), with 41, 49 or 50 columns."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.formats.codes import map_codes
from geo.tables.formats.days import read_days
from geo.tables.formats.format import Format, Translated
from geo.tables.formats.their_columns import TheirColumns, plain_name, plain_whole, prefixed
from geo.tables.formats.ucdp_sources import read_articles
from geo.tables.sheets.sheet import Sheet
from geo.vocabulary import Vocabulary

NEEDED = ("id", "type_of_violence", "date_start", "side_a", "where_prec", "best")

ID_PREFIX = "UCDP "
"""UCDP numbers its events from 1; with this the ids are unique beside those of others."""

TYPES = {"1": "Battles", "2": "Battles", "3": "Violence against civilians"}
"""type_of_violence: 1 state-based, 2 non-state, 3 one-sided. By which means is not said, so the sub-type is blank."""

TIME_PRECISION = {"1": "1", "2": "2", "3": "2", "4": "3", "5": "3"}
"""date_prec: 1 the day, 2 within two to six days, 3 within a week, 4 within a month, 5 within more than a month."""

GEO_PRECISION = {"1": "1", "2": "2", "3": "2", "4": "3", "5": "3", "6": "3", "7": "3"}
"""where_prec: 1 the exact place, 2 within about 25 km, 3 the district, 4 the province, 5 a line or vague area, 6 the
country, 7 at sea or in the air."""

TAKEN = {"actor1": "side_a", "actor2": "side_b", "country": "country", "latitude": "latitude", "longitude": "longitude"}
THEIRS = TAKEN | {
    "event_id": "id",
    "event_date": "date_start",
    "end_date": "date_end",
    "time_precision": "date_prec",
    "event_type": "type_of_violence",
    "location": "where_coordinates",
    "admin1": "adm_1",
    "geo_precision": "where_prec",
    "fatalities": "best",
    "notes": "source_headline",
    "source": "source_article",
    "source_title": "source_article",
    "source_date": "source_article",
}


def recognise_ucdp(header: Sequence[str]) -> bool:
    """Whether a header is that of UCDP's events."""
    return set(NEEDED) <= set(map(plain_name, header))


def translate_ucdp(sheet: Sheet, _: Vocabulary) -> Translated:
    """Turn UCDP's columns into ours; an event of several days is a span."""
    theirs = TheirColumns(sheet)
    start = read_days(theirs.look("date_start"), theirs.written("date_start"), "", "UCDP")
    end = read_days(theirs.look("date_end"), theirs.written("date_end"), "", "UCDP")
    codes = {
        "event_type": map_codes(theirs, "type_of_violence", TYPES),
        "time_precision": map_codes(theirs, "date_prec", TIME_PRECISION),
        "geo_precision": map_codes(theirs, "where_prec", GEO_PRECISION),
    }
    columns = {
        **{ours: theirs.take(name) for ours, name in TAKEN.items()},
        **{ours: texts for ours, (texts, _) in codes.items()},
        **read_articles(theirs),
        "event_id": prefixed(ID_PREFIX, plain_whole(theirs.look("id"))),
        "event_date": start.texts,
        "end_date": pc.if_else(pc.equal(end.texts, start.texts), "", end.texts),
        "location": _first_filled(theirs, "where_coordinates", "where_description", "adm_2", "adm_1"),
        "admin1": theirs.take("adm_1"),
        "fatalities": plain_whole(theirs.look("best")),
        "notes": theirs.look("source_headline"),
    }
    return Translated(
        columns,
        {ours: theirs.written(name) for ours, name in THEIRS.items()},
        theirs.extras("ucdp"),
        faults=[fault for _, faults in codes.values() for fault in faults],
        warnings=(*start.said, *end.said),
    )


def _first_filled(theirs: TheirColumns, *names: str) -> pa.Array:
    """Return the first of several columns that is not blank, row by row."""
    texts = theirs.look(names[0])
    for name in names[1:]:
        texts = pc.if_else(pc.equal(texts, ""), theirs.look(name), texts)
    return texts


UCDP = Format("ucdp-ged", "UCDP GED", recognise_ucdp, translate_ucdp)
