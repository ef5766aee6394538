"""Documents as the later stages see them: one text, cut into blocks that each play a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from retold.identifiers import document_id

__all__ = ["Block", "Document", "Role", "Source", "Span", "make_document"]


class Role(StrEnum):
    """What a line of a page is for."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    BODY = "body"
    CAPTION = "caption"
    CREDITS = "credits"
    QUOTE = "quote"
    RATING = "rating"
    RELATED = "related"
    NAVIGATION = "navigation"
    #: Structured data of a page (JSON-LD, microdata, OpenGraph), one JSON object a line, kept at the end of
    #: the text so that facts read from it can show their words like any other.
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of Unicode code points of `Document.text`."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text (a line or a paragraph) and its role."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document came from. `uri` is the path or URL as it was given; dates are ISO prefixes."""

    uri: str
    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its blocks, in order and not overlapping. `id` is a hash of the text and its blocks."""

    id: str
    source: Source
    blocks: tuple[Block, ...] = field(repr=False)
    text: str = field(repr=False)

    def words(self, span: Span) -> str:
        """Return the characters of `span`."""
        return self.text[span.start : span.end]


def make_document(text: str, *, blocks: Iterable[Block], source: Source) -> Document:
    """Return a document with the id that its text and blocks determine."""
    ordered = tuple(sorted(blocks, key=lambda block: (block.span, block.role)))
    roles = (f"{block.span.start}:{block.span.end}:{block.role}" for block in ordered)
    return Document(id=document_id([text, *roles]), source=source, blocks=ordered, text=text)
