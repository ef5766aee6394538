"""How sure a claim is: the network's probability, corrected by what proved right on unseen documents."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

__all__ = ["Correction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A logistic correction of probabilities (Platt 1999): a slope, and an offset for each relation."""

    slope: float = 1.0
    offset: float = 0.0
    offsets: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def confidence(self, relation: str, probability: float) -> float:
        """Return the share of right claims among those of `relation` that are called this probable."""
        p = min(max(probability, 1e-6), 1 - 1e-6)
        logit = math.log(p / (1 - p))
        corrected = self.slope * logit + self.offset + self.offsets.get(relation, 0.0)
        return 1 / (1 + math.exp(-corrected))

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Correction:
        """Return the correction that `retold_training.calibration` wrote."""
        return cls(slope=record["slope"], offset=record["offset"], offsets=dict(record["offsets"]))
