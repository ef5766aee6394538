from __future__ import annotations

from pathlib import Path

from graphs import build, check_schema, doc
from retold.queries.conflicts import conflicts

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
