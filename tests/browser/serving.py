"""Owns serving an app for the browser: in a process of its own, on a free port of this machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from waitress.server import create_server

from dashboard.serving import open_app
from dashboard.settings import PROJECT, Settings
from dashboard.trust.access import OPEN, SECRET, VARIABLES, Access, read_access

DATA = Settings().data_folder
DEMONSTRATION = DATA / "events"
LEDGER_FILE = "LEDGER_OF_TESTS"


@contextlib.contextmanager
def served(
    events: Path,
    build_folder: Path,
    data_folder: Path = DATA,
    basemap: Path | str = "",
    online: bool = False,
    edit: bool = False,
    access: Access = OPEN,
) -> Iterator[str]:
    """Serve a file or folder of events until the block ends, and give the address of the page."""
    options = [str(events), str(build_folder), str(data_folder), str(basemap), *("online" * online, "edit" * edit)]
    command = [sys.executable, "-m", "tests.browser.serving", *options]
    asks = {VARIABLES[role]: hashed for role, hashed in access.hashes.items()} | {SECRET: access.secret}
    asks |= {LEDGER_FILE: str(access.ledger)}
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=os.environ | asks) as server:
        address = server.stdout.readline().strip()
        try:
            assert address, f"the app for {events} did not start"
            yield address
        finally:
            server.terminate()


def main(events: str, build_folder: str, data_folder: str, basemap: str = "", online: str = "", edit: str = "") -> None:
    """Serve as `run.py` does, but keep the store elsewhere, so that tests leave the project's own alone."""
    settings = Settings(
        data_folder=Path(data_folder),
        basemap=Path(basemap) if basemap else None,
        is_online=bool(online),
        is_editing=bool(edit),
        event_paths=(Path(events),),
        access=replace(read_access(os.environ), ledger=Path(os.environ[LEDGER_FILE])),
    )
    app, _, watcher = open_app([Path(events)], settings, build_folder=Path(build_folder))
    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
    with watcher:
        server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
