"""Owns twenty views by link: each shows what it says, and the page writes the same link again."""

from urllib.parse import parse_qsl

import pytest

DAYS = "from=2020-02-05&to=2020-02-17"
NEAR = "at=35.9000,36.6500,9.00"
VIEWS = [
    "",
    DAYS,
    f"{DAYS}&{NEAR}",
    "from=2019-12-19&to=2020-01-31&step=week",
    "from=2019-12-19&to=2020-03-15&step=month&bars=type",
    "from=2020-02-11&to=2020-02-11&mode=instant",
    "from=2019-12-19&to=2020-02-11&mode=cumulative&play=loop&play=skip&play=log",
    f"{DAYS}&axis=2020-02-01,2020-02-29",
    f"{DAYS}&type=Battles&side=turkiye",
    f"{DAYS}&sub=Battles:%20Armed%20clash&when=1&exact=1",
    f"{DAYS}&actor=Military%20Forces%20of%20Turkey",
    f"{DAYS}&deaths=1..20&sure=confirmed",
    f"{DAYS}&deaths=unknown&has=link",
    f"{DAYS}&q=saraqib&show=names&show=rings",
    f"{DAYS}&in=35.5000,36.3000%2036.2000,36.3000%2036.2000,37.0000%2035.5000,37.0000&{NEAR}",
    f"{DAYS}&show=density",
    f"{DAYS}&beside=before&{NEAR}",
    f"{DAYS}&beside=2020-01-01,2020-01-10&tab=numbers",
    f"{DAYS}&event=IDL-2020-02-10-a&theme=dark",
    f"{DAYS}&map=print&tab=table&col=sub_event_type:convoy",
]


def parts_of(search):
    """What a link asks for, whatever the order of its parts."""
    return set(parse_qsl(search))


def is_written(search, written):
    """Whether a link says all that another says, and nothing else but what a page says by itself."""
    asked, said = parts_of(search), parts_of(written)
    return asked <= said and {name for name, _ in said - asked} <= {"from", "to", "at", "theme", "tab"}


@pytest.mark.parametrize("search", VIEWS, ids=range(len(VIEWS)))
def test_a_link_shows_its_view_and_is_written_again(visit, demonstration, search):
    atlas = visit(f"?{search}" if search else "")
    page = atlas.page
    assert page.locator("#ignored").inner_text() == ""
    # The page always says its days, camera and theme; what the link said is there word for word.
    atlas.wait(lambda: is_written(search, page.url.partition("?")[2]), f"{search} in {page.url}")
    answer = page.request.get(f"{demonstration}export/events.csv{'?' + page.url.partition('?')[2]}")
    assert atlas.shown_events == len(answer.text().strip().splitlines()) - 1
