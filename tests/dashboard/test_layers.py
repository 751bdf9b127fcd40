"""Owns what the page makes of layers: the map and the rule agree on days, the legend is true, what is wrong is said."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.figures.layers import build_filter, describe_due, describe_layer, layer_source, say_validity
from dashboard.figures.map import build_map
from dashboard.figures.palette import THEMES
from dashboard.panels.legend import say_look, say_title
from dashboard.panels.notices import say_reports
from dashboard.settings import Settings
from geo.layers.layer import Feature, Layer, Look
from geo.layers.reading import read_layer
from geo.vocabulary import read_vocabulary

PROJECT = Path(__file__).resolve().parents[2]
DATA = Settings().data_folder
EXAMPLE = re.search(r"```json\n(.*?)```", (PROJECT / "docs" / "layers.md").read_text(encoding="utf-8"), re.DOTALL)[1]
WINDOW = (date(2020, 2, 5), date(2020, 2, 17))
PLACE = {"type": "Point", "coordinates": [36.7, 35.9]}
DAYS = st.one_of(st.none(), st.sampled_from([date.min, date.max]), st.dates())


def layer_of(*features, **parts):
    return Layer(
        **{"layer_id": "a", "title": "A", "note": "", "file": "a.geojson", "version": "1", **parts}, features=features
    )


def post(status="", **parts):
    return Feature(**{"look": Look("point", status, "", ""), "geometry": PLACE, **parts})


def evaluate(expression, properties):
    """Answer a MapLibre expression as its specification says, as far as layers use it."""
    if not isinstance(expression, list):
        return expression
    name, *arguments = expression
    if name == "get":
        return properties.get(arguments[0])
    answers = (evaluate(one, properties) for one in arguments)
    if name == "all":
        return all(answers)
    if name == "coalesce":
        return next((one for one in answers if one is not None), None)
    first, second = answers
    return {"<=": lambda: first <= second, ">=": lambda: first >= second}[name]()


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), st.dates(), st.dates())
def test_the_map_shows_exactly_what_the_rule_says(spans, one, other):
    window = sorted((one, other))
    spans = [(start, end) for start, end in spans if not (start and end and start > end)]
    layer = layer_of(*(post(valid_from=start, valid_to=end) for start, end in spans))
    drawn = describe_layer(layer)["features"]
    by_map = [n for n, one in enumerate(drawn) if evaluate(build_filter(*window), one["properties"])]
    assert by_map == layer.find_valid(*window).tolist()
    days = [(start or date.min, end or date.max) for start, end in spans]
    assert by_map == [n for n, (start, end) in enumerate(days) if start <= window[1] and end >= window[0]]


def test_two_windows_have_one_key_only_while_they_show_the_same():
    layer = layer_of(post("active", valid_to=date(2020, 2, 7)), post("surrounded", valid_from=date(2020, 2, 8)))

    def due(first, last):
        return describe_due([layer], date(2020, 2, first), date(2020, 2, last))

    assert due(1, 5) == due(2, 7)
    assert due(1, 5)[0] != due(1, 8)[0] != due(8, 9)[0]
    assert [due(1, 7)[1], due(1, 8)[1], due(8, 9)[1]] == [["a:0"], ["a:0", "a:1"], ["a:1"]]


@pytest.fixture
def example(tmp_path):
    """The layer that the guide shows, as a person would save it."""
    path = tmp_path / "control_areas.geojson"
    path.write_text(EXAMPLE, encoding="utf-8")
    return read_layer(path, read_vocabulary(DATA / "vocabulary"))


def draw(layers, theme="light"):
    shown = frozenset(layer.layer_id for layer in layers)
    return build_map(theme, layers, shown, frozenset(), WINDOW, (36.6, 35.9), 8.4)["layout"]["map"]["style"]


def test_the_example_of_the_guide_is_sound_and_drawn(example):
    report = example.report
    assert (report.error, report.rejected, report.warnings) == (None, (), ())
    style = draw([example.layer])
    assert style["sources"]["layer-control_areas"]["data"].startswith("/layers/control_areas.geojson?v=")
    assert {one["type"] for one in style["layers"] if one.get("source") == "layer-control_areas"} == {
        "fill", "line", "symbol",
    }  # fmt: skip
    assert [say_look(example.layer, look) for look in example.layer.looks] == [
        "Opposition, HTS · assessed",
        "Syrian government and allies · claimed by a party",
        "Line · claimed by a party",
    ]


def test_areas_lie_under_boundaries_roads_and_names(example, app):
    roads = read_layer(DATA / "layers" / "roads.geojson", read_vocabulary(DATA / "vocabulary")).layer
    order = [one["id"] for one in draw([roads, example.layer])["layers"]]
    filled = order.index("layer-control_areas-fill")
    assert order.index("land") < order.index("lakes") < filled
    assert filled < min(order.index(name) for name in ("coast", "border", "layer-roads-line", "places", "countries"))
    assert order.index("layer-roads-line") < order.index("places") < order.index("layer-control_areas-area-name")


def test_claimed_is_dashed_and_assessed_is_solid(example):
    drawn = {one["id"]: one for one in draw([example.layer])["layers"] if one["type"] == "line"}
    for name in ("edge", "line"):
        solid, dashed = drawn[f"layer-control_areas-{name}"], drawn[f"layer-control_areas-claimed-{name}"]
        assert "line-dasharray" not in solid["paint"]
        assert dashed["paint"]["line-dasharray"]
        assert ["!=", ["get", "status"], "claimed"] in solid["filter"]
        assert ["==", ["get", "status"], "claimed"] in dashed["filter"]


def test_the_name_of_an_area_is_drawn_once_and_leaves_with_it(example):
    drawn = [one["properties"] for one in describe_layer(example.layer)["features"]]
    named = [one for one in drawn if one["kind"] == "area-name"]
    assert [one["name"] for one in named] == ["Northern example", "Southern example"]
    assert named[0]["valid_to"] == "2020-02-08"


def test_the_tooltip_is_told_side_status_days_precision_and_source(example):
    said = describe_layer(example.layer)["features"][2]["properties"]
    assert said["about"] == "Syrian government and allies · claimed by a party"
    assert said["span"] == "5 Feb 2020 – 20 Feb 2020 · schematic"
    assert said["source"] == "Example Agency, 5 February 2020"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ""),
        (date(2020, 2, 7), date(2020, 2, 15), "7 Feb 2020 – 15 Feb 2020"),
        (date(2020, 2, 7), date(2020, 2, 7), "7 Feb 2020"),
        (date(2020, 2, 7), None, "from 7 Feb 2020"),
        (None, date(2020, 2, 15), "until 15 Feb 2020"),
    ],
)
def test_days_are_said_in_words(first, last, said):
    assert say_validity(post(valid_from=first, valid_to=last)) == said


def test_the_legend_says_how_exact_a_layer_is_unless_its_title_does():
    rough = post(precision="approximate")
    assert say_title(layer_of(rough)) == "A (approximate)"
    assert say_title(layer_of(rough, post())) == "A (partly approximate)"
    assert say_title(layer_of(rough, title="Posts (approximate)")) == "Posts (approximate)"
    assert say_title(layer_of(post(precision="exact"))) == "A"


def test_a_row_of_the_legend_is_never_blank():
    layer = layer_of(post("active"), post(), words={"active": "manned"})
    assert [say_look(layer, look) for look in layer.looks] == ["Manned", "Point"]


def test_an_edited_file_has_another_address_and_odd_names_are_quoted():
    one, other = (layer_source(layer_of(file="a b?.geojson", version=version))["layer-a"]["data"] for version in "12")
    assert one != other
    assert one.startswith("/layers/a%20b%3F.geojson?v=")


@pytest.mark.parametrize("theme", THEMES)
def test_the_legend_has_the_colours_of_the_map(theme):
    style = (PROJECT / "dashboard" / "assets" / "map.css").read_text(encoding="utf-8")
    line = {"light": r"\n\.map \{ --road", "dark": r'\n\[data-mantine-color-scheme="dark"\] \.map \{ --road'}[theme]
    (colours,) = re.findall(rf"{line}(.*)\}}", style)
    palette = THEMES[theme]
    assert colours.split() == [":", f"{palette.road};", "--post:", f"{palette.post};", "--land:", f"{palette.land};"]


@pytest.fixture
def data_folder(tmp_path):
    """The data of the atlas with a folder of layers that may be edited."""
    for name in ("basemap", "vocabulary"):
        (tmp_path / name).symlink_to(DATA / name)
    (tmp_path / "layers").mkdir()
    return tmp_path


def layout_of(client):
    return client.get("/_dash-layout").get_data(as_text=True)


def test_a_file_dropped_into_the_folder_is_on_the_next_page_and_gone_with_it(opened, data_folder):
    app = create_app(opened.store, Settings(data_folder=data_folder))
    client = app.server.test_client()
    assert "Areas of control" not in layout_of(client)
    assert client.get("/layers/control_areas.geojson").status_code == 404
    path = data_folder / "layers" / "control_areas.geojson"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert '"Areas of control"' in layout_of(client)
    served = client.get("/layers/control_areas.geojson")
    assert len(served.json["features"]) == 5
    again = client.get("/layers/control_areas.geojson", headers={"If-None-Match": served.headers["ETag"]})
    assert again.status_code == 304
    path.unlink()
    assert "Areas of control" not in layout_of(client)
    assert client.get("/layers/control_areas.geojson").status_code == 404
    gone = client.get("/layers/control_areas.geojson?v=1")
    assert (gone.status_code, gone.json["features"]) == (200, []), "a page that was drawn with it takes no harm"


def test_broken_layers_and_stops_are_named_and_the_page_is_served(opened, data_folder):
    folder = data_folder / "layers"
    (folder / "broken.geojson").write_text("{", encoding="utf-8")
    (folder / "stops.csv").write_text("date,label\nsoon,Never\n2020-02-11,Taken\n", encoding="utf-8")
    wrong = json.loads(EXAMPLE)
    wrong["features"][0]["properties"]["valid_from"] = "2021-01-01"
    (folder / "areas.geojson").write_text(json.dumps(wrong), encoding="utf-8")
    page = layout_of(create_app(opened.store, Settings(data_folder=data_folder)).server.test_client())
    assert "1 row refused · 1 feature refused · 1 file not read" in page.replace("\\u00b7", "·")
    for said in ("broken.geojson", "stops.csv", "soon", "areas.geojson", "valid_from", "2021-01-01", "Taken"):
        assert said in page
    assert str(data_folder) not in page


def test_only_what_is_sound_is_served(opened, data_folder):
    wrong = json.loads(EXAMPLE)
    wrong["features"][0]["geometry"] = None
    wrong["features"][1]["properties"]["source_url"] = "javascript:alert(1)"
    wrong["features"][1]["properties"]["secret"] = "not asked for"
    (data_folder / "layers" / "areas.geojson").write_text(json.dumps(wrong), encoding="utf-8")
    client = create_app(opened.store, Settings(data_folder=data_folder)).server.test_client()
    served = client.get("/layers/areas.geojson").get_data(as_text=True)
    assert "Southern example" in served
    assert not [said for said in ("Northern example", "javascript", "secret") if said in served]


def test_a_notice_counts_rows_features_and_files():
    report = {"file": "a", "rows": 3, "accepted": 1, "rejected": [{}, {}], "warnings": []}
    assert say_reports([]) == ""
    assert say_reports([{**report, "rows": 1}]) == ""
    assert say_reports([report, {**report, "accepted": 2, "unit": "feature"}, {**report, "rows": 1, "error": "x"}]) == (
        "2 rows refused · 1 feature refused · 1 file not read"
    )
