"""What is on the map of a sheet, as rows of its legend: nothing that is not drawn, everything that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dashboard.context import MOVEMENTS, RINGS, Context
from dashboard.figures.layers import POINTS_FROM_ZOOM, describe_due
from dashboard.figures.palette import Palette
from dashboard.figures.sheet.brief import LegendRow, MapPart
from dashboard.panels.legend import say_look, say_title
from geo.layers.layer import LINE, POINT

DOUBTS = ("Region only", "Uncertainty ring", "Movement", "Along a road")
MARKS = ("side", "type", "region", "ring", "movement", "stretch")
"""Signs of what is drawn of events; the others are of layers."""


def list_signs(context: Context, part: MapPart, palette: Palette) -> list[LegendRow]:
    """List the rows of the legend of a map."""
    return [*_sides(context, part), *_types(context, part), *_doubts(part), *_layers(part, palette)]


DOUBTS = ("Region only", "Uncertainty ring", "Movement", DOUBTS[3])


def join_signs(context: Context, legends: Iterable[Sequence[LegendRow]]) -> list[LegendRow]:
    """Join the legends of several maps of one view: what is on any of them, in the order of one."""
    vocabulary = context.vocabulary
    labels = [*(side.label for side in vocabulary.sides), *(one.label for one in vocabulary.event_types), *DOUBTS]
    marks: set[LegendRow] = set()
    layers: list[LegendRow] = []
    for rows in legends:
        marks.update(row for row in rows if row.sign in MARKS)
        place = 0
        for row in (row for row in rows if row.sign not in MARKS):
            if row not in layers:
                layers.insert(place, row)
            place = layers.index(row) + 1
    return [*sorted(marks, key=lambda row: (MARKS.index(row.sign), labels.index(row.label))), *layers]


def _sides(context: Context, part: MapPart) -> Iterator[LegendRow]:
    codes = {code for shares in part.marks["sides"] for code in shares[::2]}
    codes |= {line["side_code"] for line in part.lines}
    for code, side in enumerate(context.vocabulary.sides):
        if code in codes:
            yield LegendRow("side", side.label, side.colour)


def _types(context: Context, part: MapPart) -> Iterator[LegendRow]:
    """A pictogram stands on marks that are large enough for it."""
    codes = {icon for icon, px in zip(part.marks["icon"], part.marks["px"], strict=True) if px >= 6.5}
    for code, one in enumerate(context.vocabulary.event_types):
        if code in codes:
            yield LegendRow("type", one.label, icon=one.icon)


def _doubts(part: MapPart) -> Iterator[LegendRow]:
    if any(part.marks["region"]):
        yield LegendRow("region", DOUBTS[0])
    if RINGS in part.shown and any(part.marks["km"]):
        yield LegendRow("ring", DOUBTS[1])
    if MOVEMENTS in part.shown and any(not line["is_stretch"] for line in part.lines):
        yield LegendRow("movement", DOUBTS[2])
    if MOVEMENTS in part.shown and any(line["is_stretch"] for line in part.lines):
        yield LegendRow("stretch", DOUBTS[3])


def _layers(part: MapPart, palette: Palette) -> Iterator[LegendRow]:
    _, due = describe_due(part.layers, *part.window)
    for layer in part.layers:
        looks = [
            look
            for number, look in enumerate(layer.looks)
            if f"{layer.layer_id}:{number}" in due and (look.kind != POINT or part.camera.zoom >= POINTS_FROM_ZOOM)
        ]
        if not looks:
            continue
        is_plain = len(layer.looks) == 1 and not (looks[0].status or looks[0].side)
        if not is_plain:
            yield LegendRow("heading", say_title(layer))
        for look in looks:
            label = say_title(layer) if is_plain else say_look(layer, look)
            colour = look.colour or (palette.road if look.kind == LINE else palette.post)
            yield LegendRow(look.kind, label, colour, status=look.status)
