"""How well documents are read: python tests/benchmarks/quality.py [--raise]

Reads the texts of data/corpus that the model never learned from, and of ../shared/gold-dev where that folder
stands beside the checkout, with the default extractors, and prints precision, recall and F1 of each relation
and of all. Fails if a figure is worse than its floor in data/floors.json; --raise replaces floors by better
figures, never by worse ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from retold.evaluation import Evaluation, Score, evaluate, read_texts
from retold.gold import read_gold
from retold.vocabulary import default_vocabulary

_ROOT = Path(__file__).parents[2]
_FLOORS = _ROOT / "data" / "floors.json"
_SETS = {
    "unseen": (_ROOT / "data" / "corpus", "unseen-*.txt"),
    "gold-dev": (_ROOT.parent / "shared" / "gold-dev", "*.json"),
}
#: One step of a pinned figure; floors are rounded so that the figure they come from passes.
_STEP = 0.0001

#: The hash of the texts and facts measured, and the floor of each figure.
Floors = Mapping[str, Any]


def measure(paths: Sequence[Path]) -> Evaluation:
    """Return how well the texts of files of gold are read."""
    gold = list(read_gold(paths))
    return evaluate(gold, read_texts(gold, vocabulary=default_vocabulary()).claims)


def content_hash(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def figures(found: Evaluation) -> dict[str, float]:
    """Return the figures that have floors; the trap rate is the share of traps fallen into."""
    return {
        "precision": found.total.precision,
        "recall": found.total.recall,
        "f1": found.total.f1,
        "trap_rate": found.trapped / found.traps if found.traps else 0.0,
    }


def below(floors: Floors, now: Mapping[str, float]) -> list[str]:
    """Return, in words, the figures that are worse than their floor."""
    return [
        f"{name} is {value:.4f}; the floor is {floors[name]:.4f}"
        for name, value in now.items()
        if name in floors and _is_better(name, floors[name], than=value)
    ]


def raised(floors: Floors, now: Mapping[str, float], *, content: str) -> dict[str, Any]:
    """Return floors in which each figure that is better now stands in the place of its floor."""
    pinned: dict[str, Any] = {"hash": content}
    for name, value in now.items():
        rounding = math.ceil if name == "trap_rate" else math.floor
        floor = round(rounding(value / _STEP) * _STEP, 4)
        is_better = name not in floors or _is_better(name, floor, than=floors[name])
        pinned[name] = floor if is_better else floors[name]
    return pinned


def _is_better(name: str, value: float, *, than: float) -> bool:
    return value < than if name == "trap_rate" else value > than


def _print(title: str, found: Evaluation) -> None:
    def row(name: str, score: Score) -> str:
        rates = "".join(f"{rate:11.3f}" for rate in (score.precision, score.recall, score.f1))
        return f"{name:20}{rates}{score.right:8,}{score.wrong:8,}{score.missed:8,}"

    heads = "".join(f"{head:>11}" for head in ("precision", "recall", "F1"))
    print(f"{title:20}{heads}{'right':>8}{'wrong':>8}{'missed':>8}")
    for name, score in found.relations.items():
        print(row(name, score))
    print(row("all", found.total))
    print(f"{found.documents:,} documents; {found.trapped:,} of {found.traps:,} traps fallen into\n")


def main() -> None:
    """Measure every set that is there, and hold the figures against their floors."""
    parser = argparse.ArgumentParser(description="Measure how well documents are read.")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise floors to better figures")
    lift = parser.parse_args().lift
    floors: dict[str, Any] = json.loads(_FLOORS.read_text(encoding="utf-8")) if _FLOORS.exists() else {}
    complaints = []
    for name, (folder, pattern) in _SETS.items():
        paths = sorted(folder.glob(pattern))
        if not paths:
            print(f"{name}: skipped, for its folder is not there\n")
            continue
        found = measure(paths)
        _print(name, found)
        pinned, content, now = floors.get(name, {}), content_hash(paths), figures(found)
        if pinned and pinned["hash"] != content:
            print(f"{name}: the texts or facts have changed since the floors were set\n")
        complaints += [f"{name}: {words}" for words in below(pinned, now)]
        if lift:
            floors[name] = raised(pinned, now, content=content)
    if lift:
        _FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
