"""Who plays whom in a work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.queries.choose import choose, having
from retold.queries.shapes import CastMember, Reference, WorkReference, refer
from retold.queries.work import summarise
from retold.store import Entity, View

__all__ = ["Cast", "cast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The cast of a work; `characters` are those that no document gives an actor for."""

    work: WorkReference
    cast: tuple[CastMember, ...]
    characters: tuple[Reference, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"work", "cast", "characters"}`."""
        return {
            "work": self.work.to_json(),
            "cast": [member.to_json() for member in self.cast],
            "characters": [character.to_json() for character in self.characters],
        }


def cast(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Cast:
    """Return who plays whom; of works that share a title, one that has actors is meant.

    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    work = choose(view, name, kinds=view.vocabulary.works, kind=kind, year=year, prefer=having("actor"))
    summary = summarise(view, work, min_confidence=min_confidence)
    played = {member.character for member in summary.cast}
    characters = {
        refer(fact.object)
        for fact in view.facts(subject=work.id, relations=["character"], min_confidence=min_confidence)
        if isinstance(fact.object, Entity)
    }
    return Cast(work=summary.reference, cast=summary.cast, characters=tuple(sorted(characters - played)))
