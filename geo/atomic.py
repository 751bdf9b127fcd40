"""How a file is replaced: the old one or the new one is there, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ABANDONED_SECONDS = 3600
"""A temporary file nobody has written to for so long is left over, even if its number names a living process again."""

_NAME_BYTES = 200
"""File systems allow 255; the number of the process and the random part need the rest."""

_LEFTOVER = re.compile(r"\..+\.(?P<pid>\d{1,10})\.[0-9a-f]{8}\.part", re.DOTALL)


@contextlib.contextmanager
def replace_file(path: Path, mode: str = "wb") -> Iterator[IO]:
    """Write a file that takes the place of `path` once it is whole and on the disk.

    Args:
        path: The file to write, new or old. Of a symbolic link, the file it points to is replaced. An old file
            keeps its permissions and, where this process may give them, its owner and group.
        mode: "wb" for bytes, "w" for UTF-8 text whose line ends are left as they are.

    Yields:
        A temporary file beside `path`, open for writing. Its name is hidden and ends in `.part`.

    Raises:
        OSError: If the disk or the folder does not let it. The old file is untouched then, as after any other
            exception inside the block, and the temporary file is gone.
    """
    path = Path(path).resolve()
    unfinished = _unfinished_name(path)
    text = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, mode, **text) as file:  # noqa: PTH123 - the file is open already
            _keep_permissions(path, unfinished)
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 - said as what it is: the one moment of the change
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can: Windows and some network folders cannot."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path) -> list[Path]:
    """Remove the temporary files of writers that were killed; to be called at a start.

    Files of living writers stay, and so does what cannot be removed: a folder that may only be read is no fault here.

    Returns:
        The files removed.
    """
    removed = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = _LEFTOVER.fullmatch(file.name)
        with contextlib.suppress(OSError):
            if name and _is_left_over(file, int(name["pid"])):
                file.unlink()
                removed.append(file)
    return removed


def _unfinished_name(path: Path) -> Path:
    name = path.name.encode(errors="ignore")[:_NAME_BYTES].decode(errors="ignore")
    return path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}.part")


def _keep_permissions(old: Path, new: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        status = old.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(PermissionError):
                os.chown(new, status.st_uid, status.st_gid)
        new.chmod(stat.S_IMODE(status.st_mode))


def _is_left_over(file: Path, pid: int) -> bool:
    return not _is_alive(pid) or time.time() - file.lstat().st_mtime > ABANDONED_SECONDS


def _is_alive(pid: int) -> bool:
    if os.name == "nt":  # there, asking with signal 0 would end the process
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
