"""How two things are connected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.errors import NoAnswerError
from retold.queries.choose import choose
from retold.queries.shapes import Reference, fact_to_json, refer
from retold.store import Entity, Fact, View

__all__ = ["Path", "PathStep", "path"]

#: At most this many entities are looked at from both ends together.
LARGEST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One fact on the way, walked from `start` to `end`, whichever is its subject."""

    start: Reference
    end: Reference
    fact: Fact

    def to_json(self) -> dict[str, Any]:
        """Return `{"from", "to", "fact"}`."""
        return {"from": self.start.to_json(), "to": self.end.to_json(), "fact": fact_to_json(self.fact)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A shortest way between two entities; without steps if they are one."""

    start: Reference
    end: Reference
    steps: tuple[PathStep, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"from", "to", "steps"}`."""
        return {
            "from": self.start.to_json(),
            "to": self.end.to_json(),
            "steps": [step.to_json() for step in self.steps],
        }


#: How an entity was reached: from which one, by which fact.
_Reached = dict[str, tuple[Entity, Fact | None, Entity]]


def path(view: View, start: str, end: str, *, min_confidence: float = 0.0) -> Path:
    """Return a shortest chain of facts from one entity to another.

    Of equally short chains, the one whose facts are in most documents near the ends is taken.
    Raises UnknownNameError, AmbiguousNameError; NoAnswerError if nothing connects them within the
    5,000 nearest entities.
    """
    first, last = choose(view, start), choose(view, end)
    sides: tuple[_Reached, _Reached] = ({first.id: (first, None, first)}, {last.id: (last, None, last)})
    edges = [[first], [last]]
    while not (meeting := sides[0].keys() & sides[1].keys()):
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        if not edges[side] or len(sides[0]) + len(sides[1]) > LARGEST:
            raise NoAnswerError(
                f"nothing in the graph connects {first.name!r} and {last.name!r}"
                + (f" within their {LARGEST:,} nearest neighbours" if edges[side] else "")
            )
        edges[side] = _spread(view, sides[side], edges[side], min_confidence=min_confidence)
    middle = min(meeting)
    steps = _walk(sides[0], middle)[::-1] + [
        PathStep(start=step.end, end=step.start, fact=step.fact) for step in _walk(sides[1], middle)
    ]
    return Path(start=refer(first), end=refer(last), steps=tuple(steps))


def _spread(view: View, reached: _Reached, edge: list[Entity], *, min_confidence: float) -> list[Entity]:
    """Reach one fact farther than `edge` and return what was newly reached."""
    fresh = []
    for entity in edge:
        facts = [
            *view.facts(subject=entity.id, min_confidence=min_confidence),
            *view.facts(object=entity.id, min_confidence=min_confidence),
            *view.facts(within=entity.id, min_confidence=min_confidence),
        ]
        for fact in sorted(facts, key=lambda fact: (-fact.documents, fact.id)):
            for other in (fact.subject, fact.object, fact.within):
                if isinstance(other, Entity) and other.id not in reached:
                    reached[other.id] = (other, fact, entity)
                    fresh.append(other)
    return fresh


def _walk(reached: _Reached, ident: str) -> list[PathStep]:
    """Return the steps from `ident` back to where its side began, each as it was walked outwards."""
    steps = []
    entity, fact, before = reached[ident]
    while fact is not None:
        steps.append(PathStep(start=refer(before), end=refer(entity), fact=fact))
        entity, fact, before = reached[before.id]
    return steps
