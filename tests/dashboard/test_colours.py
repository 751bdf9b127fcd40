"""Owns whether colours can be told apart, by everybody: distances between the sides, contrast of words."""

import itertools

import numpy as np
import pytest

from geo.vocabulary import read_vocabulary

# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency",
# table 1, severity 1.0; the matrices act on linear RGB.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
LEAST_DISTANCE = 12.0
"""CIE76: about 2.3 is just noticeable side by side; marks lie apart, and small."""


def linear(colour):
    """Linear RGB, 0 to 1, of #rrggbb."""
    levels = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def lab(colour, deficiency):
    """CIE L*a*b* (D65) of a colour as somebody sees it."""
    seen = np.clip(DEFICIENCIES[deficiency] @ linear(colour), 0, 1)
    ratios = TO_XYZ @ seen / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(ratios > 216 / 24389, np.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_sides_are_told_apart(deficiency):
    colours = {side.label: side.colour for side in read_vocabulary().sides}
    distances = {
        (one, other): float(np.linalg.norm(lab(colours[one], deficiency) - lab(colours[other], deficiency)))
        for one, other in itertools.combinations(colours, 2)
    }
    pair = min(distances, key=distances.get)
    assert distances[pair] >= LEAST_DISTANCE, f"{pair}: {distances[pair]:.1f}"
