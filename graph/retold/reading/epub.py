"""EPUB books: the chapters in reading order as one document."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from retold.document import Document, Role, Source
from retold.errors import DocumentError
from retold.reading.archive import check_archive
from retold.reading.dom import block_lines, parse_html
from retold.reading.imprint import iso_date
from retold.reading.limits import Limits
from retold.reading.lines import Line, compose, language_of, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_epub"]

_CHAPTERS: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(data: bytes, *, uri: str, limits: Limits) -> Document:
    """Read an EPUB book without its table of contents; all running text is body.

    Raises DocumentError if it is broken, protected or unpacks to more than the limit.
    """
    archive = check_archive(data, uri=uri, limits=limits)
    if "META-INF/encryption.xml" in archive.namelist() and b"EncryptedKey" in _member(
        archive, "META-INF/encryption.xml", uri=uri
    ):
        raise DocumentError(uri, "is protected against reading (DRM).")
    container = _xml(_member(archive, "META-INF/container.xml", uri=uri), uri=uri)
    place = next((element.get("full-path") for element in container.iter("{*}rootfile")), None)
    if not place:
        raise DocumentError(uri, "is a broken EPUB: its container names no book.")
    package = _xml(_member(archive, place, uri=uri), uri=uri)
    title = _metadata(package, "title")
    lines = [
        line
        for chapter in _chapters(package, folder=posixpath.dirname(place))
        if chapter in archive.namelist()
        for line in _chapter(_member(archive, chapter, uri=uri), uri=uri, title=title)
    ]
    published = _metadata(package, "date")
    language = _metadata(package, "language")
    return compose(
        lines,
        source=Source(
            uri=uri,
            title=title,
            site=None,
            author=_metadata(package, "creator"),
            published=iso_date(published[:10]) if published else None,
            language=language[:2].lower() if language else language_of(lines),
        ),
    )


def _member(archive: zipfile.ZipFile, name: str, *, uri: str) -> bytes:
    try:
        return archive.read(name)
    except KeyError as error:
        raise DocumentError(uri, f"is a broken EPUB: it lacks {name!r}.") from error
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise DocumentError(uri, f"is a broken EPUB ({error}).") from error


def _xml(data: bytes, *, uri: str) -> _Element:
    """Parse without entities, network or document types."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(uri, f"is a broken EPUB ({one_line(str(error))}).") from error


def _metadata(package: _Element, name: str) -> str | None:
    values = (one_line("".join(element.itertext("*"))) for element in package.iter(f"{{*}}{name}"))
    return next((value for value in values if value), None)


def _chapters(package: _Element, *, folder: str) -> Iterator[str]:
    """Yield the names of the chapters' files in reading order."""
    files: dict[str, str] = {}
    for item in package.iter("{*}item"):
        ident, place = item.get("id"), item.get("href")
        if (
            ident
            and place
            and item.get("media-type") in _CHAPTERS
            and "nav" not in item.get("properties", "").split()
        ):
            files[ident] = posixpath.normpath(posixpath.join(folder, unquote(place)))
    for reference in package.iter("{*}itemref"):
        if chapter := files.get(reference.get("idref", "")):
            yield chapter


def _chapter(data: bytes, *, uri: str, title: str | None) -> Iterator[Line]:
    """Yield the lines of a chapter; a blank chapter has none."""
    if not data.strip():
        return
    for line in block_lines(parse_html(data, uri=uri)):
        yield Line(text=line.text, role=Role.TITLE if line.text == title else line.role)
    yield Line(text="")
