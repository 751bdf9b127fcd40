"""Owns that a server of many threads gets its pictures: each its own, in spite of a killed, slow or missing browser."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.briefing import browser
from dashboard.briefing.render_thread import RenderThread
from dashboard.briefing.rendering import Renderer
from geo.errors import CannotDraw, NoBrowser
from tests.dashboard.briefing.sheets import HEIGHT_PX, WIDTH_PX, make_sheet, see

BUSY = make_sheet(inside='<circle r="9" filter="blur(9px)" cx="99" cy="99"/>' * 300)
"""A sheet that takes about a second."""


class Painter:
    """Stands in for a renderer: draws when it is told to."""

    def __init__(self):
        self.pid = 0
        self.closed = threading.Event()
        self.began = threading.Event()
        self.may_draw = threading.Event()

    is_open = property(lambda self: self.pid > 0)

    def to_png(self, svg, *_):
        self.pid = 1
        self.began.set()
        assert self.may_draw.wait(10)
        return svg.encode()

    def close(self):
        self.pid = 0
        self.closed.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def test_two_at_once_get_their_own_pictures(render):
    colours = ["#c8432b", "#2a9d8f", "#123456", "#abcdef"]
    with ThreadPoolExecutor(4) as briefers:
        drawn = list(briefers.map(lambda ground: render.to_png(make_sheet(ground=ground), 100, 50), colours))
    assert ["#{:02x}{:02x}{:02x}".format(*see(png).getpixel((50, 25))) for png in drawn] == colours


def test_a_browser_killed_while_it_draws_is_said_and_the_next_picture_comes(render, renderer):
    before = render.to_png(make_sheet("a"), WIDTH_PX, HEIGHT_PX)
    pid = renderer.pid
    threading.Timer(0.2, os.kill, [pid, signal.SIGKILL]).start()
    with pytest.raises(CannotDraw) as failure:
        for _ in range(20):
            render.to_png(BUSY, 1600, 900, 4)
    assert str(failure.value) == "The browser that draws the pictures was stopped. Try again."
    assert render.to_png(make_sheet("a"), WIDTH_PX, HEIGHT_PX) == before
    assert renderer.pid not in (0, pid)


def test_a_browser_killed_while_nobody_draws_is_replaced_unnoticed(render, renderer):
    before = render.to_png(make_sheet("a"), WIDTH_PX, HEIGHT_PX)
    os.kill(renderer.pid, signal.SIGKILL)
    assert render.to_png(make_sheet("a"), WIDTH_PX, HEIGHT_PX) == before


def test_a_browser_that_no_longer_moves_is_given_up(render):
    slow = Renderer(limit_s=1.5)
    with RenderThread(slow) as thread:
        thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)
        stopped = threading.Timer(0.3, os.kill, [slow.pid, signal.SIGSTOP])
        stopped.start()
        with pytest.raises(CannotDraw, match=r"not ready after 1\.5 seconds"):
            for _ in range(5_000):  # Far longer than the timer waits, however fast the machine is.
                thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)
        assert thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)


def test_a_browser_that_nobody_needs_any_more_is_closed():
    painter = Painter()
    painter.may_draw.set()
    with RenderThread(painter, idle_s=0.05) as thread:
        assert thread.to_png("a", 1, 1) == b"a"
        assert painter.closed.wait(5)
        assert not painter.is_open
        assert thread.to_png("b", 1, 1) == b"b"


def test_no_thread_starts_before_the_first_picture_and_none_stays_after_closing():
    painter = Painter()
    painter.may_draw.set()
    count = threading.active_count()
    thread = RenderThread(painter)
    assert threading.active_count() == count
    thread.to_png("a", 1, 1)
    assert threading.active_count() == count + 1
    thread.close()
    assert threading.active_count() == count
    assert thread.to_png("b", 1, 1) == b"b"
    thread.close()


def test_whoever_comes_when_too_many_wait_is_told_so():
    painter = Painter()
    with ThreadPoolExecutor(3) as briefers, RenderThread(painter, most_waiting=2) as thread:
        first = briefers.submit(thread.to_png, "0", 1, 1)
        assert painter.began.wait(5)
        waiting = [briefers.submit(thread.to_png, str(number), 1, 1) for number in (1, 2)]
        end = time.monotonic() + 5
        while not thread._asked.full() and time.monotonic() < end:
            time.sleep(0.01)
        with pytest.raises(CannotDraw, match=r"^Other pictures are being made. Try again in a minute.$"):
            thread.to_png("3", 1, 1)
        painter.may_draw.set()
        assert [one.result(5) for one in (first, *waiting)] == [b"0", b"1", b"2"]


def test_a_fault_while_drawing_is_raised_where_the_picture_was_asked_for():
    class Clumsy(Painter):
        def to_png(self, *_):
            raise ZeroDivisionError("oh")

    with RenderThread(Clumsy()) as thread:
        for _ in range(2):
            with pytest.raises(ZeroDivisionError, match="oh"):
                thread.to_png("a", 1, 1)


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without a browser."""
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_usual_places", lambda: iter(()))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    return monkeypatch


def test_without_a_browser_it_says_how_to_get_one_and_what_needs_none(bare):
    with RenderThread() as thread, pytest.raises(NoBrowser) as failure:
        thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)
    for said in ("No browser was found", "apt-get install chromium", "Chrome", "ATLAS_CHROMIUM=", "SVG, HTML and PPTX"):
        assert said in str(failure.value)


def test_a_named_browser_that_is_none_is_named_in_the_message(bare):
    bare.setenv(browser.VARIABLE, "/nowhere/chrome")
    with pytest.raises(NoBrowser, match='ATLAS_CHROMIUM names "/nowhere/chrome", which is no program'):
        browser.find_browsers()


def test_a_browser_that_does_not_start_is_named_with_its_reason(bare, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n")
    broken.chmod(0o700)
    with RenderThread() as thread, pytest.raises(NoBrowser, match=f"{broken} did not start: .*libnss3"):
        thread.to_png(make_sheet(), WIDTH_PX, HEIGHT_PX)


def test_the_browser_of_the_environment_goes_before_others(bare, tmp_path):
    for name in ("chromium", "google-chrome", "mine"):
        (tmp_path / name).touch(0o700)
    assert browser.find_browsers() == [str(tmp_path / "chromium"), str(tmp_path / "google-chrome")]
    bare.setenv(browser.VARIABLE, "mine")
    assert browser.find_browsers() == [str(tmp_path / "mine")]
