"""Parts of the corpus by writer: whoever wrote a held-out document wrote none that was learned from.

A family of documents has one writer, so families stay whole, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from retold.corpus import AnnotatedDocument

__all__ = ["NEVER_LEARNED", "folds", "share", "writer_of"]

#: The writers of data/corpus/unseen-*: by their documents every release is judged.
NEVER_LEARNED: Final = frozenset({"z"})


def writer_of(slug: str) -> str:
    """Return the writer of a document: what stands before its slug's first hyphen.

    >>> writer_of("d-arcane-thread")
    'd'
    """
    return slug.partition("-")[0]


def folds(documents: Iterable[AnnotatedDocument], *, count: int) -> list[list[str]]:
    """Return `count` lists of writers with about as many documents each."""
    sizes = Counter(writer_of(document.slug) for document in documents)
    parts: list[list[str]] = [[] for _ in range(count)]
    filled = [0] * count
    for writer, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        least = filled.index(min(filled))
        parts[least].append(writer)
        filled[least] += size
    return [sorted(part) for part in parts]


def share(documents: Sequence[AnnotatedDocument], part: float) -> list[AnnotatedDocument]:
    """Return an even share of the documents, spread over all of them; a larger share has a smaller one."""
    if part >= 1:
        return list(documents)
    kept = []
    for number, document in enumerate(documents):
        # The fractional parts of multiples of the golden ratio fill the unit interval evenly.
        if (number * 0.6180339887498949) % 1 < part:
            kept.append(document)
    return kept
