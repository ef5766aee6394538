"""Graphs of hostile documents, and the command line that is run on them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_runner import Result
from hostile_texts import build_raw, write_folder
from retold_cli.main import run

#: Runs a command on a graph: `ask("show", "x", tty=True)`.
Ask = Callable[..., Result]


class _Stream(io.TextIOWrapper):
    """A standard stream that is remembered byte for byte."""

    def __init__(self, *, tty: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    def written(self) -> str:
        self.flush()
        shown: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return shown.decode()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of hostile documents."""
    path = tmp_path_factory.mktemp("hostile")
    write_folder(path)
    return path


@pytest.fixture(scope="session", params=["read", "raw"])
def graph(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the folder as the command line reads it, and one of names that no reader has cleaned."""
    path = tmp_path_factory.mktemp("graphs") / "hostile.db"
    if request.param == "raw":
        build_raw(path)
    else:
        assert run(["--graph", str(path), "add", str(folder)]) == 0
    return path


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, graph: Path) -> Ask:
    """Run a command on the graph, with standard output and error on a terminal or off it.

    The terminal is one that knows no colours, so nothing but the text itself is written.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RETOLD_GRAPH", str(graph))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*args: str, tty: bool) -> Result:
        out, err = _Stream(tty=tty), _Stream(tty=tty)
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            code = run(list(args))
        return Result(code=code, out=out.written(), err=err.written())

    return call
