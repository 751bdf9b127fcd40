"""A running browser and its driver, as processes: started, asked whether they live, and killed when time is up."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dashboard.briefing.browser import launch_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, PlaywrightContextManager

GRACE_S = 2.0
"""What is asked of a browser that was killed is refused at once, but for a few questions that would wait for ever."""

CLOSING_S = 10.0
"""A browser that has not closed after so long is killed."""


class RunningBrowser:
    """A browser that was started, for the thread that started it.

    Attributes:
        browser: What it is driven by.
        pid: Number of its process.
        driver_pid: Number of the process between it and us; 0 where that cannot be told.
    """

    def __init__(self) -> None:
        """Start one.

        Raises:
            NoBrowser: If there is none that starts.
        """
        from playwright.sync_api import sync_playwright

        self._manager = sync_playwright()
        self._playwright = self._manager.start()
        self._mourning: threading.Timer | None = None
        self.driver_pid = _find_driver(self._manager)
        try:
            self.browser: Browser = launch_browser(self._playwright)
            self.browser.on("disconnected", lambda _: self._mourn())
            self._session: CDPSession = self.browser.new_browser_cdp_session()
            processes = self._session.send("SystemInfo.getProcessInfo")["processInfo"]
        except BaseException:
            self._playwright.stop()
            raise
        self.pid: int = next(one["id"] for one in processes if one["type"] == "browser")

    def answers(self) -> bool:
        """Ask the browser anything: one that died while nobody drew does not say so by itself."""
        try:
            self._session.send("Browser.getVersion")
        except Exception:  # Whatever it is, another browser is the answer.
            return False
        return True

    def close(self) -> None:
        """Close the browser and its driver, as far as they still live."""
        with self.limit(CLOSING_S):
            for end in (self.browser.close, self._playwright.stop):
                with contextlib.suppress(Exception):  # What was killed cannot be closed.
                    end()
        if self._mourning:
            self._mourning.cancel()

    @contextlib.contextmanager
    def limit(self, seconds: float) -> Iterator[threading.Event]:
        """Kill the browser when the time for what is inside is up, whatever it is busy with.

        Yields:
            Says whether that has happened.
        """
        is_late = threading.Event()

        def strike() -> None:
            is_late.set()
            _kill(self.pid)
            self._mourn()

        timer = _start_timer(seconds, strike)
        try:
            yield is_late
        finally:
            timer.cancel()

    def _mourn(self) -> None:
        """End the driver soon after the browser: while it lives, somebody may wait for an answer of the dead."""
        if not self._mourning:
            self._mourning = _start_timer(GRACE_S, lambda: _kill(self.driver_pid))


def _find_driver(manager: PlaywrightContextManager) -> int:
    """Return the number of the driver's process, which Playwright does not make public."""
    transport = getattr(getattr(manager, "_client", None), "_transport", None)
    return getattr(getattr(transport, "_proc", None), "pid", 0)


def _start_timer(seconds: float, act: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer


def _kill(pid: int) -> None:
    if pid:
        with contextlib.suppress(OSError):
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
