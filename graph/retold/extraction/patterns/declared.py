"""Names that the structured data of a page declares: they tell works and people in its prose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from retold.document import Document, Role
from retold.extraction.kinds import kind_of_type

__all__ = ["declared_people", "declared_works"]


def declared_works(document: Document) -> Iterator[tuple[str, str]]:
    """Yield name and kind of the works that the page is about."""
    for item in _items(document):
        for work in (item, item.get("itemReviewed"), item.get("about")):
            if isinstance(work, dict) and isinstance(work.get("name"), str):
                types = work.get("@type")
                kind = kind_of_type(types.casefold()) if isinstance(types, str) else None
                if kind is not None and work["name"].strip():
                    yield work["name"].strip(), kind


def declared_people(document: Document) -> frozenset[str]:
    """Return the names of all people in the data."""
    return frozenset(name for item in _items(document) for name in _people(item, depth=0))


def _people(value: Any, *, depth: int) -> Iterator[str]:
    # Deeper nesting is no page's description of a work.
    if depth > 6:
        return
    if isinstance(value, list):
        for part in value:
            yield from _people(part, depth=depth + 1)
    elif isinstance(value, dict):
        if value.get("@type") == "Person" and isinstance(value.get("name"), str):
            yield value["name"].strip()
        for part in value.values():
            yield from _people(part, depth=depth + 1)


def _items(document: Document) -> Iterator[dict[str, Any]]:
    for block in document.blocks:
        if block.role is Role.DATA:
            try:
                item = json.loads(document.words(block.span))
            except (ValueError, RecursionError):
                continue
            if isinstance(item, dict):
                yield item
