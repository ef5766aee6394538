"""The model's heads, computed with numpy: what hidden states say of mentions, kinds, entities and relations.

The weights are those of `retold_training.network.Heads`, under the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.pairs import Marks

__all__ = ["Heads", "log_softmax", "sigmoid"]

Floats = NDArray[np.float32]

_SQRT_2_OVER_PI: Final = np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """Named weights, as arrays; a linear layer's are outputs x inputs."""

    weights: Mapping[str, Floats]

    def _linear(self, name: str, values: Floats) -> Floats:
        result = values @ self.weights[f"{name}.weight"].T
        bias = self.weights.get(f"{name}.bias")
        return result if bias is None else result + bias

    def tags(self, word_heads: Floats) -> Floats:
        """Return words x tags, as logarithms of probabilities."""
        return log_softmax(self._linear("tag", word_heads))

    def mentions(self, word_heads: Floats, word_tails: Floats, marks: Marks) -> Floats:
        """Return mentions x mention size."""
        sums = _prefix_sums(word_heads)
        lengths = (marks.last + 1 - marks.first)[:, None].astype(np.float32)
        mean = (sums[marks.last + 1] - sums[marks.first]) / lengths
        joined = np.concatenate(
            [word_heads[marks.first], word_tails[marks.last], mean.astype(np.float32)], axis=1
        )
        return _gelu(self._linear("mention", joined) + self.weights["mention_type.weight"][marks.types])

    def kinds(self, mentions: Floats) -> Floats:
        """Return mentions x kinds of works, as logarithms of probabilities."""
        return log_softmax(self._linear("kind", mentions))

    def antecedents(
        self, mentions: Floats, earlier: NDArray[np.intp], later: NDArray[np.intp], features: Floats
    ) -> Floats:
        """Return one score per pair; no antecedent scores 0."""
        hidden = self._linear("antecedent_features", features)
        hidden += self._linear("antecedent_left", mentions)[earlier]
        hidden += self._linear("antecedent_right", mentions)[later]
        hidden += self._linear("antecedent_both", mentions[earlier] * mentions[later])
        return self._linear("antecedent_score", np.maximum(hidden, 0))[:, 0]

    def relations(
        self,
        mentions: Floats,
        word_heads: Floats,
        marks: Marks,
        left: NDArray[np.intp],
        right: NDArray[np.intp],
        features: Floats,
    ) -> Floats:
        """Return pairs x relations, as logits."""
        # The projection is linear: projecting each word once is less work than each pair's mean.
        sums = _prefix_sums(self._linear("relation_between", word_heads))
        start = np.minimum(marks.last[left], marks.last[right]) + 1
        end = np.maximum(np.maximum(marks.first[left], marks.first[right]), start)
        hidden = ((sums[end] - sums[start]) / np.maximum(end - start, 1)[:, None]).astype(np.float32)
        hidden += self._linear("relation_features", features)
        hidden += self._linear("relation_left", mentions)[left]
        hidden += self._linear("relation_right", mentions)[right]
        hidden += self._linear("relation_both", mentions[left] * mentions[right])
        return self._linear("relation_score", np.maximum(hidden, 0))


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the probabilities that `scores` stand for, row by row."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def sigmoid(scores: Floats) -> Floats:
    """Return the probability that each logit stands for."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -60, 60))))


def _prefix_sums(rows: Floats) -> NDArray[np.float64]:
    return np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])


def _gelu(values: Floats) -> Floats:
    """Return the activation of Hendrycks & Gimpel 2016, by its tanh form."""
    return np.asarray(0.5 * values * (1 + np.tanh(_SQRT_2_OVER_PI * (values + 0.044715 * values**3))))
