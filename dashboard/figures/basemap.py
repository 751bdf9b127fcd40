"""The embedded basemap as a MapLibre style: land, water, boundaries and names from files of this machine."""

from __future__ import annotations

from dashboard.figures.palette import Palette

CREDIT = "Natural Earth · GeoNames"
FILES = ("land", "borders", "provinces", "lakes", "rivers", "labels")
FONT = ["Noto Sans Regular"]
PROVINCES = "provinces"
RIVERS = "rivers"
NAMES = "names"


def build_style(palette: Palette, hidden: frozenset[str] = frozenset(), base_url: str = "/basemap") -> dict:
    """Build the style that Plotly hands to MapLibre.

    Names are drawn by the browser with its own fonts, so no glyph server is needed, in any script.

    Args:
        palette: Colours of the theme.
        hidden: Of `PROVINCES`, `RIVERS` and `NAMES`, what is switched off.
        base_url: Where the GeoJSON files of `data/basemap` are served.
    """
    sources = {name: {"type": "geojson", "data": f"{base_url}/{name}.geojson"} for name in FILES}
    sources["land"]["attribution"] = CREDIT
    groups = {
        None: _ground(palette),
        RIVERS: [_line("rivers", "rivers", palette.river, [4, 0.4, 9, 1.4], minzoom=3)],
        PROVINCES: [_line("provinces", "provinces", palette.province, [4, 0.4, 8, 1.1, 11, 1.6], minzoom=4)],
        "": _boundaries(palette),
        NAMES: _names(palette),
    }
    layers = [layer for group, drawn in groups.items() if group not in hidden for layer in drawn]
    return {"version": 8, "sources": sources, "layers": layers}


def _ground(palette: Palette) -> list[dict]:
    return [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
        {
            "id": "land",
            "type": "fill",
            "source": "land",
            "paint": {"fill-color": palette.land, "fill-antialias": False},
        },
        {"id": "lakes", "type": "fill", "source": "lakes", "paint": {"fill-color": palette.sea}},
    ]


def _boundaries(palette: Palette) -> list[dict]:
    coast = _line("coast", "borders", palette.coast, [2, 0.6, 8, 1.0])
    border = _line("border", "borders", palette.border, [2, 0.6, 6, 1.1, 10, 2.0])
    return [
        {**coast, "filter": ["==", ["get", "kind"], "coast"]},
        {**border, "filter": ["==", ["get", "kind"], "border"]},
    ]


def _line(layer_id: str, source: str, colour: str, widths: list[float], minzoom: float = 0) -> dict:
    width = ["interpolate", ["linear"], ["zoom"], *widths]
    return {
        "id": layer_id, "type": "line", "source": source, "minzoom": minzoom,
        "layout": {"line-join": "round", "line-cap": "round"},
        "paint": {"line-color": colour, "line-width": width},
    }  # fmt: skip


def _names(palette: Palette) -> list[dict]:
    is_due = [">=", ["zoom"], ["get", "min_zoom"]]
    halo = {"text-halo-color": palette.halo, "text-halo-width": 1.4}
    return [
        {
            "id": "places", "type": "symbol", "source": "labels", "minzoom": 3,
            "filter": ["all", ["==", ["get", "kind"], "place"], is_due],
            "layout": {
                "text-field": ["get", "name"], "text-font": FONT, "symbol-sort-key": ["get", "rank"],
                "text-size": ["interpolate", ["linear"], ["get", "population"], 5_000, 11, 200_000, 13, 2_000_000, 15],
                "text-padding": 6, "text-max-width": 8, "text-anchor": "top", "text-offset": [0, 0.7],
            },
            "paint": {"text-color": palette.label, **halo},
        },
        {
            "id": "countries", "type": "symbol", "source": "labels", "maxzoom": 7,
            "filter": ["all", ["==", ["get", "kind"], "country"], is_due],
            "layout": {
                "text-field": ["upcase", ["get", "name"]], "text-font": FONT, "symbol-sort-key": ["get", "rank"],
                "text-size": 11, "text-letter-spacing": 0.12, "text-padding": 8, "text-max-width": 8,
            },
            "paint": {"text-color": palette.country_label, **halo},
        },
    ]  # fmt: skip
