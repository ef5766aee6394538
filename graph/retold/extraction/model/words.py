"""Words of a text with their shapes and places in lines, the features that an uncased encoder lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEATURES", "Words", "split_words"]

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
_SENTENCE_END: Final = frozenset(".!?:;,…")

#: The number of values of each feature: shape, what stands before, what stands after, kind of line.
FEATURES: Final = (12, 4, 3, 12)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words of a text: `starts` and `ends` in characters, `lines` numbered, `features` a row per word."""

    text: str
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    lines: NDArray[np.intp]
    features: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)

    def surface(self, first: int, last: int) -> str:
        """Return the text from the word `first` to the word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def strings(self) -> list[str]:
        """Return the words as printed."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]


def split_words(text: str) -> Words:
    """Return the words of `text`: runs of letters and digits, and every other sign by itself."""
    matches = list(_WORD.finditer(text))
    starts = np.array([m.start() for m in matches], dtype=np.intp)
    ends = np.array([m.end() for m in matches], dtype=np.intp)
    strings = [m.group() for m in matches]
    features = np.zeros((len(matches), len(FEATURES)), dtype=np.int64)
    lines = np.zeros(len(matches), dtype=np.intp)
    line = 0
    first_of_line = 0
    for i, word in enumerate(strings):
        gap = text[ends[i - 1] if i else 0 : starts[i]]
        breaks = gap.count("\n")
        if i == 0:
            before = 3
        elif breaks:
            before = 3 if breaks > 1 else 2
            _describe_line(features, strings, first_of_line, i)
            line += breaks
            first_of_line = i
        else:
            before = 0 if gap else 1
        lines[i] = line
        following = text[ends[i] : starts[i + 1]] if i + 1 < len(matches) else "\n"
        after = 2 if "\n" in following else (0 if following else 1)
        features[i, :3] = _shape(word), before, after
    _describe_line(features, strings, first_of_line, len(strings))
    return Words(text=text, starts=starts, ends=ends, lines=lines, features=features)


def _shape(word: str) -> int:
    """Return a number for how a word is written: case, digits, sign."""
    if word[0].isdigit():
        if word.isdigit():
            return 1 if len(word) == 4 else 2
        return 3
    if not word[0].isalnum():
        return 4 if word in _SENTENCE_END else 5
    if word.islower():
        return 6
    if len(word) == 1 and word.isupper():
        return 7
    if word.isupper():
        return 8
    if word[0].isupper():
        return 9 if word[1:].islower() else 10
    return 11 if any(c.isupper() for c in word) else 0


def _describe_line(features: NDArray[np.int64], strings: list[str], first: int, end: int) -> None:
    """Write into the fourth feature how long a line is, and whether it ends as prose or is in title case."""
    if end <= first:
        return
    length = end - first
    size = 0 if length <= 4 else 1 if length <= 9 else 2 if length <= 20 else 3
    letters = [word for word in strings[first:end] if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    prose = strings[end - 1] in _SENTENCE_END
    manner = 1 if prose else 2 if capitals * 3 >= len(letters) * 2 else 0
    features[first:end, 3] = size * 3 + manner
