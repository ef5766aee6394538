from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, doc
from retold.queries.choose import choose
from retold.queries.work import summarise

PAGE = (
    "[[f1|Twin Lamps]] [[=2020|then]] [[=2021|then]] "
    "[[=2021-09|then]] [[=2021-09-03|then]] [[=2022-02|then]] "
    "[[=6|x]] [[=8|x]] [[=many|x]]."
)


@pytest.mark.parametrize(
    ("facts", "released"),
    [
        ("", None),
        ("f1 released =2021", "2021"),
        ("f1 released =2021; f1 released =2021-09-03; f1 released =2021-09", "2021-09-03"),
        ("f1 released =2020; f1 released =2021", "2020"),
        ("f1 released =2020; f1 released =2021; f1 released =2021-09", "2021-09"),
        ("f1 released =2020 | planned; f1 released =2022-02", "2022-02"),
        ("f1 released =2021; f1 released =2021-09-03 | planned", "2021-09-03"),
        ("f1 released =2021-09-03 | release=festival; f1 released =2022-02", "2022-02"),
        ("f1 released =2021-09-03 | release=festival", "2021-09-03"),
        ("f1 released =2020 | 0.4; f1 released =2021", "2021"),
        ("f1 released =2020 | 0.88; f1 released =2021", "2020"),
    ],
)
def test_one_date_is_given_of_several(tmp_path: Path, facts: str, released: str | None) -> None:
    with build(tmp_path / "graph.db", doc(PAGE, f"{facts}; f1 episodes =6")) as view:
        assert summarise(view, choose(view, "Twin Lamps")).released == released


@pytest.mark.parametrize(
    ("facts", "episodes"),
    [
        ("f1 released =2020", None),
        ("f1 episodes =8", 8),
        ("f1 episodes =many; f1 episodes =6", 6),
        ("f1 episodes =6 | 0.5; f1 episodes =8 | 0.8", 8),
    ],
)
def test_one_number_of_episodes_is_given(tmp_path: Path, facts: str, episodes: int | None) -> None:
    with build(tmp_path / "graph.db", doc(PAGE, facts)) as view:
        assert summarise(view, choose(view, "Twin Lamps")).episodes == episodes


def test_whom_most_documents_name_comes_first(tmp_path: Path) -> None:
    pages = [
        doc("[[f1|Twin Lamps]] by [[p1|Ana Reyes]] and [[p2|Bo Lind]].", "f1 director p1; f1 director p2"),
        doc("[[f1|Twin Lamps]] is by [[p2|Bo Lind]].", "f1 director p2", uri="b.txt"),
    ]
    with build(tmp_path / "graph.db", *pages) as view:
        work = summarise(view, choose(view, "Twin Lamps"))
        assert [person.name for person in work.directors] == ["Bo Lind", "Ana Reyes"]
        assert work.documents == 2
        assert len(work.facts) == 2
