"""Owns what the page asks for a brief: the sheet, and files that are made while it waits; without a browser."""

import threading
import time
from xml.etree import ElementTree

import duckdb
import pytest
from flask import Flask

from dashboard.app import join_app, make_context
from dashboard.briefing.jobs import MOST_JOBS
from dashboard.briefing.serving import serve_briefs
from dashboard.current import Current
from dashboard.settings import Settings
from dashboard.trust.origin import guard_origin
from dashboard.watching import show_events
from geo.errors import NoBrowser
from geo.live.rereading import Reread
from geo.store.selection import Selection
from geo.store.snapshot import open_events

HEADER = "event_id,event_date,event_type,actor1,location,country,latitude,longitude,geo_precision\n"
ROW = "{},2020-02-{:02d},Battles,Military Forces of Syria,Saraqib,Syria,35.86,36.8,1\n"
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
VIEW = "from=2020-02-01&to=2020-02-03"
PATIENCE_S = 10


class FakePen:
    """Draws nothing, when it is let; or cannot."""

    def __init__(self):
        self.may_draw, self.is_asked = threading.Event(), threading.Event()
        self.may_draw.set()
        self.error = None

    def to_png(self, svg, width_px, height_px, scale=1.0):
        self.is_asked.set()
        assert self.may_draw.wait(PATIENCE_S)
        if self.error:
            raise self.error
        return f"{width_px}x{height_px} at {scale:g}".encode()

    to_pdf = None


@pytest.fixture(scope="module")
def store_of(tmp_path_factory):
    folder, opened = tmp_path_factory.mktemp("events"), []

    def make(events):
        path = folder / f"{events}.csv"
        path.write_text(HEADER + "".join(ROW.format(f"e{n}", n + 1) for n in range(events)), encoding="utf-8")
        opened.append(open_events([path], build_folder=folder / "build").store)
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def current(store_of):
    return Current(make_context(store_of(3), Settings()))


@pytest.fixture
def pen():
    pen = FakePen()
    yield pen
    pen.may_draw.set()
    for thread in [thread for thread in threading.enumerate() if thread.name == "brief"]:
        thread.join(PATIENCE_S)


@pytest.fixture
def client(current, pen):
    server = Flask("briefs")
    guard_origin(server, is_strict=True)
    serve_briefs(server, current, Settings(), pen)
    return server.test_client()


def begin(client, search):
    return client.post(f"/brief/files?{search}", headers=OWN, buffered=True)


def finish(client, name):
    wait(lambda: client.get(f"/brief/files/{name}", buffered=True).json["over"])
    return client.get(f"/brief/files/{name}", buffered=True).json


def make(client, search):
    return finish(client, begin(client, search).json["job"])


def is_closed(store):
    try:
        store.count(Selection())
    except duckdb.Error:
        return True
    return False


def wait(is_so):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_sheet_is_a_picture_with_the_words_that_its_form_proposes(client):
    answer = client.get(f"/brief/sheet?{VIEW}&marking=TLP:RED&top=2")
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json
    root = ElementTree.fromstring(said["svg"])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (said["width"], said["height"]) == (1600, 900)
    assert said["title"].endswith("1–3 February 2020")
    assert said["subtitle"].startswith("3 of 3 events")
    assert said["foot"].startswith("Sources:")
    assert [one["number"] for one in said["events"]] == [1, 2]
    assert said["marking"]["text"] == "TLP:RED"
    assert said["left_out"] == 0


def test_the_sheet_says_the_moment_that_the_page_was_opened_at_and_no_odd_one(client):
    now = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(time.time() - 3600))
    assert f"{now[11:16]} UTC" in client.get(f"/brief/sheet?{VIEW}&as_of={now}").json["foot"]
    for odd in ("1999-01-01T00:00Z", "9999-12-31T23:59-14:00", "0001-01-01T00:00%2B14:00", "soon", ""):
        said = client.get(f"/brief/sheet?{VIEW}&as_of={odd}")
        assert time.strftime("%Y", time.gmtime()) in said.json["foot"]


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("layout=banana", '"banana" is no layout'),
        ("layout=20000x20", "20000x20"),
        ("top=many", '"many" is no number of events'),
        ("without=everything", '"everything" is no part'),
        ("key=nobody", 'no event "nobody"'),
        ("&".join(f"key=e{n}" for n in range(501)), "more parts"),
    ],
)
def test_what_cannot_be_followed_is_said_in_words(client, search, said):
    answer = client.get(f"/brief/sheet?{VIEW}&{search}")
    assert answer.status_code == 400
    assert said in answer.json["error"]
    begun = begin(client, f"format=svg&{search}")
    assert said in (begun.json["error"] or finish(client, begun.json["job"])["error"])


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("", "no format"),
        ("format=exe", '"exe" is no format'),
        ("format=png&scale=big", '"big" is no scale'),
        ("format=png&scale=nan", "scale of nan"),
        ("format=png&scale=9", "Expected 1 to 4"),
        ("format=pdf&series=eon", '"eon" is no step'),
        ("format=png&series=day", "holds one sheet"),
    ],
)
def test_a_file_that_cannot_be_made_is_refused_in_words(client, search, said):
    answer = begin(client, f"{VIEW}&{search}")
    assert answer.status_code == 400
    assert said in answer.json["error"]


def test_text_of_an_address_stays_text(client):
    said = client.get("/brief/sheet", query_string={"title": "<script>alert(1)</script>", "marking": "{{7*7}}"}).json
    root = ElementTree.fromstring(said["svg"])
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert said["title"] == "<script>alert(1)</script>"
    assert "{{7*7}}" in said["svg"]


def test_a_file_is_made_named_and_fetched_once(client):
    said = make(client, f"{VIEW}&format=png&scale=2&layout=square")
    assert (said["done"], said["total"], said["error"]) == (1, 1, "")
    address = f"/brief/files/{said['job']}/file"
    assert client.head(address).status_code == 200
    with client.get(address) as answer:
        assert answer.data == b"1080x1080 at 2"
        assert answer.mimetype == "image/png"
        assert "conflict-atlas-2020-02-01-to-2020-02-03.png" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    gone = client.get(address)
    assert gone.status_code == 404
    assert "Make it again" in gone.json["error"]


def test_the_name_of_a_file_follows_its_title_and_leads_nowhere(client):
    for title, name in (
        ("../../etc/passwd", "etc passwd"),
        ("Öğle “raporu”", "Öğle “raporu”"),
        ("\r\nX-Evil: 1", "X-Evil"),
    ):
        answer = client.post("/brief/files", query_string={"title": title, "format": "svg"}, headers=OWN)
        said = finish(client, answer.json["job"])
        assert name in said["file"]
        assert not set(said["file"]) & set('/\\\r\n:"')
        with client.get(f"/brief/files/{said['job']}/file") as fetched:
            assert fetched.status_code == 200
            assert "X-Evil" not in dict(fetched.headers)


def test_an_unfinished_file_is_not_handed_out(client, pen):
    pen.may_draw.clear()
    job = begin(client, f"{VIEW}&format=png").json
    assert pen.is_asked.wait(PATIENCE_S)
    assert (job["over"], job["done"]) == (False, 0)
    assert client.get(f"/brief/files/{job['job']}/file").status_code == 409
    said = client.get(f"/brief/files/{job['job']}").json
    assert (said["done"], said["total"], said["over"]) == (0, 1, False)


def test_a_series_tells_how_many_sheets_are_done_and_stops_when_it_is_told(client, pen):
    pen.may_draw.clear()
    name = begin(client, f"{VIEW}&format=gif&series=day").json["job"]
    assert pen.is_asked.wait(PATIENCE_S)
    assert client.get(f"/brief/files/{name}").json["total"] == 3
    assert client.delete(f"/brief/files/{name}", headers=OWN).status_code == 204
    assert client.get(f"/brief/files/{name}").status_code == 404
    assert client.delete(f"/brief/files/{name}", headers=OWN).status_code == 204


def test_why_the_pen_does_not_draw_is_told(client, pen):
    pen.error = NoBrowser("No Chromium was found. Install one.")
    said = make(client, f"{VIEW}&format=png")
    assert said["error"] == "No Chromium was found. Install one."
    assert client.get(f"/brief/files/{said['job']}/file").status_code == 409


def test_two_at_once_get_their_own_files(client, pen):
    pen.may_draw.clear()
    names = [begin(client, f"{VIEW}&format=png&layout={layout}").json["job"] for layout in ("square", "web")]
    assert len(set(names)) == 2
    assert min(map(len, names)) >= 22
    pen.may_draw.set()
    drawn = []
    for name in names:
        finish(client, name)
        with client.get(f"/brief/files/{name}/file") as answer:
            drawn.append(answer.data)
    assert drawn == [b"1080x1080 at 1", b"1200x630 at 1"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_other_sites_neither_begin_nor_stop_anything(client, pen, headers):
    pen.may_draw.clear()
    name = begin(client, f"{VIEW}&format=png").json["job"]
    assert client.post(f"/brief/files?{VIEW}&format=png", headers=headers).status_code == 403
    assert client.delete(f"/brief/files/{name}", headers=headers).status_code == 403
    assert client.get(f"/brief/files/{name}").status_code == 200


@pytest.mark.parametrize("path", ["/brief/files/guess", "/brief/files/guess/file", "/brief/files/..%2f..%2fetc/file"])
def test_an_unknown_name_is_no_file(client, path):
    assert client.get(path).status_code == 404


def test_a_page_cannot_ask_for_files_by_a_link(client):
    assert client.get(f"/brief/files?{VIEW}&format=png").status_code == 405


def test_too_many_at_once_are_refused_and_what_they_borrowed_is_given_back(client, pen, current, store_of):
    pen.may_draw.clear()
    names = [begin(client, f"{VIEW}&format=png").json["job"] for _ in range(MOST_JOBS)]
    refused = begin(client, f"{VIEW}&format=png")
    assert refused.status_code == 400
    assert "Try again in a minute" in refused.json["error"]
    old = current.store
    current.show(show_events(current.of_request(), Reread(store_of(2), [])))
    assert not is_closed(old)
    pen.may_draw.set()
    assert {finish(client, name)["error"] for name in names} == {""}
    wait(lambda: is_closed(old))


def test_a_file_says_what_was_shown_when_it_was_asked_for(client, pen, current, store_of):
    old = current.store
    pen.may_draw.clear()
    name = begin(client, f"{VIEW}&format=gif&series=day").json["job"]
    assert pen.is_asked.wait(PATIENCE_S)
    current.show(show_events(current.of_request(), Reread(store_of(1), [])))
    assert not is_closed(old)
    client.delete(f"/brief/files/{name}", headers=OWN, buffered=True)
    pen.may_draw.set()
    wait(lambda: is_closed(old))


def ask(current, settings, method, path, **options):
    server = join_app(current, settings).server
    return server.test_client().open(path, method=method, **options).status_code


def test_without_editing_other_sites_are_refused_too(current):
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert ask(current, Settings(), "POST", "/brief/files?format=svg", headers=foreign) == 403
    assert ask(current, Settings(), "DELETE", "/brief/files/x", headers=foreign) == 403
    assert ask(current, Settings(), "POST", "/brief/files?format=svg", headers=OWN) == 200
