"""The values that answers are made of, and how each is written as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from retold.claims import Literal, Status
from retold.store import Entity, Fact, StoredClaim

__all__ = [
    "CastMember",
    "Reference",
    "WorkReference",
    "entity_to_json",
    "fact_ids",
    "fact_to_json",
    "object_name",
    "refer",
    "supports",
]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
    """An entity by its name and id."""

    name: str
    id: str

    def to_json(self) -> dict[str, Any]:
        """Return `{"id", "name"}`."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReference:
    """A work in a line: what it is and when it came out. `released` is an ISO prefix or None."""

    id: str
    kind: str
    name: str
    released: str | None

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Sorts works by their date, those without one last."""
        return (self.released is None, self.released or "", self.name, self.id)

    def to_json(self) -> dict[str, Any]:
        """Return `{"id", "kind", "name", "released"}`."""
        return {"id": self.id, "kind": self.kind, "name": self.name, "released": self.released}


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Who plays whom; `character` is None where no document says it.

    `facts` are the ids that prove it: of the casting first, then of the actor and of the character.
    """

    actor: Reference
    character: Reference | None
    facts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"actor", "character", "facts"}`."""
        return {
            "actor": self.actor.to_json(),
            "character": self.character.to_json() if self.character else None,
            "facts": list(self.facts),
        }


def refer(entity: Entity) -> Reference:
    """Return the reference to an entity."""
    return Reference(id=entity.id, name=entity.name)


def object_name(fact: Fact) -> str:
    """Return what a fact's object is called: an entity's name or the value of a literal."""
    return fact.object.value if isinstance(fact.object, Literal) else fact.object.name


def supports(stored: StoredClaim) -> bool:
    """Whether a claim speaks for its fact: stated or planned, and not rejected by a person."""
    return stored.claim.status in (Status.STATED, Status.PLANNED) and not stored.rejected


def entity_to_json(entity: Entity) -> dict[str, Any]:
    """Return `{"id", "kind", "name", "names", "documents"}`."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "documents": entity.documents,
    }


def _party(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "kind": entity.kind, "name": entity.name}


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """Return a fact as JSON; `in` is the work of a casting, else null; an object is a party or a value."""
    target = fact.object
    return {
        "id": fact.id,
        "subject": _party(fact.subject),
        "relation": fact.relation,
        "object": {"value": target.value} if isinstance(target, Literal) else _party(target),
        "in": _party(fact.within) if fact.within else None,
        "qualifiers": dict(sorted(fact.qualifiers.items())),
        "status": fact.status.value,
        "confidence": round(fact.confidence, 4),
        "documents": fact.documents,
    }


def fact_ids(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of facts, each once, sorted."""
    return tuple(sorted({fact.id for fact in facts}))
