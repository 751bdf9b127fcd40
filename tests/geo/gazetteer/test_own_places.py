"""Owns the curated supplement: what it adds to the world and what it mends."""

import pytest

from geo.errors import UnreadableFile
from geo.gazetteer.own_places import OwnPlaces

HEADER = "name,alternate_names,kind,latitude,longitude,country_code,country,admin1,basis\n"


def write(tmp_path, *rows):
    path = tmp_path / "supplement.csv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_row_is_found_by_each_of_its_names(tmp_path):
    own = OwnPlaces.load(
        write(tmp_path, "North gate,Gate One;بوابة,crossing,36.2,36.6,sy,Syria,Idlib,seen on a picture")
    )
    place = own.place(own.find("gate one")[0][0])
    assert (place.place_id, place.country_code, place.kind) == ("atlas:north-gate", "SY", "crossing")
    assert own.find("بوابه")


def test_a_geonames_basis_makes_it_that_place(tmp_path):
    own = OwnPlaces.load(write(tmp_path, "Saraqib,,town,35.8,36.8,SY,Syria,Idlib,GeoNames 164816 (Saraqib)"))
    assert own.place(0).place_id == "geonames:164816"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Gate,,crossing,136.2,36.6,SY,Syria,Idlib,x", 'row 2, column latitude: "136.2" is outside -90…90'),
        ("Gate,,crossing,abc,36.6,SY,Syria,Idlib,x", 'row 2, column latitude: "abc" is not a number'),
        ("Gate,,portal,36.2,36.6,SY,Syria,Idlib,x", 'row 2, column kind: "portal" is none of city, town'),
        (",,crossing,36.2,36.6,SY,Syria,Idlib,x", 'row 2, column name: ""'),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, message):
    with pytest.raises(UnreadableFile) as error:
        OwnPlaces.load(write(tmp_path, row))
    assert message in str(error.value)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "supplement.csv"
    path.write_text("name,kind\nGate,crossing\n")
    with pytest.raises(UnreadableFile, match="lacks the column alternate_names, latitude"):
        OwnPlaces.load(path)
