"""The column beside the map: how many events, the legend, and as much of the list as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.briefing.slides.ground import Ground
from dashboard.briefing.slides.legend import add_legend
from dashboard.briefing.slides.listing import Table, add_table, fit_table
from dashboard.briefing.slides.slide import Slide
from dashboard.briefing.slides.writing import Said, add_text, measure_height
from dashboard.figures.sheet.brief import Box, KeyEvent
from dashboard.figures.sheet.text import clean, cut

COUNT_POINTS, DEATH_POINTS, RULE_POINTS = 12, 9, 8.5
LEGEND_SHARE = 0.4
"""Of the height of the column, when a list follows."""

NO_EVENTS = "No events in this view"


def draw_column(ground: Ground, shapes: object, slide: Slide, room: Box) -> Sequence[KeyEvent]:
    """Draw the column; return the events that found no room in it."""
    brief = slide.brief
    if not (slide.shows("legend") or slide.shows("list")):
        _say_counts_in_a_line(ground, shapes, slide, room)
        return ()
    said = _say_counts(ground, shapes, slide, room)
    rest = _below(room, said, 9 * ground.scale if said else 0)
    if slide.shows("legend"):
        share = LEGEND_SHARE if slide.shows("list") else 1
        legend = replace(rest, height=min(rest.height, room.height * share))
        height = add_legend(ground, shapes, list(brief.legend), legend)
        rest = _below(rest, height, 11 * ground.scale if height else 0)
    if not slide.shows("list"):
        return ()
    if not brief.key_events:
        if brief.events == 0:
            _say_empty(ground, shapes, rest)
        return ()
    return _draw_list(ground, shapes, slide, rest)


def _below(room: Box, height: float, gap: float) -> Box:
    used = height + gap
    return Box(room.x, room.y + used, room.width, room.height - used)


def _say_counts(ground: Ground, shapes: object, slide: Slide, room: Box) -> float:
    """Say how many events and deaths; return how high that is."""
    if _is_said(slide):
        return 0.0
    unit = ground.scale
    lines = [Said(slide.brief.counts, COUNT_POINTS * unit, ground.ink, True),
             Said(slide.brief.deaths, DEATH_POINTS * unit, ground.muted)]  # fmt: skip
    lines = [line for line in lines if clean(line.text)]
    heights = [measure_height(ground, one.text, room.width, one.points, is_bold=one.is_bold) for one in lines]
    if lines:
        add_text(shapes, "Counts", replace(room, height=sum(heights)), lines)
    return sum(heights)


def _is_said(slide: Slide) -> bool:
    """Whether the subtitle says the counts already."""
    return slide.shows("subtitle") and bool(slide.brief.counts) and slide.brief.counts in slide.brief.subtitle


def _say_counts_in_a_line(ground: Ground, shapes: object, slide: Slide, room: Box) -> None:
    if _is_said(slide):
        return
    points = DEATH_POINTS * ground.scale
    said = " · ".join(filter(None, (clean(slide.brief.counts), clean(slide.brief.deaths))))
    if said:
        said = cut(said, room.width / ground.widen(said), points)
        add_text(shapes, "Counts", room, [Said(said, points, ground.ink)], "ctr")


def _say_empty(ground: Ground, shapes: object, room: Box) -> None:
    unit = ground.scale
    lines = [Said(NO_EVENTS, 15 * unit, ground.ink, True),
             Said("Nothing matches the days, the place and the filters shown.", 10 * unit, ground.muted)]  # fmt: skip
    height = sum(measure_height(ground, one.text, room.width, one.points, is_bold=one.is_bold) for one in lines)
    add_text(shapes, "No events", replace(room, height=min(room.height, height)), lines)


def _draw_list(ground: Ground, shapes: object, slide: Slide, room: Box) -> Sequence[KeyEvent]:
    """Draw the rule and the rows that fit; the rule says where the others are."""
    events, rule = slide.brief.key_events, clean(slide.brief.rule)
    table, rest = _fit_below(ground, events, rule, room)
    left = events[len(table.events) :]
    if left:
        said = " · ".join(filter(None, (rule, f"from event {left[0].number} on the next slide")))
        table, rest = _fit_below(ground, events, said, room)
        left = events[len(table.events) :]
        rule = " · ".join(filter(None, (rule, f"from event {left[0].number} on the next slide")))
    if rule:
        add_text(shapes, "Rule", replace(room, height=rest.y - room.y), [_say_rule(ground, rule)])
    if table.events:
        add_table(ground, shapes, table, rest.x, rest.y)
    return left


def _say_rule(ground: Ground, rule: str) -> Said:
    return Said(rule, RULE_POINTS * ground.scale, ground.muted)


def _fit_below(ground: Ground, events: Sequence[KeyEvent], rule: str, room: Box) -> tuple[Table, Box]:
    """Return as much of the list as fits below its rule, and the room it has there."""
    height = measure_height(ground, rule, room.width, RULE_POINTS * ground.scale)
    rest = _below(room, height, 3 * ground.scale * bool(rule))
    return fit_table(ground, events, rest), rest
