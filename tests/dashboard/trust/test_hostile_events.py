"""Owns that an event is text: markup, script and formulas in every column, through every export, card and brief."""

import csv
import io
import json
import tempfile
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import geopandas
import openpyxl
import pyarrow.parquet as parquet
import pytest
from pptx import Presentation

from dashboard.app import create_app, make_context
from dashboard.briefing.choices import Choices
from dashboard.briefing.gathering import Wanted
from dashboard.briefing.making import Order, make_file
from dashboard.settings import Settings
from dashboard.view import View
from geo.errors import NoBrowser
from geo.store.snapshot import open_events
from geo.tables.exports.formats import FORMATS
from tests.dashboard.trust.doors import UPDATE, question

TEXT_COLUMNS = ("event_id", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "location", "admin1", "country",
                "notes", "source", "source_title", "tags", "remark of theirs")  # fmt: skip
MARKUP = {
    "an image": "<img src=x onerror=alert(1)>",
    "a script": "</script><script>alert(1)</script>",
    "a drawing": "</text></svg><svg onload=alert(1)>",
    "an attribute": "\" onmouseover=alert(1) x='",
    "a link": '<a href="javascript:alert(1)">x</a>',
    "the end of a section": "]]><script>alert(1)</script><![CDATA[",
    "a template": "{{7*7}}${7*7}<%= 7*7 %>",
    "a formula": '=HYPERLINK("http://evil.example",1)',
    "a command": "=cmd|' /C calc'!A0",
    "a formula with @": "@SUM(1+1)",
    "a link for Excel": "mailto:evil@evil.example",
}
LINKS = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd")
TAGS = {"script", "img", "svg", "a", "iframe", "object", "embed", "form", "style", "link", "meta"}
WINDOW = "from=2020-02-01&to=2020-02-09"


TEXTS = list(MARKUP.values())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """An atlas whose every event says one bad thing in every column, and its store."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {
            **dict.fromkeys(TEXT_COLUMNS, text), "event_id": f"{text}0", "event_date": "2020-02-05",
            "event_type": "Battles", "latitude": "35.86", "longitude": "36.8", "geo_precision": "1",
            "source_url": "https://example.org/a?x=%22onmouseover=alert(1)",
            **{f"{name} {title}": text for title, name in MARKUP.items()},
        }
        for text in TEXTS
    ]  # fmt: skip
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    opened = open_events([folder / "events.csv"], build_folder=folder / "build")
    assert opened.store.total == len(TEXTS)
    yield create_app(opened.store, Settings(), opened.reports), opened.store
    opened.store.close()


class Elements(HTMLParser):
    """What a browser would take for elements."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def download(app, name):
    answer = app.server.test_client().get(f"/export/events.{name}?{WINDOW}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.data


def is_formula(cell):
    return cell.lstrip()[:1] in ("=", "+", "@") or (cell.lstrip()[:1] == "-" and not cell.lstrip()[1:2].isdigit())


def read_cells(app, name):
    return [cell for row in csv.reader(io.StringIO(download(app, name).decode("utf-8-sig"))) for cell in row]


@pytest.mark.parametrize("name", ["csv", "acled"])
def test_no_cell_of_a_csv_is_a_formula(hostile, name):
    app, _ = hostile
    cells = read_cells(app, name)
    assert [cell for cell in cells if is_formula(cell)] == []
    assert [text for text in TEXTS if not any(text in cell for cell in cells)] == []


def test_a_spreadsheet_holds_neither_formulas_nor_links_but_http(hostile):
    app, _ = hostile
    content = download(app, "xlsx")
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}
    assert [link for cell in cells if (link := cell.hyperlink) and not (link.target or "").startswith("http")] == []
    assert [text for text in TEXTS if not any(text in str(cell.value) for cell in cells)] == []


def test_files_for_maps_and_programs_hold_the_text_as_it_is(hostile, tmp_path):
    app, _ = hostile
    features = json.loads(download(app, "geojson"))["features"]
    assert {feature["properties"]["notes"] for feature in features} == set(TEXTS)
    (tmp_path / "a.gpkg").write_bytes(download(app, "gpkg"))
    assert set(geopandas.read_file(tmp_path / "a.gpkg")["notes"]) == set(TEXTS)
    assert set(parquet.read_table(io.BytesIO(download(app, "parquet")))["notes"].to_pylist()) == set(TEXTS)


def test_google_earth_finds_no_element_in_a_text(hostile):
    app, _ = hostile
    tree = ElementTree.fromstring(download(app, "kml"))
    descriptions = [one.text or "" for one in tree.iter() if one.tag.endswith("description")]
    # It shows descriptions as HTML.
    found = [element for text in descriptions for element in Elements(text).found]
    links = [attributes.get("href", "") for tag, attributes in found if tag == "a"]
    assert any(descriptions)
    assert {tag for tag, _ in found} & (TAGS - {"a"}) == set()
    assert [link for link in links if not link.startswith("http")] == []


@pytest.mark.parametrize("link", LINKS)
def test_an_event_with_another_link_than_http_is_refused_by_name(tmp_path, link):
    header = "event_id,event_date,event_type,source,source_url"
    (tmp_path / "events.csv").write_text(f'{header}\na,2020-02-05,Battles,x,"{link}"\nb,2020-02-05,Battles,x,\n')
    opened = open_events([tmp_path / "events.csv"], build_folder=tmp_path / "build")
    assert [(fault["row"], fault["column"]) for fault in opened.reports[0]["rejected"]] == [(2, "source_url")]
    opened.store.close()


def test_every_format_is_tried():
    assert set(FORMATS) == {"csv", "acled", "xlsx", "geojson", "gpkg", "parquet", "kml"}


def walk(value):
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from walk(one)


@pytest.mark.parametrize("text", TEXTS, ids=list(MARKUP))
def test_card_lists_and_duplicates_hold_text_and_no_link_but_http(hostile, text):
    app, _ = hostile
    window, here = {"from": ["2020-02-01"], "to": ["2020-02-09"]}, {"edges": [35, 35, 38, 37, 8]}
    rows, client = {"startRow": 0, "sortModel": [], "filterModel": {}}, app.server.test_client()
    asked = {
        "..card.children...shown-event.data..": ({"event": [f"{text}0"]}, {}, 1, None, window, {}),
        "card-around.children": (f"{text}0", {}),
        "list.getRowsResponse": (rows, window, {}, here),
        "table.getRowsResponse": (rows, window, {}, here),
        "duplicates.children": (1,),
        "frame.data": (window, {}, here),
        "..numbers-days.children...numbers.children...numbers-text.data..": ({"window": window, "filters": {}},),
    }
    seen = 0
    for output, values in asked.items():
        answer = client.post(UPDATE, json=question(app, output, *values))
        assert answer.status_code == 200, output
        parts = list(walk(answer.get_json()))
        hold_to_text([one for one in parts if isinstance(one, dict)])
        seen += sum(isinstance(one, str) and text in one for one in parts)
    assert seen > 10


def hold_to_text(things):
    components = [one for one in things if "namespace" in one]
    assert {one["type"] for one in components} & {"Iframe", "Markdown", "Script", "ObjectEl", "Embed"} == set()
    hrefs = [one["props"]["href"] for one in components if one["props"].get("href")]
    assert [href for href in hrefs if not href.startswith(("http://", "https://"))] == []
    assert not [one for one in things if {"dangerouslySetInnerHTML", "dangerously_allow_html", "srcDoc"} & one.keys()]


class NoPen:
    """Draws nothing: what needs a browser is left out."""

    def to_png(self, *_, **__):
        raise NoBrowser("none")

    to_pdf = to_png


def make(store, name):
    view, _ = View.from_search(f"?{WINDOW}")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - gone when it is read
    wanted = Wanted(view, Choices(), as_of=datetime(2020, 3, 1, tzinfo=UTC), link="http://localhost/")
    make_file(make_context(store, Settings()), wanted, Order(name), NoPen(), file, lambda *_: None)
    file.seek(0)
    return file.read()


def test_a_drawn_brief_has_no_script_and_asks_for_nothing(hostile):
    _, store = hostile
    for element in ElementTree.fromstring(make(store, "svg")).iter():
        assert element.tag.split("}")[-1] not in ("script", "foreignObject", "a", "iframe")
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name or value.startswith(("#", "data:image/", "data:font/"))


def test_a_page_brief_has_the_elements_that_it_has_for_any_event(hostile, opened):
    _, store = hostile
    found = Elements(make(store, "html").decode()).found
    usual = Elements(make(opened.store, "html").decode()).found
    for tag in ("script", "img", "iframe", "object", "style", "form"):
        assert sum(one == tag for one, _ in found) == sum(one == tag for one, _ in usual), tag
    assert not [attributes for _, attributes in found if any(name.startswith("on") for name in attributes)]
    links = [attributes["href"] for tag, attributes in found if tag == "a" and attributes.get("href")]
    assert [link for link in links if not link.startswith(("http", "#"))] == []


def test_slides_hold_text_and_no_link_but_http(hostile):
    _, store = hostile
    content = make(store, "pptx")
    assert len(Presentation(io.BytesIO(content)).slides) >= 1
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        relations = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
        assert not [name for name in parts.namelist() if "vbaProject" in name or "embeddings" in name]
    outside = [one.get("Target") for text in relations for one in ElementTree.fromstring(text)
               if one.get("TargetMode") == "External"]  # fmt: skip
    assert [target for target in outside if not target.startswith(("http://", "https://"))] == []
