from __future__ import annotations

import os
import shlex
import subprocess
import sys
from importlib import import_module
from itertools import takewhile
from pathlib import Path

import pytest
import typer

from cli_runner import Cli
from retold_cli import main
from retold_cli.commands import SECTIONS, SUMMARIES

RETOLD = [sys.executable, "-m", "retold_cli"]


def test_without_arguments_it_prints_the_help_page(cli: Cli) -> None:
    result = cli()
    assert result.code == 0
    assert result.out.startswith("Usage: retold [OPTIONS] COMMAND [ARGS]...\n")
    for title in SECTIONS:
        assert f"\n{title}:\n" in result.out


def test_it_prints_its_version(cli: Cli) -> None:
    assert cli("--version").out == "retold 0.1.0\n"


def test_it_suggests_the_command_that_was_meant(cli: Cli) -> None:
    result = cli("adaptatoins", "X")
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("retold: No such command 'adaptatoins'. Did you mean 'adaptations'? ")


def test_a_missing_argument_is_wrong_usage(cli: Cli) -> None:
    result = cli("cast")
    assert result.code == 2
    assert result.err == "retold: Missing argument 'WORK'. (`retold cast --help` shows the usage)\n"


def test_the_folder_of_commands_and_the_table_agree() -> None:
    folder = Path(main.__file__).parent / "commands"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(SUMMARIES)


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_has_its_line_and_examples_that_parse(name: str, cli: Cli) -> None:
    module = import_module(f"retold_cli.commands.{name}")
    assert (getattr(module, name).__doc__ or "").splitlines()[0] == SUMMARIES[name]
    command = typer.main.get_command(main.app).commands[name]  # type: ignore[attr-defined]
    for example in module.EXAMPLES:
        words = arguments_of(example)
        assert name in words
        command.make_context(name, words[words.index(name) + 1 :])
    page = cli(name, "--help").out
    assert page.startswith(f"Usage: retold {name} ")
    assert "Examples:\n" + "".join(f"    {example}\n" for example in module.EXAMPLES) in page


def arguments_of(example: str) -> list[str]:
    """The arguments of `retold` in a shell line."""
    words = shlex.split(example)
    words = words[words.index("retold") + 1 :]
    return list(takewhile(lambda word: word not in {"|", ">"}, words))


def test_help_and_version_import_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys, io; from retold_cli.main import run; run(['--help']); run(['--version']);"
        "heavy = {'rich', 'yaml', 'sqlite3', 'rdflib', 'networkx', 'lxml', 'httpx', 'retold.store'};"
        "print(sorted(heavy & set(sys.modules)), [m for m in sys.modules if 'retold_cli.commands.' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] []"


def test_an_answer_imports_nothing_that_it_does_not_need(world: Path) -> None:
    code = (
        "import sys, io; from retold_cli.main import run;"
        "run(['--graph', sys.argv[1], 'adaptations', 'The Glass Orchard']);"
        "print(*sorted(name for name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(world)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    heavy = {
        "rich",
        "yaml",
        "rapidfuzz",
        "rdflib",
        "networkx",
        "pyvis",
        "jinja2",
        "lxml",
        "httpx",
        "trafilatura",
    }
    ours = {
        "retold.extraction",
        "retold.reading",
        "retold.pipeline",
        "retold.store.writer",
        "retold.store.log",
    }
    assert loaded & (heavy | ours) == set()


def test_the_graph_may_be_named_before_and_after_the_command(cli: Cli, tmp_path: Path) -> None:
    for line in (["--graph", "no.db", "stats"], ["stats", "--graph", "no.db"]):
        result = cli(*line)
        assert result.code == 1
        assert result.err == "retold: no.db: there is no graph here yet; `retold add` makes one\n"


def test_the_graph_may_be_named_by_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETOLD_GRAPH", "mine.db")
    assert cli("stats").err.startswith("retold: mine.db: ")
    assert cli("--graph", "other.db", "stats").err.startswith("retold: other.db: ")


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*RETOLD, "vocabulary"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_debugging_shows_where_an_error_came_from(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from retold.errors import StoreError

    monkeypatch.setenv("RETOLD_DEBUG", "1")
    with pytest.raises(StoreError):
        cli("stats")


def test_ctrl_c_while_it_starts_leaves_no_traceback() -> None:
    code = (
        "import sys; from retold_cli.__main__ import main\n"
        "class Early:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Early()); sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "retold: interrupted.\n")
