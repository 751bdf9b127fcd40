"""One thread that owns the browser, and draws what the many threads of a server ask for, one after the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future

from dashboard.briefing.rendering import Renderer
from geo.errors import CannotDraw

IDLE_S = 120.0
"""After so long without a picture the browser is closed: it holds some 200 MB."""

MOST_WAITING = 8


class RenderThread:
    """A renderer for any number of threads. Thread and browser start with the first picture."""

    def __init__(
        self, renderer: Renderer | None = None, idle_s: float = IDLE_S, most_waiting: int = MOST_WAITING
    ) -> None:
        """Make one.

        Args:
            renderer: Draws; from now on it belongs to the thread.
            idle_s: The browser is closed after so many seconds without a picture.
            most_waiting: How many pictures may wait, besides the one that is being drawn.
        """
        self._renderer = renderer or Renderer()
        self._idle_s = idle_s
        self._asked: queue.Queue[tuple[Callable[[], bytes], Future[bytes]] | None] = queue.Queue(most_waiting)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> RenderThread:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def to_png(self, svg: str, width_px: int, height_px: int, scale: float = 1.0) -> bytes:
        """Draw a sheet as `Renderer.to_png` does, when it is its turn.

        Raises:
            CannotDraw: If too many pictures wait already; and what `Renderer.to_png` raises.
        """
        return self._ask(lambda: self._renderer.to_png(svg, width_px, height_px, scale))

    def to_pdf(
        self, svg: str, width_px: int, height_px: int, paper_mm: tuple[float, float] | None = None, title: str = ""
    ) -> bytes:
        """Draw a sheet as `Renderer.to_pdf` does, when it is its turn.

        Raises:
            CannotDraw: If too many pictures wait already; and what `Renderer.to_pdf` raises.
        """
        return self._ask(lambda: self._renderer.to_pdf(svg, width_px, height_px, paper_mm, title))

    def close(self) -> None:
        """Draw what is waiting, then close the browser and end the thread; a later picture starts them again."""
        with self._lock:
            if self._thread:
                self._asked.put(None)
                self._thread.join()
                self._thread = None

    def _ask(self, draw: Callable[[], bytes]) -> bytes:
        answer: Future[bytes] = Future()
        with self._lock:  # Nothing may be asked of a thread that is about to end.
            try:
                self._asked.put_nowait((draw, answer))
            except queue.Full:
                raise CannotDraw("Other pictures are being made. Try again in a minute.") from None
            if not self._thread:
                self._thread = threading.Thread(target=self._work, name="render", daemon=True)
                self._thread.start()
        try:
            return answer.result()
        except BaseException:
            answer.cancel()  # Whoever stopped waiting needs no picture.
            raise

    def _work(self) -> None:
        with self._renderer:
            while True:
                try:
                    asked = self._asked.get(timeout=self._idle_s if self._renderer.is_open else None)
                except queue.Empty:
                    self._renderer.close()
                    continue
                if asked is None:
                    return
                _answer(*asked)


def _answer(draw: Callable[[], bytes], answer: Future[bytes]) -> None:
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(draw())
    except BaseException as error:  # It is raised again where the picture was asked for.
        answer.set_exception(error)
