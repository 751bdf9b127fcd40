"""Who asks: a name and a role, for the length of a request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, has_request_context, request

from dashboard.trust.access import Role

MOST_LETTERS = 80


@dataclass(frozen=True)
class Person:
    """Somebody who asks.

    Attributes:
        name: As they or their proxy say it; blank where nobody is asked for one.
        role: What they may do.
        has_session: Whether they signed in here, and so can sign out.
    """

    name: str
    role: Role
    has_session: bool = False

    @property
    def may_edit(self) -> bool:
        """Whether they may change events."""
        return self.role is Role.EDITOR


ANYBODY = Person("", Role.EDITOR)
"""Whoever asks an atlas that asks nobody who they are: the owner of this machine."""


def remember(person: Person | None) -> None:
    """Note who asks, for the rest of the request; None for a stranger."""
    g.person = person


def find_person() -> Person | None:
    """Return who asks; None for a stranger, and `ANYBODY` outside of a request or where nobody is asked."""
    return g.get("person", ANYBODY) if has_request_context() else ANYBODY


def may_edit() -> bool:
    """Whether whoever asks may change events."""
    person = find_person()
    return person is not None and person.may_edit


def name_of_person() -> str:
    """Return the name of whoever asks, for a log; blank where nobody is asked for one."""
    person = find_person()
    return person.name if person else ""


def clean_name(said: str) -> str:
    """Keep of a name what can stand on one line."""
    return "".join(letter for letter in said if letter.isprintable()).strip()[:MOST_LETTERS]


def address_of_neighbour() -> str:
    """Return the address of the machine that sent the request itself, be it a proxy; `unix` for a local socket."""
    # What rewrites the address for a proxy keeps the original there.
    before = request.environ.get("werkzeug.proxy_fix.orig") or request.environ
    return before.get("REMOTE_ADDR") or "unix"
