"""What is written for other programs about hostile documents, read by those programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from rdf_reading import WITH_GRAPHS, WITHOUT_GRAPHS, Form, read_by_oxigraph, read_by_rdflib
from retold.claims import Literal
from retold.escape import xml_safe
from retold.export import export
from retold.store import View

PARTS = ("documents", "evidence", "alignment")
Written = Callable[..., bytes]


@pytest.fixture
def written(graph: Path) -> Written:
    """Write the graph: `written("trig", parts=PARTS)`."""

    def write(form: str, *, parts: tuple[str, ...] = ()) -> bytes:
        out = io.BytesIO()
        with View.open(graph) as view:
            export(view, form, out=out, parts=parts)
        return out.getvalue()

    return write


def names(graph: Path) -> set[str]:
    """Return the names by which the graph calls its entities."""
    with View.open(graph) as view:
        return {entity.name for entity in view.entities()}


def genres(graph: Path) -> set[str]:
    """Return the genres that films of the graph have, as they are written."""
    with View.open(graph) as view:
        facts = [fact.object for fact in view.all_facts() if fact.relation == "genre"]
    return {value.value for value in facts if isinstance(value, Literal)}


@pytest.mark.parametrize("form", [*WITH_GRAPHS, *WITHOUT_GRAPHS[:2]], ids=lambda form: form.name)
def test_two_readers_of_linked_data_find_the_same_and_every_name(
    graph: Path, written: Written, form: Form
) -> None:
    data = written(form.name, parts=PARTS if form in WITH_GRAPHS else ())
    quads = read_by_oxigraph(data, form)
    assert len(quads) == len(set(quads))
    assert read_by_rdflib(data, form) == set(quads)
    addresses = {address for quad in quads for address in (*quad[:3], *(quad[3:] if len(quad) == 4 else ()))}
    assert [address for address in addresses if re.search(r'[\x00-\x20<>"{}|\\^`]', address)] == []
    assert names(graph) | genres(graph) <= {quad[3] for quad in quads if len(quad) == 5}


def test_what_xml_cannot_hold_is_replaced_in_it(graph: Path, written: Written) -> None:
    import networkx
    import rdflib
    from lxml import etree

    shown = {xml_safe(name) for name in names(graph)}
    labels = {str(o) for o in rdflib.Graph().parse(data=written("rdf-xml"), format="xml").objects()}
    assert {lines(name) for name in shown} <= {lines(label) for label in labels}
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        data = written(form)
        etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        network = read(io.BytesIO(data))
        called = chain.from_iterable(node.values() for _, node in network.nodes(data=True))
        assert {lines(name) for name in shown} <= {lines(word) for word in called if isinstance(word, str)}


def lines(text: str) -> str:
    """Return a text with its white space made alike, as XML does in attributes."""
    return " ".join(re.split(r"[ \t\r\n]+", text))


def test_no_cell_of_the_table_is_a_formula_or_controls_a_terminal(graph: Path, written: Written) -> None:
    data = written("csv").decode()
    assert re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", data) == []
    rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [
        cell for cell in chain.from_iterable(rows) if re.match(r"\s*[=+@\-＝＋－＠]|[\t\r\n]", cell)
    ] == []
    with View.open(graph) as view:
        assert len(rows) - 1 == len(list(view.all_facts()))


def test_claims_are_json_lines_with_every_quote(graph: Path, written: Written) -> None:
    records = [json.loads(line) for line in written("claims").decode().split("\n") if line]
    with View.open(graph) as view:
        claims = list(view.all_claims())
    assert [record["id"] for record in records] == [stored.claim.id for stored in claims]
    quotes = [record["evidence"][0]["quote"] for record in records]
    assert quotes == [stored.claim.evidence[0].quote for stored in claims]
