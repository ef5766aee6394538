"""The options and arguments that several commands share, and the settings behind them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from retold.api import Graph
    from retold.reading import ReadOptions
    from retold.vocabulary import Vocabulary

__all__ = [
    "AllowPrivate",
    "By",
    "Claims",
    "Fields",
    "Format",
    "GraphFile",
    "Json",
    "Kind",
    "Left",
    "MinConfidence",
    "OutputFile",
    "Reason",
    "Right",
    "Settings",
    "Sources",
    "VocabularyFiles",
    "Work",
    "Workers",
    "Year",
    "change_graph",
    "open_graph",
    "read_options",
    "settings",
]

#: What a record of a collection can hold for us.
FIELDS = ("text", "title", "uri", "author", "published", "site", "language")


@dataclass(slots=True)
class Settings:
    """Which graph and which vocabulary a command works with."""

    graph: Path | None = None
    vocabulary: tuple[Path, ...] = ()

    def graph_file(self) -> Path:
        """Return the graph file: `--graph`, else RETOLD_GRAPH, else retold.db in the current folder."""
        return self.graph or Path(os.environ.get("RETOLD_GRAPH") or "retold.db")

    def own_vocabulary(self) -> Vocabulary | None:
        """Return the vocabulary with the files of `--vocabulary`, else of RETOLD_VOCABULARY; None without."""
        listed = os.environ.get("RETOLD_VOCABULARY", "").split(os.pathsep)
        paths = self.vocabulary or tuple(Path(path) for path in listed if path)
        if not paths:
            return None
        from retold.vocabulary import load_vocabulary

        return load_vocabulary(paths)


def settings(ctx: typer.Context) -> Settings:
    """Return the settings of this run."""
    return ctx.ensure_object(Settings)


@contextmanager
def open_graph(ctx: typer.Context) -> Iterator[Graph]:
    """Open the graph of this run for reading. Raises StoreError where it is missing, damaged or no graph."""
    import retold
    from retold.store.schema import guarded

    chosen = settings(ctx)
    path = chosen.graph_file()
    own = chosen.own_vocabulary()
    with guarded(path), _asked_in_text(), retold.open(path, vocabulary=own, read_only=True) as graph:
        yield graph


@contextmanager
def change_graph(ctx: typer.Context, *, create: bool = False) -> Iterator[Graph]:
    """Open the graph of this run for writing; unless `create`, it must exist.

    Raises StoreError where the file is missing, damaged or no graph.
    """
    import retold
    from retold.errors import StoreError
    from retold.store.schema import guarded

    chosen = settings(ctx)
    path = chosen.graph_file()
    if not create and not path.exists():
        raise StoreError(f"{path}: there is no graph here yet; `retold add` makes one")
    with guarded(path), _asked_in_text(), retold.open(path, vocabulary=chosen.own_vocabulary()) as graph:
        yield graph


@contextmanager
def _asked_in_text() -> Iterator[None]:
    """Raise UsageError where a name or an id on the command line is no text, as bytes of another encoding."""
    from retold.errors import UsageError

    try:
        yield
    except UnicodeEncodeError as error:
        raise UsageError(f"{error.object!r} is not UTF-8, and the graph holds nothing else.") from error


def read_options(*, fields: str | None, file_format: str | None, allow_private: bool) -> ReadOptions:
    """Return how to read from the options of that name.

    Raises UsageError where `fields` is not written `text=plot,title=name`.
    """
    from retold.errors import UsageError
    from retold.reading import ReadOptions

    mapping: dict[str, str] = {}
    for pair in (fields or "").split(","):
        ours, _, theirs = (part.strip() for part in pair.partition("="))
        if ours in FIELDS and theirs:
            mapping[ours] = theirs
        elif pair.strip():
            raise UsageError(f"--fields: {pair!r} is not OURS=THEIRS with OURS one of {', '.join(FIELDS)}.")
    return ReadOptions(allow_private=allow_private, fields=mapping or None, format=file_format)


def _set_graph(ctx: typer.Context, value: Path | None) -> None:
    if value is not None:
        settings(ctx).graph = value


def _set_vocabulary(ctx: typer.Context, value: list[Path] | None) -> None:
    if value:
        settings(ctx).vocabulary = tuple(value)


GraphFile = Annotated[
    Path | None,
    typer.Option(
        "--graph",
        metavar="FILE",
        callback=_set_graph,
        expose_value=False,
        help="The graph file; else RETOLD_GRAPH, else retold.db in the current folder.",
    ),
]
VocabularyFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--vocabulary",
        metavar="FILE",
        callback=_set_vocabulary,
        expose_value=False,
        help="A vocabulary of your own that extends the built-in one (may be repeated); "
        "else RETOLD_VOCABULARY.",
    ),
]
Json = Annotated[
    bool | None,
    typer.Option(
        "--json/--text",
        show_default=False,
        help="JSON or text; by default text on a terminal and JSON elsewhere.",
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="The kind meant, where a name fits several: Novel, Film..."),
]
Year = Annotated[
    int | None,
    typer.Option("--year", metavar="YEAR", help="The year of release meant, where a name fits several."),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="0..1",
        show_default=False,
        help="Leave out facts that are less certain than this.",
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="The file to write; `-` or none: standard output."),
]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...", help="Files, folders, globs, web addresses, or - for standard input."
    ),
]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="OURS=THEIRS,...",
        help="For JSON Lines, JSON, CSV and TSV: which of their fields hold text, title, uri, author, "
        "published, site, language.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="The format, where name and content mislead: html, text, markdown, pdf, docx, epub, jsonl, "
        "json, csv, tsv.",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Also fetch from addresses of private networks and this machine."),
]
Work = Annotated[str, typer.Argument(metavar="WORK", help="A title or an id.")]
Claims = Annotated[
    list[str], typer.Argument(metavar="CLAIM...", help="Ids of claims (c...) or facts (f...).")
]
Left = Annotated[str, typer.Argument(metavar="A", help="A name or an id.")]
Right = Annotated[str, typer.Argument(metavar="B", help="A name or an id.")]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why, for those who look later.")
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so.", show_default="the name you are logged in by"),
]
Workers = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="How many processes read at the same time.")
]
