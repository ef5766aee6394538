"""Reads a text whose words' hidden states are known: mentions, entities, facts with their probabilities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.heads import Floats, Heads, sigmoid
from retold.extraction.model.labels import DESCRIBED, KINDS, LITERALS, RELATIONS, TYPES, WORKS
from retold.extraction.model.pairs import (
    Marks,
    antecedent_features,
    antecedent_pairs,
    relation_features,
    relation_pairs,
)
from retold.extraction.model.tagging import find_mentions
from retold.extraction.model.words import Words

__all__ = ["ReadFact", "Reading", "read"]

#: Facts less probable than this are not told.
_LEAST: Final = 0.05
#: Pairs of mentions that are kept for a fact.
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """A fact between two entities, by their numbers; `pairs` are mentions that show it, with logits.

    `left` and `right` are the mentions that show it best.
    """

    subject: int
    relation: str
    object: int
    probability: float
    left: int
    right: int
    pairs: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reading:
    """What is read in a text. `sure` is how sure each mention is, `entities` numbers its entity.

    `kinds` and `sure_kinds` are the kind of each number and how sure it is, 1 for what is no work.
    """

    marks: Marks
    sure: Floats
    entities: NDArray[np.intp]
    kinds: tuple[str, ...]
    sure_kinds: tuple[float, ...]
    facts: tuple[ReadFact, ...]


def read(words: Words, word_heads: Floats, word_tails: Floats, *, heads: Heads) -> Reading:
    """Return what the model reads in `words`; hidden states are words x size, at first and last piece."""
    marks, sure = find_mentions(words, heads.tags(word_heads))
    mentions = heads.mentions(word_heads, word_tails, marks)
    entities = _entities(marks, mentions, heads)
    kinds = _kinds(marks, entities, heads.kinds(mentions))
    return Reading(
        marks=marks,
        sure=sure,
        entities=entities,
        kinds=tuple(kind for kind, _ in kinds),
        sure_kinds=tuple(sure for _, sure in kinds),
        facts=tuple(_facts(marks, entities, mentions, word_heads, heads)),
    )


def _entities(marks: Marks, mentions: Floats, heads: Heads) -> NDArray[np.intp]:
    """Return the number of each mention's entity: that of its best antecedent, or a new one."""
    earlier, later = antecedent_pairs(marks)
    scores = heads.antecedents(mentions, earlier, later, antecedent_features(marks, earlier, later))
    best: dict[int, tuple[float, int]] = {}
    for i, j, score in zip(earlier.tolist(), later.tolist(), scores.tolist(), strict=True):
        if score > 0 and score > best.get(j, (0.0, -1))[0]:
            best[j] = (score, i)
    numbers = np.zeros(len(marks), dtype=np.intp)
    values: dict[tuple[int, str], int] = {}
    count = 0
    for number, (kind, surface) in enumerate(zip(marks.types.tolist(), marks.surfaces(), strict=True)):
        if kind in LITERALS:
            known = values.setdefault((kind, surface.casefold()), count)
        else:
            known = int(numbers[best[number][1]]) if number in best else count
        numbers[number] = known
        count += known == count
    return numbers


def _kinds(marks: Marks, entities: NDArray[np.intp], kinds: Floats) -> list[tuple[str, float]]:
    """Return the kind of each entity and how sure it is. The mentions of a work vote on it."""
    votes: defaultdict[int, list[Floats]] = defaultdict(list)
    names: dict[int, str] = {}
    for number, (entity, kind) in enumerate(zip(entities.tolist(), marks.types.tolist(), strict=True)):
        if kind in WORKS:
            votes[entity].append(kinds[number])
        elif kind not in DESCRIBED or entity not in names:
            names[entity] = "Person" if kind in DESCRIBED else TYPES[kind]
    found = []
    for entity in range(int(entities.max(initial=-1)) + 1):
        if entity in votes:
            # The mean, not the sum: mentions of one work lean on the same words.
            shares = np.exp(np.mean(votes[entity], axis=0))
            best = int(shares.argmax())
            found.append((KINDS[best], float(shares[best] / shares.sum())))
        else:
            found.append((names[entity], 1.0))
    return found


def _facts(
    marks: Marks, entities: NDArray[np.intp], mentions: Floats, word_heads: Floats, heads: Heads
) -> list[ReadFact]:
    left, right, legal = relation_pairs(marks)
    if not len(left):
        return []
    features = relation_features(marks, entities, left, right)
    scores = heads.relations(mentions, word_heads, marks, left, right, features)
    scores[~legal] = -1e4
    size = int(entities.max()) + 1
    cells, cell = np.unique(entities[left] * size + entities[right], return_inverse=True)
    most = np.full((len(cells), scores.shape[1]), -1e4, dtype=np.float32)
    np.maximum.at(most, cell, scores)
    sums = np.zeros_like(most)
    np.add.at(sums, cell, np.exp(scores - most[cell]))
    probabilities = sigmoid(most + np.log(sums))
    order = np.argsort(cell, kind="stable")
    ends = np.searchsorted(cell[order], np.arange(len(cells) + 1))
    facts = []
    for row, relation in np.argwhere(probabilities >= _LEAST).tolist():
        subject, target = divmod(int(cells[row]), size)
        if subject == target:
            continue
        own = order[ends[row] : ends[row + 1]]
        strongest = own[np.argsort(-scores[own, relation], kind="stable")][:_SHOWN]
        pair = int(strongest[0])
        facts.append(
            ReadFact(
                subject=subject,
                relation=RELATIONS[relation],
                object=target,
                probability=float(probabilities[row, relation]),
                left=int(left[pair]),
                right=int(right[pair]),
                pairs=tuple((int(left[n]), int(right[n]), float(scores[n, relation])) for n in strongest),
            )
        )
    return facts
