"""How far probabilities are right: calibration error, the error that chance alone makes, and intervals of shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bin", "Share", "bins", "brier", "expected_error", "perfect_error", "share"]

F64: TypeAlias = NDArray[np.float64]

BINS = 10
"""Bins of equal numbers: Naeini, Cooper and Hauskrecht, AAAI 2015, take ten; equal numbers keep each bin judgeable."""

_SIMULATIONS = 400  # the mean and the 95th percentile then move in the third digit at most
_SEED = 20_240_601
_Z = 1.959964  # two-sided 95 % of a normal


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``n``, as a rate with its 95 % interval; rate and interval are ``None`` of nothing."""

    count: int
    n: int
    rate: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions that are close: how many, what they promise on average, and what came true."""

    n: int
    predicted: float
    observed: float
    interval: tuple[float, float]


def share(count: int, n: int) -> Share:
    """A share with its Wilson score interval (Wilson, JASA 1927), which holds for small counts and for none."""
    if n == 0:
        return Share(count, 0, None, None)
    rate, z2 = count / n, _Z * _Z
    middle = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * (rate * (1 - rate) / n + z2 / (4 * n * n)) ** 0.5 / (1 + z2 / n)
    low, high = (0.0 if count == 0 else middle - half), (1.0 if count == n else middle + half)
    return Share(count, n, round(rate, 4), (round(low, 4), round(high, 4)))


def _places(predicted: F64) -> NDArray[np.int64]:
    """The bin of each prediction; equal predictions are never parted."""
    edges = np.unique(np.quantile(predicted, np.linspace(0, 1, BINS + 1)[1:-1]))
    return np.unique(np.searchsorted(edges, predicted, side="left"), return_inverse=True)[1]


def bins(predicted: F64, happened: F64) -> tuple[Bin, ...]:
    """The reliability of probabilities, by bins in rising order; ``happened`` is 0 or 1."""
    places = _places(predicted)
    found = []
    for place in range(int(places.max()) + 1):
        inside = places == place
        came = share(int(happened[inside].sum()), int(inside.sum()))
        if came.rate is not None and came.interval is not None:
            found.append(Bin(came.n, round(float(predicted[inside].mean()), 4), came.rate, came.interval))
    return tuple(found)


def expected_error(predicted: F64, happened: F64) -> float:
    """The expected calibration error: the mean distance of promise and outcome over the bins, by their size."""
    places = _places(predicted)
    gaps = np.bincount(places, weights=predicted - happened)
    return float(np.abs(gaps).sum() / len(predicted))


def perfect_error(predicted: F64) -> tuple[float, float]:
    """The calibration error that these probabilities would show at this n if they were true: mean and 95th percentile."""
    draw = np.random.default_rng(_SEED)
    outcomes = ((draw.random(len(predicted)) < predicted).astype(np.float64) for _ in range(_SIMULATIONS))
    found = [expected_error(predicted, outcome) for outcome in outcomes]
    return float(np.mean(found)), float(np.quantile(found, 0.95))


def brier(predicted: F64, happened: F64) -> float:
    """The mean squared error of the probabilities (Brier, 1950)."""
    return float(np.mean((predicted - happened) ** 2))
