"""`retold same`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import By, Left, Reason, Right, change_graph

__all__ = ["EXAMPLES", "same"]

EXAMPLES = ('retold same "Sang Young Park" "Park Sang-young"',)


def same(ctx: typer.Context, left: Left, right: Right, *, reason: Reason = None, by: By = None) -> None:
    """Say that two entities are one thing.

    The word is kept with its author and date and outweighs every rule; `undo` takes it back.
    """
    with change_graph(ctx) as graph:
        decision = graph.same(left, right, reason=reason, by=by)
    output.note(f"{left} and {right} are one thing now; `retold undo {decision.id}` takes it back.")
