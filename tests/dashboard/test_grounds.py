"""Owns the basemaps to choose from: what a link may choose, whose they are, and that names on them are legible."""

import itertools
import json
from datetime import date

import plotly.graph_objects as go
import pytest
from pmtiles.tile import TileType

from dashboard.context import Context
from dashboard.figures.basemap import CREDIT, NAMES, PROVINCES, RIVERS, build_style
from dashboard.figures.ground import EMBEDDED
from dashboard.figures.palette import DARK, LIGHT, PRINT
from dashboard.figures.tileset import lay_tiles
from dashboard.grounds import EMBEDDED_ONLY, read_grounds, say_grounds, say_plainly, search_for
from dashboard.online import COLUMNS, read_online
from dashboard.opening import choose_camera
from dashboard.panels.ground import open_ground, read_origin
from dashboard.panels.map import draw_figure
from dashboard.settings import Settings
from dashboard.view import Camera
from geo.errors import UnreadableFile
from geo.layers.folder import LayerFolder
from geo.vocabulary import read_vocabulary
from tests.tiles import mvt, png, write_archive

PALETTES = {"light": LIGHT, "dark": DARK, "print": PRINT}
ORIGIN = "http://127.0.0.1:8050"
SYRIA = (35.0, 34.0, 38.0, 37.0)
PROTOMAPS = ("earth", "landcover", "landuse", "water", "boundaries", "roads", "buildings", "places", "pois")
OPENMAPTILES = ("landcover", "water", "waterway", "boundary", "transportation", "building", "place", "water_name")


def luminance(colour):
    """WCAG 2.2: relative luminance of an sRGB colour."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_names_are_legible_on_everything_they_may_lie_on(palette):
    names = {"label": palette.label, "country_label": palette.country_label}
    under = {part: getattr(palette, part) for part in ("land", "sea", "halo", "green", "built")}
    weak = {
        (name, ground): round(contrast(colour, lies_on), 2)
        for (name, colour), (ground, lies_on) in itertools.product(names.items(), under.items())
        if contrast(colour, lies_on) < 4.5
    }
    assert weak == {}


def test_the_ratio_is_that_of_wcag():
    assert round(contrast("#ffffff", "#000000"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_print_is_white_land_with_black_names_and_grey_lines():
    assert (PRINT.land, PRINT.label, PRINT.halo) == ("#ffffff", "#000000", "#ffffff")
    for line in (PRINT.coast, PRINT.border, PRINT.province):
        parts = [int(line[n : n + 2], 16) for n in (1, 3, 5)]
        assert max(parts) - min(parts) < 16


def pictures(folder, name="pictures.pmtiles", **how):
    return write_archive(folder / name, {(0, 0, 0): png((200, 30, 30))}, **how)


def shapes(folder, layers, fields=()):
    about = {"vector_layers": [{"id": name, "fields": dict.fromkeys(fields, "String")} for name in layers]}
    return write_archive(folder / "shapes.pmtiles", {(0, 0, 0): mvt()}, TileType.MVT, about, SYRIA)


def ground_of(path):
    return read_grounds(Settings(basemap=path)).choose(path.name)


def style_of(path, palette=LIGHT, hidden=frozenset()):
    return lay_tiles(build_style(palette, hidden), ground_of(path).tiles, palette, hidden, ORIGIN)


def context_with(**settings):
    grounds = read_grounds(Settings(**settings))
    return Context(None, None, None, [], None, None, "", grounds)


def test_without_options_there_are_the_embedded_basemaps_and_no_other_host():
    grounds = read_grounds(Settings())
    assert list(grounds.by_name) == list(EMBEDDED) == ["theme", "print"]
    assert grounds.hosts == ()
    assert say_grounds(grounds) == []
    assert search_for(grounds) == ""


def test_a_local_file_is_one_more_choice_by_its_name_and_opens_first(tmp_path):
    grounds = read_grounds(Settings(basemap=pictures(tmp_path)))
    assert list(grounds.by_name) == ["theme", "print", "pictures.pmtiles"]
    assert grounds.hosts == ()
    assert say_grounds(grounds) == ["Basemap pictures.pmtiles: png tiles, zoom 0 to 0."]
    assert search_for(grounds) == "?map=pictures.pmtiles"


@pytest.mark.parametrize("name", ["print", "theme", "x" * 120 + ".pmtiles"])
def test_no_file_name_takes_the_place_of_another_basemap_or_outgrows_the_link(tmp_path, name):
    grounds = read_grounds(Settings(basemap=pictures(tmp_path, name)))
    *embedded, own = grounds.by_name
    assert embedded == ["theme", "print"]
    assert own.endswith(".pmtiles")
    assert len(own) <= 60


def test_online_basemaps_are_there_only_when_allowed_and_say_whom_they_ask():
    grounds = read_grounds(Settings(is_online=True))
    assert {"osm", "opentopomap"} <= grounds.by_name.keys()
    assert "tile.openstreetmap.org" in grounds.hosts
    (line,) = say_grounds(grounds)
    assert all(host in line for host in grounds.hosts)
    assert "© OpenStreetMap contributors" in grounds.by_name["osm"].credit
    assert "from tile.openstreetmap.org" in grounds.by_name["osm"].credit


def test_a_link_never_chooses_an_online_basemap_but_leaves_the_one_a_person_chose():
    context, ignored = context_with(is_online=True), []
    assert open_ground(context, "osm", "theme", ignored) == "theme"
    assert open_ground(context, "osm", "opentopomap", ignored) == "theme"
    assert all("tile.openstreetmap.org" in one for one in ignored)
    assert len(ignored) == 2
    assert open_ground(context, "osm", "osm", ignored) == "osm"
    assert len(ignored) == 2


def test_a_link_chooses_print_and_the_local_file_and_an_unknown_name_is_said(tmp_path):
    context, ignored = context_with(basemap=pictures(tmp_path)), []
    for name in ("theme", "print", "pictures.pmtiles"):
        assert open_ground(context, name, None, ignored) == name
    assert ignored == []
    assert open_ground(context, "osm", None, ignored) == "theme"
    assert open_ground(context, "<b>", None, ignored) == "theme"
    assert ['"osm" is not a basemap' in ignored[0], '"<b>" is not a basemap' in ignored[1]] == [True, True]


def test_credit_is_text_whatever_the_file_says(tmp_path):
    markup = '<a href="https://x.example" onclick="x()">&copy; Some body</a><script>alert(1)</script> | <i>B</i>'
    assert say_plainly(markup) == "© Some body | B"
    assert ground_of(pictures(tmp_path, about={"attribution": markup})).credit == f"© Some body | B · {CREDIT}"
    assert "does not say whose" in ground_of(pictures(tmp_path, about={})).credit
    style = style_of(pictures(tmp_path, about={"attribution": markup}))
    assert "attribution" not in style["sources"]["tiles"]


def test_tiles_lie_over_the_land_and_under_roads_and_names(tmp_path):
    style = style_of(shapes(tmp_path, ["places_of_mine"]))
    ids = [layer["id"] for layer in style["layers"]]
    assert ids.index("land") < ids.index("tiles-places_of_mine-fill") < ids.index("places")
    source = style["sources"]["tiles"]
    assert source["tiles"][0].startswith(f"{ORIGIN}/tiles/{{z}}/{{x}}/{{y}}")
    assert (source["type"], source["bounds"], source["minzoom"], source["maxzoom"]) == ("vector", list(SYRIA), 0, 0)


def test_the_address_of_tiles_changes_with_the_file(tmp_path):
    first = ground_of(pictures(tmp_path)).tiles.address
    assert ground_of(pictures(tmp_path, about={"name": "other"})).tiles.address != first


@pytest.mark.parametrize("layers", [PROTOMAPS, OPENMAPTILES, ("camps", "odd")], ids=["protomaps", "omt", "unknown"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_vector_styles_are_whole_and_of_our_colours(tmp_path, layers, palette):
    style = style_of(shapes(tmp_path, layers, ["name"]), palette)
    ids = [layer["id"] for layer in style["layers"]]
    assert len(ids) == len(set(ids))
    assert {layer["source"] for layer in style["layers"] if "source" in layer} <= style["sources"].keys()
    drawn = {layer["source-layer"] for layer in style["layers"] if "source-layer" in layer}
    assert drawn == set(layers) - {"pois", "water_name"}
    assert colours_in(style["layers"]) <= set(vars(palette).values())
    assert json.loads(json.dumps(style)) == style
    assert not {"glyphs", "sprite"} & style.keys()


def colours_in(value):
    if isinstance(value, str):
        return {value} if value.startswith("#") else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(colours_in, inner))


def test_switches_of_the_basemap_hold_for_tiles_too(tmp_path):
    path = shapes(tmp_path, PROTOMAPS)

    def drawn(hidden=frozenset()):
        return {layer["id"] for layer in style_of(path, hidden=hidden)["layers"]}

    assert drawn() - drawn(frozenset({RIVERS})) >= {"tiles-water-river", "rivers"}
    assert drawn() - drawn(frozenset({PROVINCES})) >= {"tiles-boundaries-province", "provinces"}
    assert not any(layer["type"] == "symbol" for layer in style_of(path, hidden=frozenset({NAMES}))["layers"])


def test_names_are_not_drawn_twice(tmp_path):
    with_names = style_of(shapes(tmp_path, OPENMAPTILES))
    own = next(layer for layer in with_names["layers"] if layer["id"] == "places")
    assert '"within"' in json.dumps(own["filter"])
    without = style_of(shapes(tmp_path, ["water"]))
    own = next(layer for layer in without["layers"] if layer["id"] == "places")
    assert '"within"' not in json.dumps(own["filter"])
    drawn_map = style_of(pictures(tmp_path))
    assert [layer["id"] for layer in drawn_map["layers"] if layer["type"] == "symbol"] == []


def test_photos_keep_boundaries_and_names_on_top(tmp_path):
    photo = write_archive(tmp_path / "photo.pmtiles", {(0, 0, 0): b"\xff\xd8"}, TileType.JPEG)
    ids = [layer["id"] for layer in style_of(photo)["layers"]]
    assert ids.index("tiles") < ids.index("border") < ids.index("places")


def test_the_map_stands_on_what_is_chosen_and_on_the_usual_for_any_other_name(opened, tmp_path):
    grounds = read_grounds(Settings(basemap=pictures(tmp_path)))
    folder = LayerFolder(tmp_path, read_vocabulary())
    context = Context(opened.store, None, folder, [], None, choose_camera(opened.store), "", grounds)

    def drawn(name, theme="dark"):
        figure = draw_figure(context, [], theme, {"from": ["2020-02-01"], "to": ["2020-02-02"]}, name, ORIGIN)
        go.Figure(figure)
        return figure["layout"]["map"]["style"], figure["layout"]["paper_bgcolor"]

    assert drawn("print")[1] == PRINT.sea
    assert drawn("theme") == drawn("nonsense") == drawn(None)
    assert drawn("theme")[1] == DARK.sea
    style, _ = drawn("pictures.pmtiles")
    assert style["sources"]["tiles"]["tiles"][0].startswith(ORIGIN + "/tiles/")


@pytest.mark.parametrize(
    ("href", "origin"),
    [
        ("http://127.0.0.1:8050/?map=x", "http://127.0.0.1:8050"),
        ("https://atlas.example.org/", "https://atlas.example.org"),
        ("javascript:alert(1)", ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_tiles_are_asked_where_the_page_came_from(href, origin):
    assert read_origin(href) == origin


def write_list(folder, **changed):
    row = {
        "name": "osm", "title": "OSM", "url": "https://tile.example.org/{z}/{x}/{y}.png", "attribution": "© them",
        "max_zoom": "19", "is_photo": "no", "usage": "light",
    } | changed  # fmt: skip
    path = folder / "online.csv"
    cells = ",".join(f'"{row[column]}"' for column in COLUMNS)
    path.write_text(f"{','.join(COLUMNS)}\n{cells}\n", encoding="utf-8")
    return path


def test_the_committed_list_is_https_with_a_licence_note():
    listed = read_online(Settings().data_folder / "basemap" / "online.csv")
    assert {one.name for one in listed} >= {"osm", "opentopomap"}
    assert all(one.tiles.address.startswith(f"https://{one.host}/") and one.usage for one in listed)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("url", "http://tile.example.org/{z}/{x}/{y}.png"), ("url", "https://tile.example.org/{z}/{x}.png"),
        ("url", "https://{s}.example.org/{z}/{x}/{y}.png"), ("url", "https://a.example;script-src */{z}/{x}/{y}"),
        ("url", "https://*.example.org/{z}/{x}/{y}"), ("url", "https://you@evil.example/{z}/{x}/{y}"),
        ("url", "https://tile.example.org/{z}/{x}/{y}/{y}"), ("url", "//tile.example.org/{z}/{x}/{y}"),
        ("name", "print"), ("name", "theme"), ("name", "Two Words"), ("name", ""), ("max_zoom", "99"),
        ("max_zoom", "x"), ("attribution", " "), ("title", ""),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_list_is_refused_with_its_place(tmp_path, column, value):
    assert read_online(write_list(tmp_path))[0].host == "tile.example.org"
    with pytest.raises(UnreadableFile, match=rf"online\.csv row 2.*{column}"):
        read_online(write_list(tmp_path, **{column: value}))


def test_a_list_that_is_none_says_so(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_online(tmp_path / "online.csv")
    (tmp_path / "online.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="columns"):
        read_online(tmp_path / "online.csv")


def test_the_usual_basemap_is_what_a_context_has_without_more():
    assert EMBEDDED_ONLY.choose("anything") is EMBEDDED["theme"]


def test_layers_lie_over_the_tiles_and_under_the_names(tmp_path):
    folder = LayerFolder(Settings().data_folder / "layers", read_vocabulary())
    grounds = read_grounds(Settings(basemap=pictures(tmp_path)))
    context = Context(
        None, None, folder, [], (date(2020, 2, 1), date(2020, 2, 7)), Camera(36.0, 35.0, 7.0), "", grounds
    )
    drawn = draw_figure(context, ["roads"], "light", {}, "pictures.pmtiles", "http://127.0.0.1:8050/")
    ids = [layer["id"] for layer in drawn["layout"]["map"]["style"]["layers"]]
    assert ids.index("land") < ids.index("tiles") < ids.index("layer-roads-line")
