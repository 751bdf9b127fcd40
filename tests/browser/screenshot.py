"""Owns the pictures of docs/pictures: the demonstration at a desk, light and dark, and on a phone."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.settings import PROJECT
from tests.browser.atlas_page import AtlasPage
from tests.browser.chromium import find_chromium, launch_chromium
from tests.browser.serving import DEMONSTRATION, served

FOLDER = PROJECT / "docs" / "pictures"
DESK, PHONE = (1440, 900), (390, 844)
PICTURES = (("light", DESK, "light"), ("dark", DESK, "dark"), ("phone", PHONE, "light"))


def take(browser: Browser, address: str, path: Path, size: tuple[int, int], theme: str) -> None:
    """Take one picture, once the page has come to rest."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    atlas = AtlasPage(context.new_page(), address).open(f"?theme={theme}")
    if size == DESK:
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
        for name, size, theme in PICTURES:
            take(browser, address, FOLDER / f"{name}.png", size, theme)
            print(f"docs/pictures/{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
