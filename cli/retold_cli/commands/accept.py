"""`retold accept`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import By, Claims, Reason, change_graph

__all__ = ["EXAMPLES", "accept"]

EXAMPLES = ("retold accept c0123456789abcdef",)


def accept(ctx: typer.Context, claims: Claims, *, reason: Reason = None, by: By = None) -> None:
    """Vouch for a claim or a fact.

    The word is kept with its author and date, survives `refresh`, and takes back an earlier `reject`.
    """
    with change_graph(ctx) as graph:
        for claim in claims:
            decision = graph.accept(claim, reason=reason, by=by)
            output.note(f"accepted {claim}; `retold undo {decision.id}` takes it back.")
