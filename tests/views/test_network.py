"""The network, as networkx reads it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed_view import ListedView, entity
from retold.claims import Status
from retold.escape import xml_safe
from retold.store import View
from retold.views.network import network, write_gexf, write_graphml

novel = entity("Novel", "The Glass Orchard")
film = entity("Film", "The Glass Orchard", "Glass Orchard")
bo = entity("Person", "Bo Reyes")
mia = entity("Character", "Mia")
pear = entity("Award", "Golden Pear")


def read_graphml(data: bytes) -> networkx.MultiDiGraph[str]:
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


def read_gexf(data: bytes) -> networkx.MultiDiGraph[str]:
    return networkx.MultiDiGraph(networkx.read_gexf(io.BytesIO(data)))


Writer = Callable[[View, BinaryIO], int]
Reader = Callable[[bytes], "networkx.MultiDiGraph[str]"]
FORMATS = [
    pytest.param(write_graphml, read_graphml, id="graphml"),
    pytest.param(write_gexf, read_gexf, id="gexf"),
]


@pytest.fixture
def listed() -> ListedView:
    return ListedView()


def test_an_entity_is_a_node_with_its_values_as_attributes(listed: ListedView) -> None:
    notes = listed.document("notes.txt")
    listed.say(film, "released", "2024-10-21", documents=[notes])
    listed.say(film, "genre", "drama", documents=[notes])
    listed.say(film, "genre", "comedy", documents=[notes])
    listed.say(film, "episodes", "9", documents=[notes], status=Status.PLANNED)
    assert network(listed.view).nodes[film.id] == {
        "label": "The Glass Orchard",
        "kind": "Film",
        "names": "The Glass Orchard; Glass Orchard",
        "documents": 1,
        "released": "2024-10-21",
        "genre": "comedy; drama",
        "episodes": "9 (planned)",
    }


def test_a_fact_between_entities_is_an_edge_under_its_id(listed: ListedView) -> None:
    notes, page = listed.document("notes.txt"), listed.document("page.html")
    based = listed.say(film, "based_on", novel, documents=[notes, page], status=Status.PLANNED)
    casting = listed.say(mia, "portrayed_by", bo, within=film, documents=[notes])
    honour = listed.say(film, "award", pear, qualifiers={"outcome": "won"}, documents=[notes])
    edges = network(listed.view).edges
    assert edges[film.id, novel.id, based.id] == {
        "relation": "based_on",
        "label": "based on",
        "status": "planned",
        "confidence": 0.75,
        "documents": 2,
    }
    assert edges[mia.id, bo.id, casting.id]["within"] == film.id
    assert edges[mia.id, bo.id, casting.id]["within_label"] == "The Glass Orchard"
    assert edges[film.id, pear.id, honour.id]["qualifiers"] == "outcome=won"


@pytest.mark.parametrize(("write", "read"), FORMATS)
@given(words=st.text(st.characters(), max_size=20))
def test_whatever_the_words_networkx_reads_back_what_was_written(
    write: Writer, read: Reader, words: str
) -> None:
    listed = ListedView()
    notes = listed.document("notes.txt")
    work = entity("Film", f"Film{words}", f"Other{words}")
    listed.say(work, "genre", f"drama{words}", documents=[notes])
    first = listed.say(work, "director", bo, documents=[notes])
    second = listed.say(work, "producer", bo, qualifiers={"as": words}, documents=[notes])
    out = io.BytesIO()
    assert write(listed.view, out) == 4
    graph = read(out.getvalue())
    assert set(graph) == {work.id, bo.id}
    assert graph.nodes[work.id]["label"] == xml_safe(f"Film{words}")
    assert graph.nodes[work.id]["genre"] == xml_safe(f"drama{words}")
    relations = {
        data["relation"]: data["qualifiers"] for _, _, data in graph.edges(data=True) if "qualifiers" in data
    }
    assert relations == {"producer": xml_safe(f"as={words}")}
    assert first.id.encode() in out.getvalue()
    assert second.id.encode() in out.getvalue()


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_an_empty_graph_is_written_as_one(listed: ListedView, write: Writer, read: Reader) -> None:
    out = io.BytesIO()
    assert write(listed.view, out) == 0
    assert len(read(out.getvalue())) == 0


def test_gexf_names_no_day_and_colours_nodes_by_kind(listed: ListedView) -> None:
    listed.say(film, "genre", "drama", documents=[listed.document("notes.txt")])
    out = io.BytesIO()
    write_gexf(listed.view, out)
    text = out.getvalue().decode()
    assert "lastmodified" not in text
    assert '<viz:color r="29" g="78" b="216"' in text
