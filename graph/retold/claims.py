"""Claims: what one document says, with the words that say it.

A claim speaks of local entities: the things as one document names them. Which local entities of several
documents are one thing in the world is decided later, by resolution, and never rewrites a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from retold.document import Span
from retold.identifiers import digest

__all__ = ["Claim", "Evidence", "Literal", "LocalEntity", "Mention", "Status"]


class Status(StrEnum):
    """How the document stands to what it says. Only stated and planned claims become facts."""

    STATED = "stated"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name or describe an entity. `entity` is a local entity's id; `surface` is as printed."""

    document: str
    span: Span
    surface: str
    kind: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The words that prove a claim: `quote` equals the document's text over `span`, always."""

    document: str
    span: Span
    quote: str
    extractor: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Literal:
    """A value that is not an entity (a date, a rating, a number, a genre), normalised by `retold.values`."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """A thing as one document names it. `names` are as printed, the fullest first; none if only described."""

    id: str
    kind: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document. `within` is the work of a casting (`portrayed_by`), else None.

    All evidence of a claim comes from the same document.
    """

    subject: LocalEntity
    relation: str
    object: LocalEntity | Literal
    evidence: tuple[Evidence, ...]
    within: LocalEntity | None = None
    qualifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    status: Status = Status.STATED

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a claim needs evidence: {self.subject.id} {self.relation}")

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def document(self) -> str:
        """The id of the document that makes the claim."""
        return self.evidence[0].document

    @property
    def confidence(self) -> float:
        """The confidence of the best evidence, from 0 to 1."""
        return max(e.confidence for e in self.evidence)

    @property
    def id(self) -> str:
        """A hash of document, local ids, relation, object, qualifiers and status: `c` and 16 digits."""
        target = "=" + self.object.value if isinstance(self.object, Literal) else self.object.id
        qualifiers = [f"{key}={value}" for key, value in sorted(self.qualifiers.items())]
        within = self.within.id if self.within else ""
        return "c" + digest(
            [self.document, self.subject.id, self.relation, target, within, *qualifiers, self.status]
        )
