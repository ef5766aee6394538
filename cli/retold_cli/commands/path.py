"""`retold path`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, MinConfidence, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.path import Path
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "path"]

EXAMPLES = ('retold path "Charles Dickens" "Alec Guinness"',)


def path(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="A", help="A name or an id.")],
    end: Annotated[str, typer.Argument(metavar="B", help="A name or an id.")],
    *,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """Show how two things hang together.

    The answer is a shortest chain of facts from one to the other.
    """
    with open_graph(ctx) as graph:
        found = graph.path(start, end, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(found.to_json(), as_json=as_json, render=lambda: _chain(found, vocabulary=vocabulary))


def _chain(found: Path, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield output.text(found.start.name, style=render.NAME)
    for step in found.steps:
        words = output.text(f"  {render.fact_words(step.fact, vocabulary=vocabulary)}  ")
        yield words.append_text(render.fact_ids([step.fact.id]))
        yield output.text(step.end.name, style=render.NAME)
