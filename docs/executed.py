"""Runs what the pages show and prints it as the pages print it. Used by cog from inside the pages."""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["Session"]

ROOT = Path(__file__).resolve().parents[1]
#: What a reader's terminal of this width and without colours shows.
TERMINAL = {"COLUMNS": "100", "LINES": "50", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}


class Session:
    """A shell in a new folder in which `data/` is the project's, like a reader's who follows the page."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self._scratch.name)
        (self.folder / "data").symlink_to(ROOT / "data")

    def show(self, *commands: str, code: int = 0) -> None:
        """Print commands and what a terminal shows for them.

        Raises AssertionError if the last command ends otherwise than with `code`, or another fails.
        """
        print("```console")
        for number, command in enumerate(commands, start=1):
            print(f"$ {command}")
            print(self._on_a_terminal(command, code=code if number == len(commands) else 0), end="")
        print("```")

    def quietly(self, command: str) -> str:
        """Run a command that the page does not show and return what it writes into a pipe."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout

    def json(self, *command: str) -> Any:
        """Run retold with these arguments and return its answer."""
        return json.loads(self.quietly(shlex.join(["retold", *command])))

    def write(self, name: str, content: str) -> None:
        """Write a file into the folder and print it as `cat` would."""
        (self.folder / name).write_text(content, encoding="utf-8")
        self.show(f"cat {name}")

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("RETOLD_", "COG"))}
        return kept | TERMINAL | {"PATH": path, "HOME": str(self.folder)}

    def _on_a_terminal(self, command: str, *, code: int) -> str:
        """Run a command whose standard output is a terminal; what it says on standard error comes last."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
        )
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
        os.close(ours)
        said = process.communicate()[1]
        text = (written + said).decode("utf-8").replace("\r\n", "\n")
        assert process.returncode == code, f"{command} ended with {process.returncode}:\n{text}"
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _read(terminal: int) -> bytes:
    """Return what comes next from a terminal; nothing once its other side is closed."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
