"""What was made from a work, and what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.queries.choose import choose, originals
from retold.queries.work import WorkSummary, summarise
from retold.store import Entity, View

__all__ = ["Adaptation", "Adaptations", "adaptations", "sources_of"]

#: Adaptations of adaptations are followed this far; beyond, a document is wrong or hostile.
GENERATIONS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """A work and what was made from it in turn, ordered by date."""

    work: WorkSummary
    adaptations: tuple[Adaptation, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the work's JSON with its `adaptations`."""
        return {**self.work.to_json(), "adaptations": [child.to_json() for child in self.adaptations]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptations:
    """A work between what it was made from (`sources`, the nearest first) and what was made from it."""

    work: WorkSummary
    sources: tuple[WorkSummary, ...]
    adaptations: tuple[Adaptation, ...]

    @property
    def works(self) -> tuple[WorkSummary, ...]:
        """Every work of the answer once: the sources, the work, its adaptations depth first."""
        found = {work.id: work for work in (*reversed(self.sources), self.work)}
        waiting = list(reversed(self.adaptations))
        while waiting:
            node = waiting.pop()
            found.setdefault(node.work.id, node.work)
            waiting += reversed(node.adaptations)
        return tuple(found.values())

    def to_json(self) -> dict[str, Any]:
        """Return `{"work", "sources", "adaptations"}`."""
        return {
            "work": self.work.to_json(),
            "sources": [source.to_json() for source in self.sources],
            "adaptations": [child.to_json() for child in self.adaptations],
        }


def adaptations(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Adaptations:
    """Return the tree of everything made from a work, and all it was made from.

    Of works that share a title the source is meant. A work made from two others stands under both, and is
    unfolded once, where it stands highest. Works made from each other do not repeat.
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    root = choose(view, name, kinds=view.vocabulary.works, kind=kind, year=year, prefer=originals)
    order = [root]
    made: dict[str, dict[str, Entity]] = {}
    depth = {root.id: 0}
    parent: dict[str, str] = {}
    for work in order:
        made[work.id] = {}
        if depth[work.id] == GENERATIONS:
            continue
        for fact in view.facts(object=work.id, relations=["based_on"], min_confidence=min_confidence):
            child = fact.subject
            if child.id not in depth:
                depth[child.id] = depth[work.id] + 1
                parent[child.id] = work.id
                order.append(child)
            if not _descends(parent, work.id, child.id):
                made[work.id][child.id] = child
    summaries = {work.id: summarise(view, work, min_confidence=min_confidence) for work in order}
    nodes: dict[str, Adaptation] = {}
    for work in reversed(order):
        children = sorted(made[work.id].values(), key=lambda child: summaries[child.id].reference.order)
        nodes[work.id] = Adaptation(
            work=summaries[work.id],
            adaptations=tuple(
                nodes[child.id]
                if parent[child.id] == work.id
                else Adaptation(work=summaries[child.id], adaptations=())
                for child in children
            ),
        )
    return Adaptations(
        work=summaries[root.id],
        sources=tuple(
            summarise(view, source, min_confidence=min_confidence)
            for source in sources_of(view, root, min_confidence=min_confidence)
        ),
        adaptations=nodes[root.id].adaptations,
    )


def sources_of(view: View, work: Entity, *, min_confidence: float = 0.0) -> list[Entity]:
    """Return the works that `work` was made from, directly or by way of others, the nearest first."""
    found = [work]
    known = {work.id}
    for entity in found:
        for fact in view.facts(subject=entity.id, relations=["based_on"], min_confidence=min_confidence):
            if isinstance(fact.object, Entity) and fact.object.id not in known:
                known.add(fact.object.id)
                found.append(fact.object)
    return found[1:]


def _descends(parent: dict[str, str], ident: str, ancestor: str) -> bool:
    """Whether `ident` is `ancestor` or stands somewhere beneath it."""
    at: str | None = ident
    while at is not None:
        if at == ancestor:
            return True
        at = parent.get(at)
    return False
