"""The colours of the map: light, dark, and for paper; those of the sides live in `data/vocabulary/sides.csv`."""

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
        green: Woods and parks of a tileset.
        built: Settled ground and buildings of a tileset.
        street: Streets of a tileset.
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
    green: str
    built: str
    street: str


LIGHT = Palette(
    land="#f6f4ee",
    sea="#d3e3ec",
    coast="#9fb2bd",
    border="#8e9399",
    province="#d3d0c6",
    river="#c2d8e4",
    road="#c9a24a",
    label="#41474d",
    country_label="#575e65",
    halo="#fbfaf6",
    post="#1f2a37",
    green="#e4ebdb",
    built="#ece8df",
    street="#cdc6b6",
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
    green="#232d29",
    built="#2a3138",
    street="#465059",
)
PRINT = Palette(
    land="#ffffff",
    sea="#edf0f2",
    coast="#8d949a",
    border="#6d747a",
    province="#cbcfd3",
    river="#c6d2da",
    road="#a8812f",
    label="#000000",
    country_label="#3b3b3b",
    halo="#ffffff",
    post="#111111",
    green="#f3f4f2",
    built="#f1f1f1",
    street="#c2c2c2",
)
THEMES = {"light": LIGHT, "dark": DARK}
