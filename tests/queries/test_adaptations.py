from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs import build, check_schema, doc
from retold.queries.adaptations import Adaptation, adaptations
from retold.store import View


def outline(nodes: tuple[Adaptation, ...]) -> list[Any]:
    return [(node.work.kind, node.work.name, outline(node.adaptations)) for node in nodes]


def test_a_title_means_the_source_and_the_tree_holds_all_made_from_it(world: View) -> None:
    answer = adaptations(world, "The Glass Orchard")
    assert answer.work.kind == "Novel"
    assert answer.sources == ()
    assert outline(answer.adaptations) == [
        ("Film", "The Glass Orchard", [("Film", "Le Verger", [])]),
        ("Series", "The Glass Orchard", []),
    ]


def test_the_sources_of_an_adaptation_come_nearest_first(world: View) -> None:
    answer = adaptations(world, "Le Verger")
    assert [(work.kind, work.released) for work in answer.sources] == [
        ("Film", "2021-03-05"),
        ("Novel", "2015"),
    ]
    assert answer.adaptations == ()
    assert [work.kind for work in answer.works] == ["Novel", "Film", "Film"]


def test_kind_and_year_choose_among_namesakes(world: View) -> None:
    assert adaptations(world, "The Glass Orchard", kind="series").work.kind == "Series"
    assert adaptations(world, "The Glass Orchard", year=2021).work.kind == "Film"


def test_json_has_the_documented_shape(world: View) -> None:
    found = adaptations(world, "glass orchard").to_json()
    check_schema("adaptations", found)
    film = found["adaptations"][0]
    ids = {name: person["id"] for person in film["directors"] for name in [person["name"]]}
    assert film["released"] == "2021-03-05"
    assert film["directors"] == [{"id": ids["Mara Quill"], "name": "Mara Quill"}]
    assert [(m["actor"]["name"], m["character"] and m["character"]["name"]) for m in film["cast"]] == [
        ("Bo Lind", "Iris Vane"),
        ("Noor Haddad", None),
    ]
    assert film["episodes"] is None
    assert film["documents"] == 3
    series = found["adaptations"][1]
    assert series["episodes"] == 6
    assert [each["name"] for each in series["broadcasters"]] == ["Lumen"]
    assert [each["name"] for each in series["creators"]] == ["Hana Sato"]
    assert [each["name"] for each in found["work"]["authors"]] == ["Ines Faber"]
    assert found["work"]["released"] == "2015"


def test_weak_facts_are_left_out(world: View) -> None:
    assert [p.name for p in adaptations(world, "Le Verger").work.directors] == ["Ivo Brandt"]
    assert adaptations(world, "Le Verger", min_confidence=0.7).work.directors == ()


def test_weak_ties_are_not_followed(tmp_path: Path) -> None:
    page = doc(
        "[[n1|Amber Tide]] gave [[f1|Low Water]], and [[g1|Red Sand]] perhaps.",
        "f1 based_on n1 | 0.9; g1 based_on n1 | 0.4",
    )
    with build(tmp_path / "graph.db", page) as view:
        assert outline(adaptations(view, "Amber Tide", min_confidence=0.5).adaptations) == [
            ("Film", "Low Water", [])
        ]
        assert adaptations(view, "Red Sand", min_confidence=0.5).sources == ()


def test_works_made_from_each_other_do_not_repeat(tmp_path: Path) -> None:
    page = doc(
        "[[f1|Amber Tide]], [[n1|Cold Harbour]] and [[s1|Low Water]] feed on one another.",
        "f1 based_on n1; n1 based_on f1; s1 based_on f1; s1 based_on n1",
    )
    with build(tmp_path / "graph.db", page) as view:
        answer = adaptations(view, "Amber Tide")
        assert outline(answer.adaptations) == [
            ("Novel", "Cold Harbour", [("Series", "Low Water", [])]),
            ("Series", "Low Water", []),
        ]
        assert [work.name for work in answer.sources] == ["Cold Harbour"]
        assert len(answer.works) == 3


def test_what_is_made_from_two_works_is_unfolded_where_it_stands_highest(tmp_path: Path) -> None:
    page = doc(
        "[[n1|Amber Tide]] gave [[f1|Cold Harbour]] and [[y1|Red Sand]], [[f1|Cold Harbour]] "
        "gave [[y1|Red Sand]] and [[y1|Red Sand]] gave [[g1|Low Water]].",
        "f1 based_on n1; y1 based_on n1; y1 based_on f1; g1 based_on y1",
    )
    with build(tmp_path / "graph.db", page) as view:
        assert outline(adaptations(view, "Amber Tide").adaptations) == [
            ("Film", "Cold Harbour", [("Play", "Red Sand", [])]),
            ("Play", "Red Sand", [("Game", "Low Water", [])]),
        ]


@pytest.mark.parametrize("length", [40, 200])
def test_a_long_chain_is_cut_off(tmp_path: Path, length: int) -> None:
    names = [f"Work number{'abcdefghij'[n // 26]}{chr(97 + n % 26)}" for n in range(length)]
    text = ", ".join(f"[[f{n}|{name}]]" for n, name in enumerate(names))
    facts = "; ".join(f"f{n + 1} based_on f{n}" for n in range(length - 1))
    with build(tmp_path / "graph.db", doc(text, facts)) as view:
        answer = adaptations(view, names[0])
        assert len(answer.works) == 33


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=14))
def test_any_web_of_works_is_unfolded_once_and_whole(edges: set[tuple[int, int]]) -> None:
    names = ["Amber", "Birch", "Cedar", "Dunlin", "Ember", "Fern", "Gull"]
    text = ", ".join(f"[[f{n}|{name}]]" for n, name in enumerate(names))
    with TemporaryDirectory() as folder:
        facts = "; ".join(f"f{made} based_on f{source}" for made, source in sorted(edges))
        root = names[min(source for _, source in edges)]
        with build(Path(folder) / "graph.db", doc(text, facts)) as view:
            answer = adaptations(view, root)
    reached = {names.index(root)}
    for _ in names:
        reached |= {made for made, source in edges if source in reached}
    found: list[str] = []
    unfolded: list[str] = []
    waiting = list(answer.adaptations)
    while waiting:
        node = waiting.pop()
        found.append(node.work.name)
        unfolded += [node.work.name] * bool(node.adaptations)
        waiting += node.adaptations
    assert set(found) | {root} == {names[n] for n in reached}
    assert len(unfolded) == len(set(unfolded))
    assert root not in found
