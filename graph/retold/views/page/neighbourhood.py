"""Which part of the graph a page shows: everything, or the most relevant part that can still be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from retold.errors import NoAnswerError
from retold.store import Entity, Fact, View

__all__ = ["Neighbourhood", "around", "ends", "whole"]

#: In a graph too large to draw, a work brings a tenth of the page at most, so that one does not fill it.
_SHARE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Entities to draw, the most relevant first, and the facts among them, sorted by id.

    `total` is how many entities there were to choose from: those within `depth` steps of `focus`, or, without
    a focus, all that have a fact. A fact's `within` may be an entity that is not drawn.
    """

    focus: Entity | None
    depth: int
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    total: int


def ends(fact: Fact) -> Iterator[Entity]:
    """Yield the entities that a fact joins: its subject, its object unless a literal, and its work if any."""
    yield fact.subject
    if isinstance(fact.object, Entity):
        yield fact.object
    if fact.within is not None:
        yield fact.within


def around(
    view: View, focus: Entity, *, depth: int = 2, limit: int = 300, min_confidence: float = 0.0
) -> Neighbourhood:
    """Return the entities within `depth` steps of `focus`: the nearest, then those of most documents.

    The search stops at the first ring that goes beyond `limit`; the result's depth is the one reached.
    """
    found = {focus.id: focus}
    distance = {focus.id: 0}
    mentions: Counter[str] = Counter()
    ring, reached = [focus], 0
    while ring and reached < depth and len(found) <= limit:
        reached += 1
        outer: list[Entity] = []
        for entity in ring:
            for fact in _touching(view, entity.id, min_confidence=min_confidence):
                for other in ends(fact):
                    mentions[other.id] += 1
                    if other.id not in found:
                        found[other.id] = other
                        distance[other.id] = reached
                        outer.append(other)
        ring = outer
    ranked = sorted(found.values(), key=lambda e: (distance[e.id], -e.documents, -mentions[e.id], e.id))
    return _select(view, ranked[:limit], focus=focus, depth=reached, total=len(found), floor=min_confidence)


def whole(view: View, *, limit: int = 300, min_confidence: float = 0.0) -> Neighbourhood:
    """Return every entity that has a fact or, beyond `limit`, the works of most facts and their neighbours.

    Raises NoAnswerError if there is no fact to draw.
    """
    found: dict[str, Entity] = {}
    degree: Counter[str] = Counter()
    for fact in view.all_facts(min_confidence=min_confidence):
        for entity in ends(fact):
            found[entity.id] = entity
            degree[entity.id] += 1
    if not found:
        raise NoAnswerError("the graph holds no facts to draw; add documents with `retold add` first.")
    ranked = sorted(found.values(), key=lambda e: (-degree[e.id], -e.documents, e.id))
    if len(ranked) <= limit:
        return _select(view, ranked, focus=None, depth=0, total=len(found), floor=min_confidence)
    chosen: dict[str, Entity] = {}
    for work in (entity for entity in ranked if view.vocabulary.is_work(entity.kind)):
        if len(chosen) >= limit:
            break
        chosen[work.id] = work
        neighbours = {
            other.id: other
            for fact in _touching(view, work.id, min_confidence=min_confidence)
            for other in ends(fact)
        }
        best = sorted(neighbours.values(), key=lambda e: (-degree[e.id], -e.documents, e.id))
        chosen.update((entity.id, entity) for entity in best[: max(1, limit // _SHARE)])
    # Graphs with few works leave room.
    for entity in ranked:
        if len(chosen) >= limit:
            break
        chosen[entity.id] = entity
    return _select(
        view, list(chosen.values())[:limit], focus=None, depth=0, total=len(found), floor=min_confidence
    )


def _touching(view: View, ident: str, *, min_confidence: float) -> Iterator[Fact]:
    yield from view.facts(subject=ident, min_confidence=min_confidence)
    yield from view.facts(object=ident, min_confidence=min_confidence)
    yield from view.facts(within=ident, min_confidence=min_confidence)


def _select(
    view: View, entities: list[Entity], *, focus: Entity | None, depth: int, total: int, floor: float
) -> Neighbourhood:
    shown = {entity.id for entity in entities}
    facts = (
        fact
        for ident in sorted(shown)
        for fact in view.facts(subject=ident, min_confidence=floor)
        if not isinstance(fact.object, Entity) or fact.object.id in shown
    )
    return Neighbourhood(
        focus=focus,
        depth=depth,
        entities=tuple(entities),
        facts=tuple(sorted(facts, key=lambda fact: fact.id)),
        total=total,
    )
