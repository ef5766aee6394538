"""`retold add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from retold_cli import output
from retold_cli.options import (
    AllowPrivate,
    Fields,
    Format,
    Json,
    Sources,
    Workers,
    change_graph,
    read_options,
)
from retold_cli.progress import progress

if TYPE_CHECKING:
    from retold.pipeline import AddReport

__all__ = ["EXAMPLES", "add"]

EXAMPLES = (
    "retold add reviews/ interview.pdf https://example.org/a-review.html",
    'retold add "archive/**/*.html"',
    "retold add films.csv --fields text=plot,title=name,uri=link",
    "curl -s https://example.org/page.html | retold add -",
)


def add(
    ctx: typer.Context,
    sources: Sources,
    *,
    fields: Fields = None,
    file_format: Format = None,
    allow_private: AllowPrivate = False,
    workers: Workers = 1,
    as_json: Json = None,
) -> None:
    """Read documents and add what they state to the graph.

    A document that has not changed since is not read again; one that has replaces what it said before. What
    cannot be read is named at the end, and the rest is done. After Ctrl-C, what was read is in the graph.
    """
    options = read_options(fields=fields, file_format=file_format, allow_private=allow_private)
    with change_graph(ctx, create=True) as graph, progress("reading") as step:
        try:
            report = graph.add(*sources, options=options, on_progress=step, workers=workers)
        except KeyboardInterrupt as interruption:
            # `AddInterrupted` carries what is done; importing it here would cost every start.
            partial: AddReport | None = getattr(interruption, "report", None)
            if partial is None:
                raise
            report, interrupted = partial, True
        else:
            interrupted = False
    if output.wants_json(as_json):
        output.line(output.to_json(_to_json(report)))
    for failure in report.failed:
        output.error(str(failure))
    output.note(_summary(report))
    if interrupted:
        raise typer.Exit(130)
    if report.failed:
        raise typer.Exit(1)


def _to_json(report: AddReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "unchanged": report.unchanged,
        "replaced": report.replaced,
        "failed": [
            {"document": failure.uri, "reason": failure.reason, "hint": failure.hint}
            for failure in report.failed
        ],
        "skipped_languages": dict(sorted(report.skipped_languages.items())),
    }


def _summary(report: AddReport) -> str:
    counts = {
        "added": report.added,
        "unchanged": report.unchanged,
        "replaced": report.replaced,
        "failed": len(report.failed),
    }
    words = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "nothing found"
    skipped = ", ".join(f"{count:,} in {code}" for code, count in sorted(report.skipped_languages.items()))
    return f"{words}." + (
        f" Kept without facts, as only English is understood: {skipped}." if skipped else ""
    )
