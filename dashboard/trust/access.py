"""Access: who is asked for what before they come in, as environment and command line say it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from geo.errors import AtlasError


class Role(StrEnum):
    """What a person may do."""

    VIEWER = "viewer"
    EDITOR = "editor"


VARIABLES = {Role.VIEWER: "ATLAS_VIEWER_PASSWORD_HASH", Role.EDITOR: "ATLAS_EDITOR_PASSWORD_HASH"}
SECRET, OLD_PASSWORD = "ATLAS_SECRET", "ATLAS_PASSWORD"
SHORTEST_SECRET, FEWEST_LETTERS = 32, 10
HASHED = "scrypt:"
LEDGER = Path(__file__).resolve().parents[2] / "build" / "sessions.sqlite"
HOW_TO_MAKE = "`python run.py password` makes both."


@dataclass(frozen=True)
class Access:
    """Who may come in.

    Attributes:
        hashes: The password of each role that has one, hashed.
        secret: What sessions are signed with.
        header: The header in which a proxy says who asks; blank for none.
        role_header: The header in which it says their role; blank for none.
        proxies: Addresses from which those headers are believed; `unix` for a local socket.
        editors: Names that may edit, where the proxy says only names.
        ledger: Where sessions and tries are kept, for all workers.
    """

    hashes: Mapping[Role, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)
    header: str = ""
    role_header: str = ""
    proxies: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    ledger: Path = LEDGER

    @property
    def is_open(self) -> bool:
        """Whether nobody is asked who they are."""
        return not self.hashes and not self.header

    @property
    def has_editors(self) -> bool:
        """Whether anybody at all may edit."""
        return self.is_open or Role.EDITOR in self.hashes or bool(self.role_header or self.editors)


OPEN = Access()


def read_access(
    environment: Mapping[str, str],
    header: str = "",
    role_header: str = "",
    proxies: Sequence[str] = (),
    editors: Sequence[str] = (),
) -> Access:
    """Read who may come in.

    Args:
        environment: Where hashes of passwords and the secret are.
        header: The header in which a proxy says who asks.
        role_header: The header in which it says their role.
        proxies: Addresses of proxies.
        editors: Names that may edit.

    Raises:
        AtlasError: If it would not keep strangers out.
    """
    if environment.get(OLD_PASSWORD):
        raise AtlasError(f"{OLD_PASSWORD} is a password as plain text. Put its hash in its place: {HOW_TO_MAKE}")
    said = {role: environment.get(variable, "").strip() for role, variable in VARIABLES.items()}
    hashes = {role: _check_hash(VARIABLES[role], text) for role, text in said.items() if text}
    secret = _check_secret(environment.get(SECRET, "")) if hashes else ""
    if (role_header or editors or proxies) and not header:
        raise AtlasError("Proxies, editors and their roles are only known with --trust-header. Name the header.")
    if header and not proxies:
        raise AtlasError(
            f"--trust-header {header} would be believed of anybody. Name the proxy's address: --trust-from 127.0.0.1"
        )
    return Access(hashes, secret, header, role_header, frozenset(map(_check_proxy, proxies)), frozenset(editors))


def check_safe(access: Access, is_editing: bool, is_for_others: bool) -> None:
    """Refuse to let strangers edit.

    Raises:
        AtlasError: If others can reach the page and anybody could edit, or if nobody could.
    """
    variable = VARIABLES[Role.EDITOR]
    if is_editing and access.is_open and is_for_others:
        raise AtlasError(
            "--edit with --host would let anybody change the events. Put a hashed password into the environment "
            f"variable {variable} ({HOW_TO_MAKE}), or leave --host out."
        )
    if is_editing and not access.has_editors:
        raise AtlasError(
            f"--edit lets nobody edit: there are viewers, but no editors. Set {variable}, or name them with --editors."
        )


def _check_hash(variable: str, text: str) -> str:
    if text.startswith(HASHED) and len(text.split("$")) == 3:
        return text
    raise AtlasError(f"{variable} is no hash of a password. Expected scrypt:…$…$…, in single quotes. {HOW_TO_MAKE}")


def _check_secret(text: str) -> str:
    if not text:
        raise AtlasError(f"With a password, the environment must have {SECRET}, which signs sessions. {HOW_TO_MAKE}")
    if len(text) < SHORTEST_SECRET or len(set(text)) < FEWEST_LETTERS:
        raise AtlasError(
            f"{SECRET} can be guessed: expected {SHORTEST_SECRET} random letters or more, the same for every worker. "
            f"{HOW_TO_MAKE}"
        )
    return text


def _check_proxy(address: str) -> str:
    if address == "unix":
        return address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        raise AtlasError(f'"{address}" is no address of a proxy. Expected one such as 10.0.0.5, or unix.') from None
