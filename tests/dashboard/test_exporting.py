"""Owns the export: the rows of the table, in the atlas's own format, as they are."""

import csv
import io

import pytest

from dashboard.exporting import write_csv
from geo.loading import load_events
from geo.schema import COLUMN_NAMES

WINDOW = "from=2020-02-05&to=2020-02-17"


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_an_export_is_a_named_file_of_the_events_of_the_window(client):
    answer = client.get(f"/export/events.csv?{WINDOW}")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="conflict-atlas-2020-02-05-to-2020-02-17.csv"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    rows = rows_of(answer)
    assert list(rows[0]) == list(COLUMN_NAMES)
    assert all(row["event_date"] <= "2020-02-20" for row in rows)


def test_an_export_reads_back_without_refusals_and_says_the_same_again(client, opened, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(client.get("/export/events.csv?from=2019-01-01&to=2021-01-01").data)
    loaded = load_events([path])
    (report,) = loaded.reports
    assert (report.rows, report.accepted, report.rejected) == (opened.store.total, opened.store.total, ())
    for _, read in loaded.events.iterrows():
        kept = opened.store.event(read["event_id"])
        assert read["notes"] == kept["notes"]
        assert read["event_date"].date() == kept["start_day"]
        assert (read["end_date"].date() if read["end_date"] == read["end_date"] else kept["start_day"]) == kept[
            "end_day"
        ]
        assert (int(read["fatalities"]) if read["fatalities"] == read["fatalities"] else None) == kept["fatalities"]
        for name in ("source", "source_title", "source_date", "source_url", "tags", "location", "admin1"):
            assert read[name] == kept[name]


def test_filters_and_the_mark_narrow_the_export_as_they_do_the_table(client, opened):
    rows = rows_of(client.get(f"/export/events.csv?{WINDOW}&type=Battles&col=notes:saraqib"))
    assert rows
    assert all(row["event_type"] == "Battles" and "saraqib" in row["notes"].lower() for row in rows)
    event = opened.store.event(rows[0]["event_id"])
    mark = f"0:{event['x']}.{event['y']}"
    at_mark = rows_of(client.get(f"/export/events.csv?{WINDOW}&mark={mark}"))
    assert {(row["longitude"], row["latitude"]) for row in at_mark} == {(rows[0]["longitude"], rows[0]["latitude"])}


def test_a_window_without_events_is_a_file_with_a_header_only(client):
    assert client.get("/export/events.csv?from=1999-01-01&to=1999-01-02").data.decode("utf-8-sig").strip() == ",".join(
        COLUMN_NAMES
    )


@pytest.mark.parametrize("query", ["from=soon", "mark=here", "col=colour:red", "deaths=many", "a=1&" * 600])
def test_an_export_that_would_not_be_what_was_asked_for_is_refused(client, query):
    answer = client.get(f"/export/events.csv?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert len(answer.data) > 10


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_an_export_only_reads(client, method):
    assert getattr(client, method)("/export/events.csv").status_code == 405


def test_cells_stay_as_they_are_and_rows_are_written_batch_by_batch():
    import pyarrow as pa

    given = []

    def batches():
        for text in ("=1+1", 'a "quote", and\na line', "@cell"):
            given.append(text)
            yield pa.RecordBatch.from_pydict({"notes": [text], "tags": [""]})

    pieces = write_csv(["notes", "tags"], batches())
    next(pieces), next(pieces)
    assert given == ["=1+1"]
    text = b"".join(write_csv(["notes", "tags"], batches())).decode("utf-8-sig")
    assert [row["notes"] for row in csv.DictReader(io.StringIO(text, newline=""))] == given[1:]
