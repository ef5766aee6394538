"""`retold documents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from retold_cli import output, render
from retold_cli.options import Json, open_graph

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.store import DocumentRecord

__all__ = ["EXAMPLES", "documents"]

EXAMPLES = ("retold documents", 'retold documents --json | jq -r ".[].sources[].uri"')


def documents(ctx: typer.Context, *, as_json: Json = None) -> None:
    """List the documents of the graph."""
    with open_graph(ctx) as graph:
        records = graph.documents()
    output.answer(
        [_to_json(record) for record in records],
        as_json=as_json,
        render=lambda: _list(records),
        missing="" if records else "the graph holds no document.",
    )


def _to_json(record: DocumentRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "sources": [
            {
                "uri": source.uri,
                "title": source.title,
                "site": source.site,
                "author": source.author,
                "published": source.published,
                "fetched": source.fetched,
            }
            for source in record.sources
        ],
        "language": record.language,
        "length": record.length,
        "claims": record.claims,
        "extractors": list(record.extractors),
    }


def _list(records: Iterable[DocumentRecord]) -> Iterator[RenderableType]:
    by_source = sorted(((s, r) for r in records for s in r.sources), key=lambda pair: pair[0].uri)
    for source, record in by_source:
        language = record.language if record.language != "en" else None
        details = filter(None, (language, f"{record.claims:,} claims", record.id))
        yield from render.origin(source, details=tuple(details))
