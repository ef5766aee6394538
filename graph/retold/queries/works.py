"""What a person did in which works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retold.queries.choose import choose
from retold.queries.shapes import Reference, WorkReference, refer
from retold.queries.work import refer_to_work
from retold.store import Entity, Fact, View

__all__ = ["Credit", "Works", "works"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A work and someone's part in it: `roles` are relations of the vocabulary, in its order.

    `facts` are the ids that prove it, of castings first.
    """

    work: WorkReference
    roles: tuple[str, ...]
    characters: tuple[Reference, ...]
    facts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"work", "roles", "characters", "facts"}`."""
        return {
            "work": self.work.to_json(),
            "roles": list(self.roles),
            "characters": [character.to_json() for character in self.characters],
            "facts": list(self.facts),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The works that someone or something has a part in, ordered by date."""

    entity: Reference
    works: tuple[Credit, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """Return a list of `{"work", "roles", "characters", "facts"}`."""
        return [credit.to_json() for credit in self.works]


def works(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Works:
    """Return the works of a person, or of an organization, character, place, event or award.

    A name that a person and something else share means the person.
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    kinds = [known for known in view.vocabulary.kinds if known not in view.vocabulary.works]
    entity = choose(view, name, kinds=kinds, kind=kind, year=year, prefer=_people)
    facts: dict[str, list[Fact]] = {}
    found: dict[str, Entity] = {}
    for fact in (
        *view.facts(object=entity.id, min_confidence=min_confidence),
        *view.facts(subject=entity.id, relations=["portrayed_by"], min_confidence=min_confidence),
    ):
        work = fact.within or fact.subject
        if view.vocabulary.is_work(work.kind):
            facts.setdefault(work.id, []).append(fact)
            found[work.id] = work
    order = list(view.vocabulary.relations)
    parts = [
        Credit(
            work=refer_to_work(view, work, min_confidence=min_confidence),
            roles=tuple(sorted({_role(fact, entity) for fact in facts[work.id]}, key=order.index)),
            characters=tuple(
                sorted(
                    {
                        refer(fact.subject)
                        for fact in facts[work.id]
                        if fact.relation == "portrayed_by" and fact.subject.id != entity.id
                    }
                )
            ),
            facts=tuple(
                fact.id
                for fact in sorted(
                    facts[work.id],
                    key=lambda f: (f.relation != "portrayed_by", order.index(f.relation), f.id),
                )
            ),
        )
        for work in found.values()
    ]
    return Works(entity=refer(entity), works=tuple(sorted(parts, key=lambda part: part.work.order)))


def _role(fact: Fact, entity: Entity) -> str:
    """Return the part that a fact gives someone; who plays a character is an actor of the work."""
    if fact.relation != "portrayed_by":
        return fact.relation
    return "character" if fact.subject.id == entity.id else "actor"


def _people(view: View, candidates: Sequence[Entity]) -> Sequence[Entity]:
    return [entity for entity in candidates if entity.kind == "Person"]
