"""What can be said of two mentions without reading them: names compared, distance, lines, what lies between.

The same features are used when the model is trained and when it reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.labels import DESCRIBED, LEGAL, LITERALS, PEOPLE, TYPES, WORKS
from retold.extraction.model.words import Words
from retold.values import fold

__all__ = [
    "ANTECEDENT_FEATURES",
    "RELATION_FEATURES",
    "Marks",
    "antecedent_features",
    "antecedent_pairs",
    "relation_features",
    "relation_pairs",
]

ANTECEDENT_FEATURES: Final = 30
RELATION_FEATURES: Final = 40

_REACH: Final = 500
#: How many mentions of its class before a mention may be its antecedent.
_FARTHEST: Final = 256
_SENTENCE_ENDS: Final = frozenset(".!?")
_CLASSES: Final = np.array(
    [0 if t in PEOPLE else 1 if t in WORKS else 2 + t for t in range(len(TYPES))], dtype=np.intp
)
_IS_DESCRIBED: Final = np.array([t in DESCRIBED for t in range(len(TYPES))])
_IS_WORK: Final = np.array([t in WORKS for t in range(len(TYPES))])


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Mentions of a text in its order: first and last word (included) and type of each."""

    words: Words
    first: NDArray[np.intp]
    last: NDArray[np.intp]
    types: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.first)

    def surfaces(self) -> list[str]:
        """Return each mention as printed."""
        return [self.words.surface(a, b) for a, b in zip(self.first, self.last, strict=True)]


def antecedent_pairs(marks: Marks) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return (earlier, later) mentions that may be one entity; values are joined by their value instead."""
    pairs = [(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))]
    values = np.isin(marks.types, list(LITERALS))
    for group in np.unique(_CLASSES[marks.types[~values]]):
        own = np.flatnonzero((_CLASSES[marks.types] == group) & ~values)
        # A book has thousands of mentions; what is farther back than this is named anew.
        counts = np.minimum(np.arange(len(own)), _FARTHEST)
        after = np.repeat(np.arange(len(own)), counts)
        place = np.arange(len(after)) - np.repeat(np.cumsum(counts) - counts, counts)
        pairs.append((own[after - np.repeat(counts, counts) + place], own[after]))
    earlier, later = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    left, right = marks.types[earlier], marks.types[later]
    people = [TYPES.index("Person"), TYPES.index("Character")]
    apart = np.isin(left, people) & np.isin(right, people) & (left != right)
    order = np.lexsort((earlier, later))
    order = order[~apart[order]]
    return earlier[order], later[order]


def antecedent_features(
    marks: Marks, earlier: NDArray[np.intp], later: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return pairs x features."""
    out = np.zeros((len(earlier), ANTECEDENT_FEATURES), dtype=np.float32)
    if not len(earlier):
        return out
    surfaces = marks.surfaces()
    numbers = {name: number for number, name in enumerate(dict.fromkeys(surfaces))}
    of = np.array([numbers[name] for name in surfaces], dtype=np.intp)
    names = _compare_all(list(numbers), of[earlier], of[later])
    described = _IS_DESCRIBED[marks.types]
    de, dl = described[earlier], described[later]
    out[:, :8] = names * ~(de | dl)[:, None]
    out[:, 8], out[:, 9], out[:, 10], out[:, 11] = ~de & ~dl, ~de & dl, de & ~dl, de & dl
    out[:, 12:18] = _buckets(marks.first[later] - marks.last[earlier], (5, 15, 40, 100, 250))
    between = np.zeros(len(earlier), dtype=np.intp)
    for group in np.unique(_CLASSES[marks.types]):
        rank = np.cumsum(_CLASSES[marks.types] == group)
        own = _CLASSES[marks.types[later]] == group
        between[own] = (rank[later] - rank[earlier] - 1)[own]
    out[:, 18:22] = _buckets(between, (0, 1, 4))
    lines = marks.words.lines
    out[:, 22] = lines[marks.first[earlier]] == lines[marks.first[later]]
    out[:, 23] = lines[marks.first[earlier]] == 0
    out[:, 24] = lines[marks.first[later]] == 0
    out[:, 25] = names[:, 1] * (de & dl)
    out[:, 26] = marks.types[earlier] == marks.types[later]
    sentences = _sentences(marks.words)
    apart = sentences[marks.first[later]] - sentences[marks.first[earlier]]
    out[:, 27], out[:, 28], out[:, 29] = apart == 0, apart == 1, apart > 1
    return out


def _compare_all(names: list[str], left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return pairs x 8: how two names agree. Pairs are numbers into `names`."""
    folded = [fold(name) for name in names]
    parts = [tuple(text.split()) for text in folded]
    known: dict[tuple[int, int], tuple[float, ...]] = {}
    rows = []
    for pair in zip(left.tolist(), right.tolist(), strict=True):
        row = known.get(pair)
        if row is None:
            a, b = pair
            row = known[pair] = _compare(names[a], names[b], folded[a], folded[b], parts[a], parts[b])
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(-1, 8)


def _compare(
    a: str, b: str, folded_a: str, folded_b: str, parts_a: tuple[str, ...], parts_b: tuple[str, ...]
) -> tuple[float, ...]:
    set_a, set_b = set(parts_a), set(parts_b)
    return (
        a == b,
        folded_a == folded_b,
        bool(set_a) and set_a < set_b,
        bool(set_b) and set_b < set_a,
        bool(parts_a and parts_b) and parts_a[-1] == parts_b[-1],
        bool(parts_a and parts_b) and parts_a[0] == parts_b[0],
        not set_a & set_b,
        (folded_a != folded_b and _initials(parts_a) == folded_b) or _initials(parts_b) == folded_a,
    )


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts)


def relation_pairs(
    marks: Marks, *, legal: NDArray[np.bool_] = LEGAL
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Return (subject, object) mentions near enough to be related, and pairs x relations that may hold.

    `legal` says so by the types of subject and object.
    """
    low = np.searchsorted(marks.first, marks.first - _REACH)
    counts = np.searchsorted(marks.first, marks.first + _REACH, side="right") - low
    left = np.repeat(np.arange(len(marks)), counts)
    right = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    some = np.asarray(legal.any(axis=2))[marks.types[left], marks.types[right]] & (left != right)
    left, right = left[some], right[some]
    return left, right, legal[marks.types[left], marks.types[right]]


def relation_features(
    marks: Marks, clusters: NDArray[np.intp], left: NDArray[np.intp], right: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return pairs x features; `clusters` numbers the entity of each mention."""
    out = np.zeros((len(left), RELATION_FEATURES), dtype=np.float32)
    if not len(left):
        return out
    words = marks.words
    first, last = marks.first, marks.last
    before = left < right
    near = np.where(before, left, right)
    far = np.where(before, right, left)
    out[:, 0] = before
    out[:, 1:9] = _buckets(first[far] - last[near] - 1, (0, 1, 4, 10, 25, 60, 150))
    apart = words.lines[first[far]] - words.lines[first[near]]
    out[:, 9:13] = _buckets(apart, (0, 1, 2))
    sentences = _sentences(words)
    out[:, 13:16] = _buckets(sentences[first[far]] - sentences[first[near]], (0, 1))
    out[:, 16:20] = _buckets(far - near - 1, (0, 1, 4))
    works = _IS_WORK[marks.types]
    rank = np.cumsum(works)
    out[:, 20:24] = _buckets(rank[far] - rank[near] - works[far], (0, 1, 2))
    out[:, 24] = _IS_DESCRIBED[marks.types[left]]
    out[:, 25] = _IS_DESCRIBED[marks.types[right]]
    strings = words.strings()
    opens = np.array([word == "(" for word in strings] + [False])
    out[:, 26] = opens[first[right] - 1] & (first[right] > 0)
    out[:, 27] = opens[first[left] - 1] & (first[left] > 0)
    prominence = _prominence(marks, clusters)
    out[:, 28:38] = prominence[clusters[left]]
    out[:, 38] = words.lines[first[left]] == 0
    out[:, 39] = words.lines[first[right]] == 0
    return out


def _prominence(marks: Marks, clusters: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return entities x 10: how much the text is about each work: rank, number of mentions, headline."""
    count = int(clusters.max(initial=-1)) + 1
    out = np.zeros((count, 10), dtype=np.float32)
    works = _IS_WORK[marks.types]
    ranked: dict[int, int] = {}
    for cluster in clusters[works].tolist():
        ranked.setdefault(cluster, len(ranked))
    if not ranked:
        return out
    mentions = np.bincount(clusters[works], minlength=count)
    most = mentions.max()
    for cluster, rank in ranked.items():
        out[cluster, min(rank, 3)] = 1
        out[cluster, 4 + (0 if mentions[cluster] == 1 else 1 if mentions[cluster] <= 3 else 2)] = 1
        out[cluster, 7] = mentions[cluster] == most
        out[cluster, 8] = len(ranked) == 1
    headline = clusters[works & (marks.words.lines[marks.first] == 0)]
    out[headline, 9] = 1
    return out


def _sentences(words: Words) -> NDArray[np.intp]:
    """Return the number of each word's sentence; a line break ends a sentence, too."""
    strings = words.strings()
    ends = np.array([word in _SENTENCE_ENDS for word in strings], dtype=bool)
    features = words.features
    # A full stop inside a name or a number has no space after it.
    breaks = np.zeros(len(words), dtype=np.intp)
    breaks[1:] = (ends[:-1] & (features[:-1, 2] == 0)) | (features[1:, 1] >= 2)
    return np.cumsum(breaks)


def _buckets(values: NDArray[np.intp], limits: tuple[int, ...]) -> NDArray[np.float32]:
    """Return one column per range: up to the first limit, up to the second, ..., more."""
    places = np.searchsorted(np.array(limits), values, side="left")
    return np.eye(len(limits) + 1, dtype=np.float32)[places]
