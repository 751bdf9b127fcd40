"""Owns what is read of a folder of layers: sound features, wrong ones named one by one, and edits while it is used."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import run
from geo.layers.folder import LayerFolder
from geo.layers.reading import read_layer
from geo.layers.stops import read_stops
from geo.loading import load_events
from geo.vocabulary import Side, Vocabulary

DATA = Path(__file__).resolve().parents[2] / "data"
SIDES = Vocabulary((), (Side("north", "The North", "#112233"), Side("south", "The South", "#445566")))
POINT = {"type": "Point", "coordinates": [36.7, 35.9]}
LINE = {"type": "LineString", "coordinates": [[36, 35], [37, 36]]}
AREA = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[36, 35], [37, 36], [37, 35], [36, 36], [36, 35]]]}


def feature(geometry=POINT, **said):
    return {"type": "Feature", "properties": {"name": "A", "source": "S", **said}, "geometry": geometry}


def write(path, *features, **members):
    content = {"type": "FeatureCollection", "features": list(features), **members}
    path.write_text(json.dumps(content), encoding="utf-8")
    # Two edits in one tick of the clock are told apart by the file that was put in place.
    spare = path.with_suffix(".new")
    spare.write_bytes(path.read_bytes())
    return spare.replace(path)


@pytest.fixture
def read(tmp_path):
    return lambda *features, **members: read_layer(
        write(tmp_path / "control_areas.geojson", *features, **members), SIDES
    )


def test_points_lines_and_areas_stand_in_one_file(read):
    file = read(feature(), feature(LINE, status="claimed"), feature(AREA, side="south", status="assessed"))
    assert [tuple(look) for look in file.layer.looks] == [
        ("point", "", "", ""),
        ("line", "claimed", "", ""),
        ("area", "assessed", "The South", "#445566"),
    ]
    assert (file.report.rows, file.report.accepted, file.report.warnings) == (3, 3, ())


def test_a_file_without_a_word_about_itself_goes_by_its_name(read):
    layer = read(feature()).layer
    assert (layer.layer_id, layer.title, layer.note) == ("control_areas", "Control areas", "")
    layer = read(feature(), layer={"id": "areas", "title": "Areas", "note": "n", "legend": {"claimed": "said"}}).layer
    assert (layer.layer_id, layer.title, layer.note, layer.words) == ("areas", "Areas", "n", {"claimed": "said"})


def test_a_colour_of_its_own_goes_before_that_of_the_side(read):
    assert read(feature(side="north", colour="#abcdef")).layer.looks[0].colour == "#abcdef"


def test_the_name_of_an_area_stands_inside_its_largest_part(read):
    small = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    large = [[[36, 35], [38, 35], [38, 36], [36, 35]]]
    (one,) = read(feature({"type": "MultiPolygon", "coordinates": [small, large]})).layer.features
    assert 36 < one.anchor[0] < 38
    assert 35 < one.anchor[1] < 36


def test_an_open_ring_is_closed(read):
    ring = [[36, 35], [37, 35], [37, 36], [36, 36]]
    (one,) = read(feature({"type": "Polygon", "coordinates": [ring]})).layer.features
    assert one.geometry["coordinates"] == [[*ring, ring[0]]]


WRONG = {
    "no object": (7, "type", "7"),
    "no feature": ({"type": "Point"}, "type", "Point"),
    "no geometry": (feature(None), "geometry", ""),
    "no properties": ({**feature(), "properties": [1]}, "properties", "[1]"),
    "unknown geometry": (feature({"type": "Circle", "coordinates": [1, 2]}), "geometry.type", "Circle"),
    "geometry of no name": (feature({"type": ["Point"]}), "geometry.type", '["Point"]'),
    "collection": (feature({"type": "GeometryCollection", "geometries": []}), "geometry.type", "GeometryCollection"),
    "no coordinates": (feature({"type": "Point"}), "geometry.coordinates", ""),
    "nested wrongly": (feature({"type": "Polygon", "coordinates": [36, 35]}), "geometry.coordinates", "[36, 35]"),
    "words": (feature({"type": "Point", "coordinates": ["36", "35"]}), "geometry.coordinates", '["36", "35"]'),
    "truth": (feature({"type": "Point", "coordinates": [True, 35]}), "geometry.coordinates", "[true, 35]"),
    "one number": (feature({"type": "Point", "coordinates": [36]}), "geometry.coordinates", "[36]"),
    "empty line": (feature({"type": "LineString", "coordinates": []}), "geometry.coordinates", "[]"),
    "no lines": (feature({"type": "MultiLineString", "coordinates": []}), "geometry.coordinates", "[]"),
    "short ring": (feature({"type": "Polygon", "coordinates": [[[1, 2], [2, 2]]]}), "geometry.coordinates", "[[1, 2]"),
    "off the globe": (feature({"type": "Point", "coordinates": [36, 95.2]}), "geometry.coordinates", "[36, 95.2]"),
    "beyond 180": (feature({"type": "Point", "coordinates": [181, 5]}), "geometry.coordinates", "[181, 5]"),
    "metres": (feature({"type": "Point", "coordinates": [4085000, 4290000]}), "geometry.coordinates", "[4085000"),
    "infinite": (feature({"type": "Point", "coordinates": [float("nan"), 1]}), "geometry.coordinates", "[NaN"),
    "no day": (feature(valid_from="soon"), "valid_from", "soon"),
    "other day": (feature(valid_to="7/2/2020"), "valid_to", "7/2/2020"),
    "a number as a day": (feature(valid_to=20200207), "valid_to", "20200207"),
    "no such day": (feature(valid_from="2020-02-30"), "valid_from", "2020-02-30"),
    "ends first": (feature(valid_from="2020-02-08", valid_to="2020-02-07"), "valid_from", "2020-02-08"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_feature_is_named_and_the_others_are_read(read, name):
    wrong, column, value = WRONG[name]
    file = read(feature(), wrong, feature(name="last"))
    assert [one.name for one in file.layer.features] == ["A", "last"]
    assert (file.report.rows, file.report.accepted) == (3, 2)
    (fault,) = file.report.rejected
    assert (fault.row, fault.column) == (2, column)
    assert fault.value.startswith(value)
    assert len(fault.message) > 20
    assert value[:60] in fault.message, "a terminal prints the message alone"


def test_a_latitude_off_the_globe_is_said_to_be_swapped_only_where_that_would_help(read):
    def said(*position):
        return read(feature({"type": "Point", "coordinates": position})).report.rejected[0].message

    assert "swapped" in said(35.9, 136.7)
    assert "swapped" not in said(135.9, 136.7)
    assert "-179" in said(181, 0)
    assert "EPSG:4326" in said(4_085_000, 10**400)


def test_every_fault_of_a_feature_is_named(read):
    file = read(feature(None, valid_from="soon", valid_to="later"))
    assert [fault.column for fault in file.report.rejected] == ["geometry", "valid_from", "valid_to"]
    assert (file.report.rows, file.report.accepted) == (1, 0)


DOUBTFUL = {
    "side": feature(side="west"),
    "status": feature(status="asessed"),
    "precision": feature(precision="roughly"),
    "colour": feature(colour="red"),
    "source_url": feature(source_url="javascript:alert(1)"),
    "source": feature(source=None),
    "geometry": feature(BOW_TIE),
}


@pytest.mark.parametrize("column", DOUBTFUL)
def test_a_doubtful_feature_is_shown_and_listed(read, column):
    file = read(DOUBTFUL[column])
    assert file.report.rejected == ()
    assert [fault.column for fault in file.report.warnings] == [column]
    (one,) = file.layer.features
    assert one.source_url == ""
    assert one.look.colour == ""


def test_a_place_far_from_all_events_that_lies_among_them_the_other_way_round_is_doubted(tmp_path):
    near = (2.0, 48.0, 3.0, 49.0)
    path = write(tmp_path / "a.geojson", feature({"type": "Point", "coordinates": [48.8, 2.3]}))
    assert "longitude first" in read_layer(path, SIDES, near).report.warnings[0].message
    path = write(tmp_path / "a.geojson", feature({"type": "Point", "coordinates": [37.6, 55.7]}))
    assert read_layer(path, SIDES, near).report.warnings == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b'{"type": ', "line 1, column"),
        (b"[1]", "list"),
        (b'{"type": "Topology"}', "Topology"),
        (b'{"type": "FeatureCollection"}', "features"),
        (b'{"type": "FeatureCollection", "features": {}}', "features"),
        (b"\xff\xfe{", "UTF-8"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_file_that_is_no_layer_says_what_it_is(tmp_path, content, said):
    path = tmp_path / "broken.geojson"
    path.write_bytes(content)
    file = read_layer(path, SIDES)
    assert file.layer is None
    assert said in file.report.error
    assert str(path) in file.report.error


@pytest.mark.parametrize("about", [7, {"id": 5}, {"id": "x" * 99}, {"title": ["a"]}, {"note": 1}, {"legend": [1]}])
def test_a_wrong_word_of_the_file_about_itself_is_left_out_and_listed(read, about):
    file = read(feature(), layer=about)
    assert (file.layer.layer_id, file.layer.title) == ("control_areas", "Control areas")
    (fault,) = file.report.warnings
    assert fault.row == 0
    assert fault.column.startswith("layer")


def test_a_window_holds_what_was_there_on_any_of_its_days(read):
    layer = read(
        feature(), feature(valid_from="2020-02-07", valid_to="2020-02-15"), feature(valid_from="2020-02-16")
    ).layer

    def valid(first, last):
        return layer.find_valid(date(2020, 2, first), date(2020, 2, last)).tolist()

    assert valid(1, 6) == [0]
    assert valid(1, 7) == [0, 1]
    assert valid(15, 15) == [0, 1]
    assert valid(15, 16) == [0, 1, 2]
    assert valid(16, 29) == [0, 2]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "a.geojson", feature(name="old"))
    return LayerFolder(tmp_path, SIDES, taken={"rings"})


def names(folder):
    return {layer.layer_id: [one.name for one in layer.features] for layer in folder.current().layers}


def errors(folder):
    return [report.error for report in folder.current().reports if report.error]


def test_a_file_that_is_added_changed_or_removed_shows_at_the_next_look(folder, tmp_path):
    assert names(folder) == {"a": ["old"]}
    write(tmp_path / "b.geojson", feature(name="new"))
    assert names(folder) == {"a": ["old"], "b": ["new"]}
    write(tmp_path / "a.geojson", feature(name="edited"))
    assert names(folder) == {"a": ["edited"], "b": ["new"]}
    (tmp_path / "b.geojson").unlink()
    assert names(folder) == {"a": ["edited"]}


def test_what_has_not_changed_is_not_read_again(folder):
    assert folder.current() is folder.current()


def test_an_edit_that_breaks_a_file_does_not_lose_what_it_held(folder, tmp_path):
    assert names(folder) == {"a": ["old"]}
    (tmp_path / "a.geojson").write_text("{", encoding="utf-8")
    assert names(folder) == {"a": ["old"]}
    assert "still shown" in errors(folder)[0]
    write(tmp_path / "a.geojson", feature(name="mended"))
    assert names(folder) == {"a": ["mended"]}
    assert errors(folder) == []


def test_of_two_layers_with_one_id_the_first_stays(folder, tmp_path):
    write(tmp_path / "b.geojson", feature(), layer={"id": "a"})
    write(tmp_path / "c.geojson", feature(), layer={"id": "rings"})
    assert names(folder) == {"a": ["old"]}
    assert ["b.geojson" in errors(folder)[0], "a.geojson" in errors(folder)[0], "c.geojson" in errors(folder)[1]]
    (tmp_path / "a.geojson").unlink()
    assert list(names(folder)) == ["a"]
    assert len(errors(folder)) == 1


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    current = LayerFolder(tmp_path / "none", SIDES).current()
    assert (current.layers, current.stops) == ((), ())


def test_wrong_stops_are_named_and_the_others_stay(tmp_path):
    path = tmp_path / "stops.csv"
    path.write_text("date,label\n2020-01-28,Taken\nsoon,Never\n,\n2020-02-11,\n", encoding="utf-8")
    file = read_stops(path)
    assert file.stops == ((date(2020, 1, 28), "Taken"),)
    assert [(fault.row, fault.column, fault.value) for fault in file.report.rejected] == [
        (3, "date", "soon"),
        (5, "label", ""),
    ]
    path.write_text("day,label\n2020-01-28,Taken\n", encoding="utf-8")
    assert "date" in read_stops(path).report.error
    path.write_bytes(b"date,label\n\xff\n")
    assert "UTF-8" in read_stops(path).report.error
    assert read_stops(tmp_path / "none.csv").report.error is None


def test_stops_that_an_edit_broke_stay(folder, tmp_path):
    (tmp_path / "stops.csv").write_text("date,label\n2020-01-28,Taken\n", encoding="utf-8")
    assert len(folder.current().stops) == 1
    (tmp_path / "stops.csv").write_text("broken", encoding="utf-8")
    assert len(folder.current().stops) == 1
    assert "still shown" in errors(folder)[0]


def test_the_layers_of_the_atlas_are_sound():
    for path in sorted((DATA / "layers").glob("*.geojson")):
        report = read_layer(path, Vocabulary((), ())).report
        assert (report.error, report.rejected, report.warnings) == (None, (), ())
        assert report.accepted


def test_events_are_read_though_the_roads_are_broken(tmp_path):
    for name in ("gazetteer", "vocabulary"):
        (tmp_path / name).symlink_to(DATA / name)
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "roads.geojson").write_text("{", encoding="utf-8")
    events = tmp_path / "events.csv"
    events.write_text("event_id,event_date,event_type,location\na,2020-02-17,Battles,Saraqib\n", encoding="utf-8")
    loaded = load_events([events], tmp_path)
    assert len(loaded.events) == 1
    assert "roads.geojson" in loaded.reports[-1].error


def test_check_names_what_is_wrong_in_a_layer(tmp_path, capsys):
    path = write(tmp_path / "mine.geojson", feature(), feature(valid_from="soon"))
    assert run.main(["check", str(path)]) == 1
    assert "feature 2, valid_from" in capsys.readouterr().out
    assert run.main(["check", str(path), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["accepted"], report["unit"]) == (2, 1, "feature")
    shutil.copy(DATA / "layers" / "roads.geojson", path)
    assert run.main(["check", str(path)]) == 0
    path.write_text("{", encoding="utf-8")
    assert run.main(["check", str(path)]) == 2
