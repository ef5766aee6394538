"""The store of record: a SQLite file, its writer and its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retold.store.model import DocumentRecord, Entity, Fact, Passage, StoredClaim
from retold.store.view import View

if TYPE_CHECKING:
    from retold.store.writer import Outcome, Store

__all__ = [
    "DocumentRecord",
    "Entity",
    "Fact",
    "Outcome",
    "Passage",
    "Store",
    "StoredClaim",
    "View",
]


def __getattr__(name: str) -> Any:
    # Questions only read, and the writer brings all of resolution along.
    if name in {"Outcome", "Store"}:
        from retold.store import writer

        return getattr(writer, name)
    raise AttributeError(f"module 'retold.store' has no attribute {name!r}")
