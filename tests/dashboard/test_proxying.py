"""Owns the atlas behind a proxy: under a prefix every address is right, and a proxy is believed where asked for."""

import json

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings

HOST = {"Host": "127.0.0.1:8050"}


@pytest.fixture
def client_of(opened):
    return lambda **settings: create_app(opened.store, Settings(**settings)).server.test_client()


@pytest.mark.parametrize("path", ["/atlas", ""])
def test_under_a_prefix_everything_is_there_whether_or_not_the_proxy_takes_it_off(client_of, path):
    client = client_of(path_prefix="/atlas")
    for name in ("/", "/version", "/health", "/basemap/land.geojson", "/layers/roads.geojson", "/assets/style.css",
                 "/_dash-layout", "/_dash-dependencies", "/export/events.csv", "/brief/sheet"):  # fmt: skip
        assert client.get(f"{path}{name}", headers=HOST).status_code == 200, name


def test_a_page_under_a_prefix_asks_for_nothing_outside_of_it(client_of):
    client = client_of(path_prefix="/atlas")
    page = client.get("/atlas/", headers=HOST).text
    addresses = [said.split('"')[0] for part in ('src="', 'href="') for said in page.split(part)[1:]]
    assert addresses
    assert [one for one in addresses if one.startswith("/") and not one.startswith("/atlas/")] == []
    layout = json.dumps(client.get("/atlas/_dash-layout", headers=HOST).get_json())
    for address in ('"/basemap', '"/layers', '"/tiles'):
        assert address not in layout
    assert '"/atlas/basemap/land.geojson"' in layout
    assert '"/atlas/layers/roads.geojson?' in layout
    assert json.loads(page.partition('type="application/json">')[2].partition("<")[0])["requests_pathname_prefix"] == (
        "/atlas/"
    )


def test_the_prefix_without_a_slash_leads_to_the_page_with_its_view(client_of):
    answer = client_of(path_prefix="/atlas").get("/atlas?from=2020-02-05", headers=HOST)
    assert (answer.status_code, answer.headers["Location"]) == (308, "/atlas/?from=2020-02-05")


def test_a_proxy_is_believed_only_where_it_is_said_that_there_is_one(client_of):
    said = {**HOST, "X-Forwarded-Host": "atlas.example.org", "X-Forwarded-For": "192.0.2.7"}
    hosts = {"named_hosts": ("atlas.example.org",)}
    assert client_of().get("/version", headers={**said, "X-Forwarded-Host": "evil.example"}).status_code == 200
    behind = client_of(proxies=1, **hosts)
    assert behind.get("/version", headers=said).status_code == 200
    assert behind.get("/version", headers={**said, "X-Forwarded-Host": "evil.example"}).status_code == 400


def test_a_proxy_cannot_say_who_asks_for_the_metrics_unless_it_is_believed(client_of):
    for settings in ({}, {"proxies": 1}):
        client = client_of(**settings)
        assert client.get("/metrics", headers=HOST).status_code == 200
        assert client.get("/metrics", headers={**HOST, "X-Forwarded-For": "127.0.0.1"}).status_code == 404
        assert client.get("/metrics", headers=HOST, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    far = {"REMOTE_ADDR": "192.0.2.7"}
    assert client_of(shows_metrics=True).get("/metrics", headers=HOST, environ_base=far).status_code == 200


@pytest.mark.parametrize("path", ["/basemap/land.geojson", "/layers/roads.geojson"])
def test_a_browser_that_has_the_map_already_is_sent_nothing(client_of, path):
    client, wanted = client_of(), {**HOST, "Accept-Encoding": "br"}
    first = client.get(path, headers=wanted)
    again = client.get(path, headers={**wanted, "If-None-Match": first.headers["ETag"]})
    assert (first.headers["Content-Encoding"], again.status_code, again.data) == ("br", 304, b"")
