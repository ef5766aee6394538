"""`retold undo`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retold_cli import output
from retold_cli.options import Json, change_graph, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.resolution.decisions import Decision

__all__ = ["EXAMPLES", "undo"]

EXAMPLES = ("retold undo", "retold undo 3")


def undo(
    ctx: typer.Context,
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMBER...]", help="Decisions to take back; without, all are listed."),
    ] = None,
    *,
    as_json: Json = None,
) -> None:
    """Take back what a person said about claims or identity.

    `accept`, `reject`, `same` and `different` print the number of the decision; without a number, all
    decisions that stand are listed.
    """
    with change_graph(ctx) if numbers else open_graph(ctx) as graph:
        for number in numbers or ():
            decision = graph.undo(number)
            output.note(f"took back {number}: {_words(decision)}.")
        decisions = graph.decisions()
    if not numbers:
        output.answer(
            [_to_json(decision) for decision in decisions],
            as_json=as_json,
            render=lambda: [_table(decisions)],
            missing="" if decisions else "nobody has decided anything in this graph.",
        )


def _words(decision: Decision) -> str:
    return " ".join(filter(None, (decision.left, decision.judgement.value, decision.right)))


def _to_json(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.id,
        "judgement": decision.judgement.value,
        "left": decision.left,
        "right": decision.right,
        "reasons": list(decision.reasons),
        "by": decision.by,
        "at": decision.at,
    }


def _table(decisions: Sequence[Decision]) -> RenderableType:
    rows: list[output.Row] = [
        [str(item.id), _words(item), "; ".join(item.reasons), item.by, item.at] for item in decisions
    ]
    return output.table(">number", "decision", "reason", "by", "at", rows=rows)
