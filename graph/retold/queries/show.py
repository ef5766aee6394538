"""One entity with everything the graph says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.document import Source
from retold.queries.choose import choose
from retold.queries.shapes import entity_to_json, fact_to_json, object_name, supports
from retold.queries.why import stored_claim_to_json
from retold.store import Entity, Fact, StoredClaim, View

__all__ = ["Show", "show"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """An entity, its facts in the order of the vocabulary, and the documents that state them.

    In `facts` it is the subject, in `mentioned_in` the object or the work of a casting. `unconfirmed` are
    claims that made no fact: rumours, denials and what a person rejected.
    """

    entity: Entity
    facts: tuple[Fact, ...]
    mentioned_in: tuple[Fact, ...]
    unconfirmed: tuple[StoredClaim, ...]
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"entity", "facts", "mentioned_in", "unconfirmed", "sources"}`."""
        return {
            "entity": entity_to_json(self.entity),
            "facts": [fact_to_json(fact) for fact in self.facts],
            "mentioned_in": [fact_to_json(fact) for fact in self.mentioned_in],
            "unconfirmed": [stored_claim_to_json(stored) for stored in self.unconfirmed],
            "sources": [
                {
                    "document": source.uri,
                    "title": source.title,
                    "site": source.site,
                    "published": source.published,
                }
                for source in self.sources
            ],
        }


def show(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Show:
    """Return what the graph holds on one entity of any kind.

    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    entity = choose(view, name, kind=kind, year=year)
    about = view.facts(subject=entity.id, min_confidence=min_confidence)
    mentions = {
        fact.id: fact
        for fact in (
            *view.facts(object=entity.id, min_confidence=min_confidence),
            *view.facts(within=entity.id, min_confidence=min_confidence),
        )
    }
    claims = view.claims_about(entity.id)
    shown = {ident for fact in (*about, *mentions.values()) for ident in fact.claims}
    sources = {
        source.uri: source
        for stored in claims
        if stored.claim.id in shown
        for source in view.sources(stored.claim.document)
    }
    order = list(view.vocabulary.relations)

    def rank(fact: Fact) -> tuple[int, int, str, str, str]:
        at = order.index(fact.relation) if fact.relation in order else len(order)
        return (at, -fact.documents, object_name(fact), fact.subject.name, fact.id)

    return Show(
        entity=entity,
        facts=tuple(sorted(about, key=rank)),
        mentioned_in=tuple(sorted(mentions.values(), key=rank)),
        unconfirmed=tuple(stored for stored in claims if not supports(stored)),
        sources=tuple(sources[uri] for uri in sorted(sources)),
    )
