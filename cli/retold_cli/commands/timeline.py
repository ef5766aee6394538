"""`retold timeline`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Work, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.timeline import Timeline
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "timeline"]

EXAMPLES = ('retold timeline "Little Shop of Horrors"',)


def timeline(
    ctx: typer.Context,
    work: Work,
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """List what happened to a work and its adaptations, by date."""
    with open_graph(ctx) as graph:
        found = graph.timeline(work, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _table(found, vocabulary=vocabulary),
        missing="" if found.events else f"the graph knows no date of {found.work.name!r} and its family.",
    )


def _table(found: Timeline, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield output.table(
        "date",
        "work",
        "what",
        "why",
        rows=(
            [
                event.date,
                f"{event.work.name} ({vocabulary.kinds[event.work.kind].label})",
                " ".join(
                    (
                        vocabulary.relations[event.relation].label,
                        event.object.name if event.object else "",
                        ", ".join(value for _, value in event.qualifiers),
                    )
                ).strip(),
                render.fact_ids(event.facts[:1]),
            ]
            for event in found.events
        ),
    )
