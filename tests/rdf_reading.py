"""Reads RDF with rdflib and with pyoxigraph into sets and lists that can be compared."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph
import rdflib

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Form(NamedTuple):
    """A format by its name in retold, rdflib and pyoxigraph."""

    name: str
    rdflib: str
    oxigraph: pyoxigraph.RdfFormat


WITH_GRAPHS = (
    Form("nquads", "nquads", pyoxigraph.RdfFormat.N_QUADS),
    Form("trig", "trig", pyoxigraph.RdfFormat.TRIG),
    Form("json-ld", "json-ld", pyoxigraph.RdfFormat.JSON_LD),
)
WITHOUT_GRAPHS = (
    Form("ntriples", "nt", pyoxigraph.RdfFormat.N_TRIPLES),
    Form("turtle", "turtle", pyoxigraph.RdfFormat.TURTLE),
    Form("rdf-xml", "xml", pyoxigraph.RdfFormat.RDF_XML),
)

#: Graph, subject, property, and an IRI or a literal's value and datatype; "" for default graph and strings.
Quad = tuple[str, ...]


def read_by_rdflib(data: bytes, form: Form) -> set[Quad]:
    """The quads of `data`, each once."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=form.rdflib)
    default = dataset.default_graph.identifier
    found: set[Quad] = set()
    for s, p, o, g in dataset.quads():
        graph = "" if g in (None, default) else str(g)
        literal = isinstance(o, rdflib.Literal)
        found.add((graph, str(s), str(p), str(o), *([str(o.datatype or "")] if literal else [])))
    return found


def read_by_oxigraph(data: bytes, form: Form) -> list[Quad]:
    """The quads of `data`, as often as they are written."""
    found: list[Quad] = []
    for quad in pyoxigraph.parse(data, format=form.oxigraph):
        graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
        target = [quad.object.value]
        if isinstance(quad.object, pyoxigraph.Literal):
            datatype = quad.object.datatype.value
            target.append("" if datatype == _STRING else datatype)
        found.append((graph, quad.subject.value, quad.predicate.value, *target))
    return found
