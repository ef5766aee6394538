"""`retold search`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.search import SearchResult
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "search"]

EXAMPLES = (
    'retold search "love in the bg city"',
    "retold search heroine --limit 5",
    "retold search park --kind person",
)


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", help="A name, or words of a text.")],
    *,
    kind: Kind = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many names and passages.")
    ] = 20,
    as_json: Json = None,
) -> None:
    """Search names and texts; forgives typing errors."""
    text = " ".join(words)
    with open_graph(ctx) as graph:
        found = graph.search(text, kind=kind, limit=limit)
        vocabulary = graph.vocabulary
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _results(found, vocabulary=vocabulary),
        missing="" if found.entities or found.passages else f"nothing in the graph fits {text!r}.",
    )


def _results(found: SearchResult, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    for entity in found.entities:
        yield render.entity_line(entity, vocabulary=vocabulary)
    for passage in found.passages:
        yield output.text("")
        yield render.highlight(passage.before, passage.match, passage.after)
        if passage.title:
            yield output.text(f"  — {passage.title}", style=render.ID)
        place = f"  — {passage.uri}, characters {passage.start}-{passage.end}"
        yield output.path(place, style=render.ID)
