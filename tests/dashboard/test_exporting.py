"""Owns the downloads of the page: the rows of the table, in every format, under the limits of the page."""

import csv
import io
import tempfile
import threading
from functools import partial

import geopandas as gpd
import pandas as pd
import pytest

from dashboard import exporting
from dashboard.app import create_app
from dashboard.settings import Settings
from geo.loading import load_events
from geo.schema import COLUMN_NAMES
from geo.store.snapshot import open_events
from geo.tables.exports import xlsx
from geo.tables.exports.batches import ADDED
from geo.tables.exports.formats import FORMATS
from geo.tables.formulas import unescape_cell

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
    assert list(rows[0]) == [*COLUMN_NAMES, *ADDED]
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
    rows = rows_of(answer)
    assert {tuple(unescape_cell(row[name]) for name in ("notes", "actor1")) for row in rows} == {(c, c) for c in cells}
    assert [row["notes"] for row in rows if row["notes"][0] in "=@-+"] == ["+49"]
    again = tmp_path / "again.csv"
    again.write_bytes(answer.data)
    opened.store.close()
    (report,) = load_events([again]).reports
    assert (report.accepted, report.rejected) == (len(cells), ())
    assert {unescape_cell(event_id) for event_id in load_events([again]).events["event_id"]} == set(cells)


def test_filters_and_the_mark_narrow_the_export_as_they_do_the_table(client, opened):
    rows = rows_of(client.get(f"/export/events.csv?{WINDOW}&type=Battles&col=notes:saraqib"))
    assert rows
    assert all(row["event_type"] == "Battles" and "saraqib" in row["notes"].lower() for row in rows)
    event = opened.store.event(rows[0]["event_id"])
    mark = f"0:{event['x']}.{event['y']}"
    at_mark = rows_of(client.get(f"/export/events.csv?{WINDOW}&mark={mark}"))
    assert {(row["longitude"], row["latitude"]) for row in at_mark} == {(rows[0]["longitude"], rows[0]["latitude"])}


def test_a_window_without_events_is_a_file_with_a_header_only(client):
    text = client.get("/export/events.csv?from=1999-01-01&to=1999-01-02").data.decode("utf-8-sig").strip()
    assert text == ",".join([*COLUMN_NAMES, *ADDED])


@pytest.mark.parametrize("query", ["from=soon", "mark=here", "col=colour:red", "deaths=many", "a=1&" * 600])
def test_an_export_that_would_not_be_what_was_asked_for_is_refused(client, query):
    answer = client.get(f"/export/events.csv?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert len(answer.data) > 10


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_an_export_only_reads(client, method):
    own = {"Sec-Fetch-Site": "same-origin"}
    assert getattr(client, method)("/export/events.csv", headers=own).status_code == 405


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_named_file_of_the_same_events_with_the_headers_of_the_page(client, name, tmp_path):
    answer = client.get(f"/export/events.{name}?{WINDOW}&type=Battles")
    shape = "-acled" if name == "acled" else ""
    file = f"conflict-atlas-2020-02-05-to-2020-02-17{shape}{FORMATS[name].suffix}"
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].replace('"', "") == f"attachment; filename={file}"
    assert answer.mimetype == FORMATS[name].media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    wanted = [row["event_id"] for row in rows_of(client.get(f"/export/events.csv?{WINDOW}&type=Battles"))]
    assert wanted
    path = tmp_path / file
    path.write_bytes(answer.data)
    assert ids_in(path) == wanted


def ids_in(path):
    readers = {".csv": pd.read_csv, ".xlsx": partial(pd.read_excel, engine="openpyxl"), ".parquet": gpd.read_parquet}
    read = readers.get(path.suffix, gpd.read_file)(path)
    return read["event_id" if "event_id" in read else "event_id_cnty"].tolist()


def test_a_format_that_is_not_there_is_not_found(client):
    assert client.get("/export/events.exe").status_code == 404


def test_more_events_than_a_workbook_holds_are_refused_before_one_is_made(client, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_EVENTS", 2)
    monkeypatch.setitem(FORMATS, "xlsx", exporting.ExportFormat(**{**vars(FORMATS["xlsx"]), "most_events": 2}))
    answer = client.get("/export/events.xlsx")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "choose CSV" in answer.text


def test_nothing_is_left_on_the_disk_when_a_file_has_been_sent(client, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("gpkg", "xlsx", "parquet"):
        assert client.get(f"/export/events.{name}?{WINDOW}").data
    assert list(tmp_path.iterdir()) == []


def test_no_more_files_are_made_at_once_than_the_machine_can_bear(client, monkeypatch):
    begun, may_end = threading.Semaphore(0), threading.Event()

    def make_slowly(events, file, _):
        begun.release()
        assert may_end.wait(10)

    slow = exporting.ExportFormat(**{**vars(FORMATS["gpkg"]), "fill": make_slowly})
    monkeypatch.setitem(FORMATS, "gpkg", slow)
    monkeypatch.setattr(exporting, "PATIENCE_S", 0.05)
    others = [
        threading.Thread(target=client.application.test_client().get, args=["/export/events.gpkg"])
        for _ in range(exporting.MOST_AT_ONCE)
    ]
    for other in others:
        other.start()
        assert begun.acquire(timeout=10)
    assert client.get("/export/events.parquet").status_code == 503
    assert client.get("/export/events.csv").status_code == 200
    may_end.set()
    for other in others:
        other.join()
    assert client.get("/export/events.parquet").status_code == 200
