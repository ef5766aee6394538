"""Plain text, as it was written or as it was pasted from a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Final

from retold.document import Document, Source
from retold.reading import imprint, shapes
from retold.reading.encodings import decode
from retold.reading.lines import Line, compose, language_of
from retold.reading.roles import label

__all__ = ["document_of", "read_plain", "unwrap"]

_GOES_ON: Final = frozenset("a about an and at by for from in is of on or the to was with".split())
_SHORTEST_WRAP: Final = 45
_WIDEST_WRAP: Final = 110


def read_plain(data: bytes, *, uri: str, charset: str | None = None) -> Document:
    """Read plain text. Raises DocumentError if it is binary or blank."""
    return document_of(unwrap(decode(data, uri=uri, charset=charset).split("\n")), source=Source(uri=uri))


def document_of(texts: Sequence[str | Line], *, source: Source, properties: Source | None = None) -> Document:
    """Return the document of these lines: their roles, and what they say about the document.

    What `source` already knows is kept. The `properties` of a file, which its program may have filled in,
    only count for what the lines do not say.
    """
    lines = label([line if isinstance(line, Line) else Line(text=line) for line in texts])
    last = properties or Source(uri=source.uri)
    return compose(
        lines,
        source=Source(
            uri=source.uri,
            title=source.title or imprint.title_of(lines) or last.title,
            site=source.site or imprint.site_of(lines) or last.site,
            author=source.author or imprint.author_of(lines) or last.author,
            published=source.published or imprint.date_of(lines) or last.published,
            language=source.language or language_of(lines) or last.language,
            fetched=source.fetched,
        ),
    )


def unwrap(lines: list[str]) -> list[str]:
    """Join lines that were broken to fit a width; each break becomes one space, so offsets stay.

    Sentences could not be read across the breaks. A text whose lines are paragraphs is left alone.
    """
    while True:
        joined = _unwrap_once(lines)
        if len(joined) == len(lines):
            return lines
        lines = joined


def _unwrap_once(lines: list[str]) -> list[str]:
    followed = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(followed) < 4:
        return lines
    width = quantiles([len(line) for line in followed], n=10)[8]
    broken = sum(_continues(a, b) for a, b in pairwise(lines))
    if not _SHORTEST_WRAP <= width <= _WIDEST_WRAP or broken < 3 or broken * 4 < len(followed):
        return lines
    joined = lines[:1]
    last = lines[0]
    for line in lines[1:]:
        if last.strip() and line.strip() and (_continues(last, line) or _fills(last, line, width=width)):
            joined[-1] += " " + line
        else:
            joined.append(line)
        last = line
    return joined


def _continues(line: str, following: str) -> bool:
    """Whether a sentence is cut between the two lines."""
    if len(line) < 25 or line.rstrip()[-1:] in (".", "!", "?", ":"):
        return False
    return following[:1].islower() or line.split()[-1].casefold() in _GOES_ON


def _fills(line: str, following: str, *, width: float) -> bool:
    """Whether the line was full, so that the next one may go on with the same paragraph."""
    begins = following.lstrip()[:1]
    return (
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > 0.8 * width
        and len(line) >= _SHORTEST_WRAP
        and (begins.isalnum() or begins in "\"'“‘(")
        and not shapes.is_date(following.strip())
        and shapes.byline_name(following) is None
    )
