"""`retold reject`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import By, Claims, Reason, change_graph

__all__ = ["EXAMPLES", "reject"]

EXAMPLES = ('retold reject f0123456789abcdef --reason "the review speaks of the remake"',)


def reject(ctx: typer.Context, claims: Claims, *, reason: Reason = None, by: By = None) -> None:
    """Reject a claim or a fact, so that the graph leaves it out.

    A fact is rejected with all the claims that state it. The word is kept with its author and date and
    survives `refresh`; `why` still shows what was rejected.
    """
    with change_graph(ctx) as graph:
        for claim in claims:
            decision = graph.reject(claim, reason=reason, by=by)
            output.note(f"rejected {claim}; `retold undo {decision.id}` takes it back.")
