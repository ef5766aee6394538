from __future__ import annotations

from pathlib import Path

import pytest

import retold
from graphs import build, doc

PAGES = (
    doc(
        "[[f1|Twin Lamps]] by [[p1|Ana Reyes]], based on [[n1|Dim Light]], opened in [[=2021|2021]] with "
        "[[p2|Bo Lind]] as [[c1|Abel]]. [[p3|Tom Ashe]] gives it [[=4/5|4 of 5]].",
        """f1 director p1; f1 based_on n1; f1 released =2021; f1 actor p2; f1 character c1
        c1 portrayed_by p2 in f1; f1 reviewed_by p3; f1 rating =4/5; f1 episodes =2""",
        uri="notes/lamps.txt",
    ),
    doc("[[f1|Twin Lamps]] by [[p1|Ana Reyes]].", "f1 director p1; f1 episodes =3", uri="notes/more.txt"),
)
GOLD = """#doc lamps
[[f1|Twin Lamps]] by [[p1|Ana Reyes]].
#entities
f1 Film
p1 Person
#facts
f1 director p1
#end
"""


@pytest.fixture
def graph(tmp_path: Path) -> retold.Graph:
    build(tmp_path / "graph.db", *PAGES).close()
    return retold.open(tmp_path / "graph.db", read_only=True)


def test_every_question_is_a_method(graph: retold.Graph) -> None:
    assert [child.work.name for child in graph.adaptations("Dim Light").adaptations] == ["Twin Lamps"]
    assert graph.show("Ana Reyes").entity.kind == "Person"
    assert [entity.name for entity in graph.search("Twin Lamp", kind="film").entities] == ["Twin Lamps"]
    assert [member.actor.name for member in graph.cast("Twin Lamps").cast] == ["Bo Lind"]
    assert [credit.roles for credit in graph.works("Bo Lind").works] == [("actor",)]
    assert [review.rating for review in graph.reviews("Twin Lamps").reviews] == ["4/5"]
    assert [work.name for work in graph.compare("Dim Light", "Twin Lamps").works] == [
        "Dim Light",
        "Twin Lamps",
    ]
    assert [event.date for event in graph.timeline("Twin Lamps").events] == ["2021"]
    assert len(graph.path("Ana Reyes", "Dim Light").steps) == 2
    assert [conflict.relation for conflict in graph.conflicts().conflicts] == ["episodes"]
    fact = graph.cast("Twin Lamps").cast[0].facts[0]
    assert graph.why(fact).evidence[0].document == "notes/lamps.txt"


def test_a_graph_is_measured_against_gold(graph: retold.Graph, tmp_path: Path) -> None:
    gold = tmp_path / "gold.txt"
    gold.write_text(GOLD, encoding="utf-8")
    found = graph.evaluate(gold)
    assert (found.total.right, found.total.missed) == (1, 0)
    assert found.strays == ("more",)


def test_confidence_kind_and_year_are_passed_on(graph: retold.Graph) -> None:
    assert graph.adaptations("Dim Light", min_confidence=0.95).adaptations == ()
    assert graph.show("Twin Lamps", kind="film", year=2021).entity.kind == "Film"
    with pytest.raises(retold.UsageError, match="fits 1999"):
        graph.cast("Twin Lamps", year=1999)
    with pytest.raises(retold.UnknownNameError):
        graph.reviews("Nothing of the kind")
