from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, check_schema, doc
from retold.queries.conflicts import conflicts
from retold.store import View

FIRST = doc(
    "[[s1|Amber Tide]] by [[p1|Ana Reyes]] has [[=6|six]] episodes and opened in [[=2024|2024]]. "
    "[[p2|Bo Lind]] plays [[c1|Iris Vane]].",
    "s1 director p1; s1 episodes =6; s1 released =2024; s1 actor p2; c1 portrayed_by p2 in s1",
    uri="a.txt",
)
SECOND = doc(
    "[[s1|Amber Tide]] by [[p1|Ana Reyes]] and [[p3|Noor Haddad]] has [[=8|eight]] episodes and opened on "
    "[[=2024-10-21|October 21, 2024]]. [[p4|Tom Ashe]] plays [[c1|Iris Vane]].",
    """s1 director p1; s1 director p3; s1 episodes =8; s1 released =2024-10-21; s1 actor p4
    c1 portrayed_by p4 in s1""",
    uri="b.txt",
)


def test_documents_that_have_no_answer_in_common_contradict_each_other(tmp_path: Path) -> None:
    with build(tmp_path / "graph.db", FIRST, SECOND) as view:
        everywhere = conflicts(view)
        check_schema("conflicts", everywhere.to_json())
        assert [
            (c.subject.name, c.relation, [(v.value, v.documents) for v in c.values])
            for c in everywhere.conflicts
        ] == [
            ("Amber Tide", "episodes", [("6", ("a.txt",)), ("8", ("b.txt",))]),
            ("Iris Vane", "portrayed_by", [("Bo Lind", ("a.txt",)), ("Tom Ashe", ("b.txt",))]),
        ]
        assert conflicts(view, "Amber Tide") == everywhere
        assert conflicts(view, "Ana Reyes").conflicts == ()


@pytest.mark.parametrize(("second", "found"), [("Reyes", []), ("Noor Haddad", ["Ana Reyes", "Noor Haddad"])])
def test_a_part_of_a_name_is_no_contradiction(tmp_path: Path, second: str, found: list[str]) -> None:
    text = "[[f1|Amber Tide]] of [[=2020|2020]] by [[p2|Bo Lind]], script by [[p1|{}]]."
    facts = "f1 screenwriter p1; f1 director p2; f1 released =2020"
    pages = [doc(text.format(name), facts, uri=f"{name}.txt") for name in ("Ana Reyes", second)]
    with build(tmp_path / "graph.db", *pages) as view:
        work = view.find("Amber Tide")[0].id
        assert [
            value.value for conflict in conflicts(view, work).conflicts for value in conflict.values
        ] == found


def test_a_works_adaptations_are_looked_at_as_well(tmp_path: Path) -> None:
    page = doc("[[n1|Amber Tide]] became [[s1|Low Water]].", "s1 based_on n1", uri="c.txt")
    first = doc("[[s1|Low Water]] has [[=6|six]] episodes.", "s1 episodes =6", uri="a.txt")
    second = doc("[[s1|Low Water]] has [[=8|eight]] episodes.", "s1 episodes =8", uri="b.txt")
    with build(tmp_path / "graph.db", page, first, second) as view:
        assert [conflict.relation for conflict in conflicts(view, "Amber Tide").conflicts] == ["episodes"]


def test_a_title_means_the_source_and_with_it_its_namesakes(world: View) -> None:
    assert conflicts(world, "The Glass Orchard").conflicts == ()


def test_releases_of_different_sorts_do_not_disagree(tmp_path: Path) -> None:
    festival = doc(
        "[[f1|Amber Tide]] in [[=2024-09-13|September]].",
        "f1 released =2024-09-13 | release=festival",
        uri="a.txt",
    )
    cinema = doc("[[f1|Amber Tide]] in [[=2024-10-02|October]].", "f1 released =2024-10-02", uri="b.txt")
    with build(tmp_path / "graph.db", festival, cinema) as view:
        assert conflicts(view).conflicts == ()
