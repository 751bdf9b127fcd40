"""Owns the pages that journeys are made on. A page that was used is used again: its scripts are at hand, so that it
opens in half the time; what a visit leaves behind is cleared away, and one that went wrong is thrown away.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.atlas_page import AtlasPage

DESK = {"width": 1280, "height": 760}
IS_HARMLESS = ("net::ERR_ABORTED",)
"""What a browser says when a page is left while it still asks for something."""


def watch(context: BrowserContext, may_ask: Callable[[str], bool], wrongs: list[str]) -> None:
    """Write down everything that a sound page never does.

    Args:
        context: Of the page.
        may_ask: Whether it may ask a host, given as name and port.
        wrongs: Where to write.
    """

    def look_at_request(request):
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https", "ws", "wss") and not may_ask(asked.netloc):
            wrongs.append(f"foreign request: {request.url}")

    def look_at_failure(request):
        if request.failure not in IS_HARMLESS:
            wrongs.append(f"failed request: {request.url} {request.failure}")

    def look_at_response(response):
        if response.status >= 400:
            wrongs.append(f"{response.status}: {response.url}")

    def look_at_message(message):
        if message.type == "error":
            wrongs.append(f"console: {message.text}")

    context.on("request", look_at_request)
    context.on("requestfailed", look_at_failure)
    context.on("response", look_at_response)
    context.on("console", look_at_message)
    context.on("weberror", lambda error: wrongs.append(f"page error: {error.error}"))
    context.on("dialog", lambda dialog: (wrongs.append(f"dialog: {dialog.message}"), dialog.dismiss()))


class Pages:
    """Pages in contexts of their own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.wrongs: list[str] = []
        self._hosts: dict[BrowserContext, str] = {}
        self._idle: dict[bool, list[Page]] = {False: [], True: []}
        self._taken: list[tuple[Page, bool, bool]] = []

    def take(
        self,
        address: str,
        *,
        is_fresh: bool = False,
        viewport: dict | None = None,
        has_touch: bool = False,
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
        permissions: tuple[str, ...] | list[str] = (),
        **options: object,
    ) -> AtlasPage:
        """Return a page on which nothing has been opened yet.

        Args:
            address: Of the app.
            is_fresh: Whether it must be a page of its own, since the test changes what cannot be changed back.
            viewport: Its size; a desk's where none is given.
            has_touch: Whether it has fingers.
            color_scheme: What its owner prefers.
            reduced_motion: What its owner prefers.
            permissions: What its owner has allowed.
            options: Of the context of a page of its own.
        """
        idle = [] if is_fresh else self._idle[has_touch]
        page = idle.pop() if idle else self.open(address, has_touch=has_touch, **options)
        self._hosts[page.context] = urlsplit(address).netloc
        self._taken.append((page, has_touch, is_fresh))
        page.set_viewport_size(viewport or DESK)
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        page.context.clear_permissions()
        page.context.grant_permissions(list(permissions))
        return AtlasPage(page, address)

    def open(self, address: str, **options: object) -> Page:
        """Open a page in a context of its own, which may ask its app and no other."""
        context = self.browser.new_context(viewport=DESK, color_scheme="light", **options)
        self._hosts[context] = urlsplit(address).netloc
        watch(context, lambda host: host == self._hosts[context], self.wrongs)
        return context.new_page()

    def give_back(self, is_sound: bool) -> list[str]:
        """Take back every page of a test, and return what went wrong on them."""
        wrongs = self.find_wrongs()
        for page, has_touch, is_fresh in self._taken:
            if is_fresh or wrongs or not is_sound:
                page.context.close()
            else:
                clear_away(page)
                self._idle[has_touch].append(page)
        self._taken.clear()
        return wrongs

    def find_wrongs(self) -> list[str]:
        """Return what went wrong since this was last asked."""
        found = list(self.wrongs)
        self.wrongs.clear()
        return found

    def close(self) -> None:
        """Close all of them."""
        for page in [*self._idle[False], *self._idle[True]]:
            page.context.close()


def clear_away(page: Page) -> None:
    """Leave the page, and forget what it kept: cookies, and the storage that it fills even while it is left."""
    parts = urlsplit(page.url)
    page.goto("about:blank")
    with contextlib.suppress(Error):
        session = page.context.new_cdp_session(page)
        origin = f"{parts.scheme}://{parts.netloc}"
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "cookies,local_storage"})
        session.detach()


class SharedPage:
    """A page that goes from link to link without being loaded anew."""

    def __init__(self, pages: Pages, address: str) -> None:
        self.pages = pages
        self.address = address
        self._atlas: AtlasPage | None = None
        self._camera: list[float] = []

    def open(self, search: str) -> AtlasPage:
        """Open a link."""
        if self._atlas is None:
            self._atlas = AtlasPage(self.pages.open(self.address), self.address).open()
            self._camera = self._atlas.camera
            return self._atlas.reopen(search, self._camera) if search else self._atlas
        return self._atlas.reopen(search, self._camera)

    def rest(self, is_sound: bool) -> list[str]:
        """Return what went wrong in a test; the page is only used again if nothing did."""
        wrongs = self.pages.find_wrongs()
        if self._atlas and (wrongs or not is_sound):
            self._atlas.page.context.close()
            self._atlas = None
        return wrongs
