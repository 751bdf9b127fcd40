"""Searches for names, texts and areas over all time, as Ibis expressions; each answer is a bitmap of events."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from geo.gazetteer.normalise import name_key
from geo.store.columns import (
    BLOCK_EVENTS,
    BLOCK_SHIFT,
    DATE_COLUMNS,
    EVENT_TYPES,
    HIT_TYPES,
    KEPT_TYPES,
    KEY_COLUMNS,
    NUMBER_COLUMNS,
    PLACE_TYPES,
    SEARCHED,
    SPOT_TYPES,
    TALLY_TYPES,
    VALUE_TYPES,
    WORD_TYPES,
)
from geo.store.selection import Selection
from geo.store.shape import is_inside

EVENT = ibis.table(EVENT_TYPES, name="event")
VALUE = ibis.table(VALUE_TYPES, name="value")
WORD = ibis.table(WORD_TYPES, name="word")
HIT = ibis.table(HIT_TYPES, name="hit")
SPOT = ibis.table(SPOT_TYPES, name="spot")
TALLY = ibis.table(TALLY_TYPES, name="tally")
PLACE = ibis.table(PLACE_TYPES, name="place")
KEPT = ibis.table(KEPT_TYPES, name="kept")

ODD_LETTERS = {"İ": "i̇", "Σ": "σ", "ς": "σ"}
"""Capitals with more than one small letter, or a small one of two letters: no two engines write them alike."""


@dataclass
class Search:
    """What is searched for: conditions on events, tables that events must be in, and bitmaps; all must hold."""

    conditions: list[ir.BooleanValue]
    members: list[tuple[ir.Table, list]]
    bitmaps: list[ir.Table]


def search(selection: Selection, has_words: bool = True) -> ir.Table:
    """Find the events of all time that a selection's names, texts and area keep: `kept_block` and `kept_bits`.

    Args:
        selection: What is searched for.
        has_words: Whether the words of all texts are listed; where they are not, the texts themselves are read.
    """
    words = name_key(selection.text).split()
    found = Search([], [], [_find_word(word) for word in words] if has_words else [])
    if not has_words:
        found.conditions += [_holds_word(word) for word in words]
    _keep_names(found, selection)
    if selection.shape:
        inside = SPOT.filter(is_inside(SPOT.x, SPOT.y, selection.shape))
        found.members.append((inside, ["x", "y"]))
    for column, text in selection.columns:
        _keep_column(found, column, text, has_words)
    bitmaps = found.bitmaps
    if found.conditions or found.members:
        kept = EVENT.filter(*found.conditions) if found.conditions else EVENT
        for table, keys in found.members:
            kept = kept.semi_join(table, keys)
        bitmaps = [*bitmaps, _to_bitmap(kept)]
    both = functools.reduce(_intersect, bitmaps)
    return both.select(kept_block=both.block, kept_bits=both.bits)


def keep_found(event: ir.Table) -> ir.Table:
    """Keep the events of the bitmap `kept`."""
    joined = event.inner_join(KEPT, (event.number >> BLOCK_SHIFT) == KEPT.kept_block)
    is_kept = ((joined.kept_bits >> (joined.number & (BLOCK_EVENTS - 1))) & 1) == 1
    return joined.filter(is_kept).drop("kept_block", "kept_bits")


def _keep_names(found: Search, selection: Selection) -> None:
    for column, names in (
        ("actor_list", selection.actors), ("source_list", selection.sources), ("tag_list", selection.tags),
    ):  # fmt: skip
        if names:
            whole = [EVENT[column].contains(f";{name.strip()};") for name in names if ";" not in name]
            found.conditions.append(_any_of([ibis.literal(False), *whole]))
    places = [EVENT.admin1.isin(list(selection.admin1s))] if selection.admin1s else []
    places += [EVENT.location.isin(list(selection.locations))] if selection.locations else []
    if places:
        found.conditions.append(_any_of(places))


def _keep_column(found: Search, column: str, text: str, has_words: bool) -> None:
    key = text.strip().lower() if column in (*DATE_COLUMNS, *NUMBER_COLUMNS) else name_key(text)
    if column == "notes" and key and " " not in key and has_words:
        found.bitmaps.append(_gather(WORD.filter(WORD.is_note, WORD.word.contains(key))))
    elif column in KEY_COLUMNS and key:
        found.conditions.append(EVENT[KEY_COLUMNS[column]].contains(key))
    elif column in (*KEY_COLUMNS, "source_url"):
        found.conditions.append(_lower(EVENT[column]).contains(_lower_text(text)))
    else:
        holds = VALUE.key.contains(key) if key else _lower(VALUE.text).contains(_lower_text(text))
        values = VALUE.filter(VALUE.field == column, holds)
        stored = DATE_COLUMNS.get(column, column)
        is_number = column in (*DATE_COLUMNS, *NUMBER_COLUMNS)
        if column == "end_date":
            found.conditions.append(EVENT.end_day > EVENT.start_day)
        values = values.select(wanted=values.number.cast(EVENT_TYPES[stored]) if is_number else values.text)
        found.members.append((values, [(stored, "wanted")]))


def _lower(column: ir.StringColumn) -> ir.StringValue:
    for letter, plain in ODD_LETTERS.items():
        column = column.replace(letter, plain)
    return column.lower()


def _lower_text(text: str) -> str:
    for letter, plain in ODD_LETTERS.items():
        text = text.replace(letter, plain)
    return text.strip().lower()


def _find_word(word: str) -> ir.Table:
    """Find the events in whose texts a word occurs, as a part of a word there; the digits of ids are asked apart."""
    hits = _gather(WORD.filter(WORD.word.contains(word)))
    if not any(sign.isdigit() for sign in word):
        return hits
    ids = _to_bitmap(EVENT.filter(EVENT.event_id_key.contains(word)))
    either = ibis.union(hits, ids)
    return either.group_by("block").aggregate(bits=either.bits.bit_or())


def _holds_word(word: str) -> ir.BooleanValue:
    """Say the same of each event without a list of words: of its few different texts by their list, else by reading."""
    held = [EVENT[key].contains(word) for key in KEY_COLUMNS.values()]
    for column in SEARCHED:
        if column not in KEY_COLUMNS:
            values = VALUE.filter(VALUE.field == column, VALUE.key.contains(word)).select(wanted=VALUE.text)
            held.append(EVENT[column].isin(values.wanted))
    return _any_of(held)


def _gather(words: ir.Table) -> ir.Table:
    hits = HIT.semi_join(words, "word_code")
    return hits.group_by("block").aggregate(bits=hits.bits.bit_or())


def _to_bitmap(events: ir.Table) -> ir.Table:
    bit = ibis.literal(1, "int64") << (events.number & (BLOCK_EVENTS - 1)).cast("int64")
    blocks = events.select(block=(events.number >> BLOCK_SHIFT).cast("int32"), bit=bit)
    return blocks.group_by("block").aggregate(bits=blocks.bit.bit_or())


def _intersect(one: ir.Table, other: ir.Table) -> ir.Table:
    other = other.select(block=other.block, other_bits=other.bits)
    joined = one.inner_join(other, "block")
    joined = joined.select(block=joined.block, bits=joined.bits & joined.other_bits)
    return joined.filter(joined.bits != 0)


def _any_of(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    return functools.reduce(operator.or_, conditions)
