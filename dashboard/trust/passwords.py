"""Passwords: hashed with scrypt, compared in a time that tells nothing."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from werkzeug.security import check_password_hash, generate_password_hash

from dashboard.trust.access import Role

LONGEST = 1_000
AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 32 MB and a tenth of a second: many at once must not take the machine."""


def hash_password(password: str) -> str:
    """Hash a password, with a salt of its own."""
    return generate_password_hash(password, method="scrypt")


def find_role(hashes: Mapping[Role, str], password: str) -> Role | None:
    """Return the role that a password is of; of two with the same, the one that may more.

    Every hash is compared, so that the time it takes does not tell whose it was.
    """
    with AT_ONCE:
        is_right = {role: check_password_hash(hashed, password[:LONGEST]) for role, hashed in hashes.items()}
    return next((role for role in (Role.EDITOR, Role.VIEWER) if is_right.get(role)), None)
