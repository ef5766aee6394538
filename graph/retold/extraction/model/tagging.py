"""From the probabilities of tags to mentions: the best sequence of tags that makes sense."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.labels import TYPES
from retold.extraction.model.pairs import Marks
from retold.extraction.model.words import Words

__all__ = ["find_mentions"]


def find_mentions(words: Words, tags: NDArray[np.float32]) -> tuple[Marks, NDArray[np.float32]]:
    """Return the mentions of the likeliest legal sequence of tags, and how sure each is (0 to 1).

    `tags` is words x tags, as logarithms of probabilities (Viterbi 1967; a mention that has begun goes on
    or ends, and never changes its type). A mention is as sure as its least sure word.
    """
    spans = _best_spans(tags)
    first = np.array([span[0] for span in spans], dtype=np.intp)
    last = np.array([span[1] for span in spans], dtype=np.intp)
    types = np.array([span[2] for span in spans], dtype=np.intp)
    sure = np.array([_sureness(tags, *span) for span in spans], dtype=np.float32)
    return Marks(words=words, first=first, last=last, types=types), sure


def _best_spans(tags: NDArray[np.float32]) -> list[tuple[int, int, int]]:
    count = len(TYPES)
    begins, insides, ends, singles = (slice(1 + place, None, 4) for place in range(4))
    none = np.full(count, -np.inf)
    # The best score of a sequence that is, after each word, outside of a mention, or inside one of a type.
    outside, inside = 0.0, none
    came_out: list[tuple[int, int]] = []
    came_in: list[NDArray[np.bool_]] = []
    for row in tags.astype(np.float64):
        closings = inside + row[ends]
        alone = outside + row[singles]
        choices = (outside + row[0], alone.max(), closings.max())
        best = int(np.argmax(choices))
        came_out.append((best, int(alone.argmax()) if best == 1 else int(closings.argmax())))
        going_on = inside + row[insides]
        beginning = outside + row[begins]
        came_in.append(going_on > beginning)
        outside, inside = choices[best], np.maximum(going_on, beginning)
    spans: list[tuple[int, int, int]] = []
    word = len(tags) - 1
    while word >= 0:
        way, kind = came_out[word]
        if way == 0:
            word -= 1
            continue
        last = word
        if way == 2:
            word -= 1
            while came_in[word][kind]:
                word -= 1
        spans.append((word, last, kind))
        word -= 1
    return spans[::-1]


def _sureness(tags: NDArray[np.float32], first: int, last: int, kind: int) -> float:
    base = 1 + 4 * kind
    if first == last:
        return float(np.exp(tags[first, base + 3]))
    inner = tags[first + 1 : last, base + 1].min(initial=0.0)
    return float(np.exp(min(tags[first, base], tags[last, base + 2], inner)))
