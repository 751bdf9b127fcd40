"""Owns how events get their place, and what is said where one is doubtful."""

import pytest
import shapely

from geo.gazetteer.placing import place_events
from geo.gazetteer.roads import Roads
from geo.schema import COLUMN_NAMES
from geo.tables.reading import read_tables
from geo.tables.typing import typed_events
from geo.vocabulary import read_vocabulary

M5 = shapely.LineString([(36.67693, 35.6483), (36.75603, 35.75525), (36.80591, 35.86447)])


def place(gazetteer, *cells):
    rows = [dict.fromkeys(COLUMN_NAMES, "") | {"event_date": "2020-02-05"} | row for row in cells]
    events = typed_events(rows, ["here.csv"] * len(rows), list(range(2, len(rows) + 2)))
    return place_events(events, gazetteer, Roads({"M5": [M5]}))


def test_blank_coordinates_are_looked_up_and_the_rest_filled(gazetteer):
    events, faults = place(gazetteer, {"location": "Seraqib"})
    event = events.iloc[0]
    assert (event.latitude, event.longitude) == (35.86447, 36.80591)
    assert (event.admin1, event.country, event.geo_precision) == ("Idlib", "Syria", 1)
    assert (event.place_id, event.is_geocoded, event.radius_km) == ("geonames:164816", True, 3.0)
    assert event.geometry == shapely.Point(36.80591, 35.86447)
    assert faults == ()


def test_what_an_export_says_of_a_place_is_read_back(gazetteer, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(
        "event_id,event_date,event_type,location,latitude,longitude,place_id,is_geocoded,radius_km\n"
        "a,2020-02-05,Battles,Seraqib,35.86447,36.80591,geonames:164816,True,3.0\n"
        "b,2020-02-05,Battles,Seraqib,35.9,36.9,,False,\n"
    )
    reading = read_tables([path], read_vocabulary())
    events, _ = place_events(reading.events, gazetteer, Roads({}))
    assert events.is_geocoded.tolist() == [True, False]
    assert events.radius_km.tolist() == [3.0, 0.0]
    assert events.place_id.tolist() == ["geonames:164816", "point:35.90000,36.90000"]


def test_written_cells_are_never_overwritten(gazetteer):
    written = {"location": "Saraqib", "latitude": "35.9", "longitude": "36.9", "country": "SYR", "geo_precision": "2"}
    event = place(gazetteer, written)[0].iloc[0]
    assert (event.latitude, event.longitude, event.country, event.geo_precision) == (35.9, 36.9, "SYR", 2)
    assert not event.is_geocoded
    assert event.place_id == "point:35.90000,36.90000"
    assert event.radius_km == 5.0


def test_written_coordinates_at_the_named_place_are_that_place(gazetteer):
    event = place(gazetteer, {"location": "Saraqib", "latitude": "35.86", "longitude": "36.81"})[0].iloc[0]
    assert (event.place_id, event.admin1, event.is_geocoded) == ("geonames:164816", "Idlib", False)


def test_an_unknown_place_keeps_the_event_and_says_what_to_do(gazetteer):
    events, faults = place(gazetteer, {"location": "Saraqib"}, {"location": "Zzyzxqqq"})
    assert events.geometry.isna().tolist() == [False, True]
    assert events.latitude.isna().tolist() == [False, True]
    (fault,) = faults
    assert (fault.file, fault.row, fault.column, fault.value) == ("here.csv", 3, "location", "Zzyzxqqq")
    assert fault.message == (
        '"Zzyzxqqq" is not in the gazetteer. Write latitude and longitude, '
        "or add the place to data/gazetteer/supplement.csv."
    )


def test_neither_place_nor_coordinates_is_a_warning(gazetteer):
    (fault,) = place(gazetteer, {})[1]
    assert "both blank" in fault.message


def test_a_place_found_only_in_another_country_is_a_warning(gazetteer):
    events, (fault,) = place(gazetteer, {"location": "Saraqib", "country": "Iceland"})
    assert events.geometry.notna().all()
    assert fault.message.startswith('"Saraqib" needs review: found in Syria only, not in Iceland. ')
    assert "Write admin1 and country" in fault.message


def test_a_governorate_has_precision_3_unless_the_row_says_otherwise(gazetteer):
    events, _ = place(gazetteer, {"location": "Idlib governorate"}, {"location": "Hama", "geo_precision": "2"})
    assert events.geo_precision.tolist() == [3, 2]
    assert events.radius_km.tolist() == [60.0, 8.0]


def test_a_movement_is_a_line_from_its_location(gazetteer):
    event = place(gazetteer, {"location": "Reyhanlı", "country": "Turkey", "to_location": "Idlib"})[0].iloc[0]
    assert event.geometry.geom_type == "LineString"
    assert event.geometry.coords[0] == (event.longitude, event.latitude)
    assert event.geometry.coords[-1] == (36.63393, 35.93062)


def test_a_movement_along_one_road_bends_with_it(gazetteer):
    way = {"location": "Saraqib", "to_location": "Maarat al-Numan", "country": "Syria", "road": "M5"}
    event = place(gazetteer, way)[0].iloc[0]
    assert list(event.geometry.coords) == list(reversed(M5.coords))


def test_with_two_roads_a_movement_stays_straight(gazetteer):
    way = {"location": "Saraqib", "to_location": "Maarat al-Numan", "country": "Syria", "road": "M4;M5"}
    assert len(place(gazetteer, way)[0].iloc[0].geometry.coords) == 2


def test_an_unknown_destination_is_a_warning_and_a_point(gazetteer):
    events, (fault,) = place(gazetteer, {"location": "Saraqib", "to_location": "Zzyzxqqq"})
    assert events.geometry.iloc[0].geom_type == "Point"
    assert fault.column == "to_location"


def test_the_nearer_of_two_destinations_is_meant(gazetteer):
    ways = [{"location": start, "to_location": "Tripoli"} for start in ("Beirut", "Misrata")]
    ends = [line.coords[-1] for line in place(gazetteer, *ways)[0].geometry]
    assert ends[0][0] > 35
    assert ends[1][0] < 15


def test_rows_keep_their_order_and_file(gazetteer):
    names = ["Idlib", "Aleppo", "Idlib", "Hama", "Zzyzxqqq", "Aleppo"]
    events, _ = place(gazetteer, *({"location": name, "event_id": str(n)} for n, name in enumerate(names)))
    assert events.location.tolist() == names
    assert events.event_id.tolist() == list("012345")
    assert events.row.tolist() == [2, 3, 4, 5, 6, 7]
    assert events.latitude.nunique() == 3


def test_no_events_are_a_typed_empty_table(gazetteer):
    events, faults = place(gazetteer)
    assert len(events) == 0
    assert faults == ()
    assert events.crs == "EPSG:4326"


def test_a_place_told_by_another_is_put_beside_it(gazetteer):
    events, faults = place(gazetteer, {"location": "10 km south of Saraqib"}, {"location": "southern Idlib"})
    assert faults == ()
    assert events.latitude[0] == pytest.approx(35.7743, abs=0.001)
    assert events.place_id[0] == "point:35.77434,36.80591"
    assert events.geo_precision.tolist() == [2, 3]
    assert events.is_geocoded.all()
    assert events.admin1.tolist() == ["Idlib", "Idlib"]


def test_a_row_with_a_road_and_no_place_lies_on_the_road(gazetteer):
    events, faults = place(gazetteer, {"road": "M5"})
    assert faults == ()
    assert M5.distance(events.geometry[0]) < 0.01
    assert events.geo_precision[0] == 3
    assert events.radius_km[0] > 10


def test_between_two_places_is_a_point_between_them(gazetteer):
    events, faults = place(gazetteer, {"location": "between Saraqib and Maarat al-Numan"})
    assert faults == ()
    assert events.geometry[0].geom_type == "Point"
    assert events.latitude[0] == pytest.approx(35.756, abs=0.01)
    assert events.geo_precision[0] == 2


def test_a_doubtful_place_is_on_the_map_marked_for_review_with_the_reason(gazetteer):
    events, (fault,) = place(gazetteer, {"location": "Valencia"}, {"location": "Saraqib"})
    assert events.geometry.notna().all()
    assert events.needs_review.tolist() == [True, False]
    assert events.review[0].startswith('"Valencia": it may also be Valencia (city, ')
    assert events.review[1] == ""
    assert (fault.row, fault.column, fault.value) == (2, "location", "Valencia")
    assert "It was put in " in fault.message


def test_written_coordinates_need_no_review(gazetteer):
    written = {"location": "Valencia", "latitude": "39.5", "longitude": "-0.4"}
    events, faults = place(gazetteer, written)
    assert (events.needs_review[0], events.review[0], faults) == (False, "", ())


@pytest.mark.parametrize(("country", "longitude"), [("Lebanon", 35.8), ("Libya", 13.2)])
def test_the_theatre_of_the_table_decides_an_ambiguous_name(gazetteer, country, longitude):
    rows = [{"location": "Tripoli"}, *({"location": "Zzyzxqqq", "country": country} for _ in range(3))]
    events, _ = place(gazetteer, *rows)
    assert events.longitude[0] == pytest.approx(longitude, abs=0.2)
    assert not events.needs_review[0]


def test_a_destination_decides_between_namesakes_of_the_start(gazetteer):
    events, _ = place(gazetteer, {"location": "Valencia", "to_location": "Madrid"})
    assert events.country[0] == "Spain"


def test_a_doubtful_destination_marks_the_row_for_review(gazetteer):
    events, faults = place(gazetteer, {"location": "Hama", "to_location": "Sarkaab"})
    assert [fault.column for fault in faults] == ["to_location"]
    assert events.needs_review[0]
    assert events.review[0].startswith('"Sarkaab": ')
