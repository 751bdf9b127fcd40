"""Tries: how often somebody guessed a password, and how long they have to wait before they may guess again."""

from __future__ import annotations

import ipaddress
import time

from dashboard.trust.ledger import Ledger

COUNTED_S = 900
FREE, LONGEST_WAIT_S = 5, 900
"""Of one client: wrong passwords without a wait; each further one doubles it."""

FREE_OF_ALL, LONGEST_WAIT_OF_ALL_S = 50, 20
"""Of all clients together; the wait stays short, so that one who guesses cannot keep everybody else out."""


class Tries:
    """The tries of the last quarter of an hour, of all workers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def begin(self, client: str) -> tuple[int, float]:
        """Count a try before its password is looked at, so that many at once count as many.

        Args:
            client: Address of whoever tries.

        Returns:
            The number of the try, and the seconds to wait; where these are not 0, the try does not count.
        """
        now, name = time.time(), name_client(client)
        with self._ledger.change() as ledger:
            ledger.execute("DELETE FROM try WHERE at_s < ?", (now - COUNTED_S,))
            ours = ledger.execute("SELECT count(*), max(at_s) FROM try WHERE client = ?", (name,)).fetchone()
            every = ledger.execute("SELECT count(*), max(at_s) FROM try").fetchone()
            wait_s = max(
                _wait(*ours, FREE, LONGEST_WAIT_S, now), _wait(*every, FREE_OF_ALL, LONGEST_WAIT_OF_ALL_S, now)
            )
            if wait_s > 0:
                return 0, wait_s
            return ledger.execute("INSERT INTO try (client, at_s) VALUES (?, ?)", (name, now)).lastrowid, 0.0

    def forget(self, number: int) -> None:
        """Take back one try, whose password was right.

        Earlier ones still count: who knows one password must not use it to guess the other at speed.
        """
        with self._ledger.change() as ledger:
            ledger.execute("DELETE FROM try WHERE number = ?", (number,))


def name_client(address: str) -> str:
    """Name a client by its address; of IPv6 by its network, since one client has a whole one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:80]
    return str(known) if known.version == 4 else str(ipaddress.ip_network((int(known) >> 64 << 64, 64)))


def _wait(tries: int, last_s: float | None, free: int, longest_s: float, now: float) -> float:
    if tries < free or last_s is None:
        return 0.0
    return max(last_s + min(2.0 ** min(tries - free, 20), longest_s) - now, 0.0)
