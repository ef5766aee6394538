"""Texts with marks on them, for tests that need mentions but no model."""

from __future__ import annotations

import numpy as np

from retold.extraction.model.labels import TYPES
from retold.extraction.model.pairs import Marks
from retold.extraction.model.words import split_words


def marks_of(text: str, *mentions: tuple[str, str]) -> Marks:
    """Return marks on (surface, type), each found in `text` after the one before it."""
    words = split_words(text)
    rows = []
    position = 0
    for surface, kind in mentions:
        start = text.index(surface, position)
        position = start + len(surface)
        first = words.starts.tolist().index(start)
        last = words.ends.tolist().index(position)
        rows.append((first, last, TYPES.index(kind)))
    first, last, types = (np.array([row[n] for row in rows], dtype=np.intp) for n in range(3))
    return Marks(words=words, first=first, last=last, types=types)
