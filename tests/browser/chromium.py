"""Owns finding and starting a Chromium: the system's, else Playwright's own. As a command it prints which one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SOFTWARE_RENDERING = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
"""MapLibre needs WebGL, which a machine without a graphics card draws in software."""


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of the browser to drive, None where there is none; CHROMIUM in the environment decides."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    of_system = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return of_system or (own if Path(own).exists() else None)


def launch_chromium(playwright: Playwright, path: str) -> Browser:
    """Start the browser without a window."""
    return playwright.chromium.launch(executable_path=path, args=list(SOFTWARE_RENDERING))


def main() -> int:
    """Print the browser's path; exit 1 where there is none that starts."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            return 1
        launch_chromium(playwright, path).close()
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
