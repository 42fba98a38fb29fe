"""Holds scores against an editor's decisions: a logistic model on rule evidence, judged on sources it has not seen.

Weights are not negative: a finding only ever undermines. Labels of one publisher or one family stay in one fold of the
cross-validation, or copies of one page would vouch for the model that learnt them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.errors import BadInput
from auditor.judge.reliability import Bin, Share, bins, brier, expected_error, perfect_error, share
from auditor.model import Assessment, Status, Verdict

__all__ = ["METHODS", "Calibration", "Examples", "Weight", "calibrate", "examples"]

F64: TypeAlias = NDArray[np.float64]
I64: TypeAlias = NDArray[np.int64]
Curve: TypeAlias = Callable[[F64], F64]

LEAST = 200
"""Labels below which nothing is said: at 200 a perfect model still shows an error of about 0.08 in ten bins."""

_LEAST_EACH = 20
"""Labels of either decision: with fewer, a fold of five may hold none."""

_FOLDS, _INNER = 5, 3
_TELLING = 10  # documents with a rule's findings below which no points are proposed for it
_FADES = 0.5  # a rule's further findings add half as much each: they cost less in the score too
_PENALTY = 1.0  # one observation's worth of doubt about each weight, as scikit-learn's default
_FURTHEST = 15.0  # log-odds: beyond one in three million no label tells
_DIGITS = 4

METHODS = ("sigmoid", "isotonic")


@dataclass(frozen=True, slots=True)
class Examples:
    """Labelled documents: their rule evidence, how much their score lost, who they come from, and the decision."""

    rules: tuple[str, ...]
    evidence: F64
    lost: F64
    points: F64
    verdicts: tuple[Verdict, ...]
    groups: I64
    rejected: F64


@dataclass(frozen=True, slots=True)
class Weight:
    """What the decisions say of a rule: ``weight`` in log-odds, ``points`` it costs on average, and those proposed."""

    rule: str
    documents: int
    rejected: int
    weight: float
    points: float
    proposed: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well the evidence foretells decisions, on sources that the model has not seen."""

    labels: int
    rejected: int
    groups: int
    method: str
    auc: float
    auc_score: float
    brier: float
    ece: float
    ece_perfect: float
    ece_perfect_high: float
    bins: tuple[Bin, ...]
    false_rejects: Share
    false_reviews: Share
    missed: Share
    curve: tuple[tuple[float, float], ...]
    weights: tuple[Weight, ...]


def examples(labelled: Sequence[tuple[Assessment, bool]]) -> Examples:
    """The arrays of documents with their decisions; ``True`` is rejected."""
    docs = [doc for doc, _ in labelled]
    rules = sorted({f.rule for doc in docs for f in doc.findings if f.status is Status.OPEN})
    column = {rule: number for number, rule in enumerate(rules)}
    evidence, points = np.zeros((len(docs), len(rules))), np.zeros((len(docs), len(rules)))
    for row, doc in enumerate(docs):
        seen: Counter[str] = Counter()
        for finding in sorted(doc.findings, key=lambda f: -f.confidence):
            if finding.status is Status.OPEN:
                evidence[row, column[finding.rule]] += finding.confidence * _FADES ** seen[finding.rule]
                points[row, column[finding.rule]] += finding.points
                seen[finding.rule] += 1
    return Examples(
        tuple(rules),
        evidence,
        np.array([0.0 if doc.score is None else 1 - doc.score / 100 for doc in docs]),
        points,
        tuple(doc.verdict for doc in docs),
        _groups(docs),
        np.array([float(rejected) for _, rejected in labelled]),
    )


def _groups(docs: Sequence[Assessment]) -> I64:
    """The group of each document: those that share a publisher or a family, directly or through others."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def find(name: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for doc in docs:
        owner = doc.provenance.owner or doc.publisher
        if owner:
            one, two = sorted((find(("family", doc.family)), find(("owner", owner))))
            parent[two] = one
    roots = [find(("family", doc.family)) for doc in docs]
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots))}
    return np.array([numbers[root] for root in roots])


def calibrate(found: Examples, method: str = "sigmoid") -> Calibration:
    """The calibration of the score on the labels; raises BadInput where they are too few to say anything."""
    _check(found, method)
    from sklearn.metrics import roc_auc_score

    features = np.column_stack([found.evidence, found.lost])
    predicted = np.empty(len(found.rejected))
    for train, test in _folds(found.groups, _FOLDS):
        predicted[test] = _model(features[train], found.rejected[train], found.groups[train], method)(features[test])
    perfect, high = perfect_error(predicted)
    return Calibration(
        labels=len(found.rejected),
        rejected=int(found.rejected.sum()),
        groups=int(found.groups.max()) + 1,
        method=method,
        auc=_round(roc_auc_score(found.rejected, predicted)),
        auc_score=_round(roc_auc_score(found.rejected, found.lost)),
        brier=_round(brier(predicted, found.rejected)),
        ece=_round(expected_error(predicted, found.rejected)),
        ece_perfect=_round(perfect),
        ece_perfect_high=_round(high),
        bins=bins(predicted, found.rejected),
        **_gate(found),
        curve=_curve(found, method),
        weights=_weights(found),
    )


def _check(found: Examples, method: str) -> None:
    n, rejected = len(found.rejected), int(found.rejected.sum())
    remedy = "decide on more documents; until then the score is a sum of visible findings, no probability"
    if method not in METHODS:
        raise BadInput(f"unknown method {method!r}", where="--method", remedy=f"use one of: {', '.join(METHODS)}")
    if n < LEAST:
        raise BadInput(f"{n} labels, and {LEAST} are needed", where="labels", remedy=remedy)
    if min(rejected, n - rejected) < _LEAST_EACH:
        what = f"{rejected} of {n} labels are rejections: of either decision {_LEAST_EACH} are needed"
        raise BadInput(what, where="labels", remedy=remedy)
    if (groups := len(np.unique(found.groups))) < _FOLDS:
        what = f"the labels come from {groups} independent sources, and {_FOLDS} are needed"
        raise BadInput(what, where="labels", remedy="label documents of further publishers")


def _folds(groups: I64, most: int) -> Iterator[tuple[I64, I64]]:
    from sklearn.model_selection import GroupKFold

    yield from GroupKFold(min(most, len(np.unique(groups)))).split(groups, groups=groups)


def _model(features: F64, rejected: F64, groups: I64, method: str) -> Curve:
    """Evidence to probability: the logistic sum, and on top of it the curve fitted to sums of unseen sources."""
    unseen = np.zeros(len(rejected))
    if len(np.unique(groups)) > 1:
        for train, test in _folds(groups, _INNER):
            weights, base = _logistic(features[train], rejected[train])
            unseen[test] = features[test] @ weights + base
    weights, base = _logistic(features, rejected)
    curve = _fitted(unseen, rejected, method)
    return lambda others: curve(others @ weights + base)


def _fitted(values: F64, rejected: F64, method: str) -> Curve:
    """A rising curve from a value to the probability of rejection: Platt's sigmoid, or isotonic steps."""
    if method == "isotonic":
        from sklearn.isotonic import IsotonicRegression

        steps: Any = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(values, rejected)
        return lambda others: np.asarray(steps.predict(others), np.float64)
    slope, base = _logistic(values[:, None], rejected, penalty=0.0)
    return lambda others: _probability(others * slope[0] + base)


def _logistic(features: F64, rejected: F64, penalty: float = _PENALTY) -> tuple[F64, float]:
    """The weights, none of them negative, and the intercept of a logistic regression."""
    from scipy.optimize import minimize

    signs = 1 - 2 * rejected

    def loss(at: F64) -> tuple[float, F64]:
        margin = signs * (features @ at[1:] + at[0])
        slope = signs * _probability(margin)
        gradient = np.concatenate([[slope.sum()], features.T @ slope + penalty * at[1:]])
        return float(np.logaddexp(0, margin).sum() + penalty * (at[1:] @ at[1:]) / 2), gradient

    start = np.zeros(features.shape[1] + 1)
    bounds = [(-_FURTHEST, _FURTHEST), *[(0.0, None)] * features.shape[1]]
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 1000}).x
    return found[1:], float(found[0])


def _probability(odds: F64) -> F64:
    found: F64 = 1 / (1 + np.exp(-np.clip(odds, -_FURTHEST, _FURTHEST)))
    return found


def _gate(found: Examples) -> Mapping[str, Share]:
    """What the gate does to documents that people accept, and what it lets through that they reject."""
    pairs = list(zip(found.verdicts, found.rejected.tolist(), strict=True))
    good = [verdict for verdict, rejected in pairs if not rejected]
    bad = [verdict for verdict, rejected in pairs if rejected]
    return {
        "false_rejects": share(good.count(Verdict.REJECT), len(good)),
        "false_reviews": share(len(good) - good.count(Verdict.ACCEPT), len(good)),
        "missed": share(bad.count(Verdict.ACCEPT), len(bad)),
    }


def _curve(found: Examples, method: str) -> tuple[tuple[float, float], ...]:
    """How likely a document is rejected at scores from 0 to 100, by tens."""
    curve = _fitted(found.lost, found.rejected, method)
    scores = np.arange(0.0, 101.0, 10.0)
    return tuple(
        (score, _round(chance)) for score, chance in zip(scores.tolist(), curve(1 - scores / 100), strict=True)
    )


def _weights(found: Examples) -> tuple[Weight, ...]:
    """What the decisions say of each rule; proposed points cost the same documents as much as today's, all in all."""
    weights, _ = _logistic(found.evidence, found.rejected)
    total = float((found.evidence @ weights).sum())
    scale = float(found.points.sum()) / total if total > 0 else 0.0
    told = []
    for column, rule in enumerate(found.rules):
        there = found.evidence[:, column] > 0
        documents = int(there.sum())
        proposed = _round(min(100.0, weights[column] * scale)) if documents >= _TELLING and scale else None
        cost = _round(float(found.points[there, column].mean()))
        rejected = int(found.rejected[there].sum())
        told.append(Weight(rule, documents, rejected, _round(weights[column]), cost, proposed))
    return tuple(sorted(told, key=lambda weight: (-weight.weight, weight.rule)))


def _round(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
