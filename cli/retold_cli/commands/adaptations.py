"""`retold adaptations`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from retold_cli import output, render
from retold_cli.options import Json, Kind, MinConfidence, Work, Year, open_graph

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from retold.queries.adaptations import Adaptation, Adaptations
    from retold.queries.work import WorkSummary
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "adaptations"]

EXAMPLES = (
    'retold adaptations "Great Expectations"',
    'retold adaptations "Great Expectations" --kind film --year 1946',
    'retold adaptations "Great Expectations" --json | jq ".adaptations[].name"',
)


def adaptations(
    ctx: typer.Context,
    work: Work,
    *,
    kind: Kind = None,
    year: Year = None,
    min_confidence: MinConfidence = 0.0,
    as_json: Json = None,
) -> None:
    """Show everything made from a work, and what it was made from.

    Of works that share a title, the one that the others were made from is meant.
    """
    with open_graph(ctx) as graph:
        found = graph.adaptations(work, kind=kind, year=year, min_confidence=min_confidence)
        vocabulary = graph.vocabulary
    alone = not found.adaptations and not found.sources
    output.answer(
        found.to_json(),
        as_json=as_json,
        render=lambda: [_tree(found, vocabulary=vocabulary)],
        missing=f"the graph knows nothing made from {found.work.name!r}." if alone else "",
    )


def _tree(found: Adaptations, *, vocabulary: Vocabulary) -> Tree:
    from rich.tree import Tree

    def grow(parent: Tree, children: tuple[Adaptation, ...]) -> None:
        for child in children:
            grow(parent.add(_work(child.work, vocabulary=vocabulary)), child.adaptations)

    tree = Tree(_work(found.work, vocabulary=vocabulary))
    if found.sources:
        sources = tree.add(output.text("made from", style="italic"))
        for source in found.sources:
            sources.add(_work(source, vocabulary=vocabulary))
    grow(tree, found.adaptations)
    return tree


def _work(work: WorkSummary, *, vocabulary: Vocabulary) -> Text:
    """Return a work with its makers, a line for each kind of part they had."""
    relations = vocabulary.relations
    lines = {
        relations["author"].label: render.names(work.authors),
        relations["director"].label: render.names(work.directors),
        relations["screenwriter"].label: render.names(work.screenwriters),
        relations["creator"].label: render.names(work.creators),
        "with": render.cast_line(work.cast),
        relations["broadcaster"].label: render.names(work.broadcasters),
        relations["episodes"].label: str(work.episodes or ""),
    }
    words = render.work_line(work, vocabulary=vocabulary)
    for label, value in lines.items():
        if value:
            words.append("\n").append_text(output.text(f"{label} ", style=render.ID))
            words.append_text(output.text(value))
    return words.append("\n").append_text(output.text(work.id, style=render.ID))
