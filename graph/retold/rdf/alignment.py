"""The alignment graph: the same facts in Wikidata's terms, and which terms of ours are whose.

Wikidata's properties speak of Wikidata's items; here they speak of ours, for whoever queries both alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from retold.rdf.facts import CASTING, outcome_of, parties, property_of, value_of
from retold.rdf.terms import Iri, Triple, iri, node, order
from retold.store import Entity, Fact
from retold.vocabulary import Vocabulary

__all__ = ["alignment_graph"]

# Instance of, and the qualifier of a cast member that names the character.
_INSTANCE_OF: Final = "P31"
_CHARACTER_ROLE: Final = "P453"
# Wikidata's award property means won; other outcomes have one of their own, or none.
_OUTCOMES: Final = {"nominated": "P1411", "shortlisted": "P1411"}


def alignment_graph(facts: Iterable[Fact], *, vocabulary: Vocabulary) -> list[Triple]:
    """Return the stated `facts` with Wikidata's properties, and the vocabulary's ties to both others."""
    triples = set(_terms(vocabulary))
    for fact in facts:
        triples.update(_fact(fact, vocabulary=vocabulary))
        for entity in parties(fact):
            kind = vocabulary.kinds.get(entity.kind)
            if kind is not None and kind.wikidata is not None:
                triples.add(Triple(node(entity.id), iri("wdt", _INSTANCE_OF), iri("wd", kind.wikidata)))
    return sorted(triples, key=order)


def _terms(vocabulary: Vocabulary) -> Iterator[Triple]:
    for kind in vocabulary.kinds.values():
        ours = iri("rt", kind.name)
        yield Triple(ours, iri("rdfs", "subClassOf"), iri("schema", kind.schema))
        if kind.wikidata is not None:
            yield Triple(ours, iri("owl", "sameAs"), iri("wd", kind.wikidata))
    for relation in vocabulary.relations.values():
        if relation.wikidata is not None and relation.name != CASTING:
            ours = property_of(relation.name, vocabulary=vocabulary)
            yield Triple(ours, iri("owl", "equivalentProperty"), iri("wdt", relation.wikidata))


def _fact(fact: Fact, *, vocabulary: Vocabulary) -> Iterator[Triple]:
    relation = vocabulary.relations.get(fact.relation)
    if relation is None or relation.wikidata is None:
        return
    if fact.relation == CASTING:
        if fact.within is not None and isinstance(fact.object, Entity):
            yield from _cast_member(fact, fact.within, fact.object, relation.wikidata)
        return
    outcome = outcome_of(fact)
    wikidata = relation.wikidata if outcome == "won" else _OUTCOMES.get(outcome)
    if wikidata is None:
        return
    subject, target = node(fact.subject.id), value_of(fact, vocabulary=vocabulary)
    yield Triple(subject, iri("wdt", wikidata), target)
    if relation.wikidata_inverse is not None and isinstance(target, Iri):
        yield Triple(target, iri("wdt", relation.wikidata_inverse), subject)


def _cast_member(fact: Fact, work: Entity, person: Entity, wikidata: str) -> Iterator[Triple]:
    member = Iri(f"{node(fact.id)}-wikidata")
    yield Triple(node(work.id), iri("wdt", wikidata), node(person.id))
    yield Triple(node(work.id), iri("p", wikidata), member)
    yield Triple(member, iri("ps", wikidata), node(person.id))
    yield Triple(member, iri("pq", _CHARACTER_ROLE), node(fact.subject.id))
