"""`retold evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retold.errors import UsageError
from retold_cli import output
from retold_cli.options import Json, open_graph, settings
from retold_cli.progress import progress

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.evaluation import Evaluation, Score
    from retold.gold import Gold
    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "evaluate"]

EXAMPLES = (
    "retold evaluate data/corpus",
    "retold evaluate gold/ --claims claims.jsonl --mistakes",
    "retold evaluate gold/ --stored",
)


def evaluate(
    ctx: typer.Context,
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD...", help="Marked texts, gold files (.json), or folders of them."),
    ],
    *,
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims",
            metavar="FILE",
            help="Measure these claims (JSON Lines, as `retold extract` prints them).",
        ),
    ] = None,
    stored: Annotated[
        bool, typer.Option("--stored", help="Measure the claims that the graph holds of the same documents.")
    ] = False,
    mistakes: Annotated[
        bool, typer.Option("--mistakes", help="List every wrong answer and every fact that was missed.")
    ] = False,
    as_json: Json = None,
) -> None:
    """Measure precision, recall and F1 against facts marked by hand.

    The texts of the gold are read now, unless --claims or --stored gives the answers. A claim belongs to the
    gold of its document's file name.
    """
    from retold.evaluation import evaluate as measure
    from retold.gold import read_gold

    if stored and claims:
        raise UsageError("--claims and --stored are two answers to one question; give one of them.")
    if stored:
        with open_graph(ctx) as graph:
            found = graph.evaluate(*gold)
    else:
        references = list(read_gold(gold))
        answers = _from_file(claims) if claims else _read_now(references, settings(ctx).own_vocabulary())
        found = measure(references, answers)
    record = found.to_json()
    if mistakes:
        record["mistakes"] = [mistake.to_json() for mistake in found.mistakes]
    output.answer(record, as_json=as_json, render=lambda: _tables(found, mistakes=mistakes))


def _from_file(path: Path) -> Iterator[Mapping[str, Any]]:
    from retold.codec import read_lines

    with path.open(encoding="utf-8") as lines:
        try:
            yield from read_lines(lines, name=str(path))
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: is not text in UTF-8; claims are JSON Lines") from error


def _read_now(references: Iterable[Gold], vocabulary: Vocabulary | None) -> Iterator[Mapping[str, Any]]:
    from retold.codec import claim_to_json
    from retold.extraction import default_extractors, extract
    from retold.reading import read_bytes
    from retold.vocabulary import default_vocabulary

    vocabulary = vocabulary or default_vocabulary()
    extractors = default_extractors(vocabulary)
    with progress("reading") as step:
        for reference in references:
            if reference.text is None:
                raise UsageError(f"{reference.id}: the gold names no text to read; give --claims.")
            step(reference.id)
            uri = f"{reference.id}.txt"
            for document in read_bytes(reference.text.encode("utf-8", "replace"), uri=uri):
                extraction = extract(document, extractors=extractors, vocabulary=vocabulary)
                yield from (claim_to_json(claim, uri=uri) for claim in extraction.claims)


def _tables(found: Evaluation, *, mistakes: bool) -> Iterator[RenderableType]:
    def figures(name: str, score: Score) -> output.Row:
        rates = (score.precision, score.recall, score.f1)
        return [
            name,
            *(f"{rate:.3f}" for rate in rates),
            str(score.right),
            str(score.wrong),
            str(score.missed),
        ]

    columns = ("relation", ">precision", ">recall", ">F1", ">right", ">wrong", ">missed")
    rows = [figures(name, score) for name, score in found.relations.items()]
    yield output.table(*columns, rows=[*rows, figures("all", found.total)])
    yield output.text(f"{found.documents} documents; {found.trapped} of {found.traps} traps fallen into")
    if found.strays:
        yield output.text(f"not counted, for no gold speaks of them: {', '.join(found.strays)}")
    if mistakes:
        rows = [
            [item.document, str(item.to_json()["mistake"]), item.subject, item.relation, item.object]
            for item in found.mistakes
        ]
        yield output.table("document", "mistake", "subject", "relation", "object", rows=rows)
