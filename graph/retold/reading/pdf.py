"""PDF: the text of the pages, words and paragraphs put together again."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from retold.document import Document, Source
from retold.errors import DocumentError
from retold.reading.encodings import clean
from retold.reading.imprint import iso_date
from retold.reading.limits import Limits
from retold.reading.lines import one_line
from retold.reading.plain import document_of

__all__ = ["read_pdf"]

_PAGE_NUMBER: Final = re.compile(r"(?:page |p\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:/|of) ?\d{1,4})?", re.I)
_HYPHEN: Final = re.compile(r"[^\W\d_]{2,}[-\u2010]")


def read_pdf(data: bytes, *, uri: str, limits: Limits) -> Document:
    """Read the text of a PDF.

    Raises DocumentError if it is broken, encrypted, has more than `limits.pages` pages, or no text (a scan).
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) > limits.pages:
            raise DocumentError(
                uri, f"has more than {limits.pages} pages.", hint="Split it, or raise the limit of pages."
            )
        pages = []
        size = 0
        for page in reader.pages:
            pages.append(clean(page.extract_text()).split("\n"))
            size += sum(map(len, pages[-1]))
            if size > limits.decompressed:
                raise DocumentError(
                    uri,
                    f"unpacks to more than the limit of {limits.decompressed:,} bytes.",
                    hint="Raise the limit if you trust it.",
                )
        information = reader.metadata
        title = information.title if information else None
        author = information.author if information else None
        created = str(information.get("/CreationDate", "")) if information else ""
    except DocumentError:
        raise
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise DocumentError(uri, "is encrypted.", hint="Save a copy without password.") from error
    # A broken file makes pypdf fail anywhere, with any error; only the file is to blame.
    except Exception as error:
        raise DocumentError(
            uri, f"is a broken PDF ({one_line(str(error)) or type(error).__name__})."
        ) from error
    texts = _paragraphs(_without_running_heads(pages))
    if not any(texts):
        raise DocumentError(uri, "nothing to read: it holds no text.", hint="A scan needs OCR first.")
    day = re.match(r"D:(\d{4})(\d\d)(\d\d)", created)
    return document_of(
        texts,
        source=Source(uri=uri),
        properties=Source(
            uri=uri,
            title=one_line(str(title)) or None if title else None,
            author=one_line(str(author)) or None if author else None,
            published=iso_date("-".join(day.groups())) if day else None,
        ),
    )


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """Drop page numbers, and the first and last lines that most pages share."""
    edges = Counter(
        text
        for page in pages
        for text in {line.strip() for line in (*_filled(page)[:1], *_filled(page)[-1:])}
    )
    kept = []
    for page in pages:
        lines = _filled(page)
        for edge in (0, -1):
            if lines and (
                _PAGE_NUMBER.fullmatch(lines[edge].strip())
                or (len(pages) > 2 and edges[lines[edge].strip()] * 2 > len(pages))
            ):
                lines.pop(edge)
        kept.append(lines)
    return kept


def _filled(page: Sequence[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _paragraphs(pages: Sequence[list[str]]) -> list[str]:
    """Join the lines of a paragraph, and words that were divided at a line's end.

    PDF knows no paragraphs: a line that is full and does not end a sentence goes on, also on the next page.
    """
    lines = [one_line(line) for page in pages for line in page]
    lengths = sorted(len(line) for line in lines)
    full = 0.75 * lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0.0
    texts: list[str] = []
    open_ended = False
    for line in lines:
        if not open_ended:
            texts.append(line)
        elif _HYPHEN.search(texts[-1][-40:]) and texts[-1].endswith(("-", "\u2010")) and line[:1].islower():
            texts[-1] = texts[-1][:-1] + line
        else:
            texts[-1] += " " + line
        open_ended = len(line) >= max(full, 30) and (
            len(line) >= full / 0.75 * 0.9 or not line.endswith((".", "!", "?", ":", "”", '"'))
        )
    return texts
