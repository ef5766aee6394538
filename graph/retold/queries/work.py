"""What the graph knows of one work, in the shape that every answer about works shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from retold.claims import Literal, Status
from retold.queries.shapes import CastMember, Reference, WorkReference, fact_ids, object_name, refer
from retold.store import Entity, Fact, View

__all__ = ["WorkSummary", "first_release", "refer_to_work", "summarise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSummary:
    """A work with its makers. People are sorted by how many documents name them, then by name.

    `released` is the best supported date (ISO prefix), `facts` the ids of all facts about the work,
    `documents` the number of documents that speak of it.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    released: str | None
    authors: tuple[Reference, ...]
    directors: tuple[Reference, ...]
    screenwriters: tuple[Reference, ...]
    creators: tuple[Reference, ...]
    cast: tuple[CastMember, ...]
    broadcasters: tuple[Reference, ...]
    episodes: int | None
    facts: tuple[str, ...]
    documents: int

    @property
    def reference(self) -> WorkReference:
        """The work in a line."""
        return WorkReference(id=self.id, kind=self.kind, name=self.name, released=self.released)

    def to_json(self) -> dict[str, Any]:
        """Return the work as JSON; unknown values are null, unknown people an empty list."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "names": list(self.names),
            "released": self.released,
            "authors": [person.to_json() for person in self.authors],
            "directors": [person.to_json() for person in self.directors],
            "screenwriters": [person.to_json() for person in self.screenwriters],
            "creators": [person.to_json() for person in self.creators],
            "cast": [member.to_json() for member in self.cast],
            "broadcasters": [organization.to_json() for organization in self.broadcasters],
            "episodes": self.episodes,
            "facts": list(self.facts),
            "documents": self.documents,
        }


def summarise(view: View, work: Entity, *, min_confidence: float = 0.0) -> WorkSummary:
    """Return what the graph knows of `work` from facts of at least `min_confidence`."""
    facts = view.facts(subject=work.id, min_confidence=min_confidence)
    castings = view.facts(within=work.id, relations=["portrayed_by"], min_confidence=min_confidence)
    return WorkSummary(
        id=work.id,
        kind=work.kind,
        name=work.name,
        names=work.names,
        released=first_release(facts),
        authors=_people(facts, "author"),
        directors=_people(facts, "director"),
        screenwriters=_people(facts, "screenwriter"),
        creators=_people(facts, "creator"),
        cast=cast_of(facts, castings),
        broadcasters=_people(facts, "broadcaster"),
        episodes=_episodes(facts),
        facts=fact_ids([*facts, *castings]),
        documents=work.documents,
    )


def refer_to_work(view: View, work: Entity, *, min_confidence: float = 0.0) -> WorkReference:
    """Return a work in a line."""
    facts = view.facts(subject=work.id, relations=["released"], min_confidence=min_confidence)
    return WorkReference(id=work.id, kind=work.kind, name=work.name, released=first_release(facts))


def first_release(facts: Iterable[Fact]) -> str | None:
    """Return the date that most documents support; of equals the surest, then the earliest.

    A coarse date supports every finer one that it agrees with: where one document says 2024 and another
    2024-10-21, the answer is 2024-10-21. Festival showings and mere plans come last.
    """
    dated = [fact for fact in facts if fact.relation == "released" and isinstance(fact.object, Literal)]

    def rank(value: str) -> tuple[bool, bool, int, float, str]:
        agreeing = [fact for fact in dated if f"{value}-".startswith(f"{object_name(fact)}-")]
        return (
            all("festival" in fact.qualifiers.values() for fact in dated if object_name(fact) == value),
            all(fact.status is Status.PLANNED for fact in agreeing),
            -sum(fact.documents for fact in agreeing),
            # A hair's breadth of confidence must not decide between two days.
            -round(max(fact.confidence for fact in agreeing), 1),
            value,
        )

    return min(map(object_name, dated), key=rank, default=None)


def cast_of(facts: Sequence[Fact], castings: Sequence[Fact]) -> tuple[CastMember, ...]:
    """Return who plays whom: castings, joined with the `actor` and `character` facts of the same work.

    An actor without a known character comes once, with None. Who is in more documents comes first.
    """
    proofs: dict[tuple[Reference, Reference | None], list[Fact]] = {}
    actors = [(refer(f.object), f) for f in facts if f.relation == "actor" and isinstance(f.object, Entity)]
    characters = [
        (refer(f.object), f) for f in facts if f.relation == "character" and isinstance(f.object, Entity)
    ]
    for fact in castings:
        if isinstance(fact.object, Entity):
            proofs.setdefault((refer(fact.object), refer(fact.subject)), []).append(fact)
    for (actor, character), proof in proofs.items():
        proof += [fact for who, fact in actors if who == actor]
        proof += [fact for who, fact in characters if who == character]
    cast = {actor for actor, _ in proofs}
    for actor, fact in actors:
        if actor not in cast:
            proofs.setdefault((actor, None), []).append(fact)
    ordered = sorted(
        proofs.items(),
        key=lambda item: (
            -max(fact.documents for fact in item[1]),
            item[0][1] is None,
            item[0][0],
            item[0][1] or item[0][0],
        ),
    )
    return tuple(
        CastMember(actor=actor, character=character, facts=tuple(dict.fromkeys(fact.id for fact in proof)))
        for (actor, character), proof in ordered
    )


def _episodes(facts: Iterable[Fact]) -> int | None:
    """Return the number of episodes that most documents give."""
    counted = [f for f in facts if f.relation == "episodes" and re.fullmatch("[0-9]{1,6}", object_name(f))]
    best = min(counted, key=lambda f: (-f.documents, -f.confidence, object_name(f)), default=None)
    return int(object_name(best)) if best else None


def _people(facts: Iterable[Fact], relation: str) -> tuple[Reference, ...]:
    support: dict[Reference, int] = {}
    for fact in facts:
        if fact.relation == relation and isinstance(fact.object, Entity):
            who = refer(fact.object)
            support[who] = support.get(who, 0) + fact.documents
    return tuple(sorted(support, key=lambda who: (-support[who], who)))
