"""The store of record: a SQLite file, its writer and its reader."""

from retold.store.model import DocumentRecord, Entity, Fact, Passage, StoredClaim
from retold.store.view import View
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
