"""The command `password`, and the options of `serve` that say who may come in."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys

from dashboard.trust.access import SECRET, VARIABLES, Access, Role, read_access
from geo.commands.parser import complain
from geo.errors import AtlasError

SHORTEST = 10


def add_password(commands: argparse._SubParsersAction) -> None:
    """Describe the command `password`."""
    about = "hash a password that the page shall ask for, to put into the environment"
    password = commands.add_parser("password", help=about, description=f"{about[0].upper()}{about[1:]}.")
    whose = {"choices": list(Role), "type": Role, "default": Role.EDITOR}
    password.add_argument("--for", dest="role", **whose, help="whose password it is; default editor")
    password.set_defaults(run=run_password)


def add_trust(serve: argparse.ArgumentParser) -> None:
    """Describe the options of `serve` for an atlas behind a proxy, or within another page."""
    trust = serve.add_argument_group("who may come in", "Passwords are in the environment: see `run.py password`.")
    about = "believe this header of a proxy about who asks, such as X-Remote-User"
    trust.add_argument("--trust-header", metavar="NAME", default="", help=about)
    about = "addresses of proxies whose header is believed; `unix` for a local socket"
    trust.add_argument("--trust-from", metavar="ADDRESS", nargs="+", default=[], help=about)
    about = "the header in which the proxy says `editor` or `viewer`"
    trust.add_argument("--role-header", metavar="NAME", default="", help=about)
    about = "who may edit, as the proxy names them"
    trust.add_argument("--editors", metavar="NAME", nargs="+", default=[], help=about)
    about = "sites whose pages may show the atlas in a frame, such as https://intranet.example"
    trust.add_argument("--embed-in", metavar="SITE", nargs="+", default=[], type=_site, help=about)


def read_trust(options: argparse.Namespace) -> Access:
    """Read who may come in from the options and the environment.

    Raises:
        AtlasError: If it would not keep strangers out.
    """
    names = (options.trust_header, options.role_header, options.trust_from, options.editors)
    return read_access(os.environ, *names)


def run_password(options: argparse.Namespace) -> int:
    """Ask for a password twice, and print what the environment needs."""
    from dashboard.trust.passwords import hash_password

    password = _ask(options.role)
    print(f"{VARIABLES[options.role]}='{hash_password(password)}'")
    print(f"{SECRET}='{os.environ.get(SECRET) or secrets.token_urlsafe(32)}'", flush=True)
    complain(f"Put both lines into the environment of `run.py serve`. {SECRET} is one for viewers and editors.")
    return 0


def _ask(role: Role) -> str:
    if not sys.stdin.isatty():
        password = again = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass(f"Password for {role}s: ")
        again = getpass.getpass("Once more: ")
    if password != again:
        raise AtlasError("The two are not the same. Run it again.")
    if len(password) < SHORTEST:
        raise AtlasError(f"The password is shorter than {SHORTEST} letters. Choose a longer one: a few words do.")
    return password


def _site(text: str) -> str:
    from dashboard.trust.framing import read_site

    try:
        return read_site(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
