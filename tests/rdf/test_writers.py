"""What is written must be read back by two independent libraries, whatever the words in it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdf_reading import WITH_GRAPHS, WITHOUT_GRAPHS, Form, Quad, read_by_oxigraph, read_by_rdflib
from retold.escape import xml_safe
from retold.rdf.jsonld import write_json_ld
from retold.rdf.terms import (
    RDF_TYPE,
    Iri,
    Text,
    Triple,
    date_text,
    integer,
    iri,
    node,
    order,
    plain,
    rating_parts,
    web_iri,
)
from retold.rdf.writers import Graphs, write_lines, write_rdf_xml, write_turtle

# Control characters and half characters too, as a broken page may have them.
anything = st.text(st.characters(), max_size=30)
literals = st.one_of(
    anything.map(plain),
    st.from_regex(r"\d{4}(-\d\d(-\d\d)?)?", fullmatch=True).map(date_text),
    st.integers().map(integer),
    st.from_regex(r"[0-9]{1,2}\.[0-9]", fullmatch=True).map(lambda value: rating_parts(value)[0]),
)
addresses = anything.map(lambda path: web_iri(f"https://example.org/{path}") or node("no-address"))
nodes = st.one_of(
    st.sampled_from([node(f"film-{letter}") for letter in "abc"]),
    st.text(st.characters(), min_size=1, max_size=12).map(node),
)
properties = st.one_of(
    st.sampled_from([iri("schema", "name"), iri("rt", "casting"), iri("oa", "exact"), iri("wdt", "P144")]),
    st.text(min_size=1, max_size=8).map(lambda outcome: iri("rt", f"award_{outcome}")),
)
types = st.sampled_from([iri("schema", "Movie"), iri("rt", "Film")])
triples = st.lists(
    st.one_of(
        st.builds(Triple, nodes, properties, st.one_of(literals, nodes, addresses)),
        st.builds(Triple, nodes, st.just(RDF_TYPE), types),
    ),
    max_size=12,
).map(lambda found: sorted(set(found), key=order))
graphs = st.lists(triples, min_size=1, max_size=3).map(
    lambda lists: [(node(f"d{n}") if n else None, found) for n, found in enumerate(lists) if found or not n]
)


def write_works(content: Graphs, out: io.BytesIO) -> int:
    return write_json_ld(content, out, is_work=lambda kind: kind == iri("rt", "Film"))


WRITERS: dict[str, Callable[[Graphs, io.BytesIO], int]] = {
    "ntriples": write_lines,
    "nquads": write_lines,
    "turtle": write_turtle,
    "trig": write_turtle,
    "rdf-xml": write_rdf_xml,
    "json-ld": write_works,
}


def as_quads(content: Graphs) -> list[Quad]:
    return [
        (str(graph or ""), str(s), str(p), *((o.value, o.datatype) if isinstance(o, Text) else (str(o),)))
        for graph, found in content
        for s, p, o in found
    ]


def for_xml(triple: Triple) -> Triple:
    if isinstance(triple.object, Text):
        return triple._replace(object=triple.object._replace(value=xml_safe(triple.object.value)))
    return triple


def check(content: list[tuple[Iri | None, list[Triple]]], form: Form) -> None:
    out = io.BytesIO()
    count = WRITERS[form.name](content, out)
    expected = as_quads(content)
    assert count == len(expected)
    assert read_by_rdflib(out.getvalue(), form) == set(expected)
    assert sorted(read_by_oxigraph(out.getvalue(), form)) == sorted(expected)


@pytest.mark.parametrize("form", WITH_GRAPHS, ids=lambda form: form.name)
@given(content=graphs)
def test_quads_are_read_back_as_they_were(form: Form, content: list[tuple[Iri | None, list[Triple]]]) -> None:
    check(content, form)


@pytest.mark.parametrize("form", WITHOUT_GRAPHS, ids=lambda form: form.name)
@given(found=triples)
def test_triples_are_read_back_as_they_were(form: Form, found: list[Triple]) -> None:
    if form.name == "rdf-xml":
        found = sorted({for_xml(triple) for triple in found}, key=order)
    check([(None, found)], form)


def test_characters_that_xml_cannot_hold_are_replaced_and_the_rest_kept() -> None:
    out = io.BytesIO()
    title = Triple(node("film-a"), iri("schema", "name"), plain("a\x00b\x0b<&>\r\n\ud800\ufffe]]>"))
    write_rdf_xml([(None, [title])], out)
    (quad,) = read_by_rdflib(out.getvalue(), WITHOUT_GRAPHS[2])
    assert quad[3] == "a\ufffdb\ufffd<&>\r\n\ufffd\ufffd]]>"


def test_turtle_groups_a_subject_and_puts_its_types_first() -> None:
    film = node("film-a")
    found = [
        Triple(film, RDF_TYPE, iri("schema", "Movie")),
        Triple(film, iri("schema", "actor"), node("person-b")),
        Triple(film, iri("schema", "actor"), node("person-c")),
        Triple(film, iri("schema", "datePublished"), date_text("2024-10")),
    ]
    out = io.BytesIO()
    write_turtle([(None, found)], out)
    assert out.getvalue().decode().split("\n\n")[1] == (
        "retold:film-a a schema:Movie ;\n"
        "    schema:actor retold:person-b, retold:person-c ;\n"
        '    schema:datePublished "2024-10"^^xsd:gYearMonth .\n'
    )


def test_a_long_chain_of_nodes_does_not_nest_without_end() -> None:
    chain = [
        Triple(node(f"character-{n:04}"), iri("rt", "counterpart_of"), node(f"character-{n + 1:04}"))
        for n in range(3000)
    ]
    check([(None, chain)], WITH_GRAPHS[2])
