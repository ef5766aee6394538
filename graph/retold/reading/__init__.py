"""Reading: bytes of any supported format become documents whose lines have roles."""

from __future__ import annotations

from retold.reading.formats import FORMATS, read_bytes
from retold.reading.limits import Limits, ReadOptions
from retold.reading.sources import read

__all__ = ["FORMATS", "Limits", "ReadOptions", "read", "read_bytes"]
