"""The figures: counts of right, wrong and missed, and how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

__all__ = ["THRESHOLDS", "Bin", "Calibration", "Score", "Threshold", "calibration", "thresholds"]

#: The confidences from which on the table of thresholds counts answers.
THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: Where the bins of confidence begin and end; each holds its beginning, the last its end as well.
_EDGES: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

#: Of each answer its confidence and whether it is right.
Outcomes = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of facts and the figures that follow from them, from 0 to 1."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right, wrong=self.wrong + other.wrong, missed=self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """The share of the answers that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold facts that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def gold(self) -> int:
        """The number of gold facts."""
        return self.right + self.missed

    def to_json(self) -> dict[str, Any]:
        """Return figures and counts."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The answers whose confidence is from `start` to below `end` (in the last bin: to `end`).

    `right` is the share of them that are right, `confidence` their mean; both are 0 if there are none.
    """

    start: float
    end: float
    answers: int
    right: float
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """Return the fields, the beginning as `from` and the end as `to`."""
        return {
            "from": self.start,
            "to": self.end,
            "answers": self.answers,
            "right": self.right,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether confidence is a probability.

    `expected_error` is the mean difference, over all answers, between the confidence of a bin and the share
    of it that is right: 0 if of the answers at 0.9 nine in ten are right, and so on.
    """

    bins: tuple[Bin, ...]
    expected_error: float

    def to_json(self) -> dict[str, Any]:
        """Return `{"expected_error": 0.1, "bins": [...]}`."""
        return {"expected_error": self.expected_error, "bins": [item.to_json() for item in self.bins]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The score if answers below a confidence had not been given."""

    confidence: float
    score: Score

    def to_json(self) -> dict[str, Any]:
        """Return `{"confidence": 0.5, figures and counts}`."""
        return {"confidence": self.confidence, **self.score.to_json()}


def calibration(outcomes: Outcomes) -> Calibration:
    """Return how the confidence of answers and their being right hang together."""
    bins = []
    for start, end in pairwise(_EDGES):
        inside = [item for item in outcomes if start <= item[0] and (item[0] < end or end == _EDGES[-1])]
        bins.append(
            Bin(
                start=start,
                end=end,
                answers=len(inside),
                right=_mean(float(right) for _, right in inside),
                confidence=_mean(confidence for confidence, _ in inside),
            )
        )
    error = sum(item.answers * abs(item.right - item.confidence) for item in bins)
    return Calibration(bins=tuple(bins), expected_error=error / len(outcomes) if outcomes else 0.0)


def thresholds(outcomes: Outcomes, *, gold: int) -> tuple[Threshold, ...]:
    """Return the score at each of THRESHOLDS, of `gold` facts in all."""
    found = []
    for least in THRESHOLDS:
        kept = [right for confidence, right in outcomes if confidence >= least]
        score = Score(right=sum(kept), wrong=len(kept) - sum(kept), missed=gold - sum(kept))
        found.append(Threshold(confidence=least, score=score))
    return tuple(found)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
