"""`retold reviews`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Work, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.reviews import Reviews
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "reviews"]

EXAMPLES = (
    'retold reviews "Love in the Big City" --kind film',
    'retold reviews "Death Note" --json | jq ".[].rating"',
)


def reviews(
    ctx: typer.Context,
    work: Work,
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """List the reviews of a work: critic, outlet, rating, date."""
    with open_graph(ctx) as graph:
        found = graph.reviews(work, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _table(found, vocabulary=vocabulary),
        missing="" if found.reviews else f"the graph holds no review of {found.work.name!r}.",
    )


def _table(found: Reviews, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    yield render.work_line(found.work, vocabulary=vocabulary)
    yield output.table(
        "critic",
        "rating",
        "outlet",
        "published",
        "/document",
        "why",
        rows=(
            [
                review.critic.name if review.critic else "",
                review.rating,
                review.outlet,
                review.published,
                review.document,
                render.fact_ids(review.facts[:1]),
            ]
            for review in found.reviews
        ),
    )
