"""Run the command line in this process, on a terminal or off it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from cli_runner import Cli, Result, Stream
from graphs import build, doc
from retold_cli.main import run


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run `retold` with arguments in an empty folder: `cli("stats", tty=True, columns=40)`.

    `tty` and `watched` tell whether standard output and standard error are terminals.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("RETOLD_GRAPH", "RETOLD_VOCABULARY", "RETOLD_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(
        *args: object,
        tty: bool = False,
        watched: bool = False,
        columns: int = 80,
        stdin: str = "",
        encoding: str = "utf-8",
    ) -> Result:
        out, err = Stream(tty=tty, encoding=encoding), Stream(tty=watched)
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", out)
            patch.setattr("sys.stderr", err)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            patch.setenv("COLUMNS", str(columns))
            patch.setenv("TERM", "xterm")
            code = run([str(arg) for arg in args])
        return Result(code=code, out=out.written(), err=err.written())

    return call


NOVEL = doc(
    "[[n1|The Glass Orchard]] is a novel by [[p1|Ines Faber]], published in [[=2015|2015]].",
    "n1 author p1; n1 released =2015",
    uri="notes/novel.txt",
    title="Shelf notes: [bold]an orchard[/bold]",
    site="Shelf Notes",
)
FILM = doc(
    "Review by [[p4|Tom Ashe]]. Rating: [[=4/5|4 out of 5]].\n"
    "[[f1|The Glass Orchard]] is based on [[n1|The Glass Orchard]], the novel by [[p1|Ines Faber]]. "
    "[[p2|Mara Quill]] directs, and [[p3|Bo Lind]] plays [[c1|Iris Vane]] beside [[p5|Noor Haddad]]. "
    "It opened on [[=2021-03-05|March 5, 2021]].",
    """f1 reviewed_by p4; f1 rating =4/5; f1 based_on n1; n1 author p1; f1 director p2; f1 actor p3
    f1 character c1; c1 portrayed_by p3 in f1; f1 actor p5; f1 released =2021-03-05""",
    uri="notes/film.txt",
    title="A fragile harvest",
    site="The Lantern",
    published="2021-03-06",
)
SERIES = doc(
    "[[s1|The Glass Orchard]], a series for [[o1|Lumen]], is based on the novel [[n1|The Glass Orchard]] by "
    "[[p1|Ines Faber]]. It comes in [[=2019|2019]], and [[p6|Ivo Brandt]] does not direct [[s1~|it]].",
    """s1 broadcaster o1; s1 based_on n1; n1 author p1; s1 released =2019 | planned 0.5
    s1 director p6 | denied; n1 released =2014 | 0.4""",
    uri="notes/series.txt",
)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of a novel, its film and its series, to read from."""
    path = tmp_path_factory.mktemp("world") / "graph.db"
    build(path, NOVEL, FILM, SERIES).close()
    return path


@pytest.fixture
def graph(world: Path, tmp_path: Path) -> Path:
    """The same graph, to change."""
    return Path(shutil.copy(world, tmp_path / "graph.db"))
