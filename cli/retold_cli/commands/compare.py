"""`retold compare`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.compare import Comparison
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "compare"]

EXAMPLES = (
    'retold compare "Love in the Big City"',
    'retold compare "Little Shop of Horrors (film, 1986)" "Little Shop of Horrors (play)"',
)


def compare(
    ctx: typer.Context,
    works: Annotated[list[str], typer.Argument(metavar="WORK...", help="Titles or ids.")],
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """Compare a work with its adaptations, or several works with one another.

    Works that share a title are told apart by kind and year: "Oldboy (film, 2013)".
    """
    with open_graph(ctx) as graph:
        found = graph.compare(*works, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: _tables(found, vocabulary=vocabulary),
        missing="" if len(found.works) > 1 else f"there is nothing to compare {found.works[0].name!r} with.",
    )


def _tables(found: Comparison, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    titles = [render.work_line(work, vocabulary=vocabulary) for work in found.works]
    yield output.table(
        "",
        *titles,
        rows=(
            [row.field, *(", ".join(value) for value in row.values)] for row in found.rows if any(row.values)
        ),
    )
    if found.roles:
        yield output.table(
            "character",
            *titles,
            rows=(
                [
                    " / ".join(dict.fromkeys(who.name for who in role.characters)),
                    *(
                        render.names(actors) or ("yes" if present else "")
                        for actors, present in zip(role.actors, role.present, strict=True)
                    ),
                ]
                for role in found.roles
            ),
        )
