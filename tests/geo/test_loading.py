"""Owns the way from files to placed events in one call."""

from geo.loading import check_events, load_events

HEADER = "event_id,event_date,event_type,location,country\n"


def test_warnings_about_places_stand_in_the_report_of_their_file(tmp_path, gazetteer):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(HEADER + "a,2020-02-17,Battles,Saraqib,Syria\n", encoding="utf-8")
    two.write_text(HEADER + "b,2020-02-17,Battles,Zzyzxqqq,Syria\nc,bad,Battles,Idlib,Syria\n", encoding="utf-8")
    loaded = load_events([one, two], gazetteer=gazetteer)
    assert [report.accepted for report in loaded.reports] == [1, 1]
    assert [len(report.warnings) for report in loaded.reports] == [0, 1]
    assert [len(report.rejected) for report in loaded.reports] == [0, 1]
    assert loaded.events.geometry.notna().tolist() == [True, False]
    assert loaded.events.file.tolist() == [str(one), str(two)]


def test_a_check_says_what_loading_says(tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(
        "event_id,event_date,event_type,location,to_location,road,country,latitude,longitude\n"
        "a,2020-02-17,Battles,Saraqib,,,Atlantis,,\n"
        "A,2020-02-17,Battles,Zzyzxqqq,,,Syria,,\n"
        "c,2020-02-17,Military movement,Saraqib,Zzyzxqqq,M5,Syria,,\n"
        "d,2020-02-17,Battles,Saraqib,,,Syria,36.8,35.86\n"
        "e,2020-02-17,Battles,,,M99,,,\n",
        encoding="utf-8",
    )
    two.write_text(HEADER + "a,2020-02-17,Battles,Zzyzxqqq,Syria\nc,bad,Battles,Idlib,Syria\n", encoding="utf-8")
    reports = check_events([one, two])
    assert reports == load_events([one, two]).reports
    said = [fault.column for fault in reports[0].warnings]
    assert said == ["country", "event_id", "location", "to_location", "latitude", "location"]
