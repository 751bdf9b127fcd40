"""The colours of the page, light and dark; those of the sides live in `data/vocabulary/sides.csv`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as CSS colours.

    Attributes:
        land: Fill of the land.
        sea: Fill of the sea and lakes.
        coast: Coastline.
        border: International boundaries.
        province: First-level boundaries.
        river: Rivers.
        road: Roads.
        label: Names of places.
        country_label: Names of countries.
        halo: What keeps a name legible on lines.
        post: Observation posts and other point layers.
    """

    land: str
    sea: str
    coast: str
    border: str
    province: str
    river: str
    road: str
    label: str
    country_label: str
    halo: str
    post: str


LIGHT = Palette(
    land="#f6f4ee",
    sea="#d3e3ec",
    coast="#9fb2bd",
    border="#8e9399",
    province="#d3d0c6",
    river="#c2d8e4",
    road="#c9a24a",
    label="#41474d",
    country_label="#5f666d",
    halo="#fbfaf6",
    post="#1f2a37",
)
DARK = Palette(
    land="#22282e",
    sea="#0f1a24",
    coast="#3f4d59",
    border="#77818b",
    province="#39414a",
    river="#22384a",
    road="#8d7742",
    label="#c3cad1",
    country_label="#939ca5",
    halo="#1a1f24",
    post="#e8edf2",
)
THEMES = {"light": LIGHT, "dark": DARK}
