"""Owns the gallery of docs/briefing.md: its pictures are made by the very commands that stand above them."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

import run
from dashboard.settings import PROJECT

GUIDE = PROJECT / "docs" / "briefing.md"
FOLDER = PROJECT / "docs" / "gallery"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\.venv/bin/python run\.py (brief .*)$", re.MULTILINE)
COLOURS = 256
"""Of a committed picture: a third of the size, and nobody sees a difference."""


def list_commands(text: str) -> list[list[str]]:
    """List the briefs that a guide tells to make, each as the words after `run.py`."""
    return [shlex.split(command) for block in BLOCK.findall(text) for command in COMMAND.findall(block)]


def list_gallery() -> list[list[str]]:
    """List the commands of the gallery."""
    return list_commands(GUIDE.read_text(encoding="utf-8").split("\n## Gallery\n")[1])


def name_picture(command: list[str]) -> str:
    """Name the file that a command of the gallery makes."""
    options = run.build_parser().parse_args(command)
    return f"{options.name}.{options.format}"


def take(folder: Path) -> Iterator[Path]:
    """Make every picture in a folder, as small as it is committed.

    Raises:
        RuntimeError: If a command does not do what it should.
    """
    for command in list_gallery():
        path = folder / name_picture(command)
        # The last `--out` is the one that counts.
        if code := run.main([*command, "--out", str(folder)]):
            raise RuntimeError(f"{shlex.join(command)} left with {code}")
        if path.suffix == ".png":
            shrink(path)
        yield path


def shrink(path: Path) -> None:
    """Keep the 256 colours of a PNG that matter."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main(folder: str | Path = FOLDER) -> int:
    """Make the gallery anew."""
    total = sum(path.stat().st_size for path in take(Path(folder)))
    print(f"The gallery is new: {total:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
