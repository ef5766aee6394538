"""`retold check`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import Json, open_graph

__all__ = ["EXAMPLES", "check"]

EXAMPLES = ("retold check", "retold --graph archive.db check")


def check(ctx: typer.Context, *, as_json: Json = None) -> None:
    """Check that the graph file is whole.

    Looks at the file itself, at every quote against its text, and at the entities against the decisions that
    made them. Exits with 1 if something is wrong.
    """
    with open_graph(ctx) as graph:
        problems = graph.check()
    output.answer(
        {"problems": problems},
        as_json=as_json,
        render=lambda: map(output.text, problems or ["The graph is whole."]),
    )
    if problems:
        raise typer.Exit(1)
