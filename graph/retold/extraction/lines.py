"""The lines of a document with their roles, without the bullets and spaces around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from retold.document import Document, Role, Span

__all__ = ["Line", "lines_of"]

_BULLETS: Final = re.compile(r"[\s>•‣▪◦·*#»▸►~–—-]*(?=[\w\"“‘'(\[★⭐✮●■*])|\s*")
_KEPT: Final = re.compile(r"\*{1,5}(?=[\w\"“‘'½¼¾ ]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line. `start` is where its text begins in the document; `gap`: after a blank line."""

    start: int
    text: str
    role: Role
    gap: bool

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of `text[start:end]`."""
        return Span(start=self.start + start, end=self.start + end)

    @property
    def whole(self) -> Span:
        """The span of the whole line."""
        return self.span(0, len(self.text))


def lines_of(document: Document) -> list[Line]:
    """Return the lines that are not blank, in order; a line outside every block is body text."""
    starts = [block.span.start for block in document.blocks]
    lines: list[Line] = []
    at, gap = 0, True
    for raw in document.text.split("\n"):
        lead = _BULLETS.match(raw)
        skip = lead.end() if lead else 0
        if _KEPT.match(raw.lstrip()):
            skip = len(raw) - len(raw.lstrip())
        text = raw[skip:].rstrip()
        if text:
            index = bisect_right(starts, at + skip) - 1
            block = document.blocks[index] if index >= 0 else None
            inside = block is not None and at + skip < block.span.end
            role = block.role if block is not None and inside else Role.BODY
            lines.append(Line(start=at + skip, text=text, role=role, gap=gap))
        gap = not text
        at += len(raw) + 1
    return lines
