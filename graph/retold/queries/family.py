"""Which works belong together: sources, adaptations, sequels, parts."""

from __future__ import annotations

from retold.store import Entity, View

__all__ = ["family_of"]

#: A family larger than this is cut off at the works farthest from the one asked about.
LARGEST = 200


def family_of(
    view: View,
    work: Entity,
    *,
    relations: tuple[str, ...] = ("based_on", "follows", "part_of"),
    min_confidence: float = 0.0,
) -> list[Entity]:
    """Return `work` and all works tied to it by the relations, the nearest first."""
    found = {work.id: work}
    waiting = [work]
    for entity in waiting:
        facts = [
            *view.facts(subject=entity.id, relations=relations, min_confidence=min_confidence),
            *view.facts(object=entity.id, relations=relations, min_confidence=min_confidence),
        ]
        parties = {p.id: p for fact in facts for p in (fact.subject, fact.object) if isinstance(p, Entity)}
        for ident, other in sorted(parties.items()):
            if ident not in found and len(found) < LARGEST:
                found[ident] = other
                waiting.append(other)
    return waiting
