"""The list of key events: how wide its columns are, how many rows fit, and the native table they are written into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.fill import FillFormat
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from dashboard.briefing.slides.ground import EMU_PER_POINT, Ground, Tone
from dashboard.briefing.slides.writing import (
    Said,
    describe,
    fill_paragraph,
    measure_height,
    paint,
    place,
    shorten,
)
from dashboard.figures.sheet.brief import Box, KeyEvent
from dashboard.figures.sheet.text import clean

POINTS, WIDE_POINTS, HEAD_SHARE = 8.5, 10, 0.88
PAD_X, PAD_Y = 4, 3
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style "No Style, No Grid" (ECMA-376 leaves style ids to programs; this one is built into PowerPoint)."""

MOST_LINES = {"days": 3, "place": 4, "what": 9, "sources": 4}
"""Lines of a cell before an ellipsis; the citation in the notes has the whole."""

HEADS = {"number": "#", "days": "When", "place": "Where", "what": "What", "sources": "Source"}
LARGEST_SHARES = {"days": 0.22, "place": 0.27, "sources": 0.18}
WIDE = 560
"""From so many points on a usual slide there is room for the sources and for larger letters."""


@dataclass(frozen=True)
class Table:
    """A list as it fits: size of letters, columns and their widths, cells, heights of rows (head first); in points."""

    points: float
    columns: Sequence[str]
    widths: Sequence[float]
    events: Sequence[KeyEvent]
    cells: Sequence[Sequence[str]]
    heights: Sequence[float]


def fit_table(ground: Ground, events: Sequence[KeyEvent], room: Box) -> Table:
    """Take as many events, from the first, as fit into a room."""
    unit, is_wide = ground.scale, room.width >= WIDE * ground.scale
    columns = ["number", "days", "place", "what", *(["sources"] if is_wide else [])]
    points = (WIDE_POINTS if is_wide else POINTS) * unit
    widths = _share_width(ground, columns, events, room.width, points)
    cells, heights = [], [points * HEAD_SHARE * ground.line + 2 * PAD_Y * unit]
    left = room.height - heights[0]
    for event in events:
        row, height = _set_row(ground, dict(zip(columns, widths, strict=True)), event, points)
        if height > left:
            break
        cells.append(row)
        heights.append(height)
        left -= height
    return Table(points, columns, widths, events[: len(cells)], cells, heights)


def _share_width(
    ground: Ground, columns: list[str], events: Sequence[KeyEvent], width: float, points: float
) -> list[float]:
    """Give each column what its widest cell needs, up to its share, and all that is left to the sentence."""
    unit, shares = ground.scale, []
    for name in columns:
        texts = [HEADS[name], *(clean(str(getattr(event, name))) for event in events)]
        needs = 1.04 * max(ground.measure(text, points, name == "number") for text in texts) + 2 * PAD_X * unit
        shares.append(min(needs, width * LARGEST_SHARES.get(name, 1)))
    what = columns.index("what")
    shares[what] = width - sum(shares) + shares[what]
    return shares


def _set_row(ground: Ground, widths: dict[str, float], event: KeyEvent, points: float) -> tuple[list[str], float]:
    """Return the texts of a row and how high it is."""
    unit, texts, height = ground.scale, [], 0.0
    for name, width in widths.items():
        inner, text = width - 2 * PAD_X * unit, clean(str(getattr(event, name)))
        if name in MOST_LINES:
            text = shorten(ground, text, inner, points, most=MOST_LINES[name])
        texts.append(text)
        height = max(height, measure_height(ground, text, inner, points))
    return texts, height + 2 * PAD_Y * unit


def add_table(ground: Ground, shapes: object, table: Table, x: float, y: float) -> None:
    """Add a list as a native table: a bar in the colour of its side before each event, thin lines between them."""
    box = Box(x, y, sum(table.widths), sum(table.heights))
    frame = shapes.add_table(len(table.heights), len(table.columns), *place(box))
    frame.name = "Key events"
    first, last = table.events[0].number, table.events[-1].number
    describe(frame, f"Table of events {first} to {last}: number, when, where, what")
    grid = frame.table
    grid.horz_banding = False
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = round(width * EMU_PER_POINT)
    for row, height in zip(grid.rows, table.heights, strict=True):
        row.height = round(height * EMU_PER_POINT)
    for number, name in enumerate(table.columns):
        said = Said(HEADS[name], table.points * HEAD_SHARE, ground.muted, True)
        _write_cell(ground, grid.cell(0, number), said, {"lnB": (0.75, ground.muted)})
    for row, (event, texts) in enumerate(zip(table.events, table.cells, strict=True), start=1):
        _write_row(ground, table, [grid.cell(row, number) for number in range(len(texts))], event, texts)


def _write_row(ground: Ground, table: Table, cells: list, event: KeyEvent, texts: Sequence[str]) -> None:
    for cell, text, name in zip(cells, texts, table.columns, strict=True):
        lines = {"lnB": (0.5, ground.hair)} | ({"lnL": (3, event.colour)} if name == "number" else {})
        tone = ground.muted if name in ("days", "sources") else ground.ink
        said = Said(text, table.points, tone, name == "number")
        _write_cell(ground, cell, said, lines)


def _write_cell(ground: Ground, cell: object, said: Said, lines: dict[str, tuple[float, Tone | str]]) -> None:
    unit = ground.scale
    cell.margin_left = cell.margin_right = round(PAD_X * unit * EMU_PER_POINT)
    cell.margin_top = cell.margin_bottom = round(PAD_Y * unit * EMU_PER_POINT)
    fill_paragraph(cell.text_frame.paragraphs[0], said)
    cell.fill.background()
    edges = cell._tc.get_or_add_tcPr()
    for number, name in enumerate(one for one in ("lnL", "lnB") if one in lines):  # the order that the format wants
        points, tone = lines[name]
        edges.insert(number, _draw_edge(name, points * unit, tone))


def _draw_edge(name: str, points: float, tone: Tone | str) -> object:
    line = OxmlElement("a:ln")
    line.set("w", str(round(points * EMU_PER_POINT)))
    fill = FillFormat.from_fill_parent(line)
    fill.solid()
    paint(fill.fore_color, tone)
    line.tag = qn(f"a:{name}")  # the edge of a cell is a line by another name
    return line
