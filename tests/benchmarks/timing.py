"""How long something takes: many times over, so that a median and its noise can be told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Timing:
    """How long one thing took, over all its tries.

    Attributes:
        median_ms: The middle one, milliseconds.
        p95_ms: What 19 of 20 stayed below, milliseconds.
    """

    median_ms: float
    p95_ms: float

    @classmethod
    def of(cls, times_ms: Sequence[float]) -> Timing:
        """Sum up the milliseconds of all tries."""
        return cls(float(np.median(times_ms)), float(np.percentile(times_ms, 95)))


def time_calls(ask: Callable[..., Any], cases: Iterable[tuple]) -> Timing:
    """Time a call for each case; the first case is asked once before, so that nothing is compiled while timed."""
    cases = list(cases)
    ask(*cases[0])
    return Timing.of([time_one(ask, case) for case in cases])


def time_one(ask: Callable[..., Any], case: tuple) -> float:
    """Return how long one call takes, milliseconds."""
    began = time.perf_counter()
    ask(*case)
    return (time.perf_counter() - began) * 1000
