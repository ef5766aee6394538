"""Lines with roles, and the document that they make."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from retold.document import Block, Document, Role, Source, Span, make_document
from retold.errors import DocumentError
from retold.reading.encodings import clean
from retold.values import detect_language

__all__ = ["Line", "compose", "data_line", "one_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text without line break. `role` is None as long as nothing but the words can tell it."""

    text: str
    role: Role | None = None


def compose(lines: Iterable[Line], *, source: Source) -> Document:
    """Return the document whose text is `lines`, one block for each that is not blank.

    Lines without role become body. Raises DocumentError if all of them are blank.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for line in lines:
        words = line.text.strip()
        if words:
            start = offset + line.text.index(words)
            blocks.append(Block(span=Span(start=start, end=start + len(words)), role=line.role or Role.BODY))
        texts.append(line.text)
        offset += len(line.text) + 1
    if all(block.role is Role.DATA for block in blocks):
        raise DocumentError(source.uri, "nothing to read: it holds no text.")
    return make_document("\n".join(texts), blocks=blocks, source=source)


def language_of(lines: Iterable[Line]) -> str | None:
    """Return the language that the article is written in; menus and data do not vote."""
    outside = (Role.NAVIGATION, Role.RELATED, Role.DATA)
    return detect_language("\n".join(line.text for line in lines if line.role not in outside))


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, runs of white space as one space."""
    return " ".join(clean(text).split())


def data_line(item: Mapping[str, Any]) -> Line:
    """Return structured data of a page as one line of JSON."""
    return Line(text=json.dumps(_printable(item), ensure_ascii=False), role=Role.DATA)


def _printable(value: Any) -> Any:
    """Return a JSON value whose strings are clean single lines and whose numbers are finite."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {one_line(str(key)): _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, int | float) or value is None else one_line(str(value))
