"""Owns what a person can do on the page and see of it, as the journeys of the other files tell it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, Request

PATIENCE_S = 20
QUIET_LOOKS = 3
IS_IDLE = """() => {
  const map = window.atlas?.map?.();
  if (!map || !map.loaded() || map.isMoving() || !document.querySelector("#map-label b")?.textContent) return false;
  const asked = new URLSearchParams(location.search);
  const drawn = dash_component_api.getLayout("frame").props.data.window;
  return asked.get("from") === drawn[0] && asked.get("to") === drawn[1];
}"""
BEGIN_ANEW = """([search, lat, lng, zoom]) => {
  document.activeElement?.blur();
  localStorage.clear();
  sessionStorage.clear();
  dash_clientside.set_props("speed", { value: "1" });
  atlas.gridOf("table")?.applyColumnState({ defaultState: { sort: null } });
  document.querySelectorAll("details[open]:not(#map-legend)").forEach((opened) => (opened.open = false));
  if (!new URLSearchParams(search).has("at")) atlas.map().jumpTo({ center: [lng, lat], zoom });
  window.frameBefore = dash_component_api.getLayout("frame").props.data;
  history.pushState(null, "", location.pathname + search);
  window.dispatchEvent(new PopStateEvent("popstate"));
}"""
IS_ANSWERED = """() => dash_component_api.getLayout("frame").props.data !== window.frameBefore"""


class AtlasPage:
    """One open page.

    The page's policy forbids `eval`, and with it Playwright's own `wait_for_function`: conditions are asked for anew
    until they hold.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: set[Request] = set()
        page.on("request", self._note_question)
        for answered in ("requestfinished", "requestfailed"):
            page.on(answered, lambda request: self.asked.discard(request))

    def _note_question(self, request: Request) -> None:
        if "_dash-update-component" in request.url:
            self.asked.add(request)

    def open(self, search: str = "") -> AtlasPage:
        """Open the page, with a query or without, and wait for the first frame."""
        self.page.goto(self.address + search)
        return self.settle()

    def reopen(self, search: str, first_camera: list[float]) -> AtlasPage:
        """Open another link on the page that is there, as the browser's back would, and forget what was done before."""
        self.page.mouse.move(0, 0)
        self.page.keyboard.press("Escape")
        self.page.evaluate(BEGIN_ANEW, [search or "?", *first_camera])
        self.wait(lambda: self.page.evaluate(IS_ANSWERED), "the link to be answered")
        return self.settle()

    def settle(self) -> AtlasPage:
        """Wait until the map is drawn and shows the days that the address says, and nothing is asked any more."""
        quiet = 0
        while quiet < QUIET_LOOKS:
            self.wait(lambda: not self.asked and self.page.evaluate(IS_IDLE), "the map to be drawn")
            self.page.wait_for_timeout(40)
            quiet = 0 if self.asked else quiet + 1
        return self

    def wait(self, is_so: Callable[[], Any], what: str = "a condition", patience_s: float = PATIENCE_S) -> Any:
        """Ask again and again until the answer is true, and return it; fail when it never is."""
        end = time.monotonic() + patience_s
        while not (answer := is_so()):
            assert time.monotonic() < end, f"waited {patience_s} s for {what}; the label says {self.label!r}"
            self.page.wait_for_timeout(40)
        return answer

    def wait_for_change(self, read: Callable[[], Any], before: Any) -> Any:
        """Wait until something reads otherwise than before, and return what it reads then."""
        self.wait(lambda: read() != before, f"something else than {before!r}")
        return read()

    @property
    def label(self) -> str:
        """What the label on the map says: its days and its counts."""
        return " | ".join(self.page.locator("#map-label > :not(.deaths)").all_text_contents())

    @property
    def shown_events(self) -> int:
        """Count of the label: 49 of `49 of 140 events`."""
        found = re.search(r"(\d+) of \d+ event", self.label)
        return int(found[1]) if found else -1

    @property
    def query(self) -> dict[str, list[str]]:
        """The address, as the parts of its query."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def days(self) -> list[str]:
        """First and last day of the window, as the address says them."""
        return [*self.query.get("from", []), *self.query.get("to", [])]

    @property
    def camera(self) -> list[float]:
        """Where the map looks: latitude, longitude, zoom."""
        where = self.page.evaluate(
            "() => { const m = atlas.map(), c = m.getCenter(); return [c.lat, c.lng, m.getZoom()]; }"
        )
        return [round(number, 3) for number in where]

    @property
    def frame(self) -> dict:
        """The frame that was drawn last, as the page was given it."""
        return self.page.evaluate("() => window.dash_component_api.getLayout('frame').props.data")

    def record_days(self) -> Callable[[], list[str]]:
        """Write down what the label says the days are, frame by frame; return what reads the record."""
        self.page.evaluate("""() => {
          const days = document.querySelector("#map-label b");
          window.recorded = [];
          const note = () => window.recorded.push(days.textContent);
          new MutationObserver(note).observe(days, { childList: true, characterData: true, subtree: true });
        }""")
        return lambda: self.page.evaluate("() => window.recorded")

    def ink(self) -> str:
        """Return what the canvas of marks looks like, as text that differs where the marks do."""
        return self.page.evaluate("() => document.getElementById('marks').toDataURL()")

    def point_of(self, title: str) -> tuple[float, float]:
        """Return where on screen the mark of a place is, pixels."""
        marks = self.frame["marks"]
        n = next(n for n, said in enumerate(marks["title"]) if said.startswith(title))
        place = [marks["lon"][n], marks["lat"][n]]
        point = self.page.evaluate("place => { const p = atlas.map().project(place); return [p.x, p.y]; }", place)
        box = self.page.locator("#map").bounding_box()
        return box["x"] + point[0], box["y"] + point[1]

    def click_mark(self, title: str) -> None:
        """Click the mark of a place."""
        self.page.mouse.click(*self.point_of(title))

    def drag(self, handle: Locator, by_px: float) -> None:
        """Drag a handle of the timeline sideways."""
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by_px / 2, y)
        self.page.mouse.move(x + by_px, y)
        self.page.mouse.up()

    def box(self, group: str, name: str) -> Locator:
        """Return the label of a check box, by the group's name and its own."""
        row = self.page.get_by_role("group", name=group).locator(".filter-row", has_text=name)
        return row.locator("label.mantine-Checkbox-label, label:has(input)").first

    def count_of(self, group: str, name: str) -> int:
        """Return the number that stands beside a check box."""
        row = self.page.get_by_role("group", name=group).locator(".filter-row", has_text=name)
        return int(row.locator("[data-count]").inner_text())

    def list_rows(self) -> list[str]:
        """Return what the list says, row by row, as far as it is on screen."""
        return self.page.locator("#list .event-row").all_inner_texts()
