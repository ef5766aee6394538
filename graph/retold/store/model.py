"""What a graph is made of as its readers see it: entities, facts, passages, documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from retold.claims import Claim, Literal, Status
from retold.document import Source

__all__ = ["DocumentRecord", "Entity", "Fact", "Passage", "StoredClaim"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entity:
    """One thing in the world, as all documents together name it.

    `name` is the full name that most documents use; `names` holds every spelling, that one first, then
    the most frequent, and is empty for a thing that is only described. `documents` counts those that speak
    of it.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An edge of the graph: what all claims in `claims` state once identity is resolved.

    `id` is `f` and the digits of the smallest claim id. `confidence` is that of the best claim, from 0 to 1;
    `documents` counts the documents that state it.
    """

    id: str
    subject: Entity
    relation: str
    object: Entity | Literal
    within: Entity | None = None
    qualifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    status: Status = Status.STATED
    confidence: float
    claims: tuple[str, ...]
    documents: int

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in a document that fits a search: `match` is its text over `start` to `end`."""

    document: str
    uri: str
    title: str | None
    start: int
    end: int
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A stored document without its text. `length` is in characters; one text may have several sources."""

    id: str
    sources: tuple[Source, ...]
    language: str | None
    length: int
    claims: int
    extractors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim with the source of its document (the first by name) and whether a person rejected it."""

    claim: Claim
    uri: str
    rejected: bool
