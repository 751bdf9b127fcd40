"""The browser of this machine that draws pictures: where it is, how it is started, what to do when there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import NoBrowser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

VARIABLE = "ATLAS_CHROMIUM"
"""Variable of the environment that names the browser to use, a path or a command."""

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable",
)  # fmt: skip
ON_LINUX = ("/snap/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge")
ON_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

SAME_EVERYWHERE = ("--disable-gpu", "--disable-lcd-text", "--force-color-profile=srgb", "--font-render-hinting=none")
"""Colours and letters that do not depend on the screen or the graphics card."""

NO_NETWORK = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking")
"""No name and no number of a machine leads anywhere."""

LIMIT_MS = 30_000
"""How long a browser may take to start."""

HOW_TO_GET_ONE = (
    "PNG, PDF, GIF and MP4 need Chromium, Chrome or Edge: apt-get install chromium, or install Chrome, or name one: "
    f"{VARIABLE}=/path/to/chrome. SVG, HTML and PPTX (without the picture of its map) need none."
)


def find_browsers() -> list[str]:
    """Find the browsers of this machine, the first choice first; only the named one where one is named.

    Raises:
        NoBrowser: If the named one is no program.
    """
    if named := os.environ.get(VARIABLE):
        if found := shutil.which(named):
            return [found]
        raise NoBrowser(f'{VARIABLE} names "{named}", which is no program on this machine. {HOW_TO_GET_ONE}')
    found = [path for name in NAMES if (path := shutil.which(name))]
    return list(dict.fromkeys([*found, *(str(path) for path in _usual_places() if path.is_file())]))


def launch_browser(playwright: Playwright) -> Browser:
    """Start the first browser that starts, without a window; Playwright's own is the last choice.

    Its sandbox is off only for root, for whom it does not start with one.

    Raises:
        NoBrowser: If none does.
    """
    from playwright.sync_api import Error

    own = [] if os.environ.get(VARIABLE) else [None]
    reasons = []
    for path in [*find_browsers(), *own]:
        try:
            return playwright.chromium.launch(
                executable_path=path,
                args=[*SAME_EVERYWHERE, *NO_NETWORK],
                chromium_sandbox=not _is_root(),
                timeout=LIMIT_MS,
            )
        except Error as error:
            reasons += [f"{path} did not start: {_shorten(str(error))}."] if path else []
    raise NoBrowser(" ".join([*reasons, HOW_TO_GET_ONE] if reasons else ["No browser was found.", HOW_TO_GET_ONE]))


def _usual_places() -> Iterator[Path]:
    if sys.platform == "darwin":
        yield from _join(["/Applications", str(Path.home() / "Applications")], ON_MAC)
    elif sys.platform == "win32":
        folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        yield from _join([folder for folder in folders if folder], ON_WINDOWS)
    else:
        yield from map(Path, ON_LINUX)


def _join(folders: Sequence[str], ends: Sequence[str]) -> Iterator[Path]:
    return (Path(folder) / end for end in ends for folder in folders)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _shorten(reason: str) -> str:
    """Return the line of the driver's long answer that says most: what the browser itself complained of."""
    lines = [line.strip() for line in reason.splitlines() if line.strip()]
    complaint = next((line for line in lines if "ERROR:" in line or "FATAL:" in line or "error while" in line), "")
    return (complaint or lines[0]).rstrip(".")[:200] if lines else "no reason was given"
