"""Identifiers: short, deterministic, safe in file names, URLs and IRIs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["BASE_IRI", "digest", "document_id", "entity_id", "local_id", "slug"]

#: Where the ids of a graph live when it is written as linked data.
BASE_IRI = "urn:retold:"

_SEPARATOR = "\x1f"


def digest(parts: Iterable[str], *, length: int = 16) -> str:
    """Return `length` hexadecimal digits of SHA-256 over `parts`; the order of the parts counts.

    >>> digest(["a", "b"]) == digest(["ab"])
    False
    """
    # Loading OpenSSL would cost every start; answers rarely make an id.
    import hashlib

    return hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(name: str, *, length: int = 48) -> str:
    """Return `name` in lower-case letters, digits and hyphens, at most `length` characters.

    >>> slug("Love in the Big City")
    'love-in-the-big-city'
    >>> slug("Amélie!")
    'amelie'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:length].strip("-") or "unnamed"


def document_id(parts: Iterable[str]) -> str:
    """Return the id of a document from its content: `d` and sixteen hexadecimal digits."""
    return "d" + digest(parts)


def local_id(document: str, number: int) -> str:
    """Return the id of the `number`-th entity that the document speaks of.

    >>> local_id("d0123456789abcdef", 3)
    'd0123456789abcdef#e3'
    """
    return f"{document}#e{number}"


def entity_id(kind: str, name: str, members: Iterable[str]) -> str:
    """Return the id of an entity of the graph from the local entities that it unites.

    It depends on the set of members alone, so the order in which documents came does not matter.

    >>> entity_id("Film", "Oldboy", ["d2#e1", "d1#e1"]) == entity_id("Film", "Oldboy", ["d1#e1", "d2#e1"])
    True
    """
    return f"{slug(kind)}-{slug(name)}-{digest([min(members)], length=6)}"
