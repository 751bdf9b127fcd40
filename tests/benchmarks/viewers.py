"""Fifty viewers who drag at once over two workers: how long each waits, whether each is told the truth, and memory."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import psutil

from dashboard.app import create_app
from dashboard.settings import Settings
from geo.store.event_store import EventStore
from geo.store.selection import Selection, Viewport
from tests.benchmarks.answering import ADDRESS, ask_frame
from tests.benchmarks.findings import Finding, find_value, say
from tests.benchmarks.serving import Served, serve_workers
from tests.benchmarks.stores import PROJECT
from tests.benchmarks.views import CAMERAS, SEED, WINDOW_DAYS, view_at

VIEWERS, WORKERS, STEPS_OF_DRAG = 50, 2, 20
STEPS_A_SECOND = 2
WARM_S = 5
"""The first seconds are not counted: workers compile each kind of question once."""

MOST_COMPARED = 1_500
MOST_P95_MS, MOST_GROWTH_PERCENT = 300, 5
PLAIN_MINUTES = 0.5
JITTER_DEG = (8, 4)


@dataclass(frozen=True)
class Heard:
    """What viewers heard.

    Attributes:
        ms: How long each waited for each answer.
        errors: Answers that were no frame.
        asked_a_second: Answers for each second.
        kb: Middle size of an answer, not compressed.
        answers: Hash of each answer by name of its question.
    """

    ms: np.ndarray
    errors: int
    asked_a_second: float
    kb: float
    answers: list[tuple[int, str]]


def measure_viewers(path: Path, events: int, minutes: float = 1.0) -> Iterator[Finding]:
    """Let viewers drag over the atlas and over the plain page, each with two workers; nothing without Locust."""
    if find_spec("locust") is None:
        say('no Locust found: the viewers are left out. Install it: .venv/bin/pip install "locust>=2.47,<3"')
        return
    store = EventStore(path)
    questions = list(choose_drags(store, minutes))
    store.close()
    with serve_workers("atlas", path, WORKERS) as served:
        memory = Memory(served)
        heard = drag(served.address, [[json.dumps(ask_frame(*one)) for one in drag] for drag in questions], minutes)
        growth = memory.stop()
    yield from _tell(events, heard, compare(path, questions, heard), growth)
    days = EventStore(path)
    plain = [[_ask_plain(days, one) for one, _ in drag] for drag in questions]
    days.close()
    with serve_workers("plain", path, WORKERS) as served:
        yield from _tell_plain(events, drag(served.address, plain, min(minutes, PLAIN_MINUTES)), heard)


def choose_drags(store: EventStore, minutes: float) -> Iterator[list[tuple[Selection, Viewport]]]:
    """Choose windows and viewports at random, and drag each window day by day: no two viewers ask the same."""
    rng = np.random.default_rng(SEED)
    number = int(VIEWERS * STEPS_A_SECOND * 60 * minutes / STEPS_OF_DRAG) + VIEWERS
    last_start = (store.last_day - store.first_day).days - WINDOW_DAYS - STEPS_OF_DRAG
    cameras = list(CAMERAS.values())
    for start in rng.integers(0, last_start, number).tolist():
        lon, lat, zoom = cameras[rng.integers(len(cameras))]
        away = rng.uniform(-1, 1, 2) * JITTER_DEG * 2 ** (1.4 - min(zoom, 6))
        view = view_at(lon + away[0], lat + away[1], zoom + rng.uniform(-0.5, 0.5))
        first = store.first_day + timedelta(days=start)
        yield [(_window(first + timedelta(days=step)), view) for step in range(STEPS_OF_DRAG)]


def _window(first: date) -> Selection:
    return Selection(first_day=first, last_day=first + timedelta(days=WINDOW_DAYS - 1))


def _ask_plain(store: EventStore, selection: Selection) -> str:
    epoch = date(1970, 1, 1)
    days = [(selection.first_day - epoch).days, (selection.last_day - epoch).days]
    given = [{"id": "days", "property": "value", "value": days}]
    outputs = {"id": "map", "property": "figure"}
    asked = {"output": "map.figure", "outputs": outputs, "inputs": given, "changedPropIds": ["days.value"], "state": []}
    return json.dumps(asked)


def drag(address: str, drags: list[list[str]], minutes: float) -> Heard:
    """Let all viewers drag for so many minutes, each at two steps a second if it is answered in time."""
    say(f"{VIEWERS} viewers drag for {minutes:g} minutes")
    numbered = iter(range(sum(map(len, drags))))
    with tempfile.TemporaryDirectory() as folder:
        asked, heard = Path(folder, "drags.json"), Path(folder, "heard.json")
        asked.write_text(json.dumps([[(next(numbered), one) for one in drag] for drag in drags]))
        command = [
            sys.executable, "-m", "locust", "-f", "tests/benchmarks/dragging.py", "--headless", "--only-summary",
            "--host", address, "--users", str(VIEWERS), "--spawn-rate", str(VIEWERS), "--stop-timeout", "30",
            "--run-time", f"{int(minutes * 60) + WARM_S}s", "--drags", str(asked), "--heard", str(heard),
        ]  # fmt: skip
        subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, timeout=minutes * 60 + 120)
        return _read(json.loads(heard.read_text()))


def _read(heard: list[list]) -> Heard:
    counted = [one for one in heard if one[0] >= WARM_S]
    good = [one for one in counted if one[2] == 200]
    lasted_s = max(one[0] for one in counted) - WARM_S
    return Heard(
        np.array([one[1] for one in counted]),
        sum(one[2] != 200 for one in heard),
        len(counted) / lasted_s,
        float(np.median([one[5] for one in good])) / 1000 if good else 0.0,
        [(one[3], one[4]) for one in heard if one[2] == 200],
    )


def compare(path: Path, drags: list[list[tuple[Selection, Viewport]]], heard: Heard) -> tuple[int, int]:
    """Ask again, one question after another and of an app that remembers nothing.

    Returns:
        How many answers were compared, and how many were others than in quiet.
    """
    flat = [one for drag in drags for one in drag]
    picked = np.random.default_rng(SEED).permutation(len(heard.answers))[:MOST_COMPARED]
    say(f"asking {len(picked)} of these questions again, in quiet")
    store = EventStore(path)
    client = create_app(store, Settings()).server.test_client()
    wrong = 0
    for number, said in (heard.answers[n] for n in picked.tolist()):
        answer = client.post("/_dash-update-component", json=ask_frame(*flat[number]), base_url=ADDRESS).data
        wrong += hashlib.blake2b(answer, digest_size=12).hexdigest() != said
    store.close()
    return len(picked), wrong


class Memory:
    """What each worker holds while viewers drag, from when it is warm to the end.

    Args:
        served: Its process looks after the workers.
    """

    EVERY_S, WARM_SHARE = 2.0, 0.25

    def __init__(self, served: Served) -> None:
        self._master = psutil.Process(served.process.pid)
        self._held: dict[int, list[float]] = {}
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> dict[int, tuple[float, float]]:
        """Return the MB that each worker held once it was warm, and at the end."""
        self._leave.set()
        self._thread.join()
        return {
            pid: (float(np.median(held[int(len(held) * self.WARM_SHARE) :][:3])), float(np.median(held[-3:])))
            for pid, held in self._held.items()
        }

    def _watch(self) -> None:
        while not self._leave.wait(self.EVERY_S):
            for worker in self._master.children():
                if "resource_tracker" not in " ".join(worker.cmdline()):
                    self._held.setdefault(worker.pid, []).append(worker.memory_info().rss / 1e6)


def _tell(
    events: int, heard: Heard, compared: tuple[int, int], growth: dict[int, tuple[float, float]]
) -> Iterator[Finding]:
    number, wrong = compared
    p95 = float(np.percentile(heard.ms, 95))
    name = f"a step of one of {VIEWERS} viewers who drag, {WORKERS} workers"
    yield find_value(f"{name}, p95", events, p95, "ms", MOST_P95_MS)
    yield find_value(f"{name}, median", events, float(np.median(heard.ms)), "ms")
    yield find_value("steps answered a second", events, heard.asked_a_second, "")
    yield find_value("errors while they drag", events, heard.errors, "", 0)
    yield find_value(f"answers of {number:,} that are others in quiet", events, wrong, "", 0)
    for number, (warm_mb, last_mb) in enumerate(growth.values(), 1):
        percent = max((last_mb / warm_mb - 1) * 100, 0)
        yield find_value(
            f"worker {number} of {last_mb:,.0f} MB has grown by", events, percent, "%", MOST_GROWTH_PERCENT
        )


def _tell_plain(events: int, plain: Heard, heard: Heard) -> Iterator[Finding]:
    p95, own = float(np.percentile(plain.ms, 95)), float(np.percentile(heard.ms, 95))
    against = f"the atlas: {own:,.0f} ms"
    yield Finding("the same viewers on a plain px.scatter_map page, p95", events, p95, "ms", p95 / own, against)
    yield find_value("steps that the plain page answers a second", events, plain.asked_a_second, "")
    yield find_value("errors of the plain page", events, plain.errors, "")
    yield find_value("an answer of the plain page before compression", events, plain.kb, "kB")
