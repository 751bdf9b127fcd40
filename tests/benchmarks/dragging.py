"""Viewers that drag, for Locust: `locust -f tests/benchmarks/dragging.py --drags FILE --heard FILE`; needs no atlas."""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import time
from pathlib import Path

import gevent
from locust import FastHttpUser, constant_pacing, events, task

STEP_S = 0.5
ROUTE = "/_dash-update-component"


@events.init_command_line_parser.add_listener
def _add_options(parser):
    parser.add_argument("--drags", help="file that `viewers.write_drags` wrote")
    parser.add_argument("--heard", help="file for what was heard: milliseconds, status and a hash, by question")


@events.test_start.add_listener
def _begin(environment, **_):
    environment.drags = itertools.cycle(json.loads(Path(environment.parsed_options.drags).read_text()))
    environment.heard, environment.began = [], time.monotonic()


@events.test_stop.add_listener
def _end(environment, **_):
    Path(environment.parsed_options.heard).write_text(json.dumps(environment.heard))


class Viewer(FastHttpUser):
    """Steps through one drag after another, and asks once a second which version is shown."""

    wait_time = constant_pacing(STEP_S)

    def on_start(self):
        """Come in at a moment of one's own."""
        gevent.sleep(random.uniform(0, 2 * STEP_S))
        self.left, self.step = [], 0

    @task
    def step_on(self):
        """Ask for the next frame, as a page does when the last is painted."""
        if not self.left:
            self.left = list(next(self.environment.drags))
        name, question = self.left.pop(0)
        self.ask(name, question)
        self.step += 1
        if self.step % 2 == 0:
            self.client.get("/version", name="version")

    def ask(self, name, question):
        """Ask, and note what was heard."""
        began = time.monotonic()
        headers = {"Accept-Encoding": "br, gzip", "Content-Type": "application/json"}
        with self.client.post(ROUTE, data=question, headers=headers, name="frame", catch_response=True) as answer:
            body = answer.content or b""
            said = hashlib.blake2b(body, digest_size=12).hexdigest()
            if answer.status_code == 200:
                answer.success()
        at_s, took_ms = began - self.environment.began, (time.monotonic() - began) * 1000
        self.environment.heard.append([round(at_s, 2), round(took_ms, 1), answer.status_code, name, said, len(body)])
