"""Framing: which sites may show the atlas within a page of theirs."""

from __future__ import annotations

from urllib.parse import urlsplit


def read_site(text: str) -> str:
    """Read a site as a Content-Security-Policy names it.

    Args:
        text: Scheme and host, and a port if need be: `https://intranet.example`.

    Raises:
        ValueError: If it is anything else; it must not be able to end its directive and begin another.
    """
    wrong = ValueError(f'"{text[:60]}" is no site. Expected scheme and host, such as https://intranet.example')
    try:
        parts, port = urlsplit(text), urlsplit(text).port
    except ValueError:
        raise wrong from None
    host = parts.hostname or ""
    is_name = host.isascii() and all(letter.isalnum() or letter in "-." for letter in host)
    written = f"{parts.scheme}://{host}{f':{port}' if port else ''}"
    if parts.scheme not in ("http", "https") or not host or not is_name or written != text.lower().rstrip("/"):
        raise wrong
    return written
