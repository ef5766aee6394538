"""One named graph a document: what it is, and what it states, in the words of the default graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from retold.claims import Claim, Literal, LocalEntity, Status
from retold.rdf.facts import Reviews, describe, parties, say
from retold.rdf.terms import RDF_TYPE, Triple, date_text, iri, node, order, plain, web_iri
from retold.store import DocumentRecord, Entity, Fact, View

__all__ = ["Origins", "describe_document", "document_graphs", "trace"]

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where facts come from: `documents` that state a fact, by its id, and the names that they print.

    `names` are by document and entity. A claim that is only planned, rumoured or denied, or that a person
    rejected, states nothing.
    """

    documents: Mapping[str, Collection[str]]
    names: Mapping[tuple[str, str], frozenset[str]] = field(repr=False)


def trace(view: View, facts: Iterable[Fact]) -> Origins:
    """Return where `facts` come from."""
    documents: dict[str, tuple[str, ...]] = {}
    names: dict[tuple[str, str], frozenset[str]] = {}
    waiting = iter(facts)
    while batch := list(islice(waiting, _BATCH)):
        claims = {
            stored.claim.id: stored.claim
            for stored in view.claims(ident for fact in batch for ident in fact.claims)
            if stored.claim.status is Status.STATED and not stored.rejected
        }
        for fact in batch:
            stating = [claims[ident] for ident in fact.claims if ident in claims]
            documents[fact.id] = tuple(sorted({claim.document for claim in stating}))
            for claim in stating:
                for entity, local in _named(fact, claim):
                    key = (claim.document, entity.id)
                    names[key] = names.get(key, frozenset()).union(local.names)
    return Origins(documents=documents, names=names)


def _named(fact: Fact, claim: Claim) -> Iterator[tuple[Entity, LocalEntity]]:
    yield fact.subject, claim.subject
    if not isinstance(fact.object, Literal) and not isinstance(claim.object, Literal):
        yield fact.object, claim.object
    if fact.within is not None and claim.within is not None:
        yield fact.within, claim.within


def document_graphs(
    view: View, facts: Iterable[Fact], *, origins: Origins, reviews: Reviews
) -> Iterator[tuple[str, list[Triple]]]:
    """Yield the id of each document with its triples, sorted by id."""
    by_document: dict[str, list[Fact]] = {}
    for fact in facts:
        for document in origins.documents[fact.id]:
            by_document.setdefault(document, []).append(fact)
    for record in sorted(view.documents(), key=lambda record: record.id):
        triples = set(describe_document(record))
        for fact in by_document.get(record.id, ()):
            review = reviews.get((fact.id, record.id))
            triples.update(say(fact, vocabulary=view.vocabulary, reviews=[review] if review else []))
            for entity in parties(fact):
                printed = origins.names.get((record.id, entity.id), frozenset())
                triples.update(describe(entity, vocabulary=view.vocabulary, names=printed))
        yield record.id, sorted(triples, key=order)


def describe_document(document: DocumentRecord) -> Iterator[Triple]:
    """Yield what is known of a document: rt:source is each source as given, schema:url its web address."""
    subject = node(document.id)
    yield Triple(subject, RDF_TYPE, iri("schema", "DigitalDocument"))
    if document.language:
        yield Triple(subject, iri("schema", "inLanguage"), plain(document.language))
    for source in document.sources:
        yield Triple(subject, iri("rt", "source"), plain(source.uri))
        address = web_iri(source.uri)
        if address is not None:
            yield Triple(subject, iri("schema", "url"), address)
        if source.published:
            yield Triple(subject, iri("schema", "datePublished"), date_text(source.published))
        for term, value in (("name", source.title), ("author", source.author), ("publisher", source.site)):
            if value:
                yield Triple(subject, iri("schema", term), plain(value))
