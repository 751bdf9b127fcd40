"""Owns what the served page refuses, and what it tells the browser to refuse."""

import pytest

from dashboard.app import create_app
from dashboard.grounds import read_grounds
from dashboard.settings import Settings
from tests.tiles import png, write_archive

PATHS = ("/", "/_dash-layout", "/assets/style.css", "/basemap/land.geojson", "/layers/roads.geojson", "/basemap/none")


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_policy_is_exactly_what_the_page_needs(client, app):
    policy = directives(client.get("/"))
    scripts = policy.pop("script-src")
    assert scripts == ["'self'", *app.csp_hashes()]
    assert all(source == "'self'" or source.startswith("'sha256-") for source in scripts)
    assert policy == {
        "default-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "child-src": ["blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def test_online_basemaps_open_the_policy_for_tiles_of_exactly_their_hosts(opened, client):
    settings = Settings(is_online=True)
    answer = create_app(opened.store, settings).server.test_client().get("/")
    usual, online = directives(client.get("/")), directives(answer)
    hosts = [f"https://{host}" for host in read_grounds(settings).hosts]
    assert len(hosts) >= 2
    for name in ("img-src", "connect-src"):
        assert online.pop(name) == usual.pop(name) + hosts
    assert online.pop("script-src")[0] == usual.pop("script-src")[0] == "'self'"
    assert online == usual
    # OpenStreetMap answers no page that hides its origin; more than the origin is never said.
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_local_file_changes_nothing_of_the_policy(opened, client, tmp_path):
    path = write_archive(tmp_path / "a.pmtiles", {(0, 0, 0): png((200, 30, 30))})
    answer = create_app(opened.store, Settings(basemap=path)).server.test_client().get("/")
    usual, own = directives(client.get("/")), directives(answer)
    assert {name: own[name] for name in own if name != "script-src"} == {
        name: usual[name] for name in usual if name != "script-src"
    }
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050"])
def test_a_foreign_host_name_is_refused(client, host):
    for path in ("/", "/_dash-layout", "/basemap/land.geojson"):
        assert client.get(path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8050", "127.0.0.1:9000"])
def test_this_machine_is_trusted_by_each_of_its_names(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_a_body_beyond_the_limit_is_refused(client):
    body = b'"' + b"x" * Settings().most_body_bytes + b'"'
    assert client.post("/_dash-update-component", data=body, content_type="application/json").status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/basemap/../events/idlib-2019-2020.csv", "/basemap/..%2fevents%2fidlib-2019-2020.csv", "/basemap/SOURCES.md",
        "/basemap/%2e%2e/%2e%2e/run.py", "/layers/..%5c..%5crun.py", "/layers/stops.csv", "/layers//etc/passwd",
        "/basemap/roads.geojson", "/layers/land.geojson", "/basemap/land.geojson/", "/assets/../app.py",
    ],
)  # fmt: skip
def test_only_the_named_files_of_data_are_served(client, path):
    answer = client.get(path)
    # Dash answers every path that is no file with the page itself.
    assert answer.status_code == 404 or b"react-entry-point" in answer.data
    assert b"event_id" not in answer.data
    assert b"import " not in answer.data


def test_map_files_are_served_as_geojson_and_compressed(client):
    answer = client.get("/basemap/land.geojson", headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200
    assert answer.content_type == "application/geo+json"
    assert answer.headers["Content-Encoding"] in ("gzip", "br")
    assert "max-age=3600" in answer.headers["Cache-Control"]


def test_no_tool_for_developers_or_machines_is_on(app):
    assert not app.server.debug
    assert not app._dev_tools.ui
    assert not app._dev_tools.props_check
    rules = {rule.rule for rule in app.server.url_map.iter_rules()}
    assert not [rule for rule in rules if "mcp" in rule.lower()]
    assert not [name for name, one in app.callback_map.items() if one.get("mcp_enabled") and "mcp" in name]
    assert not app.config.suppress_callback_exceptions


def test_the_environment_turns_on_neither_developer_tools_nor_mcp(opened, monkeypatch):
    for name in ("DASH_MCP_ENABLED", "DASH_DEBUG", "DASH_UI", "DASH_HOT_RELOAD", "FLASK_DEBUG"):
        monkeypatch.setenv(name, "true")
    test_no_tool_for_developers_or_machines_is_on(app := create_app(opened.store, Settings()))
    for method in ("get", "post", "delete"):
        answer = getattr(app.server.test_client(), method)("/_mcp", headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code in (404, 405) or b"react-entry-point" in answer.data


def test_nothing_on_the_page_comes_from_elsewhere(client):
    page = client.get("/").get_data(as_text=True)
    assert "https://" not in page
    assert "http://" not in page
