"""The graph as programs open it, fill it and decide about it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import retold
from graphs import build, doc
from retold.resolution.decisions import Judgement

PAGES = (
    doc(
        "[[f1|Crash]] ([[=1996|1996]]) is by [[p1|David Cronenberg]].",
        "f1 director p1; f1 released =1996",
        uri="a",
    ),
    doc(
        "[[f1|Crash]] ([[=2004|2004]]) is by [[p1|Paul Haggis]].",
        "f1 director p1; f1 released =2004",
        uri="b",
    ),
    doc("[[p1|P. Haggis]] won [[a1|an Oscar]].", "p1 award a1", uri="c"),
)


@pytest.fixture
def graph(tmp_path: Path) -> retold.Graph:
    build(tmp_path / "graph.db", *PAGES).close()
    return retold.open(tmp_path / "graph.db")


HEAVY = (
    "rdflib networkx pyvis trafilatura extruct httpx rich lxml pypdf docx typer rapidfuzz "
    "retold.reading retold.extraction retold.store.writer retold.resolution.clustering"
).split()


def people(graph: retold.Graph) -> list[str]:
    with graph.view() as view:
        return sorted(entity.name for entity in view.entities(kinds=["Person"]))


def test_a_text_becomes_answers(tmp_path: Path) -> None:
    page = tmp_path / "review.txt"
    page.write_text("The Glass Orchard is a 2021 film directed by Mara Quill.\n", encoding="utf-8")
    with retold.open(tmp_path / "new.db") as graph:
        report = graph.add(str(page))
        assert (report.added, report.failed) == (1, [])
        assert [record.sources[0].uri for record in graph.documents()] == [str(page)]
        assert graph.check() == []
        graph.remove(str(page))
        assert graph.stats()["documents"] == 0


def test_decisions_name_things_by_name_or_id(graph: retold.Graph) -> None:
    decision = graph.same("Paul Haggis", "P. Haggis", reason="the same Oscar", by="ann")
    assert (decision.judgement, decision.by, decision.reasons) == (Judgement.SAME, "ann", ("the same Oscar",))
    assert decision.at is not None
    assert people(graph) == ["David Cronenberg", "Paul Haggis"]
    assert graph.decisions() == [decision]
    assert graph.undo(decision.id) == decision
    assert people(graph) == ["David Cronenberg", "P. Haggis", "Paul Haggis"]


def test_a_decision_of_a_user_without_a_name_carries_the_number(
    graph: retold.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setattr("os.getuid", lambda: 4711)
    assert graph.same("Paul Haggis", "P. Haggis").by == "user 4711"


def test_a_name_of_two_things_must_be_made_plain(graph: retold.Graph) -> None:
    with pytest.raises(retold.AmbiguousNameError):
        graph.same("Crash", "Paul Haggis")
    with pytest.raises(retold.UnknownNameError) as caught:
        graph.different("Paul Hagis", "David Cronenberg")
    assert caught.value.suggestions[0] == "Paul Haggis"


def test_a_rejected_fact_is_gone_until_undone(graph: retold.Graph) -> None:
    with graph.view() as view:
        facts = list(view.all_facts())
    graph.reject(facts[0].id, by="ann")
    assert graph.stats()["facts"] == len(facts) - 1
    graph.undo()
    assert graph.stats()["facts"] == len(facts)


def test_what_another_program_adds_is_seen_at_once(graph: retold.Graph) -> None:
    with retold.open(graph.file) as other:
        other.remove("c")
    assert people(graph) == ["David Cronenberg", "Paul Haggis"]


def test_removing_what_is_not_there_is_an_error(graph: retold.Graph) -> None:
    with pytest.raises(retold.UsageError, match="z: no such document in the graph"):
        graph.remove("z")


def test_a_graph_opened_for_reading_is_not_written(tmp_path: Path, graph: retold.Graph) -> None:
    reader = retold.open(graph.file, read_only=True)
    with pytest.raises(retold.StoreError, match="opened for reading only"):
        reader.remove("a")
    with pytest.raises(retold.StoreError, match="there is no graph here yet"):
        retold.open(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()


def test_every_public_name_is_there() -> None:
    assert {name for name in retold.__all__ if getattr(retold, name, None) is None} == set()
    assert dir(retold) == sorted(retold.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = retold.nothing


def test_importing_and_asking_load_nothing_heavy(graph: retold.Graph) -> None:
    code = (
        "import sys, retold\n"
        "print([m for m in sys.modules if m.startswith('retold.')])\n"
        f"retold.open({str(graph.file)!r}).adaptations('Crash', year=1996)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['retold.errors']\n[]\n"
