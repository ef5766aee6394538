"""Works side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from retold.queries.adaptations import adaptations
from retold.queries.choose import choose, having
from retold.queries.shapes import Reference, refer
from retold.queries.work import WorkSummary, summarise
from retold.store import Entity, View

__all__ = ["ComparedRole", "ComparedRow", "Comparison", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One property of every work, in the order of the works. `differs` tells whether known values differ."""

    field: str
    values: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether two works both have a value and they are not the same."""
        return len({frozenset(value) for value in self.values if value}) > 1

    def to_json(self) -> dict[str, Any]:
        """Return `{"field", "values", "differs"}`; a value is a list of texts, empty if unknown."""
        return {
            "field": self.field,
            "values": [list(value) for value in self.values],
            "differs": self.differs,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRole:
    """One role through the works: its names there, and for each work who plays it."""

    characters: tuple[Reference, ...]
    actors: tuple[tuple[Reference, ...], ...]
    present: tuple[bool, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"characters", "actors", "present"}`; the lists follow the order of the works."""
        return {
            "characters": [character.to_json() for character in self.characters],
            "actors": [[actor.to_json() for actor in actors] for actors in self.actors],
            "present": list(self.present),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Works side by side: `rows` for their properties, `roles` for their characters."""

    works: tuple[WorkSummary, ...]
    rows: tuple[ComparedRow, ...]
    roles: tuple[ComparedRole, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"works", "rows", "roles"}`."""
        return {
            "works": [work.to_json() for work in self.works],
            "rows": [row.to_json() for row in self.rows],
            "roles": [role.to_json() for role in self.roles],
        }


def compare(
    view: View,
    names: Sequence[str],
    *,
    kind: str | None = None,
    year: int | None = None,
    min_confidence: float = 0.0,
) -> Comparison:
    """Return the named works side by side; one name stands for its whole family of adaptations.

    A character that is called otherwise in another version (`counterpart_of`) is one role.
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    if len(names) == 1:
        tree = adaptations(view, names[0], kind=kind, year=year, min_confidence=min_confidence)
        works = list(tree.works)
    else:
        chosen = {
            entity.id: entity
            for entity in (
                choose(
                    view, name, kinds=view.vocabulary.works, kind=kind, year=year, prefer=having("based_on")
                )
                for name in names
            )
        }
        works = [summarise(view, entity, min_confidence=min_confidence) for entity in chosen.values()]
    return Comparison(
        works=tuple(works),
        rows=tuple(
            ComparedRow(field=field, values=tuple(value(view, work) for work in works))
            for field, value in _FIELDS.items()
        ),
        roles=_roles(view, works, min_confidence=min_confidence),
    )


def _names(people: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(person.name for person in people)


_FIELDS: dict[str, Callable[[View, WorkSummary], tuple[str, ...]]] = {
    "kind": lambda view, work: (view.vocabulary.kinds[work.kind].label,),
    "released": lambda view, work: (work.released,) if work.released else (),
    "authors": lambda view, work: _names(work.authors),
    "directors": lambda view, work: _names(work.directors),
    "screenwriters": lambda view, work: _names(work.screenwriters),
    "creators": lambda view, work: _names(work.creators),
    "broadcasters": lambda view, work: _names(work.broadcasters),
    "episodes": lambda view, work: (str(work.episodes),) if work.episodes is not None else (),
}


def _roles(view: View, works: Sequence[WorkSummary], *, min_confidence: float) -> tuple[ComparedRole, ...]:
    """Return the characters of all works, those with one role in one row, the most widespread first."""
    present: dict[Reference, set[str]] = {}
    actors: dict[tuple[Reference, str], list[Reference]] = {}
    for work in works:
        for fact in view.facts(subject=work.id, relations=["character"], min_confidence=min_confidence):
            if isinstance(fact.object, Entity):
                present.setdefault(refer(fact.object), set()).add(work.id)
        for member in work.cast:
            if member.character:
                present.setdefault(member.character, set()).add(work.id)
                actors.setdefault((member.character, work.id), []).append(member.actor)
    roles = _join_counterparts(view, sorted(present), min_confidence=min_confidence)
    rows = [
        ComparedRole(
            characters=role,
            actors=tuple(
                tuple(sorted({actor for who in role for actor in actors.get((who, work.id), ())}))
                for work in works
            ),
            present=tuple(any(work.id in present[who] for who in role) for work in works),
        )
        for role in roles
    ]
    return tuple(
        sorted(rows, key=lambda row: (-sum(row.present), -sum(map(bool, row.actors)), row.characters))
    )


def _join_counterparts(
    view: View, characters: Sequence[Reference], *, min_confidence: float
) -> list[tuple[Reference, ...]]:
    known = {character.id: character for character in characters}
    neighbours: dict[str, set[str]] = {ident: set() for ident in known}
    for ident in known:
        for fact in view.facts(subject=ident, relations=["counterpart_of"], min_confidence=min_confidence):
            if isinstance(fact.object, Entity) and fact.object.id in known:
                neighbours[ident].add(fact.object.id)
                neighbours[fact.object.id].add(ident)
    roles = []
    seen: set[str] = set()
    for character in characters:
        if character.id in seen:
            continue
        group = [character.id]
        for ident in group:
            group += sorted(neighbours[ident] - set(group))
        seen.update(group)
        roles.append(tuple(sorted(known[ident] for ident in group)))
    return roles
