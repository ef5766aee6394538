"""`retold show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Year, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from retold.queries.show import Show
    from retold.store import Fact
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "show"]

EXAMPLES = (
    'retold show "Sang Young Park"',
    'retold show "Love in the Big City" --kind novel',
    "retold show film-oldboy-0a1b2c",
)


def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id.")],
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """Show one thing with everything the graph knows about it.

    Every fact comes with its id; `retold why ID` shows the sentences behind it.
    """
    with open_graph(ctx) as graph:
        found = graph.show(name, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    output.answer(found.to_json(), as_json=as_json, render=lambda: _page(found, vocabulary=vocabulary))


def _page(found: Show, *, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    from rich.console import Group

    yield render.entity_line(found.entity, vocabulary=vocabulary)
    others = [name for name in found.entity.names if name != found.entity.name]
    if others:
        yield output.text(f"also: {', '.join(others)}")
    if found.facts:
        yield _own(found.facts, vocabulary=vocabulary)
    if found.mentioned_in:
        yield _others(found.mentioned_in, vocabulary=vocabulary)
    for stored in found.unconfirmed:
        yield render.claim_line(stored, vocabulary=vocabulary)
    if found.sources:
        yield Group(*(line for source in found.sources for line in render.origin(source)))


def _own(facts: Iterable[Fact], *, vocabulary: Vocabulary) -> RenderableType:
    """Return what is said of the thing itself."""
    rows: list[output.Row] = [
        [
            vocabulary.relations[fact.relation].label,
            f"{render.target(fact)} (in {fact.within.name})" if fact.within else render.target(fact),
            *_trust(fact),
        ]
        for fact in facts
    ]
    return output.table("relation", "value", *_TRUST, rows=rows)


def _others(facts: Iterable[Fact], *, vocabulary: Vocabulary) -> RenderableType:
    """Return what is said of other things and names this one."""
    rows: list[output.Row] = [
        [render.subject(fact), vocabulary.relations[fact.relation].label, render.target(fact), *_trust(fact)]
        for fact in facts
    ]
    return output.table("named in", "relation", "value", *_TRUST, rows=rows)


_TRUST = (">confidence", ">sources", "why")


def _trust(fact: Fact) -> tuple[str, str, Text]:
    return f"{fact.confidence:.2f}", str(fact.documents), render.fact_ids([fact.id])
