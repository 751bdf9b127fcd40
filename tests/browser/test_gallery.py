"""Owns that the commands of the gallery still make its pictures."""

import os
import subprocess
import sys

import pytest
from PIL import Image

from dashboard.settings import PROJECT
from tests.browser.chromium import find_chromium
from tests.browser.gallery import FOLDER, list_gallery, name_picture

NEW = PROJECT / "build" / "gallery"


def test_the_commands_of_the_guide_make_the_pictures_of_the_gallery(playwright):
    chromium = find_chromium(playwright)
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    names = [name_picture(command) for command in list_gallery()]
    for name in names:
        (NEW / name).unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.browser.gallery", str(NEW)]
    env = {**os.environ, "ATLAS_CHROMIUM": chromium}
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    for name in names:
        with Image.open(NEW / name) as made, Image.open(FOLDER / name) as shown:
            # Fonts differ between machines, and so do single pixels.
            assert made.size == shown.size, name
            assert getattr(made, "n_frames", 1) == getattr(shown, "n_frames", 1), name
            assert len(made.convert("RGB").getcolors(1 << 24)) > 100, f"{name} is nearly empty"
