"""Where documents contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from retold.claims import Literal
from retold.queries.choose import choose, originals
from retold.queries.family import family_of
from retold.queries.shapes import Reference, object_name, refer
from retold.store import Entity, Fact, View
from retold.values import dates_agree, name_tokens
from retold.vocabulary import Vocabulary

__all__ = ["Conflict", "ConflictingValue", "Conflicts", "conflicts"]

#: Relations that may have several objects, but of which a document usually names all: two documents that
#: have none in common contradict each other.
_NAMED_TOGETHER = frozenset({"author", "director", "screenwriter", "released", "portrayed_by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictingValue:
    """One answer, the facts that give it and the sources that say so."""

    value: str
    object: Reference | None
    facts: tuple[str, ...]
    documents: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"value", "object", "facts", "documents"}`; `object` is null for a literal."""
        return {
            "value": self.value,
            "object": self.object.to_json() if self.object else None,
            "facts": list(self.facts),
            "documents": list(self.documents),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A question with several answers, the best supported first. `within` is the work of a casting."""

    subject: Reference
    relation: str
    within: Reference | None
    values: tuple[ConflictingValue, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"subject", "relation", "in", "values"}`."""
        return {
            "subject": self.subject.to_json(),
            "relation": self.relation,
            "in": self.within.to_json() if self.within else None,
            "values": [value.to_json() for value in self.values],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """All contradictions found, ordered by the name of their subject."""

    conflicts: tuple[Conflict, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """Return the list of conflicts."""
        return [conflict.to_json() for conflict in self.conflicts]


def conflicts(
    view: View,
    name: str | None = None,
    *,
    kind: str | None = None,
    year: int | None = None,
    min_confidence: float = 0.0,
) -> Conflicts:
    """Return where documents disagree: on one entity and, for a work, its family; without a name, anywhere.

    Of works that share a title the source is meant, whose family holds the others.
    Dates of which one is the finer do not disagree, nor do releases of different sorts (festival, streaming).
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    if name is None:
        facts: Iterable[Fact] = view.all_facts(min_confidence=min_confidence)
    else:
        chosen = choose(view, name, kind=kind, year=year, prefer=originals)
        facts = _facts_around(view, chosen, min_confidence=min_confidence)
    asked = [fact for fact in facts if _is_settled(view.vocabulary, fact)]
    asked.sort(key=lambda fact: (_question(fact), fact.id))
    found = [
        conflict
        for _, group in groupby(asked, key=_question)
        for conflict in _disagreement(view, list(group))
    ]
    found.sort(key=lambda c: (c.subject, c.relation, c.within or c.subject, c.values[0].facts))
    return Conflicts(conflicts=tuple(found))


def _facts_around(view: View, entity: Entity, *, min_confidence: float) -> list[Fact]:
    around = (
        family_of(view, entity, min_confidence=min_confidence)
        if view.vocabulary.is_work(entity.kind)
        else [entity]
    )
    return [
        *{
            fact.id: fact
            for one in around
            for fact in (
                *view.facts(subject=one.id, min_confidence=min_confidence),
                *view.facts(within=one.id, min_confidence=min_confidence),
            )
        }.values()
    ]


def _is_settled(vocabulary: Vocabulary, fact: Fact) -> bool:
    """Whether a fact answers a question that can have one answer only."""
    relation = vocabulary.relations.get(fact.relation)
    return relation is not None and (not relation.many or fact.relation in _NAMED_TOGETHER)


def _question(fact: Fact) -> tuple[str, str, str, str]:
    sort = ",".join(sorted(fact.qualifiers.values())) if fact.relation == "released" else ""
    return (fact.subject.id, fact.relation, fact.within.id if fact.within else "", sort)


def _disagreement(view: View, facts: list[Fact]) -> Iterator[Conflict]:
    """Yield the conflict of facts that answer one question, if two documents have no answer in common."""
    if len(facts) < 2:
        return
    said: dict[str, set[Fact]] = {}
    sources: dict[str, set[str]] = {}
    for fact in facts:
        for stored in view.claims(fact.claims):
            said.setdefault(stored.claim.document, set()).add(fact)
            sources.setdefault(fact.id, set()).add(stored.uri)
    # A work that hundreds of documents speak of has few different answers.
    answers = {frozenset(own) for own in said.values()}
    opposed = {
        fact.id
        for own in answers
        for other in answers
        if not any(_agree(a, b) for a in own for b in other)
        for fact in own
    }
    values = [
        ConflictingValue(
            value=object_name(fact),
            object=refer(fact.object) if isinstance(fact.object, Entity) else None,
            facts=(fact.id,),
            documents=tuple(sorted(sources[fact.id])),
        )
        for fact in sorted(facts, key=lambda fact: (-fact.documents, object_name(fact), fact.id))
        if fact.id in opposed
    ]
    if values:
        first = facts[0]
        yield Conflict(
            subject=refer(first.subject),
            relation=first.relation,
            within=refer(first.within) if first.within else None,
            values=tuple(values),
        )


def _agree(left: Fact, right: Fact) -> bool:
    """Whether two answers can both be true; a person may be called by a part of the name."""
    if isinstance(left.object, Literal) and isinstance(right.object, Literal):
        if left.relation == "released":
            return dates_agree(left.object.value, right.object.value)
        return left.object.value == right.object.value
    a, b = set(name_tokens(object_name(left))), set(name_tokens(object_name(right)))
    return left.object == right.object or a <= b or b <= a
