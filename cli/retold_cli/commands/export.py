"""`retold export`."""

from __future__ import annotations

from typing import Annotated

import typer

from retold_cli import output
from retold_cli.files import writing
from retold_cli.options import MinConfidence, OutputFile, open_graph

__all__ = ["EXAMPLES", "export"]

EXAMPLES = (
    "retold export turtle -o graph.ttl",
    "retold export trig --with documents,evidence,alignment -o graph.trig",
    "retold export claims | wc -l",
)


def export(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="turtle, trig, ntriples, nquads, json-ld, rdf-xml, graphml, gexf, csv or claims.",
        ),
    ],
    *,
    target: OutputFile = None,
    parts: Annotated[
        str,
        typer.Option(
            "--with",
            metavar="PART,...",
            show_default=False,
            help="What to add to the facts in named graphs, for trig, nquads and json-ld: "
            "documents, evidence, alignment.",
        ),
    ] = "",
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Write the graph as linked data, a network, tables or claims.

    The same documents and decisions give the same bytes. A file appears only when it is complete.
    """
    chosen = tuple(dict.fromkeys(part.strip() for part in parts.split(",") if part.strip()))
    with open_graph(ctx) as graph, writing(target) as out:
        graph.export(form, out=out, parts=chosen, min_confidence=min_confidence)
    if target is not None and str(target) != "-":
        output.note(f"wrote {target}")
