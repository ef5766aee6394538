"""The graph as RDF: which graphs there are, and each written in the format asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import BinaryIO, Final

from retold.claims import Status
from retold.errors import UsageError
from retold.rdf.alignment import alignment_graph
from retold.rdf.documents import document_graphs, trace
from retold.rdf.evidence import evidence_graph
from retold.rdf.facts import REVIEWING, announced, describe, find_reviews, parties, say, stated
from retold.rdf.jsonld import write_json_ld
from retold.rdf.terms import PREFIXES, Iri, Triple, iri, node, order, plain
from retold.rdf.writers import write_lines, write_rdf_xml, write_turtle
from retold.store import View

__all__ = ["PARTS", "RDF_FORMATS", "export_rdf", "graphs"]

#: What may be added to the facts, in named graphs.
PARTS: Final = ("documents", "evidence", "alignment")
#: The formats, and whether each can hold named graphs.
RDF_FORMATS: Final = {
    "turtle": False,
    "trig": True,
    "ntriples": False,
    "nquads": True,
    "json-ld": True,
    "rdf-xml": False,
}


def export_rdf(
    view: View, form: str, *, out: BinaryIO, parts: Collection[str] = (), min_confidence: float = 0.0
) -> int:
    """Write the graph to `out` in one of RDF_FORMATS and return the number of quads written.

    Raises UsageError if `parts` are asked of a format that cannot hold named graphs.
    """
    if parts and not RDF_FORMATS[form]:
        able = ", ".join(name for name, named in RDF_FORMATS.items() if named)
        raise UsageError(f"{form} cannot hold {', '.join(parts)}; use one of {able}.")
    content = graphs(view, parts=parts, min_confidence=min_confidence)
    if form in {"nquads", "ntriples"}:
        return write_lines(content, out)
    if form in {"trig", "turtle"}:
        return write_turtle(content, out)
    if form == "rdf-xml":
        return write_rdf_xml(content, out)
    rt = len(PREFIXES["rt"])
    return write_json_ld(
        content, out, is_work=lambda iri: iri.startswith(PREFIXES["rt"]) and view.vocabulary.is_work(iri[rt:])
    )


def graphs(
    view: View, *, parts: Collection[str] = (), min_confidence: float = 0.0
) -> Iterator[tuple[Iri | None, Iterator[Triple]]]:
    """Yield the default graph (None) and the named graphs of `parts`, the triples of one subject together."""
    facts = list(view.all_facts(min_confidence=min_confidence))
    made = stated(facts)
    entities = {entity.id: entity for fact in made for entity in parties(fact)}
    vocabulary = view.vocabulary
    # Where a fact comes from costs a look at its claims; the facts alone need it only of reviews.
    traced = made if "documents" in parts else [fact for fact in made if fact.relation in REVIEWING]
    origins = trace(view, traced)
    reviews = find_reviews(traced, origins.documents)

    triples: set[Triple] = set()
    for fact in made:
        if fact.relation in REVIEWING:
            named = {reviews[fact.id, document] for document in origins.documents[fact.id]}
            triples.update(say(fact, vocabulary=vocabulary, reviews=named))
        else:
            triples.update(say(fact, vocabulary=vocabulary))
    for entity in entities.values():
        triples.update(describe(entity, vocabulary=vocabulary, names={entity.name, *entity.names} - {""}))
    for ident in announced(facts) & entities.keys():
        triples.add(Triple(node(ident), iri("schema", "creativeWorkStatus"), plain(Status.PLANNED.value)))
    yield None, iter(sorted(triples, key=order))
    del triples

    if "documents" in parts:
        for document, said in document_graphs(view, made, origins=origins, reviews=reviews):
            yield node(document), iter(said)
    if "evidence" in parts:
        yield node("evidence"), evidence_graph(view, facts, known=frozenset(entities))
    if "alignment" in parts:
        yield node("alignment"), iter(alignment_graph(made, vocabulary=vocabulary))
