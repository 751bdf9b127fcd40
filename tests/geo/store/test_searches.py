"""Owns the filters that look into events: sub-types, actors, areas, deaths, precisions, sources, links, columns."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.store.histogram import Step
from geo.store.selection import SEARCHABLE_COLUMNS, DeathRange, Selection, Viewport


def ids(store, **wanted):
    return [row["event_id"] for row in store.page(Selection(**wanted)).rows]


def test_a_sub_type_is_wanted_besides_whole_types(store_of):
    clash, takes = {"sub_event_type": "Armed clash"}, {"sub_event_type": "Government regains territory"}
    store = store_of(clash, takes, {"event_type": "Protests"}, {"event_type": "Diplomacy", "sub_event_type": "Talks"})
    assert ids(store, sub_event_types=("Battles: Armed clash",)) == ["e0"]
    assert ids(store, sub_event_types=("Battles: Armed clash",), event_types=("Protests",)) == ["e0", "e2"]
    assert ids(store, sub_event_types=("Battles: Talks",)) == []


@pytest.mark.parametrize("word", ["Battles: ", "Battles:"])
def test_events_without_a_sub_type_or_with_an_unknown_one_are_a_choice_of_their_own(store_of, word):
    store = store_of({}, {"sub_event_type": "Armed clash"}, {"sub_event_type": "no such thing"})
    assert ids(store, sub_event_types=(word,)) == ["e0", "e2"]


def test_sub_types_of_the_same_name_are_told_apart_by_their_type(store_of):
    store = store_of(
        {"event_type": "Diplomacy", "sub_event_type": "Agreement"},
        {"event_type": "Strategic developments", "sub_event_type": "Agreement"},
    )
    assert ids(store, sub_event_types=("Diplomacy: Agreement",)) == ["e0"]


@pytest.mark.parametrize("column", ["actor1", "assoc_actor_1", "actor2", "assoc_actor_2"])
def test_an_actor_is_found_in_each_of_its_columns_by_the_whole_name(store_of, column):
    store = store_of({column: "Civilians (Syria)"}, {column: "Civilians"}, {})
    assert ids(store, actors=("Civilians",)) == ["e1"]
    assert ids(store, actors=("Civilians", "Civilians (Syria)")) == ["e0", "e1"]


def test_names_in_a_list_are_found_one_by_one(store_of):
    store = store_of({"assoc_actor_1": "A;B ; C", "source": "SOHR; SANA", "tags": "a b;c"}, {"source": "SOHR SANA"})
    assert ids(store, actors=("B",)) == ids(store, sources=("SANA",)) == ids(store, tags=("c",)) == ["e0"]
    assert ids(store, tags=("a",)) == ids(store, actors=("A;B",)) == []


SQUARE = ((36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.0, 36.0))


def test_an_area_holds_what_lies_within_it_and_nothing_that_has_no_place(store_of):
    store = store_of(
        {"longitude": 36.5, "latitude": 35.5}, {"longitude": 36.5, "latitude": 36.1},
        {"longitude": None, "latitude": None, "geo_precision": None}, {"longitude": 35.9, "latitude": 35.5},
    )  # fmt: skip
    assert ids(store, shape=SQUARE) == ids(store, shape=SQUARE[::-1]) == ["e0"]


def test_an_area_with_a_bay_leaves_the_bay_out(store_of):
    bay = ((36.0, 35.0), (37.0, 35.0), (37.0, 36.0), (36.5, 35.2), (36.0, 36.0))
    store = store_of({"longitude": 36.1, "latitude": 35.5}, {"longitude": 36.5, "latitude": 35.5})
    assert ids(store, shape=bay) == ["e0"]


def test_an_area_across_the_180th_meridian_holds_both_its_halves(store_of):
    store = store_of(*({"longitude": lon, "latitude": 0.0} for lon in (179.5, -179.5, 0.0, 170.0)))
    across = ((175.0, -5.0), (-175.0, -5.0), (-175.0, 5.0), (175.0, 5.0))
    assert ids(store, shape=across) == ["e0", "e1"]


spots = np.stack([np.repeat(np.linspace(35.1, 36.9, 12), 12), np.tile(np.linspace(34.1, 35.9, 12), 12)], axis=1)


@pytest.fixture(scope="module")
def lattice(tmp_path_factory):
    from tests.geo.store.conftest import build

    path = tmp_path_factory.mktemp("lattice") / "events.duckdb"
    store = build(path, [{"longitude": lon, "latitude": lat} for lon, lat in spots.tolist()])
    yield store
    store.close()


corner = st.tuples(st.floats(35, 37), st.floats(34, 36))


@settings(max_examples=20, deadline=None)
@given(st.lists(corner, min_size=3, max_size=100))
def test_any_area_holds_what_geometry_says(lattice, corners):
    points = shapely.points(spots)
    ring = shapely.linearrings(corners)
    # A straight line on the map is none in degrees: over 2° at 36° north it leaves it by (2°)² / 8 · tan 36° = 0.0063°.
    far = shapely.distance(points, ring) > 0.007
    loop = np.array([*corners, corners[0]])
    crossings = [
        sum(
            (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0
            for (x0, y0), (x1, y1) in zip(loop[:-1].tolist(), loop[1:].tolist(), strict=True)
        )
        for lon, lat in spots.tolist()
    ]
    expected = {f"e{n}" for n in np.flatnonzero(far & (np.array(crossings) % 2 == 1))}
    unclear = {f"e{n}" for n in np.flatnonzero(~far)}
    rows = lattice.page(Selection(shape=tuple(corners)), take=200).rows
    assert {row["event_id"] for row in rows} - unclear == expected


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DeathRange(least=1), ["e2", "e3"]),
        (DeathRange(most=2), ["e1", "e2"]),
        (DeathRange(2, 2), ["e2"]),
        (DeathRange(least=0), ["e1", "e2", "e3"]),
        (DeathRange(is_unknown=True), ["e0"]),
    ],
)
def test_deaths_are_limited_on_both_ends_and_unknown_is_no_number(store_of, wanted, found):
    store = store_of(*({"fatalities": deaths} for deaths in (None, 0, 2, 9)))
    assert ids(store, fatalities=wanted) == found


def test_precisions_of_day_and_place_and_no_place_at_all(store_of):
    store = store_of({}, {"time_precision": 2}, {"geo_precision": 3}, {"longitude": None, "latitude": None})
    assert ids(store, time_precisions=("2", "3")) == ["e1"]
    assert ids(store, geo_precisions=("3",)) == ["e2"]
    assert ids(store, geo_precisions=("0",)) == ["e3"]
    assert ids(store, geo_precisions=("1",)) == ["e0", "e1"]


@pytest.mark.parametrize(
    ("url", "having"),
    [
        ("https://x.org/a", ["link"]),
        ("x.org/a.jpg", []),
        ("ftp://x.org/a.jpg", []),
        ("https://x.org/a.JPG?size=1", ["link", "media"]),
        ("https://x.org/a;http://y.org/b/c.mp4#t", ["link", "media"]),
        ("https://x.org/a?next=b.jpg", ["link"]),
        ("https://jpg.org/", ["link"]),
        ("https://www.youtube.com/watch?v=1", ["link", "media"]),
        ("https://youtu.be/1", ["link", "media"]),
        ("https://notyoutube.com/watch", ["link"]),
        ("https://x.org/youtube.com/a", ["link"]),
        ("", []),
    ],
)
def test_links_and_pictures_are_told_by_the_address(store_of, url, having):
    store = store_of({"source_url": url})
    assert [name for name in ("link", "media") if ids(store, having=(name,))] == having


def test_all_that_an_event_must_have_is_required(store_of):
    store = store_of({"source_url": "https://x.org/a"}, {"source_url": "https://x.org/a.png"})
    assert ids(store, having=("link", "media")) == ["e1"]


SAID = {
    "event_date": "2020-02-07", "end_date": "2020-02-09", "time_precision": 2, "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protésters (Syria)", "assoc_actor_1": "Teachers; Doctors",
    "actor2": "Civilians", "assoc_actor_2": "Labour group", "location": "Maʿarrat", "to_location": "Ariha",
    "road": "M5", "admin1": "Ídlib", "country": "Syria", "latitude": 35.643, "longitude": 36.68, "geo_precision": 2,
    "fatalities": 12, "notes": "A march of teachers' unions.", "source": "SANA; SOHR", "source_title": "Marches Ağain",
    "source_date": "2020-02-08", "source_url": "https://News.example/Marches-1", "confidence": "claimed",
    "tags": "school;strike", "event_id": "X-77-é", "review": "Two places are called so",
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("event_id", "x-77"), ("event_id", "77 É"), ("event_date", "2020-02-07"), ("event_date", "-07"),
        ("end_date", "02-09"), ("time_precision", "2"), ("event_type", "protest"), ("sub_event_type", "PEACEFUL"),
        ("actor1", "protesters syria"), ("assoc_actor_1", "doctors"), ("actor2", "civil"), ("assoc_actor_2", "group"),
        ("location", "maarrat"), ("to_location", "ari"), ("road", "m5"), ("admin1", "idlib"), ("country", "SYR"),
        ("latitude", "35.64"), ("longitude", "36.68"), ("geo_precision", "2"), ("fatalities", "12"),
        ("fatalities", "1"), ("notes", "march"), ("notes", "march of"), ("notes", "teachers unions"),
        ("notes", "arch"), ("source", "sohr"), ("source_title", "again"), ("source_title", "marches a"),
        ("source_date", "2020-02"), ("source_url", "news.EXAMPLE/march"), ("confidence", "claim"),
        ("tags", "strike"), ("review", "two places"),
    ],
)  # fmt: skip
def test_a_column_contains_a_text_whatever_its_case_and_accents(store_of, column, text):
    store = store_of(
        {"event_id": "other", "event_date": "2019-11-30", "fatalities": 33, "admin1": "Aleppo", "country": "Turkey"},
        SAID,
    )
    assert ids(store, columns=((column, text),)) == ["X-77-é"]


def test_every_column_is_asked_somewhere_above_and_any_may_be_asked_for_signs(store_of):
    store = store_of(SAID, {"event_id": "other"})
    for column in SEARCHABLE_COLUMNS:
        assert ids(store, columns=((column, "—"),)) == []
        assert ids(store, columns=((column, "'; DROP TABLE event; --"),)) == []


def test_words_of_a_note_must_stand_together_and_not_in_another_column(store_of):
    store = store_of(SAID)
    assert ids(store, columns=(("notes", "teachers march"),)) == []
    assert ids(store, columns=(("notes", "ariha"),)) == []
    assert ids(store, columns=(("end_date", "02-07"),)) == []


def test_all_columns_are_required_and_other_filters_too(store_of):
    store = store_of(SAID, {**SAID, "event_id": "y", "fatalities": 3})
    columns = (("notes", "march"), ("fatalities", "3"))
    assert ids(store, columns=columns) == ["y"]
    assert ids(store, columns=columns, text="doctors", actors=("Teachers",), shape=SQUARE) == ["y"]
    assert ids(store, columns=columns, text="nobody") == []


def test_one_day_has_no_last_day_of_its_own(store_of):
    store = store_of({"end_date": "2020-02-05"}, {"end_date": "2020-02-06"})
    assert ids(store, columns=(("end_date", "2020"),)) == ["e1"]


def test_ids_are_searched_with_and_without_their_digits(store_of):
    store = store_of({"event_id": "ABQ-2041"}, {"event_id": "IRQ-2041", "notes": "In 1920 it was so."})
    assert ids(store, text="abq") == ids(store, text="abq 2041") == ["ABQ-2041"]
    assert sorted(ids(store, text="204")) == ["ABQ-2041", "IRQ-2041"]
    assert ids(store, text="1920") == ["IRQ-2041"]


def test_what_is_searched_for_holds_for_marks_bars_and_counts_alike(store_of):
    store = store_of({"notes": "convoy"}, {"notes": "convoy", "event_date": "2020-02-20"}, {"notes": "talks"})
    for wanted in (Selection(text="convoy"), Selection(columns=(("notes", "convoy"),)), Selection(text="convoy idlib")):
        assert store.count(wanted) == store.summary(wanted).events == 2
        assert store.marks(wanted, Viewport()).events.sum() == 2
        assert store.histogram(wanted, Step.DAY).by_group.sum() == 2
    assert ids(store, text="talks") == ["e2"]


def test_more_events_than_a_block_are_found_each(store_of):
    store = store_of(*({"notes": f"event {'odd' if n % 2 else 'even'}"} for n in range(130)))
    assert store.count(Selection(text="odd")) == 65
    assert {int(row["event_id"][1:]) % 2 for row in store.page(Selection(text="odd"), take=200).rows} == {1}


def test_more_sub_types_than_a_mask_has_bits(tmp_path):
    from geo.store.building import build_store_file
    from geo.store.event_store import EventStore
    from geo.store.rows import make_rows
    from geo.vocabulary import EventType, Side, SubEventType, Vocabulary
    from tests.geo.store.conftest import table_of

    subs = tuple(SubEventType(f"s{n}", "", "", "") for n in range(150))
    vocabulary = Vocabulary((EventType("Battles", "", "", subs),), (Side("others", "", "#000000"),))
    rows = make_rows(table_of([{"sub_event_type": f"s{n}"} for n in range(150)]), vocabulary)
    build_store_file(tmp_path / "e.duckdb", [rows], vocabulary)
    store = EventStore(tmp_path / "e.duckdb")
    wanted = tuple(f"Battles: s{n}" for n in (0, 59, 60, 61, 119, 149))
    assert ids(store, sub_event_types=wanted) == ["e0", "e119", "e149", "e59", "e60", "e61"]
    store.close()
