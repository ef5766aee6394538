"""Runs of the command line that go wrong, race one another, or come in another order."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

import retold
from retold.export import export
from retold.views.page import draw

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
PARTS = ("documents", "evidence", "alignment")


def start(*args: str | Path, graph: Path) -> subprocess.Popen[str]:
    """Start `retold` in a process of its own."""
    command = [sys.executable, "-m", "retold_cli", "--graph", str(graph), *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for a process; return its exit code and what it wrote."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def everything(path: Path) -> dict[str, bytes]:
    """Return all that a graph can be written as."""
    written = {}
    with retold.open(path, read_only=True) as graph, graph.view() as view:
        for form, parts in (
            ("nquads", PARTS),
            ("json-ld", PARTS),
            ("claims", ()),
            ("graphml", ()),
            ("gexf", ()),
            ("csv", ()),
        ):
            out = BytesIO()
            export(view, form, out=out, parts=parts)
            written[form] = out.getvalue()
        written["view"] = draw(view, focus=None).html
    return written


def graph_of(path: Path, *files: Path) -> Path:
    """Make a graph of files, in that order."""
    with retold.open(path) as graph:
        assert graph.add(*map(str, files)).failed == []
    return path


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Documents about four works: pages, texts, Markdown, PDF and DOCX."""
    works = ("great-expectations", "fingersmith", "itaewon-class", "love-in-the-big-city")
    return sorted(path for work in works for path in (DOCUMENTS / work).iterdir())


@pytest.fixture(scope="module")
def whole(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a graph of them holds that one undisturbed run made."""
    return everything(graph_of(tmp_path_factory.mktemp("whole") / "graph.db", *files))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_sources_does_not_show(
    tmp_path: Path, files: list[Path], whole: dict[str, bytes], seed: int
) -> None:
    shuffled = random.Random(seed).sample(files, k=len(files))
    assert everything(graph_of(tmp_path / "graph.db", *shuffled)) == whole


def test_the_order_of_hostile_sources_does_not_show(tmp_path: Path, folder: Path) -> None:
    files = sorted(folder.iterdir())
    shuffled = random.Random(1).sample(files, k=len(files))
    forwards, backwards = (graph_of(tmp_path / f"{n}.db", *f) for n, f in enumerate((files, shuffled)))
    assert everything(forwards) == everything(backwards)


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path, files: list[Path]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    good = [path for path in files if path.suffix in {".md", ".txt"}]
    for path in good:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "a-broken.pdf").write_bytes(b"%PDF-1.7\n%\xff\xff\nxref\n0 99999999\ntrailer<</Root 1 0 R>>")
    (folder / "b-broken.docx").write_bytes(b"PK\x03\x04" + b"\0" * 200)
    (folder / "c-binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "d-empty.html").write_bytes(b"")
    (folder / "e-gone.md").symlink_to(tmp_path / "nowhere.md")
    (folder / "f-nested.json").write_bytes(b"[" * 200_000)
    (folder / "g-half.jsonl").write_bytes(b'{"text": "no end')
    code, out, err = finish(start("add", folder, graph=tmp_path / "graph.db"))
    report = json.loads(out)
    assert (code, report["added"], "Traceback" in err) == (1, len(good), False)
    assert [Path(failure["document"]).name for failure in report["failed"]] == [
        "a-broken.pdf",
        "b-broken.docx",
        "c-binary.txt",
        "d-empty.html",
        "e-gone.md",
        "f-nested.json",
        "g-half.jsonl#1",
    ]
    with retold.open(tmp_path / "graph.db") as graph:
        assert graph.check() == []
        assert len(graph.documents()) == len(good)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_killed_at_any_moment_is_completed_by_the_next(
    tmp_path: Path, files: list[Path], whole: dict[str, bytes], workers: str
) -> None:
    moments = random.Random(workers)
    path = tmp_path / "graph.db"
    stopped_at = []
    for _ in range(3):
        run = start("add", "--workers", workers, *files, graph=path)
        time.sleep(moments.uniform(0.3, 1.2))
        run.send_signal(signal.SIGKILL)
        finish(run)
        if path.exists() and path.stat().st_size:
            code, out, _ = finish(start("check", graph=path))
            assert (code, json.loads(out)) == (0, {"problems": []})
            with retold.open(path, read_only=True) as graph:
                stopped_at.append(len(graph.documents()))
    assert stopped_at == sorted(stopped_at)
    assert finish(start("add", *files, graph=path))[0] == 0
    assert everything(path) == whole


def test_a_reading_process_that_is_killed_ends_the_run_in_words(
    tmp_path: Path, files: list[Path], whole: dict[str, bytes]
) -> None:
    path = tmp_path / "graph.db"
    run = start("add", "--workers", "2", *files, graph=path)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    if not children.exists():
        finish(run)
        pytest.skip("this system does not list the children of a process")
    readers: list[int] = []
    while not readers and run.poll() is None:
        listed = [int(child) for child in children.read_text().split()]
        readers = [child for child in listed if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]
    os.kill(readers[0], signal.SIGKILL)
    code, _, err = finish(run)
    assert (code, err.count("\n"), "ended from outside" in err) == (1, 1, True)
    assert finish(start("add", "--workers", "2", *files, graph=path))[0] == 0
    assert everything(path) == whole


def test_two_runs_at_once_make_the_graph_that_one_makes(
    tmp_path: Path, files: list[Path], whole: dict[str, bytes]
) -> None:
    path = tmp_path / "graph.db"
    runs = [start("add", *files[half::2], graph=path) for half in (0, 1)]
    assert [finish(run)[0] for run in runs] == [0, 0]
    assert everything(path) == whole


def test_adding_again_changes_nothing(tmp_path: Path, files: list[Path], whole: dict[str, bytes]) -> None:
    path = graph_of(tmp_path / "graph.db", *files)
    before = path.read_bytes()
    code, out, _ = finish(start("add", *reversed(files), graph=path))
    assert (code, json.loads(out)) == (
        0,
        {"added": 0, "unchanged": len(files), "replaced": 0, "failed": [], "skipped_languages": {}},
    )
    assert path.read_bytes() == before
    assert everything(path) == whole


def test_what_is_removed_was_never_there(tmp_path: Path, files: list[Path]) -> None:
    path = graph_of(tmp_path / "graph.db", *files)
    left, removed = files[::3], [path for n, path in enumerate(files) if n % 3]
    code, _, err = finish(start("remove", *removed, graph=path))
    assert (code, err.count("removed ")) == (0, len(removed))
    assert everything(path) == everything(graph_of(tmp_path / "left.db", *left))


def test_refreshing_changes_nothing(tmp_path: Path, files: list[Path], whole: dict[str, bytes]) -> None:
    path = graph_of(tmp_path / "graph.db", *files)
    for _ in range(2):
        assert finish(start("refresh", graph=path))[0] == 0
        assert everything(path) == whole


def test_a_document_that_changes_and_changes_back_leaves_no_trace(tmp_path: Path, folder: Path) -> None:
    page = tmp_path / "page.html"
    pages = sorted(folder.glob("*.html"))
    page.write_bytes(pages[0].read_bytes())
    path = graph_of(tmp_path / "graph.db", page, *pages[4:8])
    before = everything(path)
    for content in (pages[1], pages[2], pages[0]):
        page.write_bytes(content.read_bytes())
        graph_of(path, page)
    assert everything(path) == before
