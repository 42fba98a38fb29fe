"""Truth discovery: which value of each item to believe, and how far each source is to be trusted.

Families come first, with one voice each. Then the accuracy of a voice and the truth of values are estimated from each
other, after ACCU and ACCUCOPY of Dong, Berti-Équille and Srivastava ("Integrating Conflicting Data: The Role of Source
Dependence", PVLDB 2009), with what copies share counted once. As in CRH (Li et al., "Resolving Conflicts in
Heterogeneous Data by Truth Discovery and Source Reliability Estimation", SIGMOD 2014) an amount that is measured with
noise is answered by the weighted median of those that agree. Trust is shown, never part of a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.judge.dependence import Agreement, Manner
from auditor.judge.testimony import Row, Testimony, gather

__all__ = ["Alternative", "Believed", "Discovery", "Row", "Trusted", "discover"]

I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

_LENIENT = Manner(others=5, on_truth=0.25)
"""Mistakes crowd on few values, and what is easy is right everywhere: five false values an item, and agreement on what
is true is little evidence of copying. On simulated flights from six feeds 0.97 of the answers are right, at worst 0.94;
in the wary manner 0.90 and 0.73."""

_WARY = Manner(others=20, on_truth=1.0)
"""As Dong et al. 2009: every agreement counts. Taken where the lenient manner ends with a clique that nobody confirms."""

_DENIED = 0.5
"""Share of what independent voices say below which an answer is doubted: most of it would then be false."""

_START = 0.8
"""Accuracy of a voice of which nothing is known: the starting value of Dong et al. 2009."""

_SHRINK = 4.0
"""Items that the prior is worth: with fewer of its own, a source is judged mostly like the others."""

_ROUNDS = 60
_PLAIN = 8  # rounds in which nobody is thought to copy: accuracies settle before they are held against anyone
_DETECT = 12  # rounds in which copying is looked for again: then it stays as it is, so that the rest converges
_SETTLED = 1e-6
_DIGITS = 4
_LOWEST, _HIGHEST = 0.02, 0.995
_INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value that others state for an item."""

    value: str | float | bool
    confidence: float
    voices: int


@dataclass(frozen=True, slots=True)
class Believed:
    """The value to believe of an item, as its voices write it; ``voices`` are independent: one a family."""

    item: str
    value: str | float | bool
    confidence: float
    voices: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Trusted:
    """How often a source is right: ``n`` are the items on which others speak as well; nothing is known where it is 0."""

    name: str
    trust: float | None
    interval: tuple[float, float] | None
    n: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """The items with what to believe of them, and the sources, both by name."""

    items: tuple[Believed, ...]
    sources: tuple[Trusted, ...]


def discover(rows: Iterable[Row]) -> Discovery:
    """What the rows say together: deterministic, and the same in whatever order they come."""
    coming = iter(rows)
    for first in coming:
        said = gather(chain((first,), coming))
        break
    else:
        return Discovery((), ())
    truth, accuracy, own = _settle(said)
    return Discovery(tuple(_believed(said, truth, accuracy, own)), tuple(_trusted(said, truth)))


def _settle(said: Testimony) -> tuple[F64, F64, F64]:
    """How likely each cell is true, how accurate each voice, and how much of each claim is its voice's own."""
    cell = said.form_cell[said.form]
    contested = _contested(said)[said.cell_item[cell]]
    if not contested.any():
        alone, accuracy = np.ones(len(cell)), np.full(len(said.voices), _START)
        return _truth(said, cell, accuracy, alone, _LENIENT.others), accuracy, alone
    agreement = Agreement(said.voice[contested], cell[contested], said.cell_item)
    found = _iterated(said, cell, contested, agreement, _LENIENT)
    # A flood of copies wins every vote; but then what the others say would mostly be false, and they would agree in it.
    apart = agreement.alone(agreement.first_guess(_WARY.others), int(contested.sum())) * said.weight[contested]
    if float(apart @ found[0][cell[contested]]) < _DENIED * float(apart.sum()):
        return _iterated(said, cell, contested, agreement, _WARY)
    return found


def _iterated(
    said: Testimony, cell: I64, contested: NDArray[np.bool_], agreement: Agreement, manner: Manner
) -> tuple[F64, F64, F64]:
    """Truth, accuracy and copying, estimated from each other until they settle; it begins with a vote."""
    own, claims = np.ones(len(cell)), int(contested.sum())
    truth = _truth(said, cell, np.full(len(said.voices), _START), own, manner.others)
    for step in range(_ROUNDS):
        accuracy = _accuracy(said, cell, truth, contested)
        if _PLAIN <= step < _PLAIN + _DETECT:
            own[contested] = agreement.alone(agreement.likely(accuracy, truth, own[contested], manner), claims)
        before, truth = truth, _truth(said, cell, accuracy, own, manner.others)
        if step >= _PLAIN + _DETECT and float(np.abs(truth - before).max()) < _SETTLED:
            break
    return truth, accuracy, own


def _contested(said: Testimony) -> NDArray[np.bool_]:
    """The items on which more than one voice speaks: only they say anything of accuracy."""
    item = said.cell_item[said.form_cell[said.form]]
    pairs = np.unique(item * len(said.voices) + said.voice) // len(said.voices)
    return np.bincount(pairs, minlength=len(said.items)) > 1


def _truth(said: Testimony, cell: I64, accuracy: F64, own: F64, others: int) -> F64:
    """The probability of each cell by Bayes' rule; values that nobody states share what is left."""
    score = np.log(others * accuracy / (1 - accuracy))[said.voice]
    support = np.bincount(cell, weights=said.weight * own * score, minlength=len(said.cell_item))
    top = np.zeros(len(said.items))
    np.maximum.at(top, said.cell_item, support)
    grown = np.exp(support - top[said.cell_item])
    stated = np.bincount(said.cell_item, minlength=len(said.items))
    unsaid = np.maximum(others + 1 - stated, 0) * np.exp(-top)
    whole = np.bincount(said.cell_item, weights=grown, minlength=len(said.items)) + unsaid
    truth: F64 = grown / whole[said.cell_item]
    return truth


def _accuracy(said: Testimony, cell: I64, truth: F64, contested: NDArray[np.bool_]) -> F64:
    """How often each voice is right, shrunk towards how often all are."""
    weight = said.weight * contested
    right = np.bincount(said.voice, weights=weight * truth[cell], minlength=len(said.voices))
    spoken = np.bincount(said.voice, weights=weight, minlength=len(said.voices))
    overall = (right.sum() + _SHRINK * _START) / (spoken.sum() + _SHRINK)
    found: F64 = np.clip((right + _SHRINK * overall) / (spoken + _SHRINK), _LOWEST, _HIGHEST)
    return found


def _believed(said: Testimony, truth: F64, accuracy: F64, own: F64) -> Iterator[Believed]:
    cell = said.form_cell[said.form]
    shown = _shown(said, said.weight * own * accuracy[said.voice])
    pairs = np.unique(cell * len(said.voices) + said.voice) // len(said.voices)
    voices = np.bincount(pairs, minlength=len(said.cell_item)).tolist()
    rounded = np.round(truth, _DIGITS).tolist()
    order = np.lexsort((np.arange(len(truth)), -truth, said.cell_item))
    bounds = np.searchsorted(said.cell_item[order], np.arange(len(said.items) + 1)).tolist()
    listed = order.tolist()
    for number, item in enumerate(said.items):
        first, *others = (
            Alternative(said.form_value[shown[c]], rounded[c], voices[c])
            for c in listed[bounds[number] : bounds[number + 1]]
        )
        yield Believed(item, first.value, first.confidence, first.voices, tuple(others))


def _shown(said: Testimony, weight: F64) -> list[int]:
    """The form that stands for each cell: the one with half of the weight, else the weighted median."""
    heavy = np.bincount(said.form, weights=weight, minlength=len(said.form_cell))
    whole = np.bincount(said.form_cell, weights=heavy)
    # Forms are sorted by cell and amount.
    first = np.searchsorted(said.form_cell, np.arange(len(whole)))
    before = np.cumsum(heavy) - heavy
    half = before[first] + whole / 2
    last = np.append(first[1:], len(heavy)) - 1
    middle = np.clip(np.searchsorted(np.cumsum(heavy), half * (1 - 1e-12)), first, last)
    order = np.lexsort((np.arange(len(heavy)), -heavy, said.form_cell))
    best = order[first]
    found: list[int] = np.where(heavy[best] >= whole / 2, best, middle).tolist()
    return found


def _trusted(said: Testimony, truth: F64) -> Iterator[Trusted]:
    from scipy.special import betaincinv

    item = said.cell_item[said.form_cell[said.stated_form]]
    counts = _contested(said)[item].astype(float)
    # A source that states several values of one item is as right as they are on average.
    pair = np.unique(said.stated_source * len(said.items) + item, return_inverse=True)[1]
    counts /= np.bincount(pair)[pair]
    n = np.bincount(said.stated_source, weights=counts, minlength=len(said.sources))
    right = np.bincount(
        said.stated_source, weights=counts * truth[said.form_cell[said.stated_form]], minlength=len(said.sources)
    )
    prior = (right.sum() + _SHRINK * _START) / (n.sum() + _SHRINK)
    a, b = right + _SHRINK * prior, n - right + _SHRINK * (1 - prior)
    low, high = betaincinv(a, b, _INTERVAL[0]), betaincinv(a, b, _INTERVAL[1])
    for number, name in enumerate(said.sources):
        items = round(float(n[number]))
        if not items:
            yield Trusted(name, None, None, 0)
            continue
        trust = round(float(a[number] / (a[number] + b[number])), _DIGITS)
        yield Trusted(name, trust, (round(float(low[number]), _DIGITS), round(float(high[number]), _DIGITS)), items)
