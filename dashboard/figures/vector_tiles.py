"""A quiet style for vector tiles, by the layers that they say they hold; layers nobody knows by their shapes."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures import tile_schemas as schema
from dashboard.figures.basemap import FONT, NAMES, PROVINCES, RIVERS
from dashboard.figures.palette import Palette
from dashboard.figures.tile_schemas import KIND, LEVEL, NAME, RANK

SOURCE = "tiles"


def style_vectors(layers: Mapping[str, frozenset[str]], palette: Palette, hidden: frozenset[str]) -> list[dict]:
    """Build the MapLibre layers that draw vector tiles, from the ground up; names come last.

    Args:
        layers: Names of the layers in the tiles, with the names of their fields.
        palette: Colours.
        hidden: Of `PROVINCES`, `RIVERS` and `NAMES`, what is switched off.
    """
    roles = {name: schema.ROLES.get(name, "other") for name in layers if name not in schema.QUIET}
    ordered = sorted(roles, key=lambda name: (schema.ORDER.index(roles[name]), name))
    drawn = [layer for name in ordered for layer in _DRAWN_BY[roles[name]](name, palette, hidden)]
    named = [layer for name in ordered if roles[name] == "other" and "name" in layers[name]
             for layer in _name_others(name, palette)]  # fmt: skip
    every = [*drawn, *named]
    symbols = [] if NAMES in hidden else [layer for layer in every if layer["type"] == "symbol"]
    return [*(layer for layer in every if layer["type"] != "symbol"), *symbols]


def _layer(name: str, part: str, kind: str, shape: str, *conditions: list, **more: object) -> dict:
    """Describe one MapLibre layer of the features of one shape, such as `Polygon`."""
    is_shape = ["match", ["geometry-type"], [shape, f"Multi{shape}"], True, False]
    return {
        "id": f"tiles-{name}-{part}", "type": kind, "source": SOURCE, "source-layer": name,
        "filter": ["all", is_shape, *conditions], **more,
    }  # fmt: skip


def _is_kind(kinds: tuple[str, ...]) -> list:
    return ["match", KIND, list(kinds), True, False]


def _fill(name: str, part: str, colour: str, *conditions: list, **more: object) -> dict:
    paint = {"fill-color": colour, "fill-antialias": False}
    return _layer(name, part, "fill", "Polygon", *conditions, paint=paint, **more)


def _line(name: str, part: str, colour: str, widths: list[float], *conditions: list, **more: object) -> dict:
    dash = {"line-dasharray": more.pop("dash")} if "dash" in more else {}
    paint = {"line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], *widths], **dash}
    layout = {"line-join": "round", "line-cap": "butt" if dash else "round"}
    return _layer(name, part, "line", "LineString", *conditions, layout=layout, paint=paint, **more)


def _land(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    return [_fill(name, "land", palette.land)]


def _cover(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    green = [] if name == "park" else [_is_kind(schema.GREEN)]
    built = _fill(name, "built", palette.built, _is_kind(schema.BUILT), minzoom=7)
    return [_fill(name, "green", palette.green, *green), *([] if name == "park" else [built])]


def _water(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    return [_fill(name, "water", palette.sea), *_river(name, palette, hidden)]


def _river(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    if RIVERS in hidden:
        return []
    great = _is_kind(("river", "canal"))
    return [
        _line(name, "river", palette.river, [6, 0.5, 10, 1.4, 14, 3], great, minzoom=6),
        _line(name, "stream", palette.river, [12, 0.5, 15, 1.2], ["!", great], minzoom=12),
    ]


def _boundary(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    is_land = ["!", ["match", ["to-string", ["coalesce", ["get", "maritime"], ""]], ["1", "true"], True, False]]
    is_disputed = ["match", ["to-string", ["coalesce", ["get", "disputed"], ""]], ["1", "true"], True, False]
    is_country, is_province = ["<=", LEVEL, 2], ["all", [">", LEVEL, 2], ["<=", LEVEL, 4]]
    widths = [2, 0.6, 6, 1.1, 10, 2.0]
    provinces = _line(name, "province", palette.province, [4, 0.4, 8, 1.1, 11, 1.6], is_land, is_province, minzoom=4)
    return [
        *([] if PROVINCES in hidden else [provinces]),
        _line(name, "border", palette.border, widths, is_land, is_country, ["!", is_disputed]),
        _line(name, "disputed", palette.border, widths, is_land, is_country, is_disputed, dash=[3, 2]),
    ]


def _road(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    lesser = ["!", _is_kind((*schema.GREAT, *schema.MAIN, *schema.NO_ROAD))]
    return [
        _line(name, "lesser", palette.street, [12, 0.4, 16, 3], lesser, minzoom=12),
        _line(name, "main", palette.street, [8, 0.4, 12, 1.4, 16, 5], _is_kind(schema.MAIN), minzoom=8),
        _line(name, "great", palette.street, [5, 0.5, 9, 1.6, 12, 2.6, 16, 7], _is_kind(schema.GREAT), minzoom=5),
    ]


def _building(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    return [_fill(name, "building", palette.built, minzoom=14)]


def _other(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    """Draw a layer nobody knows by the shapes it holds."""
    dot = {"circle-radius": 2.4, "circle-color": palette.border, "circle-stroke-color": palette.halo,
           "circle-stroke-width": 0.8}  # fmt: skip
    faint = {"fill-color": palette.street, "fill-opacity": 0.35, "fill-antialias": False}
    return [
        _layer(name, "fill", "fill", "Polygon", paint=faint),
        _line(name, "line", palette.border, [4, 0.6, 12, 1.6]),
        _layer(name, "point", "circle", "Point", paint=dot),
    ]


def _name(name: str, part: str, colour: str, palette: Palette, *conditions: list, **more: object) -> dict:
    layout = {
        "text-field": NAME, "text-font": FONT, "text-size": 12, "symbol-sort-key": RANK, "text-padding": 6,
        "text-max-width": 8, **more.pop("layout", {}),
    }  # fmt: skip
    paint = {"text-color": colour, "text-halo-color": palette.halo, "text-halo-width": 1.4}
    return _layer(name, part, "symbol", "Point", *conditions, layout=layout, paint=paint, **more)


def _place(name: str, palette: Palette, hidden: frozenset[str]) -> list[dict]:
    towns = ["!", _is_kind((*schema.NO_TOWN, *schema.HAMLETS))]
    size = [
        "match",
        ["coalesce", ["get", "kind_detail"], KIND],
        ["city", "capital", "state_capital"],
        14,
        "town",
        12.5,
        12,
    ]
    country = {"text-field": ["upcase", NAME], "text-size": 11, "text-letter-spacing": 0.12, "text-padding": 8}
    return [
        _name(name, "hamlets", palette.label, palette, _is_kind(schema.HAMLETS), minzoom=10, layout={"text-size": 11}),
        _name(name, "towns", palette.label, palette, towns, layout={"text-size": size}),
        _name(name, "countries", palette.country_label, palette, _is_kind(schema.COUNTRY), maxzoom=7, layout=country),
    ]


def _name_others(name: str, palette: Palette) -> list[dict]:
    below = {"text-anchor": "top", "text-offset": [0, 0.5], "text-size": 11}
    return [_name(name, "names", palette.label, palette, minzoom=7, layout=below)]


_DRAWN_BY = {
    "land": _land, "cover": _cover, "water": _water, "river": _river, "boundary": _boundary, "road": _road,
    "building": _building, "other": _other, "place": _place,
}  # fmt: skip
