"""The words that prove a fact: the fewest sentences in which both of its ends stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from retold.document import Span

__all__ = ["LONGEST", "proof"]

#: Sentences that evidence may span.
LONGEST = 3


def proof(sentences: Sequence[Span], pairs: Iterable[tuple[Span, Span, float]]) -> tuple[Span, bool] | None:
    """Return the words that show a fact, and whether both its ends stand in them; None without any pair.

    `pairs` are mentions of the two ends and how strongly each pair speaks for the fact. The strongest pair
    wins, unless another within `LONGEST` sentences needs fewer of them and is nearly as strong. If all pairs
    stand farther apart, the sentence of the later mention stands for the fact.
    """
    starts = [sentence.start for sentence in sentences]

    def number(at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    best: tuple[float, int, int] | None = None
    far: tuple[float, int] | None = None
    for left, right, strength in pairs:
        first = min(number(left.start), number(right.start))
        last = max(number(left.end - 1), number(right.end - 1))
        length = last - first + 1
        if length > LONGEST:
            if far is None or strength > far[0]:
                far = (strength, last)
        else:
            value = strength - 1.5 * (length - 1)
            if best is None or value > best[0]:
                best = (value, first, last)
    if best is not None:
        return Span(start=sentences[best[1]].start, end=sentences[best[2]].end), True
    if far is not None:
        return sentences[far[1]], False
    return None
