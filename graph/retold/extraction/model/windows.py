"""Cuts a text of any length into windows that the encoder can read, and says where each word is read best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.words import FEATURES, Words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Windows", "cut_windows"]

#: Pieces of words in one window, without the two marks at its ends.
_LENGTH: Final = 510
_OVERLAP: Final = 160
#: Pieces of one word that are read; what follows is no word of a language.
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Input of the encoder: `ids`, `mask` and `features` are windows x pieces (x features).

    `heads` and `tails` are the places of each word's first and last piece in the flattened windows, each
    word in the window in which it stands farthest from an edge.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    features: NDArray[np.int64]
    heads: NDArray[np.intp]
    tails: NDArray[np.intp]


def cut_windows(words: Words, tokenizer: Tokenizer, *, length: int = _LENGTH) -> Windows:
    """Return the windows over `words`; each overlaps the one before it."""
    # A surrogate without its other half is no character that can be encoded.
    strings = [word.encode("utf-8", "replace").decode() for word in words.strings()]
    distinct = {word: number for number, word in enumerate(dict.fromkeys(strings))}
    encoded = tokenizer.encode_batch(list(distinct), add_special_tokens=False)
    unknown, opening, closing = (tokenizer.token_to_id(mark) or 0 for mark in ("[UNK]", "[CLS]", "[SEP]"))
    known = [encoding.ids[:_LONGEST] or [unknown] for encoding in encoded]
    pieces = [known[distinct[word]] for word in strings]
    spans = _spans([len(piece) for piece in pieces], length=length)
    width = max((sum(len(pieces[i]) for i in range(*span)) for span in spans), default=0) + 2
    ids = np.zeros((len(spans), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((len(spans), width, len(FEATURES)), dtype=np.int64)
    heads = np.zeros(len(words), dtype=np.intp)
    tails = np.zeros(len(words), dtype=np.intp)
    depth = np.full(len(words), -1)
    for number, (first, end) in enumerate(spans):
        ids[number, 0] = opening
        position = 1
        for word in range(first, end):
            size = len(pieces[word])
            ids[number, position : position + size] = pieces[word]
            features[number, position : position + size] = words.features[word]
            inside = min(word - first, end - 1 - word)
            if inside > depth[word]:
                depth[word] = inside
                heads[word] = number * width + position
                tails[word] = number * width + position + size - 1
            position += size
        ids[number, position] = closing
        mask[number, : position + 1] = 1
    return Windows(ids=ids, mask=mask, features=features, heads=heads, tails=tails)


def _spans(sizes: list[int], *, length: int) -> list[tuple[int, int]]:
    """Return first word and end of each window."""
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        end, filled = first, 0
        while end < len(sizes) and filled + sizes[end] <= length:
            filled += sizes[end]
            end += 1
        spans.append((first, end))
        if end == len(sizes):
            break
        back = 0
        next_first = end
        while next_first > first + 1 and back + sizes[next_first - 1] <= _OVERLAP:
            next_first -= 1
            back += sizes[next_first]
        first = next_first
    return spans
