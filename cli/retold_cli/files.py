"""Files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from retold.errors import UsageError
from retold_cli import output

__all__ = ["writing"]


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """Yield a stream for `path`, or for standard output where it is None or `-`.

    The file appears under its name only when all is written; after an error or Ctrl-C what was there before
    is still there. What goes to a terminal goes there at the end, without what a terminal could act on.
    Raises UsageError if the folder does not exist or the path is a folder.
    """
    if path is None or str(path) == "-":
        if sys.stdout.isatty():
            whole = io.BytesIO()
            yield whole
            for words in whole.getvalue().decode("utf-8", "replace").removesuffix("\n").split("\n"):
                output.line(output.plain(words))
        else:
            yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = path.resolve()
    if target.is_dir():
        raise UsageError(f"{path} is a folder; give the name of a file.")
    if not target.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {target.parent}; make it first.")
    if target.exists() and not target.is_file():
        # A pipe or a device takes what it gets.
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
