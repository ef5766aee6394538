"""`retold why`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, MinConfidence, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.queries.why import EvidenceInContext, Why
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "why"]

EXAMPLES = (
    "retold why f0123456789abcdef",
    "retold why c0123456789abcdef f9876543210fedcb --json",
)


def why(
    ctx: typer.Context,
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="Ids of facts (f...) or claims (c...).")
    ],
    *,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """Show the sentences behind a fact.

    `show`, `cast` and the other queries give the ids of facts. JSON is one object for one id and a list of
    them for several.
    """
    with open_graph(ctx) as graph:
        answers = [graph.why(claim, min_confidence=min_confidence) for claim in claims]
        vocabulary = graph.vocabulary
    records = [found.to_json() for found in answers]
    proven = any(found.evidence for found in answers)
    output.answer(
        records[0] if len(records) == 1 else records,
        as_json=as_json,
        render=lambda: (part for found in answers for part in _report(found, vocabulary=vocabulary)),
        missing="" if proven else "the graph holds no evidence of that confidence.",
    )


def _report(found: Why, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    if found.fact is not None:
        yield output.text(render.fact_words(found.fact, vocabulary=vocabulary), style=render.NAME)
    elif found.claim is not None:
        yield render.claim_line(found.claim, vocabulary=vocabulary)
    yield from _quotes(found.evidence)
    if found.against:
        yield output.text("Against it:", style=render.NAME)
        yield from _quotes(found.against)


def _quotes(evidence: Iterable[EvidenceInContext]) -> Iterator[RenderableType]:
    from rich.padding import Padding

    for item in evidence:
        origin = ", ".join(filter(None, (item.title, item.site, item.published)))
        details = (
            f"{item.status}, confidence {item.confidence:.2f}, {item.extractor}, "
            f"characters {item.start}-{item.end}, {item.claim}"
        )
        yield Padding(render.highlight(item.before, item.quote, item.after), (1, 2, 0, 2))
        if origin:
            yield Padding(output.text(f"— {origin}"), (0, 2, 0, 2))
        for uri in item.documents:
            yield output.path(f"  — {uri}")
        yield Padding(output.text(details, style=render.ID), (0, 2, 0, 4))
    yield output.text("")
