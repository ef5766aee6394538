"""`retold cast`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Work, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.cast import Cast
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "cast"]

EXAMPLES = (
    'retold cast "Great Expectations" --year 1946',
    'retold cast "Death Note" --kind film --min-confidence 0.8',
)


def cast(
    ctx: typer.Context,
    work: Work,
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """List who plays whom in a work."""
    with open_graph(ctx) as graph:
        found = graph.cast(work, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    nobody = not found.cast and not found.characters
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _tables(found, vocabulary=vocabulary),
        missing=f"the graph knows nobody in {found.work.name!r}." if nobody else "",
    )


def _tables(found: Cast, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield render.work_line(found.work, vocabulary=vocabulary)
    rows: list[output.Row] = [
        [
            member.actor.name,
            member.character.name if member.character else "",
            render.fact_ids(member.facts[:1]),
        ]
        for member in found.cast
    ]
    rows += [[None, character.name] for character in found.characters]
    yield output.table("actor", "character", "why", rows=rows)
