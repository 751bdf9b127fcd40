"""ACLED's tables of all its eras: capitals in 2016, data_id and iso3 from 2018, disorder_type from 2023."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.tables.formats.acled_types import shape_kinds
from geo.tables.formats.days import read_days
from geo.tables.formats.format import Format, Translated
from geo.tables.formats.remarks import say_once
from geo.tables.formats.their_columns import TheirColumns, free_name, plain_name, plain_whole
from geo.tables.sheets.sheet import Remark, Sheet
from geo.tables.texts import flags, is_filled, number_combinations
from geo.vocabulary import Vocabulary

NEEDED = ("event_id_cnty", "event_date", "event_type")

OURS = {
    "event_id": "event_id_cnty",
    "event_date": "event_date",
    "time_precision": "time_precision",
    "event_type": "event_type",
    "sub_event_type": "sub_event_type",
    "actor1": "actor1",
    "assoc_actor_1": "assoc_actor_1",
    "actor2": "actor2",
    "assoc_actor_2": "assoc_actor_2",
    "location": "location",
    "admin1": "admin1",
    "country": "country",
    "latitude": "latitude",
    "longitude": "longitude",
    "geo_precision": "geo_precision",
    "fatalities": "fatalities",
    "notes": "notes",
    "source": "source",
    "tags": "tags",
}
"""Our columns to ACLED's; what is not here stays under ACLED's own name."""

_WHOLE = ("time_precision", "geo_precision", "fatalities")
_TRANSLATED = ("event_type", "sub_event_type")
_SHORT = (
    "event_id_cnty", "event_id_no_cnty", "time_precision", "sub_event_type", "interaction", "geo_precision",
    "source_scale", "disorder_type", "civilian_targeting",
)  # fmt: skip
_SHAPEFILE_NAME = 10
ALIASES = {
    **{name[:_SHAPEFILE_NAME]: name for name in _SHORT},
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "ally_actor": "assoc_actor_1",
    "ally_act_1": "assoc_actor_2",
    "assoc_acto": "assoc_actor_1",
    "assoc_ac_1": "assoc_actor_2",
}
"""Names of 2016, and names cut to ten letters by a shapefile, where the second of two alike ends in 1."""


def recognise_acled(header: Sequence[str]) -> bool:
    """Whether a header is ACLED's, of any era."""
    return set(NEEDED) <= {plain_name(name, ALIASES) for name in header}


def translate_acled(sheet: Sheet, vocabulary: Vocabulary) -> Translated:
    """Turn ACLED's columns into ours."""
    theirs = TheirColumns(sheet, ALIASES)
    columns = {
        ours: theirs.take_whole(name) if name in _WHOLE else theirs.take(name)
        for ours, name in OURS.items()
        if name in theirs and name not in _TRANSLATED
    }
    days = read_days(columns["event_date"], theirs.written("event_date"), "day", "ACLED")
    kinds = shape_kinds(theirs, vocabulary)
    columns |= {"event_date": days.texts, "event_type": kinds.event_type, "sub_event_type": kinds.sub_event_type}
    theirs.take("event_type"), theirs.take("sub_event_type")
    extras = theirs.extras("acled")
    extras |= {free_name(name, "acled", extras): texts for name, texts in kinds.extras.items()}
    return Translated(
        columns,
        {ours: theirs.written(name) for ours, name in OURS.items()},
        extras,
        faults=_refuse_monadic(theirs, days.texts),
        warnings=(*days.said, *kinds.warnings, *_compare_years(theirs, days.texts)),
    )


def _compare_years(theirs: TheirColumns, days: pa.Array) -> list[Remark]:
    """Warn where the column of the year says another year than the date."""
    if "year" not in theirs:
        return []
    years = plain_whole(theirs.look("year"))
    is_other = pc.and_(
        pc.match_substring_regex(days, r"^\d{4}-\d\d-\d\d$"),
        pc.and_(pc.not_equal(years, ""), pc.not_equal(years, pc.utf8_slice_codeunits(days, 0, 4))),
    )
    said = pc.if_else(is_other, pc.binary_join_element_wise(years, days, pa.scalar("/", pa.large_string())), "")
    message = '"{}" is said to be the year of {}. The date is taken; check both.'.format
    return say_once(theirs.sheet, theirs.written("year"), said, lambda pair: message(*pair.split("/")))


def _refuse_monadic(theirs: TheirColumns, days: pa.Array) -> list[Remark]:
    """Refuse the rows that say an event again, once for each of its actors: ACLED's monadic form."""
    ids = theirs.look("event_id_cnty")
    if pc.count_distinct(ids).as_py() == len(ids):
        return []
    codes, firsts = number_combinations([ids])
    firsts = firsts[codes]
    again = np.flatnonzero((firsts != np.arange(len(codes))) & is_filled(ids))
    same, other = partial(_equals, again, firsts[again]), pc.invert
    is_same = pc.and_(same(days), same(theirs.look("location")))
    is_monadic = pc.and_(is_same, other(pc.and_(same(theirs.look("actor1")), same(theirs.look("actor2")))))
    name = theirs.written("actor1") or theirs.written("event_id_cnty")
    return [
        Remark(
            int(theirs.sheet.numbers[position]),
            name,
            theirs.look("actor1")[position].as_py(),
            f'says the event "{ids[position].as_py()}" of row {theirs.sheet.numbers[firsts[position]]} again with '
            "other actors: the monadic form of ACLED has each event once per actor. Import the dyadic form.",
        )
        for position in again[flags(is_monadic)].tolist()
    ]


def _equals(rows: np.ndarray, others: np.ndarray, texts: pa.Array) -> pa.Array:
    return pc.equal(texts.take(pa.array(rows)), texts.take(pa.array(others)))


ACLED = Format("acled", "ACLED", recognise_acled, translate_acled, old_encoding="cp1252")
