"""What starting costs: python tests/benchmarks/startup.py [ROUNDS]

Measures the CPU time of `retold --version` and of a question to a graph of the sample documents as ratios to
that of `python -c "import typer"`, all in turn, so that a busy machine slows each alike. Fails if the median
of a ratio is above its limit.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import retold

_DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
_TITLE = "Love in the Big City"
_RETOLD = str(Path(sys.executable).with_name("retold"))
_BASE = (sys.executable, "-c", "import typer")
#: How many times the CPU time of importing typer each command may take.
_LIMITS = {"--version": 1.3, "adaptations": 1.6}


def cpu_seconds(command: Sequence[str]) -> float:
    """Run a command and return the CPU time it took, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure in turn, print the ratios and compare them with their limits."""
    rounds = max(15, int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    with TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph.db")
        with retold.open(graph) as opened:
            opened.add(str(_DOCUMENTS))
        commands = {
            "import typer": _BASE,
            "--version": (_RETOLD, "--version"),
            "adaptations": (_RETOLD, "--graph", graph, "adaptations", _TITLE),
        }
        for command in commands.values():
            cpu_seconds(command)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(cpu_seconds(command))
    complaints = []
    base = statistics.median(times["import typer"])
    print(f"import typer: {base * 1000:.0f} ms of CPU time, the median of {rounds}")
    for name, limit in _LIMITS.items():
        taken = statistics.median(times[name])
        ratio = statistics.median(a / b for a, b in zip(times[name], times["import typer"], strict=True))
        print(f"retold {name}: {taken * 1000:.0f} ms, {ratio:.2f} times as much (limit {limit})")
        if ratio > limit:
            complaints.append(f"retold {name} takes {ratio:.2f} times what importing typer does, not {limit}")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
