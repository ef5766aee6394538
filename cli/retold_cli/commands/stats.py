"""`retold stats`."""

from __future__ import annotations

import typer

from retold_cli import output
from retold_cli.options import Json, open_graph

__all__ = ["EXAMPLES", "stats"]

EXAMPLES = ("retold stats", 'retold stats --json | jq ".facts"')


def stats(ctx: typer.Context, *, as_json: Json = None) -> None:
    """Count what the graph holds."""
    with open_graph(ctx) as graph:
        counts = graph.stats()
        kinds = graph.vocabulary.kinds
    output.answer(
        counts,
        as_json=as_json,
        render=lambda: [
            output.table(
                "",
                ">number",
                rows=(
                    [kinds[name].plural if name in kinds else name, f"{count:,}"]
                    for name, count in counts.items()
                ),
            )
        ],
    )
