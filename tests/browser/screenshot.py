"""Owns the pictures of the demonstration: every size of screen in light, dark and print; the README shows three.

As a command it makes the picture of a review and the gallery of briefs anew, too.
"""

from __future__ import annotations

import shutil
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.settings import PROJECT
from tests.browser import gallery, review_picture
from tests.browser.atlas_page import AtlasPage
from tests.browser.chromium import find_chromium, launch_chromium
from tests.browser.serving import DEMONSTRATION, served

FOLDER = PROJECT / "build" / "pictures"
README_FOLDER = PROJECT / "docs" / "pictures"
SIZES = ((1920, 1080), (1440, 900), (1024, 768), (390, 844))
LOOKS = {"light": "?theme=light", "dark": "?theme=dark", "print": "?theme=light&map=print"}
OF_README = {"1440x900-light": "light", "1440x900-dark": "dark", "390x844-light": "phone"}


def take(browser: Browser, address: str, path: Path, size: tuple[int, int], search: str) -> None:
    """Take one picture, once the page has come to rest."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    atlas = AtlasPage(context.new_page(), address).open(search)
    if atlas.page.locator("#list").is_visible():
        atlas.wait(atlas.list_rows, "the list of events")
    atlas.page.wait_for_timeout(1500)  # Names on the map fade in, and fonts arrive.
    atlas.settle().page.screenshot(path=path)
    context.close()


def main() -> int:
    """Take every picture; exit 1 where there is no Chromium."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, served(DEMONSTRATION, PROJECT / "build") as address:
        path = find_chromium(playwright)
        if path is None:
            print("screenshot: no Chromium on this machine. Install one: apt install chromium", file=sys.stderr)
            return 1
        browser = launch_chromium(playwright, path)
        for (width, height), look in product(SIZES, LOOKS):
            name = f"{width}x{height}-{look}"
            take(browser, address, FOLDER / f"{name}.png", (width, height), LOOKS[look])
            print(f"build/pictures/{name}.png", flush=True)
            if name in OF_README:
                shutil.copyfile(FOLDER / f"{name}.png", README_FOLDER / f"{OF_README[name]}.png")
        review_picture.take(browser)
        browser.close()
    print("The README's pictures in docs/pictures are new too.")
    return gallery.main()


if __name__ == "__main__":
    sys.exit(main())
