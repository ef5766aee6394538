from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli_runner import Cli

RETOLD = [sys.executable, "-m", "retold_cli"]


def test_ctrl_c_tells_what_is_done(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        text = f"Page {number} of the travels of a librarian.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    told = []

    def stop(uri: str) -> None:
        told.append(uri)
        if len(told) == 2:
            signal.raise_signal(signal.SIGINT)

    @contextmanager
    def stopping(label: str) -> Iterator[Callable[[str], None]]:
        yield stop

    monkeypatch.setattr("retold_cli.commands.add.progress", stopping)
    result = cli("add", ".")
    assert result.code == 130
    assert result.json["added"] == 2
    assert result.err == "2 added.\nretold: interrupted.\n"
    assert len(cli("documents").json) == 2


def test_a_failed_export_leaves_no_file(tmp_path: Path) -> None:
    missing = subprocess.run(
        [
            *RETOLD,
            "--graph",
            str(tmp_path / "none.db"),
            "export",
            "turtle",
            "-o",
            str(tmp_path / "graph.ttl"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr
    assert list(tmp_path.iterdir()) == []
