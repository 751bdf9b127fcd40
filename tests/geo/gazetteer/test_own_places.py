"""Owns tables of one's own places, the supplement among them: what they add to the world and what they mend."""

import pytest

from geo.errors import UnreadableFile
from geo.gazetteer.own_places import OwnPlaces
from geo.gazetteer.place_index import PlaceIndex
from geo.gazetteer.sources.countries import Countries
from geo.gazetteer.sources.own_table import read_own_table

HEADER = "name,alternate_names,kind,latitude,longitude,country_code,country,admin1,basis"


@pytest.fixture(scope="module")
def countries(world_folder):
    return Countries(PlaceIndex.load(world_folder))


@pytest.fixture
def read(tmp_path, countries):
    def read(*rows, header=HEADER, prefix="atlas:", taken=None):
        path = tmp_path / "places.csv"
        path.write_text("".join(row + "\n" for row in (header, *rows)), encoding="utf-8")
        return read_own_table(path, prefix, {} if taken is None else taken, countries)

    return read


def test_a_row_is_found_by_each_of_its_names(read):
    own = OwnPlaces(read("North gate,Gate One; بوابة,crossing,36.2,36.6,sy,Syria,Idlib,seen on a picture").places)
    place = own.place(own.find("gate one")[0][0])
    assert (place.place_id, place.country_code, place.kind) == ("atlas:north-gate", "SY", "crossing")
    assert own.find("بوابه")


def test_a_geonames_basis_makes_it_that_place(read):
    (place, _), = read("Saraqib,,town,35.8,36.8,SY,Syria,Idlib,GeoNames 164816 (Saraqib)").places  # fmt: skip
    assert place.place_id == "geonames:164816"


def test_three_columns_are_enough_and_the_country_is_that_of_the_nearest_town(read):
    (place, names), = read("36.8,35.86,Some farm", header="longitude,latitude,name").places  # fmt: skip
    assert (place.name, place.kind, place.country_code, place.country) == ("Some farm", "village", "SY", "Syria")
    assert (place.latitude, place.longitude, names) == (35.86, 36.8, ())


@pytest.mark.parametrize(
    ("point", "code"), [("35.9,-178", ""), ("-16.8,-179.99", "FJ"), ("-89.9,0", ""), ("43.73,7.42", "MC")]
)
def test_the_nearest_town_is_asked_around_the_world(read, point, code):
    (place, _), = read(f"Camp,{point}", header="name,latitude,longitude").places  # fmt: skip
    assert place.country_code == code


@pytest.mark.parametrize(("country", "code"), [("سوريا", "SY"), ("Türkiye", "TR"), ("syr", "SY")])
def test_a_country_is_understood_by_its_name(read, country, code):
    (place, _), = read(f"Camp,35.9,36.7,{country}", header="name,latitude,longitude,country").places  # fmt: skip
    assert place.country_code == code


def test_an_unknown_country_is_a_warning(read):
    table = read("Camp,35.9,36.7,Ruritania", header="name,latitude,longitude,country")
    assert [(fault.row, fault.column, fault.value) for fault in table.warnings] == [(2, "country", "Ruritania")]
    assert table.places[0][0].country == "Ruritania"


def test_an_unknown_column_is_a_warning(read):
    table = read("Camp,35.9,36.7,x", header="name,latitude,longitude,admin_1")
    (fault,) = table.warnings
    assert (fault.row, fault.column) == (1, "admin_1")
    assert 'Did you mean "admin1"?' in fault.message


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Gate,,crossing,136.2,36.6,SY,Syria,Idlib,x", 'row 2, column latitude: "136.2" is outside -90…90'),
        ("Gate,,crossing,abc,36.6,SY,Syria,Idlib,x", 'row 2, column latitude: "abc" is not a number'),
        ("Gate,,crossing,,36.6,SY,Syria,Idlib,x", "row 2, column latitude: is blank"),
        ("Gate,,crossing,nan,36.6,SY,Syria,Idlib,x", 'row 2, column latitude: "nan" is not a number'),
        ("Gate,,portal,36.2,36.6,SY,Syria,Idlib,x", 'row 2, column kind: "portal" is none of city, town'),
        (",,crossing,36.2,36.6,SY,Syria,Idlib,x", 'row 2, column name: ""'),
        ("Gate,,crossing,36.2,36.6,SYR,Syria,Idlib,x", 'row 2, column country_code: "SYR" is not a two-letter'),
        ("Gate,,crossing,36.2,36.6,SY,Syria", "row 2: has 7 cells where the header has 9"),
        ('Gate,,crossing,36.2,36.6,SY,Syria,Idlib,"x', "row 2: A quote that opens in this row is never closed"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_used(read, row, message):
    good = "Gate,,crossing,36.2,36.6,SY,Syria,Idlib,x"
    table = read(row, good) if '"' not in row else None
    if table:
        assert (table.refusals.rows, len(table.places)) == (1, 1)
        assert message in str(table.refusals.faults[0])
    with pytest.raises(UnreadableFile) as error:
        read(row)
    assert message in str(error.value)


@pytest.mark.parametrize("radius", ["0", "-2", "9999", "far"])
def test_a_radius_is_a_number_of_kilometres(read, radius):
    header = "name,latitude,longitude,radius_km"
    table = read("Camp,35.9,36.7,0.5", f"Other camp,35.9,36.7,{radius}", header=header)
    assert [place.radius_km for place, _ in table.places] == [0.5]
    assert table.refusals.faults[0].column == "radius_km"


def test_namesakes_get_ids_of_their_own(read):
    header, taken = "name,latitude,longitude", {}
    rows = ("Gate,35,36", "gate,36,36", "Gate 2,37,36", "GATE,38,36")
    ids = [place.place_id for place, _ in read(*rows, header=header, taken=taken).places]
    assert ids == ["atlas:gate", "atlas:gate-2", "atlas:gate-2-2", "atlas:gate-3"]
    assert read("Gate,35,36", header=header, taken=taken).places[0][0].place_id == "atlas:gate-4"


def test_a_missing_column_is_named(read):
    with pytest.raises(UnreadableFile, match="lacks the column latitude, longitude"):
        read("Gate,crossing", header="name,kind")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty. Expected a table whose first row names its columns"),
        (b"name,latitude,longitude\n", "holds no rows"),
        (b"name,latitude,longitude\nIdl\xefb,1,2\n", "line 2 is not UTF-8"),
        (b"PK\x03\x04", "zip archive"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_line(tmp_path, countries, content, message):
    path = tmp_path / "places.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=message) as error:
        read_own_table(path, "own:", {}, countries)
    assert "\n" not in str(error.value)
