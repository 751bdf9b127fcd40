"""Owns the export: the rows of the table, in the atlas's own format, as they are."""

import csv
import io

import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.exporting import write_csv
from dashboard.settings import Settings
from geo.loading import load_events
from geo.schema import COLUMN_NAMES
from geo.store.snapshot import open_events

EVENTS = Settings().data_folder / "events"
NASTY = {"event_id": "", "event_date": "2020-02-08", "event_type": "Battles", "location": "Saraqib", "country": "Syria",
         "notes": "", "actor1": "", "tags": ""}  # fmt: skip
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


def shown(read):
    """A typed row as text: blanks are one and the same."""
    return {name: "" if pd.isna(read[name]) else str(read[name]) for name in COLUMN_NAMES}


def test_an_export_reads_back_without_refusals_and_says_the_same_again(client, opened, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(client.get("/export/events.csv?from=2019-01-01&to=2021-01-01").data)
    loaded = load_events([path])
    (report,) = loaded.reports
    assert (report.rows, report.accepted, report.rejected) == (opened.store.total, opened.store.total, ())
    before = {row["event_id"]: shown(row) for _, row in load_events([EVENTS]).events.iterrows()}
    assert {row["event_id"]: shown(row) for _, row in loaded.events.iterrows()} == before


def test_whatever_a_cell_holds_comes_back_as_it_was(tmp_path):
    cells = [
        "=1+1",
        "@cell",
        "-2+3",
        "+49",
        'says "so", twice',
        "two\nlines",
        "حلب ; Idlib",
        "<b>bold</b>",
        "\u202etxet",
        "'quoted",
    ]
    rows = [{**NASTY, "event_id": cell, "notes": cell, "actor1": cell, "tags": cell} for cell in cells]
    written = tmp_path / "events" / "written.csv"
    written.parent.mkdir()
    with written.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(NASTY))
        writer.writeheader()
        writer.writerows(rows)
    opened = open_events([written], Settings().data_folder, tmp_path / "build")
    answer = (
        create_app(opened.store, Settings(), opened.reports)
        .server.test_client()
        .get("/export/events.csv?from=2020-01-01")
    )
    assert {(row["notes"], row["actor1"]) for row in rows_of(answer)} == {(cell, cell) for cell in cells}
    again = tmp_path / "again.csv"
    again.write_bytes(answer.data)
    opened.store.close()
    (report,) = load_events([again]).reports
    assert (report.accepted, report.rejected, report.warnings) == (len(cells), (), ())
    assert set(load_events([again]).events["event_id"]) == set(cells)


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
