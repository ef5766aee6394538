"""Word documents: paragraphs and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from retold.document import Document, Role, Source
from retold.errors import DocumentError
from retold.reading.archive import check_archive
from retold.reading.limits import Limits
from retold.reading.lines import Line, one_line
from retold.reading.plain import document_of

__all__ = ["read_docx"]


def read_docx(data: bytes, *, uri: str, limits: Limits) -> Document:
    """Read a .docx file; a row of a table with two columns becomes "label: value".

    What the file's properties say about title, author and date goes to the source, not into the text.
    Raises DocumentError if it is broken or unpacks to more than the limit.
    """
    import docx

    check_archive(data, uri=uri, limits=limits)
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_lines(word))
        properties = word.core_properties
        title, author, created = properties.title, properties.author, properties.created
        language = properties.language
    # A broken file makes python-docx fail anywhere, with any error; only the file is to blame.
    except Exception as error:
        raise DocumentError(
            uri, f"is a broken Word document ({one_line(str(error)) or type(error).__name__})."
        ) from error
    return document_of(
        lines,
        source=Source(uri=uri),
        properties=Source(
            uri=uri,
            title=one_line(title or "") or None,
            # What the program writes when nobody has said a name.
            author=None if author in ("", "python-docx", None) else one_line(author),
            published=created.date().isoformat() if created else None,
            language=(language or "")[:2].lower() or None,
        ),
    )


def _lines(word: Any) -> Iterator[Line]:
    titled = False
    for block in word.iter_inner_content():
        if not hasattr(block, "rows"):
            style = (block.style.name or "") if block.style is not None else ""
            role = Role.QUOTE if "Quote" in style else Role.CAPTION if style == "Caption" else None
            if not titled and style in ("Title", "Heading 1"):
                role, titled = Role.TITLE, True
            for part in block.text.split("\n"):
                yield Line(text=one_line(part), role=role)
            continue
        for row in block.rows:
            # A merged cell is listed once for each column it spans.
            cells = list(dict.fromkeys(one_line(cell.text) for cell in row.cells))
            filled = [cell for cell in cells if cell]
            yield Line(text=(": " if len(row.cells) == 2 else " | ").join(filled))
