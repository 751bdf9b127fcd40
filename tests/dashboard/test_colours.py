"""Owns what the colours of sides and types must be: seen on white and on dark, told apart by everybody."""

import itertools

import numpy as np
import pytest

from dashboard.figures.palette import THEMES
from geo.vocabulary import read_vocabulary

PAPERS = {"light": "#ffffff", "dark": "#1b1f23"}
"""`--paper` of `assets/style.css`."""

LEAST_CONTRAST = 3.0
"""For signs and bars; WCAG 2.2, 1.4.11."""

LEAST_DISTANCE = 0.08

SEEN_AS = {
    "full colour vision": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""Linear RGB as it is seen; Machado, Oliveira & Fernandes 2009, severity 1."""

TO_CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_OKLAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]
"""Ottosson 2020, https://bottosson.github.io/posts/oklab/."""

SIDES = {side.label: side.colour for side in read_vocabulary().sides}
TYPES = {one.event_type: one.colour for one in read_vocabulary().event_types}


def linear(colour):
    """Linear RGB, 0 to 1, of a colour such as `#2563b8`."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light, dark = sorted((linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def oklab(colour, seen_as):
    seen = np.clip(np.array(seen_as) @ linear(colour), 0, 1)
    return np.array(TO_OKLAB) @ np.cbrt(np.array(TO_CONES) @ seen)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("event_type", TYPES)
def test_every_type_is_seen_on_the_page(event_type, theme):
    assert contrast(TYPES[event_type], PAPERS[theme]) >= LEAST_CONTRAST


@pytest.mark.parametrize("vision", SEEN_AS)
@pytest.mark.parametrize("colours", [TYPES, SIDES], ids=["types", "sides"])
def test_colours_are_told_apart_by_everybody(colours, vision):
    for one, other in itertools.combinations(colours, 2):
        away = np.linalg.norm(oklab(colours[one], SEEN_AS[vision]) - oklab(colours[other], SEEN_AS[vision]))
        assert away >= LEAST_DISTANCE, (one, other, away)


def test_contrast_and_distance_are_computed_right():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert oklab("#ffffff", SEEN_AS["full colour vision"]) == pytest.approx([1, 0, 0], abs=1e-6)
    red, green = (oklab(colour, SEEN_AS["deuteranopia"]) for colour in ("#b0702c", "#7d8a2a"))
    assert np.linalg.norm(red - green) < LEAST_DISTANCE
