"""Where words of a document stand in the text of its gold, which reading may have tidied up."""

from __future__ import annotations

from retold.document import Span

__all__ = ["place"]


def place(text: str, words: str, *, near: int) -> Span | None:
    """Return where `words` stand in `text`: at `near`, else as near to it as they are found, else None.

    >>> place("a b a", "a", near=0), place("a b a", "a", near=3), place("a b a", "c", near=0)
    (Span(start=0, end=1), Span(start=4, end=5), None)
    """
    if not words:
        return None
    near = max(near, 0)
    after = text.find(words, near)
    if after == near:
        return Span(start=near, end=near + len(words))
    before = text.rfind(words, 0, near + len(words))
    found = [start for start in (after, before) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda start: abs(start - near))
    return Span(start=start, end=start + len(words))
