"""Run the command line in this process, on a terminal or off it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cli_runner import Cli, Result, Stream
from retold_cli.main import run


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run `retold` with arguments in an empty folder: `cli("stats", tty=True, columns=40)`."""
    monkeypatch.chdir(tmp_path)
    for name in ("RETOLD_GRAPH", "RETOLD_VOCABULARY", "RETOLD_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(
        *args: object, tty: bool = False, columns: int = 80, stdin: str = "", encoding: str = "utf-8"
    ) -> Result:
        out, err = Stream(tty=tty, encoding=encoding), Stream(tty=tty)
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            patch.setenv("COLUMNS", str(columns))
            patch.setenv("TERM", "dumb")
            code = run([str(arg) for arg in args])
        return Result(code=code, out=out.written(), err=err.written())

    return call
