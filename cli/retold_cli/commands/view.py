"""`retold view`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retold_cli import output
from retold_cli.files import writing
from retold_cli.options import Kind, MinConfidence, OutputFile, Year, open_graph

__all__ = ["EXAMPLES", "view"]

EXAMPLES = (
    "retold view -o graph.html",
    'retold view "Great Expectations" --depth 1 -o expectations.html',
)


def view(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Draw what surrounds this: a name or an id."),
    ] = None,
    *,
    target: OutputFile = Path("graph.html"),
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", min=1, help="How many steps from NAME to draw.")
    ] = 2,
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="N", min=1, help="Draw at most so many things."),
    ] = 300,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Draw the graph, or what surrounds one thing, as one HTML file that works offline."""
    from retold.queries.choose import choose
    from retold.views.page import draw

    with open_graph(ctx) as graph, graph.view() as snapshot:
        focus = choose(snapshot, name, kind=kind, year=year) if name is not None else None
        page = draw(snapshot, focus=focus, depth=depth, limit=limit, min_confidence=min_confidence)
    with writing(target) as out:
        out.write(page.html)
    if str(target) != "-":
        output.note(f"wrote {target}: {page.shown:,} things, {page.facts:,} facts.")
        if page.note:
            output.note(page.note)
