"""Cutting the lines of a document into sentences, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from retold.document import Span

__all__ = ["split_sentences"]

_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof st sr jr vs etc eg ie no vol ed eds dir feat ft inc ltd co corp gen col capt lt sgt "
    "rev hon jan feb mar apr jun jul aug sep sept oct nov dec ep eps approx cf al".split()
)
# Possessive, for a page may hold a hundred thousand exclamation marks.
_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]*+(?=\s+(?P<next>[\"'“‘«(\[*_]*[^\W_]))")
_LAST_WORD: Final = re.compile(r"([^\W_][\w.]*)$")


def split_sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of `span`, without surrounding white space; line breaks always end one.

    >>> line = 'Dr. Mara Quill directs. "It stars A. B. Cole!" she says.'
    >>> [line[s.start : s.end] for s in split_sentences(line, Span(start=0, end=len(line)))]
    ['Dr. Mara Quill directs.', '"It stars A. B. Cole!" she says.']
    """
    for line in re.finditer(r"[^\n]+", text[span.start : span.end]):
        start, end = span.start + line.start(), span.start + line.end()
        for match in _END.finditer(text, start, end):
            if _ends_sentence(text, start, match):
                yield from _trimmed(text, start, match.end())
                start = match.end()
        yield from _trimmed(text, start, end)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match["next"][0].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    word = _LAST_WORD.search(text[max(start, match.start() - 24) : match.start()])
    if word is None:
        return True
    last = word.group(1)
    is_initial = len(last.replace(".", "")) == 1 or (len(last) <= 3 and "." in last)
    return not (is_initial and last[0].isupper()) and last.casefold() not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start=start, end=end)
