from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, check_schema, doc
from retold.errors import NoAnswerError
from retold.queries.compare import compare
from retold.queries.path import path
from retold.queries.timeline import timeline
from retold.store import View


def test_one_title_compares_its_whole_family(world: View) -> None:
    answer = compare(world, ["The Glass Orchard"])
    check_schema("compare", answer.to_json())
    assert [work.kind for work in answer.works] == ["Novel", "Film", "Film", "Series"]
    rows = {row.field: row for row in answer.rows}
    assert rows["released"].values == (("2015",), ("2021-03-05",), ("2026",), ("2024-10-21",))
    assert rows["directors"].values == ((), ("Mara Quill",), ("Ivo Brandt",), ())
    assert rows["directors"].differs
    assert not rows["authors"].differs


def test_a_renamed_character_is_one_role(world: View) -> None:
    answer = compare(world, ["The Glass Orchard"])
    (role,) = answer.roles
    assert [character.name for character in role.characters] == ["Iris Vane", "Isa Vane"]
    assert [[actor.name for actor in actors] for actors in role.actors] == [
        [],
        ["Bo Lind"],
        [],
        ["Ana Reyes"],
    ]
    assert role.present == (True, True, False, True)


@pytest.mark.parametrize("renamed", ["Abel", "Zora"])
def test_a_role_is_one_whichever_name_comes_first(tmp_path: Path, renamed: str) -> None:
    page = doc(
        f"[[c1|Mo]] of [[n1|Amber Tide]] is [[c2|{renamed}]] in the film [[f1|Low Water]].",
        "n1 character c1; f1 based_on n1; f1 character c2; c2 counterpart_of c1",
    )
    with build(tmp_path / "graph.db", page) as view:
        (role,) = compare(view, ["Amber Tide"]).roles
        assert {character.name for character in role.characters} == {"Mo", renamed}
        assert role.present == (True, True)


def test_named_works_are_compared_in_the_order_given(world: View) -> None:
    answer = compare(world, ["Le Verger", "The Glass Orchard (series)"])
    assert [work.name for work in answer.works] == ["Le Verger", "The Glass Orchard"]


def test_a_timeline_tells_each_event_once_in_order(world: View) -> None:
    answer = timeline(world, "The Glass Orchard")
    check_schema("timeline", answer.to_json())
    assert [(e.date, e.relation, e.work.kind, e.object and e.object.name) for e in answer.events] == [
        ("2015", "released", "Novel", None),
        ("2021-03-05", "released", "Film", None),
        ("2021-03-06", "reviewed_by", "Film", "Tom Ashe"),
        ("2021-03-20", "reviewed_by", "Film", "Ruth Cole"),
        ("2024-10-21", "released", "Series", None),
        ("2026", "released", "Film", None),
    ]
    assert len(answer.events[1].facts) == 2


def test_sequels_belong_to_the_timeline(tmp_path: Path) -> None:
    page = doc(
        "[[f1|Amber Tide]] of [[=1990|1990]], its sequel [[f2|Low Water]] of [[=1995|1995]].",
        "f1 released =1990; f2 released =1995; f2 follows f1",
    )
    with build(tmp_path / "graph.db", page) as view:
        assert [event.work.name for event in timeline(view, "Amber Tide").events] == [
            "Amber Tide",
            "Low Water",
        ]


def test_a_path_gives_the_facts_on_the_way(world: View) -> None:
    answer = path(world, "Ines Faber", "Ivo Brandt")
    check_schema("path", answer.to_json())
    assert [(s.start.name, s.fact.relation, s.end.name) for s in answer.steps] == [
        ("Ines Faber", "author", "The Glass Orchard"),
        ("The Glass Orchard", "based_on", "The Glass Orchard"),
        ("The Glass Orchard", "based_on", "Le Verger"),
        ("Le Verger", "director", "Ivo Brandt"),
    ]
    back = path(world, "Ivo Brandt", "Ines Faber")
    assert len(back.steps) == 4
    assert (back.start, back.end) == (answer.end, answer.start)


def test_the_work_of_a_casting_is_one_step_away(world: View) -> None:
    (step,) = path(world, "Ana Reyes", "Isa Vane").steps
    assert step.fact.relation == "portrayed_by"


def test_a_thing_is_no_steps_from_itself(world: View) -> None:
    assert path(world, "Bo Lind", "Lind, Bo").steps == ()


def test_what_is_not_connected_has_no_path(tmp_path: Path) -> None:
    one = doc("[[f1|Amber Tide]] by [[p1|Ana Reyes]].", "f1 director p1", uri="a.txt")
    other = doc("[[f1|Low Water]] by [[p1|Bo Lind]].", "f1 director p1", uri="b.txt")
    complaint = "nothing in the graph connects 'Ana Reyes' and 'Bo Lind'"
    with build(tmp_path / "graph.db", one, other) as view, pytest.raises(NoAnswerError, match=complaint):
        path(view, "Ana Reyes", "Bo Lind")
