"""`retold evaluate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retold.errors import UsageError
from retold_cli import output
from retold_cli.files import writing
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
    "retold evaluate gold/ --html errors.html",
)

_FIGURES = (">precision", ">recall", ">F1", ">right", ">wrong", ">missed")


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
    page: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write a page that shows every text with what was right, wrong and missed in it; "
            "it works offline.",
        ),
    ] = None,
    as_json: Json = None,
) -> None:
    """Measure precision, recall and F1 against facts marked by hand.

    The texts of the gold are read now, unless --claims or --stored gives the answers. A claim belongs to the
    gold of its document's file name. Names and values are measured as well where the gold is marked text that
    is read now.
    """
    from retold.evaluation import error_page
    from retold.evaluation import evaluate as measure
    from retold.gold import read_gold

    if stored and claims:
        raise UsageError("--claims and --stored are two answers to one question; give one of them.")
    references = list(read_gold(gold))
    if stored:
        with open_graph(ctx) as graph:
            found = graph.evaluate(*gold)
    elif claims:
        found = measure(references, _from_file(claims))
    else:
        found = _read_now(references, settings(ctx).own_vocabulary())
    if page is not None:
        with writing(page) as out:
            out.write(error_page(found, references))
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


def _read_now(references: Sequence[Gold], vocabulary: Vocabulary | None) -> Evaluation:
    from retold.evaluation import evaluate as measure
    from retold.evaluation import read_texts, score_mentions
    from retold.vocabulary import default_vocabulary

    vocabulary = vocabulary or default_vocabulary()
    with progress("reading") as step:
        read = read_texts(references, vocabulary=vocabulary, on_progress=step)
    mentions = score_mentions(references, read.marks, vocabulary=vocabulary)
    return measure(references, read.claims, mentions=mentions or None)


def _tables(found: Evaluation, *, mistakes: bool) -> Iterator[RenderableType]:
    rows = [[name, *_figures(score)] for name, score in found.relations.items()]
    yield output.table("relation", *_FIGURES, rows=[*rows, ["all", *_figures(found.total)]])
    yield output.text(f"{found.documents} documents; {found.trapped} of {found.traps} traps fallen into")
    if found.strays:
        yield output.text(f"not counted, for no gold speaks of them: {', '.join(found.strays)}")
    rows = [[f"{item.confidence:.1f}", *_figures(item.score)] for item in found.thresholds]
    yield output.table("confidence from", *_FIGURES, rows=rows)
    rows = [
        [
            f"{item.start:.1f} to {item.end:.1f}",
            str(item.answers),
            f"{item.right:.3f}",
            f"{item.confidence:.3f}",
        ]
        for item in found.calibration.bins
        if item.answers
    ]
    yield output.table("confidence", ">answers", ">right", ">mean confidence", rows=rows)
    yield output.text(f"expected calibration error {found.calibration.expected_error:.3f}")
    if found.mentions is not None:
        rows = [[name, *_figures(score)] for name, score in found.mentions.items()]
        yield output.table("names and values", *_FIGURES, rows=rows)
    if mistakes:
        rows = [
            [item.document, str(item.to_json()["mistake"]), item.subject, item.relation, item.object]
            for item in found.mistakes
        ]
        yield output.table("document", "mistake", "subject", "relation", "object", rows=rows)


def _figures(score: Score) -> list[str]:
    rates = (f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
    return [*rates, str(score.right), str(score.wrong), str(score.missed)]
