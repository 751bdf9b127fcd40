"""The entry for WSGI servers other than those of `run.py`: `gunicorn "dashboard.wsgi:create()"`; docs/deploying.md."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.settings import PROJECT, Settings
from dashboard.trust.access import read_access
from dashboard.trust.audit import keep_audit
from geo.errors import AtlasError

if TYPE_CHECKING:
    from flask import Flask

EVENTS, RUN_FOLDER, WORKERS = "ATLAS_EVENTS", "ATLAS_RUN", "ATLAS_WORKERS"
PREFIX, PROXIES = "ATLAS_PATH_PREFIX", "ATLAS_PROXIES"


def create(environment: Mapping[str, str] = os.environ) -> Flask:
    """Make the WSGI application of one worker, as the environment says.

    It only shows events; to change them on the page there is `run.py serve --edit`.

    Args:
        environment: `ATLAS_EVENTS`, files and folders as in a search path; `ATLAS_WORKERS`, how many there are;
            `ATLAS_RUN`, a folder that they share, empty when they start; `ATLAS_PATH_PREFIX`, `ATLAS_PROXIES` and
            `TRUSTED_HOSTS` as the options of `run.py serve`; passwords as `run.py password` says.

    Raises:
        AtlasError: If the events cannot be read, or several workers have no folder to share.
    """
    from dashboard.serving import open_app, read_hosts

    settings = _read_settings(environment, read_hosts())
    keep_audit(PROJECT / "build")
    if settings.workers == 1:
        app, _, watcher = open_app(settings.event_paths, settings)
        watcher.__enter__()  # Until the process ends.
        return app.server
    if not environment.get(RUN_FOLDER):
        raise AtlasError(f"{WORKERS} is {settings.workers}, but {RUN_FOLDER} names no folder that they share.")
    from dashboard.workers.board import Board
    from dashboard.workers.opening import open_worker

    app, heir = open_worker(settings, Board(Path(environment[RUN_FOLDER])))
    heir.start()
    return app.server


def _read_settings(environment: Mapping[str, str], hosts: tuple[str, ...]) -> Settings:
    paths = [Path(one) for one in environment.get(EVENTS, "").split(os.pathsep) if one]
    return Settings(
        named_hosts=hosts,
        event_paths=tuple(paths or [PROJECT / "data" / "events"]),
        workers=max(_read_number(environment, WORKERS, 1), 1),
        path_prefix=environment.get(PREFIX, "").rstrip("/"),
        proxies=_read_number(environment, PROXIES, 0),
        access=read_access(environment),
    )


def _read_number(environment: Mapping[str, str], name: str, default: int) -> int:
    said = environment.get(name, "") or str(default)
    if not (said.isascii() and said.isdigit() and len(said) < 4):
        raise AtlasError(f'{name} is "{said[:40]}". Expected a whole number.')
    return int(said)
