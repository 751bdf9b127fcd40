"""Owns the citation of an event: what it says, in which order, and what it leaves out."""

from datetime import date

from dashboard.citing import cite_event, list_sources

EVENT = {
    "event_id": "IDL-1", "notes": "The army took Saraqib.", "event_type": "Battles", "sub_event_type": "",
    "start_day": date(2020, 2, 8), "end_day": date(2020, 2, 8), "location": "Saraqib", "admin1": "Idlib",
    "country": "Syria", "latitude": 35.8, "geo_precision": 1, "radius_km": 1.0,
    "source": "Al Arabiya;TASS", "source_title": "Army takes Saraqib;", "source_date": "2020-02-08;2020-02",
    "source_url": "https://a.example/1;https://t.example/2",
}  # fmt: skip
TODAY = date(2026, 1, 3)


def test_a_citation_says_what_when_where_by_whom_and_when_it_was_read():
    assert cite_event(EVENT, TODAY) == (
        "The army took Saraqib. 8 Feb 2020, Saraqib, Idlib, Syria. "
        "Al Arabiya, “Army takes Saraqib”, 8 Feb 2020, https://a.example/1; TASS, 2020-02, https://t.example/2 . "
        "Event IDL-1, Conflict Atlas, accessed 3 Jan 2026."
    )


def test_an_event_without_a_sentence_or_a_source_is_cited_by_its_type():
    bare = {**EVENT, "notes": "", **dict.fromkeys(("source", "source_title", "source_date", "source_url"), "")}
    assert cite_event(bare, TODAY) == (
        "Battles. 8 Feb 2020, Saraqib, Idlib, Syria. Event IDL-1, Conflict Atlas, accessed 3 Jan 2026."
    )


def test_sources_stay_in_step_when_one_of_their_columns_is_shorter():
    assert list_sources(EVENT)[1] == ("TASS", "", "2020-02", "https://t.example/2")
    assert list_sources({**EVENT, "source_url": ""})[0] == ("Al Arabiya", "Army takes Saraqib", "2020-02-08", "")
