"""How long questions take on a large graph: python tests/benchmarks/queries_speed.py [DOCUMENTS] [GRAPH]

Builds a graph of invented families (a novel, its film, its series, their people), five documents each, unless
GRAPH exists, and prints how long each question takes over fifty families, in milliseconds. Fails if the tree
of adaptations takes more than the floor.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from graphs import Page, doc, fill
from retold.queries.adaptations import adaptations
from retold.queries.cast import cast
from retold.queries.compare import compare
from retold.queries.path import path
from retold.queries.reviews import reviews
from retold.queries.show import show
from retold.queries.timeline import timeline
from retold.queries.works import works
from retold.store import Store, View

_SYLLABLES = "ba cor dun el fa gri hol im jas kel lor mab nes or pim quen ral sut tev un vor wex yan".split()
_PER_FAMILY = 5
#: Milliseconds that the tree of adaptations may take on 20,000 documents, as the median of fifty.
_FLOOR = 10.0


def _word(number: int, seed: int) -> str:
    """Return an invented word that no other number has."""
    number = number * 7919 + seed
    parts = []
    for _ in range(4):
        number, at = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[at])
    return "".join(parts).capitalize()


def _title(family: int) -> str:
    return f"The {_word(family, 1)} {_word(family, 2)}"


def _person(family: int, part: int) -> str:
    return f"{_word(family, 10 + part)} {_word(family % 97, 30 + part)}"


def _family(family: int) -> list[Page]:
    title = _title(family)
    author, director, actor, critic, other = (_person(family, part) for part in range(5))
    heroine = f"{_word(family, 50)} {_word(family, 51)}"
    year = 1950 + family % 60
    texts = [
        (
            f"[[n1|{title}]] is a novel by [[p1|{author}]], published in [[={year}|{year}]].",
            f"n1 author p1; n1 released ={year}",
        ),
        (
            f"[[p2|{director}]] filmed [[f1|{title}]] after [[n1|{title}]] by [[p1|{author}]] with "
            f"[[p3|{actor}]] as [[c1|{heroine}]].",
            "f1 director p2; f1 based_on n1; n1 author p1; f1 actor p3; f1 character c1\n"
            "c1 portrayed_by p3 in f1",
        ),
        (
            f"[[p4|{critic}]] gives [[f1|{title}]] of [[p2|{director}]] [[=4/5|four of five]].",
            "f1 director p2; f1 reviewed_by p4; f1 rating =4/5",
        ),
        (
            f"[[s1|{title}]] on [[o1|Lumen]], after [[n1|{title}]] by [[p1|{author}]], has "
            f"[[p5|{other}]] as [[c1|{heroine}]].",
            "s1 broadcaster o1; s1 based_on n1; n1 author p1; s1 actor p5; c1 portrayed_by p5 in s1",
        ),
        (
            f"[[p3|{actor}]] shines in [[f1|{title}]] by [[p2|{director}]], set in [[l1|Lisbon]].",
            "f1 actor p3; f1 director p2; f1 set_in l1",
        ),
    ]
    return [
        doc(text, facts, uri=f"{family}-{number}.txt", site="The Lantern", published="2020-05-01")
        for number, (text, facts) in enumerate(texts)
    ]


def _build(graph: Path, documents: int) -> None:
    started = time.perf_counter()
    with Store.open(graph) as store:
        for family in range(documents // _PER_FAMILY):
            fill(store, *_family(family))
    print(f"built {documents} documents in {time.perf_counter() - started:.0f} s")


def _measure(graph: Path, families: int) -> dict[str, float]:
    """Print the times of every question and return their medians."""

    def milliseconds(ask: Callable[[View], object]) -> float:
        with View.open(graph) as view:
            started = time.perf_counter()
            ask(view)
            return (time.perf_counter() - started) * 1000

    questions: dict[str, Callable[[View, int], object]] = {
        "adaptations": lambda view, n: adaptations(view, _title(n)),
        "show": lambda view, n: show(view, _title(n), kind="film"),
        "cast": lambda view, n: cast(view, _title(n), kind="film"),
        "works": lambda view, n: works(view, _person(n, 2)),
        "reviews": lambda view, n: reviews(view, _title(n)),
        "compare": lambda view, n: compare(view, [_title(n)]),
        "timeline": lambda view, n: timeline(view, _title(n)),
        "path": lambda view, n: path(view, _person(n, 0), _person(n, 3)),
        "works of a platform": lambda view, n: works(view, "Lumen"),
    }
    sample = range(0, families, max(1, families // 50))
    medians = {}
    for name, ask in questions.items():
        times = sorted(milliseconds(lambda view, n=n, ask=ask: ask(view, n)) for n in sample)
        medians[name] = times[len(times) // 2]
        print(f"{name:20} best {times[0]:8.2f}  median {medians[name]:8.2f}  worst {times[-1]:8.2f}")
    return medians


def main() -> None:
    """Build if need be, then measure."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with TemporaryDirectory() as folder:
        graph = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "graph.db"
        if not graph.exists():
            _build(graph, documents)
        medians = _measure(graph, documents // _PER_FAMILY)
    if medians["adaptations"] > _FLOOR:
        raise SystemExit(f"adaptations took {medians['adaptations']:.1f} ms; the floor is {_FLOOR} ms")


if __name__ == "__main__":
    main()
