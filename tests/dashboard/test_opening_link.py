"""Owns how a page is built for its link: what its controls show, what is drawn first, and what it takes from whom."""

import pytest

HOST = "http://127.0.0.1:8050"


@pytest.fixture(scope="module")
def lay_out(app):
    """Ask for the layout as a page does, and return the properties of its components by id."""

    def by_id(search, theme=None):
        client = app.server.test_client()
        if theme:
            client.set_cookie("theme", theme, domain="127.0.0.1")
        answer = client.get(
            "/_dash-layout", base_url=HOST, headers={} if search is None else {"Referer": HOST + search}
        )
        found = {}

        def walk(part):
            if isinstance(part, dict):
                if "id" in part.get("props", {}):
                    found[part["props"]["id"]] = part["props"]
                part = list(part.values())
            if isinstance(part, list):
                for one in part:
                    walk(one)

        walk(answer.json)
        return found

    return by_id


def test_the_controls_show_what_the_link_says(lay_out):
    page = lay_out("/?from=2020-02-08&to=2020-02-14&side=turkiye&step=week&q=convoy&bars=type&at=36,37,9")
    assert page["sides"]["data"] == ["turkiye"]
    assert page["step"]["value"] == "week"
    assert page["search"]["value"] == "convoy"
    assert page["bars"]["value"] == "type"
    assert page["map"]["figure"]["layout"]["map"]["center"] == {"lon": 37, "lat": 36}
    opening = page["opening"]["data"]
    assert opening["search"] == "?from=2020-02-08&to=2020-02-14&side=turkiye&step=week&q=convoy&bars=type&at=36,37,9"
    assert opening["opened"]["window"] == ["2020-02-08", "2020-02-14"]


def test_the_first_frame_is_that_of_the_link(lay_out):
    frame = lay_out("/?from=2020-02-08&to=2020-02-14&side=turkiye")["opening"]["data"]["frame"]
    assert frame["window"] == ["2020-02-08", "2020-02-14"]
    assert 0 < frame["events"] < lay_out("/?from=2020-02-08&to=2020-02-14")["opening"]["data"]["frame"]["events"]


def test_a_link_that_is_wrong_is_said_and_left_to_the_browser_to_draw(lay_out):
    page = lay_out("/?side=martians&at=banana")
    assert "martians" in page["ignored"]["children"]
    assert page["opening"]["data"]["frame"] is None
    assert page["map"]["figure"]["layout"]["map"]["zoom"] > 0


def test_a_browser_that_does_not_say_its_link_gets_the_page_as_it_opens(lay_out):
    silent, plain = lay_out(None), lay_out("/")
    assert silent["opening"]["data"]["search"] == ""
    assert silent["opening"]["data"] == plain["opening"]["data"]


@pytest.mark.parametrize(
    ("search", "preferred", "shown"),
    [("/", None, "light"), ("/", "dark", "dark"), ("/?theme=light", "dark", "light"), ("/", "<script>", "light")],
)
def test_the_theme_is_the_links_or_else_the_persons(lay_out, search, preferred, shown):
    page = lay_out(search, preferred)
    assert page["provider"]["forceColorScheme"] == shown
    colours = {
        theme: lay_out(f"/?theme={theme}")["map"]["figure"]["layout"]["paper_bgcolor"] for theme in ("light", "dark")
    }
    assert page["map"]["figure"]["layout"]["paper_bgcolor"] == colours[shown]
    assert colours["light"] != colours["dark"]
