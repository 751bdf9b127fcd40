"""Sessions: who has signed in, for how long; the cookie holds a random name that is worth nothing once it is ended."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from dashboard.trust.access import Access, Role
from dashboard.trust.ledger import Ledger
from dashboard.trust.people import Person

IDLE_S = 2 * 3600
LONGEST_S = 12 * 3600
NOTED_EVERY_S = 60
"""How exactly it is known when somebody was last there; not each request has to write."""


class Sessions:
    """The sessions of one atlas, of all its workers."""

    def __init__(self, access: Access, ledger: Ledger) -> None:
        self._secret = access.secret.encode()
        self._hashes = access.hashes
        self._ledger = ledger

    def begin(self, person: Person) -> str:
        """Begin a session.

        Returns:
            The name that the cookie holds.
        """
        token, now = secrets.token_urlsafe(32), time.time()
        row = (self._key(token), person.name, str(person.role), self._proof(person.role), now, now)
        with self._ledger.change() as ledger:
            ledger.execute("DELETE FROM session WHERE began_s < ? OR seen_s < ?", (now - LONGEST_S, now - IDLE_S))
            ledger.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", row)
        return token

    def find(self, token: object, is_active: bool = True) -> Person | None:
        """Return whose session it is; None for one that is over, or never was.

        Args:
            token: What the cookie holds.
            is_active: Whether a person asks, and not a page that is left open.
        """
        if not isinstance(token, str):
            return None
        now = time.time()
        with self._ledger.open() as ledger:
            question = "SELECT name, role, proof, began_s, seen_s FROM session WHERE key = ?"
            found = ledger.execute(question, (self._key(token),)).fetchone()
            if found is None or now - found[3] > LONGEST_S or now - found[4] > IDLE_S:
                return None
            if is_active and now - found[4] > NOTED_EVERY_S:
                ledger.execute("UPDATE session SET seen_s = ? WHERE key = ?", (now, self._key(token)))
        role = Role(found[1])
        # A password that was changed ends the sessions that began with it.
        return Person(found[0], role, has_session=True) if hmac.compare_digest(found[2], self._proof(role)) else None

    def end(self, token: object) -> None:
        """End a session."""
        if isinstance(token, str):
            with self._ledger.change() as ledger:
                ledger.execute("DELETE FROM session WHERE key = ?", (self._key(token),))

    def _key(self, token: str) -> str:
        """Name a session in the ledger, from which nobody who reads it can make the cookie."""
        return hmac.new(self._secret, token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _proof(self, role: Role) -> str:
        return hmac.new(self._secret, f"{role}:{self._hashes.get(role, '')}".encode(), hashlib.sha256).hexdigest()
