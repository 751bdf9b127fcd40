"""What the atlas counts for a monitoring system, as Prometheus reads it: never what an event says or who asks."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from ipaddress import ip_address

import psutil
from flask import Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from dashboard.answers import Answers
from dashboard.current import Current
from dashboard.logbook import log_request
from dashboard.settings import Settings
from geo.live.rereading import say_broken

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Where several workers put their counts together; to be set before this file is read."""

STEPS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10)
WEIGHED_EVERY_S = 5.0


class Counts:
    """The counts of one worker."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = {"registry": self.registry}
        self.requests = Counter("atlas_requests", "Requests answered.", ["route", "method", "status"], **own)
        self.seconds = Histogram("atlas_request_seconds", "Time to an answer.", ["route"], buckets=STEPS_S, **own)
        self.answers = Counter("atlas_answers", "Frames and bars asked for: from memory or made.", ["how"], **own)
        mode = {"multiprocess_mode": "liveall"} if os.environ.get(FOLDER_VARIABLE) else {}
        self.resident = Gauge("atlas_resident_bytes", "Memory that a worker holds.", **mode, **own)
        self._process = psutil.Process()
        self._weigh()

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self.requests.labels(route, method, status).inc()
        self.seconds.labels(route).observe(seconds)
        if time.monotonic() - self._weighed > WEIGHED_EVERY_S:
            self._weigh()

    def _weigh(self) -> None:
        self._weighed = time.monotonic()
        self.resident.set(self._process.memory_info().rss)


class Held(Collector):
    """What the atlas shows at this moment; every worker says the same."""

    def __init__(self, current: Current, is_degraded: bool) -> None:
        self._current, self._is_degraded = current, is_degraded

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Say events, refused rows, version and whether all is well."""
        reports = self._current.all_reports
        refused = sum(report["rows"] - report["accepted"] for report in reports)
        for name, said, value in (
            ("atlas_events", "Events that are shown.", self._current.store.total),
            ("atlas_rejected_rows", "Rows and features that were refused.", refused),
            ("atlas_version", "Grows whenever something else is shown.", self._current.version),
            ("atlas_degraded", "1 while what is shown is not what every file says.", int(self._is_degraded)),
        ):
            yield GaugeMetricFamily(name, said, value)


def serve_metrics(server: Flask, current: Current, answers: Answers, settings: Settings) -> None:
    """Count and log every request, and serve `/metrics` to this machine, or to all if the settings say so."""
    counts = Counts()
    answers.tell = lambda how: counts.answers.labels(how).inc()

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        took_s = time.perf_counter() - g.get("began", time.perf_counter())
        route = request.url_rule.rule if request.url_rule else "none"
        counts.count(route, _method(), response.status_code, took_s)
        if settings.logs_json:
            name = _name_request()
            response.headers["X-Request-Id"] = name
            log_request(route, _method(), response.status_code, took_s, response.content_length, name)
        return response

    @server.get("/metrics")
    def send_metrics() -> Response:
        if not settings.shows_metrics and not _is_from_here():
            abort(404)
        return Response(write_metrics(counts, current), content_type=CONTENT_TYPE_LATEST)


def write_metrics(counts: Counts, current: Current) -> bytes:
    """Write the counts of all workers, and what they show."""
    registry = counts.registry
    if os.environ.get(FOLDER_VARIABLE):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    held = CollectorRegistry()
    held.register(Held(current, any(map(say_broken, current.all_reports))))
    return generate_latest(registry) + generate_latest(held)


def _method() -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT") else "other"


def _name_request() -> str:
    """Return the name that a proxy has given to this request, so that both logs can be read together; else another."""
    given = request.headers.get("X-Request-Id", "")
    return given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else secrets.token_hex(8)


def _is_from_here() -> bool:
    """Whether this machine asks, and no proxy on it for somebody else."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
