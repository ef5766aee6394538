"""What happened when, to a work and its family."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from retold.claims import Literal
from retold.queries.choose import choose, originals
from retold.queries.family import family_of
from retold.queries.shapes import Reference, WorkReference, fact_ids, refer
from retold.queries.work import first_release
from retold.store import Entity, Fact, View
from retold.values import dates_agree, parse_date

__all__ = ["Timeline", "TimelineEvent", "timeline"]

_DATE_QUALIFIERS = ("date", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """Something that happened to a work. `date` is an ISO prefix; `relation` says what it was.

    `object` is who or what had a part in it (a critic, an award); `qualifiers` say more
    ("festival"). The date of a review is the day it was published.
    """

    date: str
    relation: str
    work: WorkReference
    object: Reference | None
    qualifiers: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the event as JSON."""
        return {
            "date": self.date,
            "relation": self.relation,
            "work": self.work.to_json(),
            "object": self.object.to_json() if self.object else None,
            "qualifiers": dict(self.qualifiers),
            "facts": list(self.facts),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The dated events of a work, its sources, adaptations, sequels and parts, in order."""

    work: WorkReference
    events: tuple[TimelineEvent, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"work", "events"}`."""
        return {"work": self.work.to_json(), "events": [event.to_json() for event in self.events]}


def timeline(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Timeline:
    """Return releases, dated awards and published reviews of a work and its family.

    A date that a finer one agrees with is told once, by the finer.
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    root = choose(view, name, kinds=view.vocabulary.works, kind=kind, year=year, prefer=originals)
    events: list[TimelineEvent] = []
    reference: WorkReference | None = None
    for work in family_of(view, root, min_confidence=min_confidence):
        facts = view.facts(subject=work.id, min_confidence=min_confidence)
        own = WorkReference(id=work.id, kind=work.kind, name=work.name, released=first_release(facts))
        reference = reference or own
        events += _releases(own, facts)
        for fact in facts:
            if fact.relation == "released" or not isinstance(fact.object, Entity):
                continue
            for date in _dates(view, fact):
                events.append(
                    TimelineEvent(
                        date=date,
                        relation=fact.relation,
                        work=own,
                        object=refer(fact.object),
                        qualifiers=_rest(fact),
                        facts=(fact.id,),
                    )
                )
    assert reference is not None
    events.sort(key=lambda e: (e.date, e.work.name, e.work.id, e.relation, e.facts))
    return Timeline(work=reference, events=tuple(events))


def _releases(work: WorkReference, facts: Iterable[Fact]) -> list[TimelineEvent]:
    dated = [(f.object.value, f) for f in facts if f.relation == "released" and isinstance(f.object, Literal)]
    events = []
    for date, fact in dated:
        if any(dates_agree(date, other) and len(other) > len(date) for other, _ in dated):
            continue
        same = [f for other, f in dated if dates_agree(date, other) and (other != date or f.id == fact.id)]
        events.append(
            TimelineEvent(
                date=date,
                relation="released",
                work=work,
                object=None,
                qualifiers=_rest(fact),
                facts=fact_ids(same),
            )
        )
    return events


def _dates(view: View, fact: Fact) -> list[str]:
    """Return when a fact happened: what it says itself or, of a review, when it was published."""
    if fact.relation == "reviewed_by":
        documents = {stored.claim.document for stored in view.claims(fact.claims)}
        published = {source.published for ident in documents for source in view.sources(ident)}
        return sorted(date for date in published if date)
    stated = (parse_date(fact.qualifiers.get(key, "")) for key in _DATE_QUALIFIERS)
    return [date for date in stated if date][:1]


def _rest(fact: Fact) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((k, v) for k, v in fact.qualifiers.items() if k not in _DATE_QUALIFIERS))
