"""Owns the picture of a review in the guide: an invented report, half looked through, beside a copy of the events."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from dashboard.settings import PROJECT
from tests.browser.atlas_page import AtlasPage
from tests.browser.gallery import COLOURS
from tests.browser.serving import DATA, DEMONSTRATION, served

PICTURE = PROJECT / "docs" / "pictures" / "review.png"
SIZE = {"width": 1440, "height": 900}
PUBLISHED = "2020-03-13"
HEADLINE = "Shelling and talks as a convoy crosses the border"
REPORT = """\
On Monday, Syrian government forces shelled the town of Ariha, killing three civilians and wounding at least a dozen.

Hayat Tahrir al-Sham fighters attacked army positions near Saraqib on Tuesday. The attack was repelled; five soldiers \
were killed.

Turkey sent a convoy of 40 vehicles to the observation post at Taftanaz on 11 March, according to local residents. It \
was the second in a week.

On Thursday, Turkish and Russian delegations met in Ankara to discuss a ceasefire. Turkey's defence minister denied \
that Turkish troops had attacked Nayrab, and warned that the army would strike if its posts were attacked again.

Residents fear that the army may advance towards Binnish next week.
"""


def take(browser: Browser) -> None:
    """Take the picture anew; nothing is written into the project's own events or drafts."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        for part in DATA.iterdir():
            if part.name not in ("events", "drafts"):
                (data / part.name).symlink_to(part)
        shutil.copytree(DEMONSTRATION, data / "events")
        with served(data / "events", Path(folder) / "build", data, edit=True) as address:
            page = browser.new_page(viewport=SIZE)
            _look_through(AtlasPage(page, address).open("?theme=light"))
            page.screenshot(path=PICTURE)
            page.close()
    with Image.open(PICTURE) as image:
        image.quantize(COLOURS).save(PICTURE, optimize=True)


def _look_through(atlas: AtlasPage) -> None:
    page = atlas.page
    page.get_by_role("button", name="Add from article").click()
    page.get_by_label("Text of the report").fill(REPORT)
    page.get_by_label("Published on").fill(PUBLISHED)
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Publisher").fill("An invented report")
    page.keyboard.press("Control+Enter")
    page.locator(".review-card[aria-current]").wait_for()
    page.keyboard.press("a")
    page.locator(".review-card.is-accepted").wait_for()
    page.get_by_role("button", name="All", exact=True).click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)  # Names on the map fade in.
