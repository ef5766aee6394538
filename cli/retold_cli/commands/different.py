"""`retold different`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import By, Left, Reason, Right, change_graph

__all__ = ["EXAMPLES", "different"]

EXAMPLES = ("retold different person-park-0a1b2c person-park-3d4e5f",)


def different(ctx: typer.Context, left: Left, right: Right, *, reason: Reason = None, by: By = None) -> None:
    """Say that two entities are two things.

    The word is kept with its author and date and outweighs every rule; `undo` takes it back.
    """
    with change_graph(ctx) as graph:
        decision = graph.different(left, right, reason=reason, by=by)
    output.note(f"{left} and {right} are two things now; `retold undo {decision.id}` takes it back.")
