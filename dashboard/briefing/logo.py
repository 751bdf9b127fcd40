"""The logo of a sheet: a small picture, read once."""

from __future__ import annotations

import base64
from pathlib import Path

from geo.errors import BadBrief

MOST_BYTES = 1_000_000
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def read_logo(file: Path) -> str:
    """Read a PNG or JPEG as a `data:` URI.

    Raises:
        BadBrief: If it cannot be read, is no such picture, or is larger than `MOST_BYTES`.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadBrief(f"{file}: {error.strerror}. Expected a PNG or JPEG for the logo.") from error
    kind = next((kind for beginning, kind in BEGINNINGS.items() if data.startswith(beginning)), "")
    if not kind:
        raise BadBrief(f"{file} is no PNG or JPEG. Save the logo as one of them.")
    if len(data) > MOST_BYTES:
        raise BadBrief(f"{file} is larger than {MOST_BYTES:,} bytes. Save the logo smaller: 600 pixels wide is enough.")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
