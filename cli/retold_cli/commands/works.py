"""`retold works`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.works import Works
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "works"]

EXAMPLES = (
    'retold works "Sang Young Park"',
    'retold works "Netflix" --json | jq ".[].work.name"',
)


def works(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="PERSON", help="A name or an id.")],
    *,
    kind: Kind = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """List the works of a person or an organization, with their roles."""
    with open_graph(ctx) as graph:
        found = graph.works(name, kind=kind, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _table(found, vocabulary=vocabulary),
        missing="" if found.works else f"the graph knows no work of {found.entity.name!r}.",
    )


def _table(found: Works, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield output.text(found.entity.name, style=render.NAME)
    yield output.table(
        "work",
        "roles",
        "characters",
        "why",
        rows=(
            [
                render.work_line(credit.work, vocabulary=vocabulary),
                ", ".join(role.replace("_", " ") for role in credit.roles),
                render.names(credit.characters),
                render.fact_ids(credit.facts[:1]),
            ]
            for credit in found.works
        ),
    )
