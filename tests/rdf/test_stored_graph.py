"""Exports of a graph that went through the store."""

from __future__ import annotations

import io
from itertools import permutations
from pathlib import Path

import pytest

from graphs import build, doc
from rdf_reading import WITH_GRAPHS, Form, read_by_oxigraph, read_by_rdflib
from retold.export import FORMATS, PARTS, export
from retold.rdf.export import RDF_FORMATS
from retold.store import View

PAGES = (
    doc(
        "[[f1|The Glass Orchard]] by [[p1|Mara Quill]], from the novel [[n1|The Glass Orchard]], "
        "opened in [[=2021-02|February 2021]]. [[p2|Bo Reyes]] plays [[c1|Mia]].",
        "f1 director p1; f1 based_on n1; f1 released =2021-02; c1 portrayed_by p2 in f1",
        uri="review.txt",
        site="The Lantern",
        published="2021-03-05",
    ),
    doc(
        "[[f1|Glass Orchard]] is by [[p1|Mara Quill]], [[=4/5|four of five stars]].",
        "f1 director p1; f1 rating =4/5",
        uri="https://example.org/b",
    ),
    doc(
        "[[f1|Orchard of Iron]] will be made by [[p1|Mara Quill]] in [[=2030|2030]].",
        "f1 director p1 | planned; f1 released =2030 | planned",
        uri="news.txt",
    ),
)


def written(view: View, form: str) -> bytes:
    out = io.BytesIO()
    export(view, form, out=out, parts=PARTS if RDF_FORMATS.get(form) else ())
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_in_which_documents_came_leaves_no_trace(tmp_path: Path, form: str) -> None:
    found = {
        written(build(tmp_path / f"{number}.db", *pages), form)
        for number, pages in enumerate(permutations(PAGES))
    }
    assert len(found) == 1


@pytest.mark.parametrize("form", WITH_GRAPHS, ids=lambda form: form.name)
def test_both_libraries_read_the_same_quads(tmp_path: Path, form: Form) -> None:
    data = written(build(tmp_path / "graph.db", *PAGES), form.name)
    found = read_by_rdflib(data, form)
    assert sorted(found) == sorted(read_by_oxigraph(data, form))
    values = {(quad[3], quad[4].rpartition("#")[2]) for quad in found if len(quad) == 5 and not quad[0]}
    assert {
        ("The Glass Orchard", ""),
        ("Mara Quill", ""),
        ("2021-02", "gYearMonth"),
        ("4", "decimal"),
    } <= values
    assert ("2030", "gYear") not in values
    assert ("Orchard of Iron", "") not in values
