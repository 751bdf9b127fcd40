"""Legend: what the marks mean, and a row for each look of the dated layers; the browser shows those that are drawn."""

from __future__ import annotations

from dash import html

from dashboard.context import Context
from dashboard.figures.layers import POINTS_FROM_ZOOM
from dashboard.ids import Id
from geo.layers.layer import AREA, CLAIMED, LINE, POINT, Layer, Look

MOST_LOOKS = 24
KINDS = {AREA: "Area", LINE: "Line", POINT: "Point"}


def build(context: Context) -> html.Details:
    """Build the legend; rows of what is not on the map yet are hidden until it is."""
    return html.Details(
        build_parts(context), id=Id.MAP_LEGEND, className="card-on-map legend", open=True,
    )  # fmt: skip


def build_parts(context: Context) -> list:
    """Build the head of the legend and its rows."""
    sides = [
        _row(html.Span(className="dot", style={"--side": side.colour}), side.label) for side in context.vocabulary.sides
    ]
    signs = [
        _row(html.Span(className="dot region"), "Region only", drawn="region"),
        _row(html.Span(className="dot ring"), "Uncertainty ring", drawn="ring"),
        _row(html.Span(className="sign-arrow"), "Movement", drawn="movement"),
    ]
    parts = [html.Div(sides), html.Div(signs, className="legend-part"), *map(_layer_part, context.layers)]
    return [html.Summary("Legend"), html.Div(parts, className="legend-parts")]


def _row(sign: html.Span, text: str, **data: object) -> html.Div:
    """Build a row; one that stands for something that may not be drawn is hidden at first."""
    marks = {f"data-{name.replace('_', '-')}": str(value) for name, value in data.items()}
    return html.Div([sign, html.Span(text)], className="legend-row", hidden=bool(data), **marks)


def _layer_part(layer: Layer) -> html.Div:
    looks = list(enumerate(layer.looks))[:MOST_LOOKS]
    is_plain = len(layer.looks) == 1 and not (layer.looks[0].status or layer.looks[0].side)
    rows = [
        _row(
            html.Span(className=_sign(look), style={"--side": look.colour} if look.colour else {}),
            say_title(layer) if is_plain else say_look(layer, look),
            row=f"{layer.layer_id}:{number}",
            from_zoom=POINTS_FROM_ZOOM if look.kind == POINT else 0,
        )
        for number, look in looks
    ]
    more = len(layer.looks) - len(looks)
    head = [] if is_plain else [html.H3(say_title(layer))]
    tail = [html.Div(f"and {more} more", className="quiet")] if more else []
    return html.Div([*head, *rows, *tail], className="legend-part", **{"data-legend": layer.layer_id})


def say_title(layer: Layer) -> str:
    """Say what a layer is and how exact, unless its title does: `Control areas (approximate)`."""
    unsaid = [one for one in layer.precisions if one.lower() not in layer.title.lower()]
    is_mixed = any(feature.precision in ("", "exact") for feature in layer.features)
    return f"{layer.title} ({'partly ' * is_mixed}{', '.join(unsaid)})" if unsaid else layer.title


def say_look(layer: Layer, look: Look) -> str:
    """Say one look of a layer: `Türkiye · claimed`, `Surrounded`; and what it is where there are several kinds."""
    is_mixed = len({one.kind for one in layer.looks}) > 1
    kind = KINDS[look.kind] if not look.side and (is_mixed or not look.status) else ""
    said = " · ".join(part for part in (look.side or kind, layer.words.get(look.status, look.status)) if part)
    return said[:1].upper() + said[1:]


def _sign(look: Look) -> str:
    if look.kind != POINT:
        return f"{look.kind}-sign{' claimed' * (look.status == CLAIMED)}"
    return f"post {look.status if look.status in ('surrounded', 'evacuated', CLAIMED) else 'active'}"
