"""The files of a brief in the folder that was chosen for them: their names, and how they get there whole."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from geo.atomic import replace_file
from geo.errors import CannotSave

MOST_BYTES = 150
"""Length of a name in UTF-8 before its suffix; file systems allow 255 bytes, Windows 260 letters for the whole path."""

NAMELESS = "brief"

NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
"""What Windows or Linux takes for something else (Microsoft, "Naming Files, Paths, and Namespaces")."""

TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: `gnp.exe` could be made to read as `exe.png`."""

DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, whatever follows a point."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def name_output(folder: Path, stem: str, suffix: str) -> Path:
    """Name a file that lies in a folder, whatever it is to be called; the same words give the same name.

    Args:
        folder: Where it is to lie.
        stem: What it is to be called: any text, such as a title. What no name may hold is left out; of a very long
            one the end gives way to a few letters that tell it from others.
        suffix: How the name ends, which is ours and stays as it is: `.png`, ` 2020-02-08.png`.
    """
    name = unicodedata.normalize("NFC", stem)
    name = TURNING.sub("", NOT_IN_NAMES.sub(" ", name))
    name = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter for letter in name)
    name = " ".join(name.split()).strip(" .-") or NAMELESS
    if DEVICE.fullmatch(name):
        name = f"{NAMELESS} {name}"
    if len(name.encode()) > MOST_BYTES:
        mark = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = f"{name.encode()[: MOST_BYTES - 9].decode(errors='ignore').rstrip(' .')} {mark}"
    return folder / (name + suffix)


def make_folder(folder: Path) -> None:
    """Make the folder that was chosen, if it is not there.

    Raises:
        CannotSave: If the disk does not let it, or a file has its name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotSave(f"{folder} cannot be a folder for the files: {reason}. Choose another folder.") from error


@contextlib.contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """Write a file that takes the place of an older one of its name once it is whole; the folder is made if need be.

    Yields:
        The file, open for writing.

    Raises:
        CannotSave: If the disk or the folder does not let it. An older file is as it was, and no part of the new one
            is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            raise CannotSave(f"{path} leads to another file. Remove it, or choose another folder.")
        with replace_file(path) as file:
            yield file
    except OSError as error:
        if error.errno is None:  # Not the system's word: a picture that is none, and other faults.
            raise
        advice = "Free some space on the disk" if error.errno in _NO_ROOM else "Allow writing there"
        reason = error.strerror or str(error)
        raise CannotSave(
            f"{path} could not be written: {reason}. No part of it was left. {advice}, or choose another folder."
        ) from error


def write_output(path: Path, content: bytes) -> None:
    """Write a whole file as `open_output` does.

    Raises:
        CannotSave: If the disk or the folder does not let it.
    """
    with open_output(path) as file:
        file.write(content)
