"""Finds voices that copy one another from how often they agree, on what, and on how much that is wrong.

After Dong, Berti-Équille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence" (PVLDB 2009):
agreement on false values speaks of copying, agreement on true ones hardly. Their iteration starts from a vote, which a
flood of copies has won before it begins; this one starts from accuracies that agreement alone implies (Platanios, Blum
and Mitchell, "Estimating Accuracy from Unlabeled Data", UAI 2014), fitted so that pairs of copies are outliers.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Agreement"]

I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

COPIED = 0.8
"""Share of its items that a copier takes over: the value of Dong et al. 2009."""

PRIOR = 0.2
"""How likely two voices are dependent before anything is known: the value of Dong et al. 2009."""

_MOST = 2000
"""Voices that are compared with each other, those with most claims first: a table of their pairs takes 32 MB."""

_COMMON = 10
"""Items in common below which a pair says nothing: with fewer, even full agreement is likely by chance."""

_LIKELY = 0.1  # below this a pair is left out: it would not change a weight by a tenth
_LOWEST, _HIGHEST = 0.05, 0.99
_ROUNDS = 20  # the fit of the accuracies settles within ten


class Agreement:
    """Which voices agree where. ``likely`` gives how likely each pair depends, ``alone`` how much of a claim is its own."""

    def __init__(self, voice: I64, cell: I64, cell_item: I64, others: int) -> None:
        """``voice`` and ``cell`` of each claim; ``others`` is the number of false values that an item has."""
        from scipy import sparse

        counts = np.bincount(voice)
        ranked = np.lexsort((np.arange(len(counts)), -counts))[:_MOST]
        self.voices = ranked
        self.index = np.full(len(counts), -1)
        self.index[ranked] = np.arange(len(ranked))
        self.others = others
        self.taken = np.flatnonzero(self.index[voice] >= 0)
        self.row, self.column = self.index[voice[self.taken]], cell[self.taken]
        ones = np.ones(len(self.taken))
        size = len(ranked)
        self.stands: Any = sparse.csr_matrix((ones, (self.row, self.column)), shape=(size, len(cell_item)))
        speaks: Any = sparse.csr_matrix((ones, (self.row, cell_item[self.column])))
        speaks.data[:] = 1
        self.common: F64 = (speaks @ speaks.T).toarray()
        self.agree: F64 = np.minimum((self.stands @ self.stands.T).toarray(), self.common)

    def accuracies(self) -> F64:
        """The accuracy of each compared voice that its agreement with the others implies: pairs agree as aᵢaⱼ.

        Each is the weighted median over the others, so copies among fewer than half of them do not move it.
        """
        known = (self.common >= _COMMON) & ~np.eye(len(self.common), dtype=bool)
        rate = np.divide(self.agree, self.common, out=np.zeros_like(self.agree), where=known)
        found = np.full(len(rate), 0.8)
        for _ in range(_ROUNDS):
            ratio = rate / found
            found = np.array([_median(ratio[i], (self.common[i] * found) * known[i], found[i]) for i in range(len(rate))])
            found = np.clip(found, _LOWEST, _HIGHEST)
        return found

    def first_guess(self) -> F64:
        """How likely each pair depends, from agreement alone."""
        accuracy = self.accuracies()
        right = np.outer(accuracy, accuracy)
        by_chance = right + np.outer(1 - accuracy, 1 - accuracy) / self.others
        copied = COPIED + (1 - COPIED) * by_chance
        evidence = self.agree * np.log(copied / by_chance)
        evidence += (self.common - self.agree) * np.log((1 - copied) / (1 - by_chance))
        return self._posterior(evidence)

    def likely(self, accuracy: F64, truth: F64) -> F64:
        """How likely each pair depends, given the accuracy of every voice and how likely each cell is true."""
        own = np.clip(accuracy[self.voices], _LOWEST, _HIGHEST)
        both_true = (self.stands.multiply(truth) @ self.stands.T).toarray()
        both_false = np.maximum(self.agree - both_true, 0)
        differ = self.common - self.agree
        right, wrong = np.outer(own, own), np.outer(1 - own, 1 - own) / self.others
        # Either may be the copier: the original's accuracy is that of what is copied.
        average = (own[:, None] + own[None, :]) / 2
        copied_right, copied_wrong = COPIED * average + (1 - COPIED) * right, COPIED * (1 - average) + (1 - COPIED) * wrong
        evidence = both_true * np.log(copied_right / right) + both_false * np.log(copied_wrong / wrong)
        return self._posterior(evidence + differ * np.log(1 - COPIED))

    def _posterior(self, evidence: F64) -> F64:
        odds = np.log(PRIOR / (1 - PRIOR)) + evidence
        found: F64 = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
        found[(self.common < _COMMON) | (found < _LIKELY)] = 0
        np.fill_diagonal(found, 0)
        return found

    def alone(self, likely: F64, size: int) -> F64:
        """For each of ``size`` claims the share that is its voice's own: k full copies of one claim count once."""
        from scipy import sparse

        weight = np.ones(size)
        near: Any = sparse.csr_matrix(COPIED * likely)
        with_it = np.asarray((near @ self.stands)[self.row, self.column]).ravel()
        weight[self.taken] = 1 / (1 + with_it)
        return weight


def _median(values: F64, weights: F64, otherwise: float) -> float:
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)]) if total[-1] > 0 else otherwise
