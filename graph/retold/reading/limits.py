"""How much one document may cost, and how sources are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Limits", "ReadOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep a hostile or broken document from using up the machine.

    `size` and `decompressed` are bytes, `time` seconds for one download from first to last byte,
    `redirects` and `pages` (of a PDF) counts.
    """

    size: int = 50_000_000
    decompressed: int = 200_000_000
    time: float = 30.0
    redirects: int = 5
    pages: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read: limits, whether private network addresses may be fetched, and what the caller knows.

    `fields` maps our names (text, title, uri, author, published, site, language) to those of a collection's
    records. `format` (html, text, markdown, pdf, docx, epub, jsonl, json, csv, tsv) overrides what the
    name and content of a source suggest.
    """

    limits: Limits = Limits()
    allow_private: bool = False
    fields: Mapping[str, str] | None = None
    format: str | None = None
