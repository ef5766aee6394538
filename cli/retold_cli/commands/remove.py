"""`retold remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from retold.errors import UsageError
from retold_cli import output
from retold_cli.options import change_graph

__all__ = ["EXAMPLES", "remove"]

EXAMPLES = ("retold remove reviews/old.html", "retold remove d0123456789abcdef")


def remove(
    ctx: typer.Context,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Sources as they were added, or ids; see `documents`."),
    ],
) -> None:
    """Remove documents, and with them what only they said."""
    from retold.reading.sources import uri_of

    with change_graph(ctx) as graph:
        unknown: list[UsageError] = []
        for document in documents:
            try:
                graph.remove(uri_of(document))
            except UsageError as error:
                unknown.append(error)
            else:
                output.note(f"removed {document}")
    for failure in unknown:
        output.error(str(failure))
    if unknown:
        raise typer.Exit(2)
