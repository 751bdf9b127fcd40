"""Whether the sources of an event are links, and whether any shows a picture or a film."""

from __future__ import annotations

import pandas as pd

MEDIA_ENDINGS = (
    "jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "tif", "tiff", "svg", "mp4", "m4v", "webm", "mov", "avi",
    "mkv", "ogv", "3gp", "mpg", "mpeg",
)  # fmt: skip
"""Endings of a link's path that mean a picture or a film; what follows a `?` or `#` does not matter."""

VIDEO_HOSTS = (
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "dai.ly", "tiktok.com",
    "rumble.com", "bitchute.com", "odysee.com", "rutube.ru", "streamable.com", "liveleak.com", "twitch.tv",
)  # fmt: skip
"""Hosts, their subdomains included, whose pages are films."""

# Patterns that Python and RE2, which other engines ask with, understand alike.
LINK = r"(?i:https?://[^\s;])"
_PATH = r"https?://[^/?#;\s]+/[^?#;\s]*"
_HOSTS = "|".join(host.replace(".", r"\.") for host in VIDEO_HOSTS)
MEDIA = (
    rf"(?i:{_PATH}\.(?:{'|'.join(MEDIA_ENDINGS)})(?:[?#;\s]|$)"
    rf"|https?://(?:[^/?#;\s]*\.)?(?:{_HOSTS})(?:[:/?#;\s]|$))"
)


def has_link(source_urls: pd.Series) -> pd.Series:
    """Say of each cell of `source_url` whether any of its links is one: `http` or `https`."""
    return source_urls.str.contains(LINK, regex=True)


def has_media(source_urls: pd.Series) -> pd.Series:
    """Say of each cell of `source_url` whether any of its links leads to a picture or a film."""
    return source_urls.str.contains(MEDIA, regex=True)
