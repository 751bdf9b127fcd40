"""Which files are an editor's or a download's own: they lie beside a table for a moment and are none themselves."""

from __future__ import annotations

STARTS = (".", "~", "#")
"""Hidden files and `.~lock.x#` of LibreOffice; lock files `~$x` of Office; `#x#` of Emacs."""

ENDS = ("~", "#", ".swp", ".swo", ".tmp", ".temp", ".part", ".partial", ".bak", ".crdownload", ".download", ".lock")


def is_temporary(name: str) -> bool:
    """Say whether a file of this name, without its folder, is no file of a maintainer's."""
    return name.startswith(STARTS) or name.lower().endswith(ENDS)
