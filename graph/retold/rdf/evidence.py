"""The evidence graph: each fact as an rdf:Statement, its claims, and the words that prove them.

A statement is not the triple that it speaks of: this graph may therefore hold what is only planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from retold.claims import Claim, Evidence
from retold.rdf.documents import describe_document
from retold.rdf.facts import outcome_of, parties, property_of, value_of
from retold.rdf.terms import RDF_TYPE, Iri, Triple, decimal, integer, iri, node, order, plain
from retold.store import Fact, View
from retold.vocabulary import Vocabulary

__all__ = ["evidence_graph"]

_BATCH = 500


def evidence_graph(view: View, facts: Iterable[Fact], *, known: frozenset[str]) -> Iterator[Triple]:
    """Yield the evidence of `facts`, all triples of one subject together.

    `known` are the ids of the entities that the default graph describes; the others get their names here.
    """
    for record in sorted(view.documents(), key=lambda record: record.id):
        yield from sorted(set(describe_document(record)), key=order)
    told = set(known)
    extractors: set[str] = set()
    waiting = iter(facts)
    while batch := list(islice(waiting, _BATCH)):
        stored = view.claims(ident for fact in batch for ident in fact.claims)
        claims = {item.claim.id: item for item in stored if not item.rejected}
        for fact in batch:
            triples = set(_statement(fact, vocabulary=view.vocabulary))
            for entity in parties(fact):
                if entity.id not in told:
                    told.add(entity.id)
                    # No class: whoever counts films must not count one that is only planned.
                    triples.add(Triple(node(entity.id), iri("rt", "kind"), iri("rt", entity.kind)))
                    triples.add(Triple(node(entity.id), iri("schema", "name"), plain(entity.name)))
            for ident in fact.claims:
                if ident in claims:
                    triples.update(_claim(ident, claims[ident].claim, fact=node(fact.id)))
                    extractors.update(e.extractor for e in claims[ident].claim.evidence)
            yield from sorted(triples, key=order)
    for extractor in sorted(extractors):
        yield from sorted(_extractor(extractor), key=order)


def _statement(fact: Fact, *, vocabulary: Vocabulary) -> Iterator[Triple]:
    subject = node(fact.id)
    yield Triple(subject, RDF_TYPE, iri("rdf", "Statement"))
    yield Triple(subject, iri("rdf", "subject"), node(fact.subject.id))
    predicate = property_of(fact.relation, vocabulary=vocabulary, outcome=outcome_of(fact))
    yield Triple(subject, iri("rdf", "predicate"), predicate)
    yield Triple(subject, iri("rdf", "object"), value_of(fact, vocabulary=vocabulary))
    if fact.within is not None:
        yield Triple(subject, iri("rt", "within"), node(fact.within.id))
    for key, value in fact.qualifiers.items():
        yield Triple(subject, iri("rt", key), plain(value))
    yield Triple(subject, iri("rt", "status"), plain(fact.status.value))
    yield Triple(subject, iri("rt", "confidence"), decimal(fact.confidence))


def _claim(ident: str, claim: Claim, *, fact: Iri) -> Iterator[Triple]:
    subject = node(ident)
    yield Triple(fact, iri("prov", "wasDerivedFrom"), subject)
    yield Triple(subject, RDF_TYPE, iri("rt", "Claim"))
    yield Triple(subject, iri("rt", "status"), plain(claim.status.value))
    yield Triple(subject, iri("prov", "wasQuotedFrom"), node(claim.document))
    for number, evidence in enumerate(claim.evidence, start=1):
        yield from _annotation(evidence, Iri(f"{subject}-{number}"), claim=subject)


def _annotation(evidence: Evidence, annotation: Iri, *, claim: Iri) -> Iterator[Triple]:
    target = Iri(f"{annotation}-target")
    quote, position = Iri(f"{annotation}-quote"), Iri(f"{annotation}-position")
    yield Triple(annotation, RDF_TYPE, iri("oa", "Annotation"))
    yield Triple(annotation, iri("oa", "hasBody"), claim)
    yield Triple(annotation, iri("oa", "hasTarget"), target)
    yield Triple(annotation, iri("prov", "wasAttributedTo"), _agent(evidence.extractor))
    yield Triple(annotation, iri("rt", "confidence"), decimal(evidence.confidence))
    yield Triple(target, RDF_TYPE, iri("oa", "SpecificResource"))
    yield Triple(target, iri("oa", "hasSource"), node(evidence.document))
    yield Triple(target, iri("oa", "hasSelector"), quote)
    yield Triple(target, iri("oa", "hasSelector"), position)
    yield Triple(quote, RDF_TYPE, iri("oa", "TextQuoteSelector"))
    yield Triple(quote, iri("oa", "exact"), plain(evidence.quote))
    yield Triple(position, RDF_TYPE, iri("oa", "TextPositionSelector"))
    yield Triple(position, iri("oa", "start"), integer(evidence.span.start))
    yield Triple(position, iri("oa", "end"), integer(evidence.span.end))


def _agent(extractor: str) -> Iri:
    return node(f"extractor:{extractor}")


def _extractor(extractor: str) -> Iterator[Triple]:
    name, _, version = extractor.partition("/")
    yield Triple(_agent(extractor), RDF_TYPE, iri("prov", "SoftwareAgent"))
    yield Triple(_agent(extractor), iri("schema", "name"), plain(name))
    if version:
        yield Triple(_agent(extractor), iri("schema", "softwareVersion"), plain(version))
