"""The log of a served atlas as JSON, one object a line: what was asked for, never what an event says."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; what the record carries as `said` is part of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "worker": record.process,
            "message": record.getMessage(),
            **getattr(record, "said", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def as_json() -> None:
    """Log as JSON to stderr from now on, and a line for each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(REQUESTS).setLevel(logging.INFO)


REQUESTS = "atlas.requests"


def log_request(route: str, method: str, status: int, seconds: float, sent_bytes: int | None, name: str) -> None:
    """Log that a request was answered; its query and its body may hold what a person searches for, and are left out."""
    said = {"request": name, "route": route, "method": method, "status": status}
    costs = {"ms": round(seconds * 1000, 1), "bytes": sent_bytes}
    logging.getLogger(REQUESTS).info("answered", extra={"said": {**said, **costs}})
