"""The one page that sheets are drawn on: without network and scripts, and with a fresh browser after a failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dashboard.briefing.running import RunningBrowser
from geo.errors import CannotDraw

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ADDRESS = "http://sheet.invalid/"
"""Where the browser believes the document to be; `.invalid` is no machine's name, ever (RFC 2606)."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

FONTS_ARE_THERE = (
    "Promise.allSettled([...document.fonts].map(font => font.load())).then(() => document.fonts.ready).then(() => true)"
)

STOPPED = "The browser that draws the pictures was stopped. Try again."


class Stage:
    """A page in a browser that starts when it is first needed; for one thread only."""

    def __init__(self, limit_s: float) -> None:
        """Make one.

        Args:
            limit_s: How long one picture may take, seconds.
        """
        self.limit_s = limit_s
        self._running: RunningBrowser | None = None
        self._page: Page | None = None
        self._page_size: tuple[int, int, float] | None = None
        self._document = ""

    @property
    def pid(self) -> int:
        """Number of the browser's process; 0 while there is none."""
        return self._running.pid if self._running else 0

    def draw(self, document: str, size: tuple[int, int, float], take: Callable[[Page], bytes]) -> bytes:
        """Show a document, and take a picture of it when it is whole.

        Args:
            document: XHTML.
            size: Width and height of the page, pixels, and pixels of the picture for each of them.
            take: Takes the picture.

        Raises:
            NoBrowser: If there is none that starts.
            CannotDraw: If it took too long, or the browser was stopped.
        """
        from playwright.sync_api import Error

        with self._start().limit(self.limit_s) as is_late:
            try:
                self._show(document, size)
                return take(self._page)
            except Error as error:
                raise CannotDraw(self._say_why(error, is_late.is_set())) from error
            finally:
                self._document = ""

    def close(self) -> None:
        """Close the browser, if there is one."""
        running = self._running
        self._running = self._page = self._page_size = None
        if running:
            running.close()

    def _start(self) -> RunningBrowser:
        if self._running:
            with self._running.limit(self.limit_s):
                if self._running.answers():
                    return self._running
        self.close()
        from playwright.sync_api import Error

        try:
            self._running = RunningBrowser()
        except Error as error:
            raise CannotDraw(STOPPED) from error
        return self._running

    def _show(self, document: str, size: tuple[int, int, float]) -> None:
        if size != self._page_size:
            self._make_page(*size)
        self._document = document
        self._page.goto(ADDRESS)
        self._page.evaluate(FONTS_ARE_THERE)

    def _make_page(self, width_px: int, height_px: int, scale: float) -> None:
        browser = self._running.browser
        for context in browser.contexts:
            context.close()
        context = browser.new_context(
            viewport={"width": width_px, "height": height_px},
            device_scale_factor=scale,
            java_script_enabled=False,
            offline=True,
            service_workers="block",
            accept_downloads=False,
        )
        context.set_default_timeout(0)  # There is one limit for the whole.
        context.route("**/*", self._answer)
        self._page, self._page_size = context.new_page(), (width_px, height_px, scale)

    def _answer(self, route: Route) -> None:
        """Hand out the document, and nothing else to anybody."""
        if route.request.url != ADDRESS or not route.request.is_navigation_request():
            route.abort()
            return
        kind = "application/xhtml+xml; charset=utf-8"
        route.fulfill(body=self._document, content_type=kind, headers={"Content-Security-Policy": POLICY})

    def _say_why(self, error: Exception, is_late: bool) -> str:
        """Say for a person why a picture did not come out, and close the browser that failed."""
        is_stopped = not self._running.browser.is_connected() or "closed" in str(error) or "crashed" in str(error)
        self.close()
        if is_late:
            return f"The picture was not ready after {self.limit_s:g} seconds. Choose a smaller size, or fewer events."
        if is_stopped:
            return STOPPED
        return f"The browser could not draw the picture: {str(error).splitlines()[0]} Try again."
