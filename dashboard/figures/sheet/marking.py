"""Markings: what stands above and below a sheet, and in which colours."""

from __future__ import annotations

MARKINGS = {
    "UNCLASSIFIED": ("#ffffff", "#007a33"),
    "TLP:CLEAR": ("#ffffff", "#000000"),
    "TLP:GREEN": ("#33ff00", "#000000"),
    "TLP:AMBER": ("#ffc000", "#000000"),
    "TLP:RED": ("#ff2b2b", "#000000"),
}
"""Letters and ground of usual markings: TLP as FIRST's standard 2.0 gives them, and the green of US banner lines."""

OTHER_MARKING = ("#ffffff", "#3b444e")


def colour_marking(marking: str) -> tuple[str, str]:
    """Return the colours of a marking, letters and ground; a quiet grey for one of the user's own words."""
    return MARKINGS.get(" ".join(marking.upper().split()), OTHER_MARKING)
