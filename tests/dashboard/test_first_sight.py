"""Owns what the server draws for the first sight of a page."""

import re

import pytest

from dashboard.figures.palette import DARK, LIGHT, PRINT

DAYS = "from=2020-02-05&to=2020-02-17"


def see(client, search=DAYS, size="848x900"):
    answer = client.get(f"/first-sight/{size}.svg?{search}")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    return answer.text


def test_it_is_somewhat_wider_than_the_map_and_has_basemap_names_and_marks(client):
    drawn = see(client)
    assert re.match(r'<svg [^>]*width="1018" height="900"', drawn)
    assert LIGHT.land in drawn
    assert "Aleppo" in drawn
    assert drawn.count("<use") > 10, "each mark has its pictogram"


def test_it_shows_the_days_and_the_filters_of_the_link(client):
    all_marks = see(client).count("<use")
    assert 0 < see(client, f"{DAYS}&type=Battles").count("<use") < all_marks
    assert 0 < see(client, "from=2020-02-05&to=2020-02-05").count("<use") < all_marks


def test_it_has_the_colours_of_the_page(client):
    client.set_cookie("theme", "dark")
    assert DARK.land in see(client)
    assert LIGHT.land in see(client, f"{DAYS}&theme=light")
    assert PRINT.land in see(client, f"{DAYS}&map=print")


def test_a_narrow_map_steps_back_as_the_live_one_does(client):
    assert "Antakya" in see(client, size="390x844")
    assert "Antakya" not in see(client, f"{DAYS}&at=35.9,36.9,8.6", size="390x844"), "a camera in the link is kept"


@pytest.mark.parametrize("search", ["show=density", "beside=before", "type=Bttles", "from=soon", "map=elsewhere"])
def test_nothing_is_drawn_where_the_live_map_would_look_otherwise(client, search):
    assert "<path" not in see(client, f"{DAYS}&{search}")


@pytest.mark.parametrize("size", ["0x0", "999999999x999999999"])
def test_no_size_makes_it_fail(client, size):
    assert len(see(client, size=size)) < 2_000_000


def test_a_hostile_link_stays_out_of_it(client):
    assert "alert" not in see(client, "q=<script>alert(1)</script>&<script>alert(1)</script>")
