"""What a ClickHouse server says when it cannot answer, in words that say what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from clickhouse_connect.driver.exceptions import ClickHouseError

from geo.errors import CannotAsk
from geo.store.limits import say_too_slow

TOO_SLOW = (159, 160)
WHY = {
    60: "has no store of events. Load some: run.py load PATH --store {says}",
    81: "has no such database. Make it there (CREATE DATABASE), or name another at the end of the address.",
    193: "refuses the password. Set CLICKHOUSE_PASSWORD, or name another user.",
    516: "refuses the user or the password. Set CLICKHOUSE_PASSWORD, or name another user.",
    497: "does not let this user do that. Grant it what docs/clickhouse.md lists.",
    164: "does not let this user change settings. Give it a profile with readonly = 2; see docs/clickhouse.md.",
    241: "has too little memory for the question. Ask for fewer days or a smaller area, or give it more.",
    279: "has lost a part of its cluster, and half an answer is none. Start the shard that is gone.",
    210: "has lost a part of its cluster, and half an answer is none. Start the shard that is gone.",
}
"""By the server's own codes."""

GONE = "cannot be reached. Start it, or mend the address."


@contextlib.contextmanager
def say_failures(says: str, seconds: float = 0.0) -> Iterator[None]:
    """Turn the errors of the client within the block into those that a person can act on.

    Args:
        says: What the server is called, without a password.
        seconds: How long one question may take.

    Raises:
        TooSlow: If the server stopped the question for its time.
        CannotAsk: If the server is gone, refuses, or has lost a part of its cluster.
    """
    try:
        yield
    except ClickHouseError as error:
        code = getattr(error, "code", None)
        if code in TOO_SLOW:
            raise say_too_slow(seconds) from error
        why = WHY.get(code, GONE) if code in WHY or code is None else f"cannot answer: {_first_line(error)}"
        raise CannotAsk(f"{says} {why.format(says=says)}") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]
