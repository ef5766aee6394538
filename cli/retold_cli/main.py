"""The entry point: which command runs, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from retold import __version__
from retold.errors import NoAnswerError, RetoldError, UnknownNameError, UsageError
from retold_cli import output
from retold_cli.commands import SECTIONS, SUMMARIES
from retold_cli.options import GraphFile, VocabularyFiles

__all__ = ["app", "run"]

DONE, FAILED, USAGE, NO_ANSWER, INTERRUPTED = 0, 1, 2, 3, 130


class _Commands(dict[str, Any]):
    """The commands by name. A command's module is imported when the command is looked up."""

    def __init__(self, group: TyperGroup) -> None:
        super().__init__(dict.fromkeys(SUMMARIES))
        self._group = group

    def __getitem__(self, name: str) -> Any:
        command = super().__getitem__(name)
        if command is None:
            command = self[name] = self._load(name)
        return command

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in SUMMARIES else default

    def _load(self, name: str) -> Any:
        module = import_module(f"retold_cli.commands.{name}")
        examples = "\n".join(f"  {line}" for line in module.EXAMPLES)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(name, epilog=f"\b\nExamples:\n{examples}")(getattr(module, name))
        command = typer.main.get_command(one)
        # `--graph` and `--vocabulary` are understood before and after the command's name.
        command.params += [param for param in self._group.params if param.name in ("graph", "vocabulary")]
        return command


class _LazyGroup(TyperGroup):
    """The group of all commands; helping, completing and suggesting need only their names."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands: MutableMapping[str, Any] = _Commands(self)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the sections of the help page from the table alone."""
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))


app = typer.Typer(cls=_LazyGroup, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(
    invoke_without_command=True,
    epilog="\b\n"
    "Begin with:\n"
    "  retold add FILE-OR-FOLDER-OR-URL...\n"
    '  retold adaptations "TITLE"\n'
    "  retold COMMAND --help",
)
def retold(
    ctx: typer.Context,
    graph: GraphFile = None,
    vocabulary: VocabularyFiles = None,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Turn documents about works, people and adaptations into a graph whose every fact shows its words.

    Answers are tables and trees on a terminal and JSON elsewhere.

    \b
    Exit codes: 0 done; 1 something failed and the rest is done; 2 wrong usage, or
    a name that fits nothing or several things; 3 no answer in the graph;
    130 interrupted.
    """
    if version:
        output.line(f"retold {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        output.line(ctx.get_help())


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line `args`, by default that of the process, and return its exit code."""
    output.tolerate_encodings()
    try:
        code = typer.main.get_command(app).main(args, prog_name="retold", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as error:
        # typer ends the program with 1 when a reader leaves early, which is no failure.
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        output.abandon()
        return DONE
    except typer.Abort:
        output.error("interrupted.")
        return INTERRUPTED
    except (typer.TyperException, RetoldError, OSError) as error:
        if os.environ.get("RETOLD_DEBUG"):
            raise
        output.error(_message(error))
        return _exit_code(error)
    if code == INTERRUPTED:
        output.error("interrupted.")
    return code if isinstance(code, int) else DONE


def _message(error: Exception) -> str:
    """Return what to tell the user: what is wrong, then what to do."""
    if isinstance(error, typer.TyperException):
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "retold"
        return f"{error.format_message()} (`{path} --help` shows the usage)"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, OSError):
        return f"the system says: {error.strerror or error}"
    if isinstance(error, UnknownNameError) and not error.suggestions:
        return f"{error} (`retold search` looks in the texts, too)"
    return str(error)


def _exit_code(error: Exception) -> int:
    match error:
        case NoAnswerError():
            return NO_ANSWER
        case UsageError():
            return USAGE
        case typer.TyperException():
            return error.exit_code
        case _:
            return FAILED
