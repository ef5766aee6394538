"""From what a person names (file, folder, glob, URL, standard input) to documents."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from retold.document import Document
from retold.errors import DocumentError
from retold.reading.formats import SUFFIXES, documents, too_large
from retold.reading.limits import ReadOptions

__all__ = ["read", "uri_of"]

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_WILD: Final = re.compile(r"[*?\[]")


def read(source: str, *, options: ReadOptions | None = None) -> Iterator[Document | DocumentError]:
    """Yield the documents of `source`: a path, a folder, a glob, an http(s) URL, or "-" for standard input.

    What cannot be read comes as a DocumentError value, and the rest follows. Folders are read with their
    subfolders in the order of their names; of a folder, files of unknown format and hidden ones are left out.
    """
    options = options or ReadOptions()
    try:
        if source == "-":
            data = _limited(sys.stdin.buffer.read(options.limits.size + 1), uri=source, options=options)
            yield from documents(data, uri=source, options=options)
        elif scheme := _SCHEME.match(source):
            yield from _read_url(source, scheme=scheme[1].lower(), options=options)
        else:
            yield from _read_paths(source, options=options)
    except DocumentError as error:
        yield error
    except OSError as error:
        # A name may be too long even to ask whether it is a file.
        yield DocumentError(uri_of(source), f"cannot be opened ({error.strerror or error}).")


def _read_url(source: str, *, scheme: str, options: ReadOptions) -> Iterator[Document | DocumentError]:
    if scheme == "file":
        path = unquote(urlsplit(source).path)
        yield from documents(_file_bytes(path, uri=source, options=options), uri=source, options=options)
        return
    if scheme not in ("http", "https"):
        raise DocumentError(source, f"{scheme} addresses are not read.", hint="Use http, https or a file.")
    from retold.reading.fetch import fetch

    page = fetch(source, limits=options.limits, allow_private=options.allow_private)
    for result in documents(
        page.data, uri=source, media_type=page.media_type, charset=page.charset, options=options
    ):
        yield result if isinstance(result, DocumentError) else page.stamp(result)


def _read_paths(source: str, *, options: ReadOptions) -> Iterator[Document | DocumentError]:
    if "\0" in source:
        raise DocumentError(source.replace("\0", "\\0"), "a path cannot hold a NUL character.")
    if not source:
        # As a path it would be the whole folder that the program happens to run in.
        raise DocumentError("(no name)", "an empty name stands for no file.", hint="Write . for this folder.")
    for path in _paths(source):
        uri = uri_of(path)
        try:
            yield from documents(_file_bytes(path, uri=uri, options=options), uri=uri, options=options)
        except DocumentError as error:
            yield error


def uri_of(path: str) -> str:
    r"""Return what a file is called in a graph: its path; bytes in it that are not UTF-8 become `\xff`.

    >>> uri_of("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _paths(source: str) -> Iterator[str]:
    """Yield the files that `source` stands for, sorted. Raises DocumentError if there are none."""
    if Path(source).is_dir():
        found = list(_folder(source))
        if not found:
            raise DocumentError(
                source, "no readable file in this folder.", hint=f"Read are {', '.join(sorted(SUFFIXES))}."
            )
        yield from found
    elif os.path.lexists(source) or not _WILD.search(source):
        yield source
    else:
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  Path.glob refuses absolute patterns
        if not matches:
            raise DocumentError(source, "no file fits this pattern.")
        for match in matches:
            if Path(match).is_dir():
                # "**" names every folder and every file in it; a folder is read only where it is asked for.
                if "**" not in source:
                    yield from _folder(match)
            else:
                yield match


def _folder(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield str(Path(place, name))


def _file_bytes(path: str, *, uri: str, options: ReadOptions) -> bytes:
    try:
        if not Path(path).exists():
            raise DocumentError(uri, "there is no such file.", hint="Check the name, or quote the pattern.")
        # A pipe or a device may never end.
        if not Path(path).is_file():
            raise DocumentError(uri, "is not a regular file.")
        with Path(path).open("rb") as file:
            return _limited(file.read(options.limits.size + 1), uri=uri, options=options)
    except OSError as error:
        raise DocumentError(uri, f"cannot be opened ({error.strerror or error}).") from error


def _limited(data: bytes, *, uri: str, options: ReadOptions) -> bytes:
    if len(data) > options.limits.size:
        raise too_large(uri, limit=options.limits.size)
    return data
