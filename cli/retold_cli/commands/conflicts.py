"""`retold conflicts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.conflicts import Conflicts
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "conflicts"]

EXAMPLES = ("retold conflicts", 'retold conflicts "Little Shop of Horrors" --min-confidence 0.8')


def conflicts(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A name or an id; with a work go its adaptations."),
    ] = None,
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """List where documents contradict each other."""
    with open_graph(ctx) as graph:
        found = graph.conflicts(name, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    about = f" about {name!r}" if name else ""
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _list(found, vocabulary=vocabulary),
        missing="" if found.conflicts else f"the documents do not contradict each other{about}.",
    )


def _list(found: Conflicts, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    for conflict in found.conflicts:
        within = f" (in {conflict.within.name})" if conflict.within else ""
        label = vocabulary.relations[conflict.relation].label
        yield output.text(f"{conflict.subject.name}{within}: {label}", style=render.NAME)
        rows: list[output.Row] = [
            [value.value, "\n".join(value.documents), render.fact_ids(value.facts)]
            for value in conflict.values
        ]
        yield output.table("value", "/documents", "why", rows=rows)
