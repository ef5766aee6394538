"""Turns what the network calls probable into shares of right claims, as counted on held-out documents."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from retold.evaluation import Answer, Verdict

__all__ = ["fit_correction", "threshold_for"]

#: How strongly a relation's own correction is drawn towards none, in claims.
_PRIOR = 8.0


def fit_correction(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return slope and offsets of a logistic correction (Platt 1999): one slope, an offset per relation.

    Fitted by Newton's method with a normal prior on the offsets.
    """
    rows = [(a.relation, _logit(a.confidence), a.verdict is Verdict.RIGHT) for a in answers if a.confidence]
    names = sorted({row[0] for row in rows})
    x = np.array([row[1] for row in rows])
    y = np.array([row[2] for row in rows], dtype=float)
    which = np.array([names.index(row[0]) for row in rows], dtype=np.intp)
    design = np.zeros((len(rows), 2 + len(names)))
    design[:, 0], design[:, 1] = x, 1.0
    design[np.arange(len(rows)), 2 + which] = 1.0
    penalty = np.array([1e-6, 1e-6, *[_PRIOR] * len(names)])
    weights = np.zeros(design.shape[1])
    weights[0] = 1.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (y - p) - penalty * weights
        hessian = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return {
        "slope": round(float(weights[0]), 4),
        "offset": round(float(weights[1]), 4),
        "offsets": {name: round(float(weights[2 + n]), 4) for n, name in enumerate(names)},
    }


def threshold_for(outcomes: Sequence[tuple[float, bool]], *, precision: float) -> float:
    """Return the least confidence above which claims are right this often, in steps of .01; 1.0 if never."""
    counts: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for confidence, right in outcomes:
        counts[math.floor(round(confidence * 100, 6))][right] += 1
    wrong = right_ = 0
    best = 100
    for step in range(100, -1, -1):
        wrong, right_ = wrong + counts[step][0], right_ + counts[step][1]
        if right_ + wrong and right_ / (right_ + wrong) >= precision:
            best = step
    return best / 100


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))
