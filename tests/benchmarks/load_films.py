"""Adding many documents: python tests/benchmarks/load_films.py [DOCUMENTS]

Adds the introductions of films in ../shared/benchmarks/wikipedia-films, where that folder stands beside the
checkout, with `retold add`: a quarter of them, that quarter with two workers, then all. Prints documents a
second and the peak of memory, then how long `adaptations` takes on the largest graph. Fails if one process
reads too few documents in a second of CPU time, if memory grows with them, or if a tree takes too long.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import retold
from retold.errors import AmbiguousNameError
from retold.store import Entity, View

_FILMS = Path(__file__).parents[3] / "shared" / "benchmarks" / "wikipedia-films"
_RETOLD = str(Path(sys.executable).with_name("retold"))
#: Records in one file: files of one size, so that only their number can make memory grow.
_PER_FILE = 1_000
#: Documents that one process has to read and store in a second of CPU time.
_FLOOR = 100.0
#: What memory may be with all documents, as a multiple of what it is with a quarter of them.
_GROWTH = 1.25
#: Milliseconds that the tree of any of the sampled works may take.
_LIMIT = 10.0
_TITLES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What adding some documents took: seconds, CPU seconds, and the peak of memory in megabytes."""

    documents: int
    workers: int
    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return (
            f"{self.documents:7,} documents, workers {self.workers}:"
            f" {self.documents / self.seconds:.1f} a second,"
            f" {self.documents / self.cpu:.1f} a second of CPU time, at most {self.memory:.0f} MB"
        )


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the films that have an introduction, those of every file in turn."""
    films = [
        [film for film in json.loads(path.read_text(encoding="utf-8")) if film.get("extract")]
        for path in sorted(folder.glob("*.json"))
    ]
    for number in range(max(map(len, films))):
        yield from (some[number] for some in films if number < len(some))


def _write(records: Sequence[dict[str, Any]], folder: Path) -> list[Path]:
    """Write records to files of equal size and return their paths."""
    paths: list[Path] = []
    for start in range(0, len(records), _PER_FILE):
        paths.append(folder / f"films-{start:06}.json")
        paths[-1].write_text(json.dumps(records[start : start + _PER_FILE]), encoding="utf-8")
    return paths


def _load(paths: Sequence[Path], graph: Path, *, documents: int, workers: int) -> Load:
    """Add files to a new graph with the command, as a process of its own."""
    fields = "text=extract,title=title,uri=href"
    command = [_RETOLD, "--graph", str(graph), "add", "--text", "--fields", fields]
    started = time.perf_counter()
    with subprocess.Popen([*command, "--workers", str(workers), *map(str, paths)]) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"`retold add` ended with {process.returncode}")
    return Load(
        documents=documents,
        workers=workers,
        seconds=time.perf_counter() - started,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
    )


def _ask(graph: Path) -> list[float]:
    """Return how many milliseconds `adaptations` takes of works all over the graph, the best of three."""
    with View.open(graph) as view:
        sources = {fact.object for fact in view.all_facts() if fact.relation == "based_on"}
    titles = sorted({source.name for source in sources if isinstance(source, Entity) and source.names})

    def milliseconds(title: str) -> float:
        started = time.perf_counter()
        # Telling namesakes apart is an answer, too.
        with suppress(AmbiguousNameError):
            opened.adaptations(title)
        return (time.perf_counter() - started) * 1000

    with retold.open(graph, read_only=True) as opened:
        sample = titles[:: max(1, len(titles) // _TITLES)]
        return sorted(min(milliseconds(title) for _ in range(3)) for title in sample)


def main() -> None:
    """Add, ask, print, and compare with the limits."""
    if not _FILMS.is_dir():
        print("load_films: skipped, for the folder of films is not there")
        return
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        records = list(islice(_records(_FILMS), documents))
        paths = _write(records, folder)
        quarter = paths[: max(1, len(paths) // 4)]
        few = _load(quarter, folder / "few.db", documents=len(quarter) * _PER_FILE, workers=1)
        print(few, flush=True)
        pooled = _load(quarter, folder / "pooled.db", documents=len(quarter) * _PER_FILE, workers=2)
        print(pooled, flush=True)
        every = _load(paths, folder / "all.db", documents=len(records), workers=1)
        print(every, flush=True)
        size = (folder / "all.db").stat().st_size / (1 << 20)
        times = _ask(folder / "all.db")
    print(f"the graph has {size:.0f} MB")
    print(
        f"adaptations of {len(times)} works:"
        f" median {statistics.median(times):.1f} ms, worst {times[-1]:.1f} ms"
    )
    complaints = []
    if every.documents / every.cpu < _FLOOR:
        complaints.append(f"fewer than {_FLOOR:.0f} documents in a second of CPU time")
    if every.memory > few.memory * _GROWTH:
        complaints.append("memory grows with the number of documents")
    if times[-1] > _LIMIT:
        complaints.append(f"a tree of adaptations takes more than {_LIMIT:.0f} ms")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
