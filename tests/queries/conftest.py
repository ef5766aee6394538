"""A small world: a novel, its film, its series, a remake of the film, a sequel, and what critics said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphs import build, doc
from retold.store import View

NOVEL = doc(
    "[[n1|The Glass Orchard]] is a novel by [[p1|Ines Faber]], published in [[=2015|2015]]. "
    "[[c1|Iris Vane]] inherits an orchard in [[l1|Lisbon]].",
    """n1 author p1; n1 released =2015; n1 character c1; n1 set_in l1""",
    uri="notes/novel.txt",
    title="The Glass Orchard, novel",
    site="Shelf Notes",
)
FILM = doc(
    "Review by [[p4|Tom Ashe]]. Rating: [[=4/5|4 out of 5]].\n"
    "[[f1|The Glass Orchard]] is based on [[n1|The Glass Orchard]], the novel by [[p1|Ines Faber]]. "
    "[[p2|Mara Quill]] directs, and [[p3|Bo Lind]] plays [[c1|Iris Vane]] beside [[p5|Noor Haddad]]. "
    "It opened on [[=2021-03-05|March 5, 2021]].",
    """f1 reviewed_by p4; f1 rating =4/5; f1 based_on n1; n1 author p1; f1 director p2; f1 actor p3
    f1 character c1; c1 portrayed_by p3 in f1; f1 actor p5; f1 released =2021-03-05""",
    uri="notes/film.txt",
    title="A fragile harvest",
    site="The Lantern",
    published="2021-03-06",
)
SECOND = doc(
    "[[f1|The Glass Orchard]] was filmed by [[p2|Mara Quill]] with [[p3|Bo Lind]] in [[=2021|2021]], "
    "says [[p6|Ruth Cole]], who gives it [[=2/5|two of five]]. "
    "There is no truth in it that [[p7|Ivo Brandt]] directed [[f1~|it]].",
    """f1 director p2; f1 actor p3; f1 released =2021; f1 reviewed_by p6; f1 rating =2/5
    f1 director p7 | denied""",
    uri="notes/second.txt",
    site="Daily Frame",
    published="2021-03-20",
)
SERIES = doc(
    "[[s1|The Glass Orchard]], a series created by [[p8|Hana Sato]] for [[o1|Lumen]], is based on "
    "[[n1|The Glass Orchard]] by [[p1|Ines Faber]]. [[p9|Ana Reyes]] plays [[c2|Isa Vane]], as the novel's "
    "heroine [[c1|Iris Vane]] is called here, in [[=6|six]] episodes from [[=2024-10-21|October 21, 2024]].",
    """s1 creator p8; s1 broadcaster o1; s1 based_on n1; n1 author p1; s1 actor p9
    s1 character c2; n1 character c1; c2 portrayed_by p9 in s1; c2 counterpart_of c1
    s1 episodes =6; s1 released =2024-10-21""",
    uri="notes/series.txt",
    site="Signal",
    published="2024-10-01",
)
REMAKE = doc(
    "[[f2|Le Verger]], a remake of the film [[f1|The Glass Orchard]] of [[p2|Mara Quill]], "
    "comes in [[=2026|2026]]. [[p7|Ivo Brandt]] directs.",
    "f2 based_on f1; f1 director p2; f2 released =2026 | planned; f2 director p7 | planned 0.6",
    uri="notes/remake.txt",
)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    path: Path = tmp_path_factory.mktemp("world") / "graph.db"
    with build(path, NOVEL, FILM, SECOND, SERIES, REMAKE) as view:
        yield view
