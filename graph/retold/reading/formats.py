"""Which format some bytes are in, and the reader for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from retold.document import Document
from retold.errors import DocumentError, UsageError
from retold.reading.limits import ReadOptions

__all__ = ["FORMATS", "SUFFIXES", "documents", "read_bytes"]

#: The names that `ReadOptions.format` may have.
FORMATS: Final = ("html", "text", "markdown", "pdf", "docx", "epub", "jsonl", "json", "csv", "tsv")

#: The format that a file's ending stands for.
SUFFIXES: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}
_MEDIA_TYPES: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/epub+zip": "epub",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/json": "json",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_bytes(
    data: bytes,
    *,
    uri: str,
    media_type: str | None = None,
    charset: str | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Document]:
    """Yield the documents that `data` holds: one, or for a collection one a record.

    `uri` says where the bytes came from; its ending, `media_type` and the first bytes tell the format unless
    `options.format` does. Raises DocumentError at the first document that cannot be read.
    """
    for result in documents(data, uri=uri, media_type=media_type, charset=charset, options=options):
        if isinstance(result, DocumentError):
            raise result
        yield result


def documents(
    data: bytes,
    *,
    uri: str,
    media_type: str | None = None,
    charset: str | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Document | DocumentError]:
    """Like `read_bytes`, but the error of one record is a value, and the other records follow.

    Raises DocumentError if the whole cannot be read.
    """
    options = options or ReadOptions()
    if len(data) > options.limits.size:
        raise too_large(uri, limit=options.limits.size)
    if not data.strip():
        raise DocumentError(uri, "nothing to read: it is empty.")
    match options.format or _format(data, uri=uri, media_type=media_type):
        case "text":
            from retold.reading.plain import read_plain

            yield read_plain(data, uri=uri, charset=charset)
        case "html":
            from retold.reading.html import read_html

            yield read_html(data, uri=uri, charset=charset)
        case "markdown":
            from retold.reading.markdown import read_markdown

            yield read_markdown(data, uri=uri, charset=charset)
        case "pdf":
            from retold.reading.pdf import read_pdf

            yield read_pdf(data, uri=uri, limits=options.limits)
        case "docx":
            from retold.reading.docx import read_docx

            yield read_docx(data, uri=uri, limits=options.limits)
        case "epub":
            from retold.reading.epub import read_epub

            yield read_epub(data, uri=uri, limits=options.limits)
        case "jsonl" | "json" | "csv" | "tsv" as kind:
            from retold.reading.records import read_records

            yield from read_records(data, uri=uri, kind=kind, fields=options.fields, charset=charset)
        case other:
            raise UsageError(f"unknown format {other!r}: known are {', '.join(FORMATS)}.")


def too_large(uri: str, *, limit: int) -> DocumentError:
    """Return the error for a document above the size limit."""
    return DocumentError(
        uri,
        f"is larger than the limit of {limit:,} bytes.",
        hint="Split it, or raise `Limits.size` from Python if you trust it.",
    )


def _format(data: bytes, *, uri: str, media_type: str | None) -> str:
    suffix = PurePosixPath(urlsplit(uri).path if "://" in uri else uri).suffix.lower()
    if "://" not in uri and suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if media_type in _MEDIA_TYPES:
        return _MEDIA_TYPES[media_type]
    return _sniffed(data) or SUFFIXES.get(suffix, "text")


def _sniffed(data: bytes) -> str | None:
    """Return the format that the first bytes show, if they do."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if re.match(rb"\s*\[\s*\{", head):
        return "json"
    if re.match(rb"\s*\{\s*\"", head):
        return "jsonl" if re.match(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{", data) else "json"
    return None


def _zip_format(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "word/document.xml" in names:
        return "docx"
    return "epub" if "META-INF/container.xml" in names else None
