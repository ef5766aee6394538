"""`retold refresh`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import Workers, change_graph
from retold_cli.progress import progress

__all__ = ["EXAMPLES", "refresh"]

EXAMPLES = ("retold refresh",)


def refresh(ctx: typer.Context, *, workers: Workers = 1) -> None:
    """Read the stored texts again with the present extractors.

    Nothing is fetched: the graph keeps the texts. What people decided stays decided.
    """
    with change_graph(ctx) as graph, progress("reading again") as step:
        count = graph.refresh(on_progress=step, workers=workers)
    output.note(
        f"read {count:,} documents again."
        if count
        else "the present extractors have read every text already."
    )
