"""Finds voices that copy one another from how often they agree, on what, and on how much that is wrong.

After Dong, Berti-Équille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence" (PVLDB 2009):
agreement on false values speaks of copying, agreement on true ones hardly. Whether voices are independent can also be told
before any truth is known, from accuracies that agreement alone implies (Platanios, Blum and Mitchell, "Estimating
Accuracy from Unlabeled Data", UAI 2014), fitted so that pairs of copies are outliers: no flood of copies wins that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Agreement", "Manner"]

I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

COPIED = 0.8
"""Share of its items that a copier takes over: the value of Dong et al. 2009."""

FULLY = 0.95
"""The same while nothing is known of truth: sites that make the same mistakes agree as often as careless copiers."""

PRIOR = 0.2
"""How likely two voices are dependent before anything is known: the value of Dong et al. 2009."""

_MOST = 2000
"""Voices that are compared with each other, those with most claims first: a table of their pairs takes 32 MB."""

_COMMON = 10
"""Items in common below which a pair says nothing: with fewer, even full agreement is likely by chance."""

_LEAST = 1e-9
_RAREST = 12.0  # minus the logarithm of the smallest share: one in 160,000, rarer than any mistake among these voices
_LIKELY = 0.1  # below this a pair is left out: it would not change a weight by a tenth
_LOWEST, _HIGHEST = 0.05, 0.99
_ROUNDS = 20  # the fit of the accuracies settles within ten
_GUESSES = 3
_START = 0.8
_ALIKE = 0.9  # share of agreement that makes two voices suspect: two that are right in 95 % of items agree as often


@dataclass(frozen=True, slots=True)
class Manner:
    """How agreement is weighed: ``others`` false values that an item has, ``on_truth`` the weight of agreement on what is true."""

    others: int
    on_truth: float


class Agreement:
    """Which voices agree where. ``likely`` gives how likely each pair depends, ``alone`` how much of a claim is its own."""

    def __init__(self, voice: I64, cell: I64, cell_item: I64) -> None:
        """``voice`` and ``cell`` of each claim, and the item of each cell."""
        from scipy import sparse

        counts = np.bincount(voice)
        ranked = np.lexsort((np.arange(len(counts)), -counts))[:_MOST]
        self.voices: I64 = ranked
        self.index = np.full(len(counts), -1)
        self.index[ranked] = np.arange(len(ranked))
        self.cell_item = cell_item
        self.taken = np.flatnonzero(self.index[voice] >= 0)
        self.row, self.column = self.index[voice[self.taken]], cell[self.taken]
        ones = np.ones(len(self.taken))
        size = len(ranked)
        self.stands: Any = sparse.csr_matrix((ones, (self.row, self.column)), shape=(size, len(cell_item)))
        speaks: Any = sparse.csr_matrix((ones, (self.row, cell_item[self.column])), shape=(size, cell_item[-1] + 1))
        # A voice that states two forms of one value, or two values of one item, does so once.
        self.stands.data[:] = speaks.data[:] = 1
        self.common: F64 = (speaks @ speaks.T).toarray()
        self.agree: F64 = np.minimum((self.stands @ self.stands.T).toarray(), self.common)

    def accuracies(self, likely: F64) -> F64:
        """The accuracy of each compared voice that its agreement with the others implies: pairs agree as aᵢaⱼ.

        Each is the weighted median over the voices it does not depend on; those that depend on one another weigh as one.
        """
        known = self.common * (self.common >= _COMMON) * (1 - likely) / (1 + likely.sum(axis=1))
        np.fill_diagonal(known, 0)
        rate = np.divide(self.agree, self.common, out=np.zeros_like(self.agree), where=self.common > 0)
        found = np.full(len(rate), _START)
        for _ in range(_ROUNDS):
            ratio, weight = rate / found, known * found
            before, found = found, np.array([_median(*pair) for pair in zip(ratio, weight, found, strict=True)])
            found = (before + np.clip(found, _LOWEST, _HIGHEST)) / 2
        return found

    def first_guess(self, others: int) -> F64:
        """How likely each pair depends, from agreement alone.

        It begins with the suspicion that any two depend that nearly always agree, and clears those whose accuracy, as
        third voices tell it, explains that they do: the other way round, many copies would vouch for one another.
        """
        likely = ((self.agree >= _ALIKE * self.common) & (self.common >= _COMMON)).astype(float)
        np.fill_diagonal(likely, 0)
        for _ in range(_GUESSES):
            accuracy = self.accuracies(likely)
            by_chance = np.outer(accuracy, accuracy) + np.outer(1 - accuracy, 1 - accuracy) / others
            copied = FULLY + (1 - FULLY) * by_chance
            evidence = self.agree * np.log(copied / by_chance)
            evidence += (self.common - self.agree) * np.log((1 - copied) / (1 - by_chance))
            likely = self._posterior(evidence)
        return likely

    def likely(self, accuracy: F64, truth: F64, own: F64, manner: Manner) -> F64:
        """How likely each pair depends, given every voice's accuracy, how likely each cell is true, and what is own.

        Agreement on a false value weighs less the more others state it as well: a mistake that suggests itself is made
        by many without copying (POPACCU of Dong, Saha and Srivastava, PVLDB 2013).
        """
        rates = np.clip(accuracy[self.voices], _LOWEST, _HIGHEST)
        both_true = self._weighed(truth)
        both_false = np.maximum(self.agree - both_true, 0)
        wonder = self._weighed(-np.log(self._popularity(truth, own, manner.others)) * (1 - truth))
        rarity = np.divide(wonder, both_false, out=np.zeros_like(wonder), where=both_false > _LEAST)
        # NOTE: two voices that each state several values of an item share more cells than items.
        popular = np.exp(-np.minimum(rarity, _RAREST))
        right, wrong = np.outer(rates, rates), np.outer(1 - rates, 1 - rates) * popular
        # Either may be the copier: what is copied is as right as its original.
        average = (rates[:, None] + rates[None, :]) / 2
        copied_right = COPIED * average + (1 - COPIED) * right
        copied_wrong = COPIED * (1 - average) + (1 - COPIED) * wrong
        evidence = manner.on_truth * both_true * np.log(copied_right / right) + both_false * np.log(
            copied_wrong / wrong
        )
        return self._posterior(evidence + (self.common - self.agree) * np.log(1 - COPIED))

    def _weighed(self, cells: F64) -> F64:
        """For each pair the sum over the cells that both stand for."""
        found: F64 = (self.stands.multiply(cells) @ self.stands.T).toarray()
        return found

    def _popularity(self, truth: F64, own: F64, others: int) -> F64:
        """Which share of those who are wrong on its item stands for each cell, two of them left out."""
        count = np.bincount(self.column, minlength=len(truth))
        support = np.bincount(self.column, weights=own[self.taken], minlength=len(truth))
        third = support * np.maximum(count - 2, 0) / np.maximum(count, 1)
        wrong = np.bincount(self.cell_item, weights=support * (1 - truth))[self.cell_item]
        found: F64 = np.minimum((third + 1 / others) / (wrong + 1), 1)
        return found

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
