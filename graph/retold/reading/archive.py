"""ZIP files as containers of documents, read within limits."""

from __future__ import annotations

import io
import zipfile

from retold.errors import DocumentError
from retold.reading.limits import Limits

__all__ = ["check_archive"]


def check_archive(data: bytes, *, uri: str, limits: Limits) -> zipfile.ZipFile:
    """Return the archive, if what it unpacks to is within the limits.

    The sizes in its directory may lie, but Python unpacks no more of a member than is stated there.
    Raises DocumentError if it is broken, encrypted or too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise DocumentError(uri, f"is a broken archive ({error}).") from error
    if sum(member.file_size for member in members) > limits.decompressed:
        raise DocumentError(
            uri,
            f"unpacks to more than the limit of {limits.decompressed:,} bytes.",
            hint="Raise the limit if you trust it.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(uri, "is encrypted.", hint="Save a copy without password.")
    return archive
