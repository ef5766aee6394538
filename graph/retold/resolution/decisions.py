"""What is decided about identity and claims, by people (logged) or by rule (recomputed)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Decision", "Explanation", "Judgement"]


class Judgement(StrEnum):
    """Two entities are the same or different; a claim is accepted or rejected."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the log: a person's word. `id` counts from 1 in the order of the log.

    For a claim, `left` is its id and `right` is None. `at` is an ISO date and time.
    """

    id: int
    left: str
    right: str | None
    judgement: Judgement
    reasons: tuple[str, ...] = ()
    by: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why two local entities are one thing or not: the steps between them, each with a score from 0 to 1.

    `judgement` is SAME or DIFFERENT as the graph has it now, `score` that of the weakest step; a person's
    decision scores 1.
    """

    left: str
    right: str
    judgement: Judgement
    score: float
    reasons: tuple[str, ...]
