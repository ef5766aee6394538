"""Several processes and one graph file; processes that die."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from graphs import Page, doc, fill
from retold.store import Store, View

HERE = Path(__file__)
PREAMBLE = f"""
import os, signal, sys
sys.path[:0] = [{str(HERE.parents[1])!r}, {str(HERE.parent)!r}]
from graphs import fill
from retold.store import Store
from {HERE.stem} import page
"""


def page(number: int) -> Page:
    return doc(
        f"[[f1|Film {number}]] by [[p1|Mara Quill]], after [[n1|Novel {number}]] by [[p2|Ines Faber]].",
        "f1 director p1; f1 based_on n1; n1 author p2",
        uri=f"{number:03}.txt",
    )


def start(script: str, *args: object) -> subprocess.Popen[str]:
    code = PREAMBLE + textwrap.dedent(script)
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def contents(path: Path) -> tuple[list[str], list[str]]:
    with View.open(path) as view:
        assert view.problems() == []
        return [repr(entity) for entity in view.entities()], [repr(fact) for fact in view.all_facts()]


KILLED = """
    store = Store.open(sys.argv[1])
    fill(store, page(0), page(1))
    done = 0
    def count(statement):
        global done
        done += 1
        if done == int(sys.argv[2]) or statement == sys.argv[2]:
            os.kill(os.getpid(), signal.SIGKILL)
    store._connection.set_trace_callback(count)
    fill(store, page(2))
    print("finished", done)
"""


@pytest.mark.parametrize("moment", [2, 10, 40, 90, 120, "COMMIT"])
def test_a_process_killed_in_the_middle_of_a_document_leaves_the_graph_as_it_was(
    tmp_path: Path, moment: int | str
) -> None:
    path, expected = tmp_path / "graph.db", tmp_path / "expected.db"
    script = KILLED if isinstance(moment, int) else KILLED.replace("done == int(sys.argv[2]) or ", "")
    process = start(script, path, moment)
    output, _ = process.communicate(timeout=60)
    assert (process.returncode, output) == (-signal.SIGKILL, "")
    with Store.open(expected) as store:
        fill(store, page(0), page(1))
    assert contents(path) == contents(expected)
    for graph in (path, expected):
        with Store.open(graph) as store:
            fill(store, page(2))
    assert contents(path) == contents(expected)


def test_two_processes_add_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    script = """
        print("ready", flush=True)
        sys.stdin.readline()
        with Store.open(sys.argv[1]) as store:
            fill(store, *map(page, range(int(sys.argv[2]), 40, 2)))
    """
    writers = [start(script, path, first) for first in (0, 1)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    for writer in writers:
        writer.communicate()
    with Store.open(tmp_path / "expected.db") as store:
        fill(store, *map(page, range(40)))
    assert contents(path) == contents(tmp_path / "expected.db")


def test_readers_see_whole_documents_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with Store.open(path) as store:
        fill(store, page(0))
    script = "with Store.open(sys.argv[1]) as store:\n    fill(store, *map(page, range(1, 60)))"
    writer = start(script, path)
    seen = []
    while writer.poll() is None:
        with View.open(path) as view:
            documents = len(view.documents())
            assert len(list(view.all_claims())) == 3 * documents
            assert len(list(view.all_facts())) == 3 * documents
            assert view.find("Mara Quill")[0].documents == documents
            seen.append(documents)
    writer.communicate()
    assert writer.returncode == 0
    assert seen == sorted(seen)
    with View.open(path) as view:
        assert len(view.documents()) == 60
