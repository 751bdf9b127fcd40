"""Addresses as browsers send them, taken apart; one that cannot be is none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(text: str | None) -> SplitResult:
    """Take an address apart; all parts of one that is none are empty."""
    try:
        return urlsplit(text or "")
    except ValueError:  # Such as half of the brackets of an IPv6 address.
        return urlsplit("")
