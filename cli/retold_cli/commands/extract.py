"""`retold extract`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from retold_cli import output
from retold_cli.options import AllowPrivate, Fields, Format, Sources, read_options, settings
from retold_cli.progress import progress

if TYPE_CHECKING:
    from retold.document import Document
    from retold.extraction.base import Extraction

__all__ = ["EXAMPLES", "extract"]

EXAMPLES = (
    "retold extract review.html",
    "retold extract reviews/ > claims.jsonl",
    "retold extract review.html --documents",
)


def extract(
    ctx: typer.Context,
    sources: Sources,
    *,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Print the mentions of things instead of the claims.")
    ] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="Print the documents as read instead of the claims.")
    ] = False,
    fields: Fields = None,
    file_format: Format = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read documents and print the claims found in them, storing nothing.

    One JSON object a line, as soon as its document is read. What cannot be read is named on standard error.
    """
    import retold
    from retold.errors import DocumentError, UsageError

    if mentions and documents:
        raise UsageError("--mentions and --documents print different things; give one of them.")
    options = read_options(fields=fields, file_format=file_format, allow_private=allow_private)
    vocabulary = settings(ctx).own_vocabulary()
    failed = False
    with progress("reading") as step:
        for result in retold.extract(*sources, options=options, vocabulary=vocabulary):
            if isinstance(result, DocumentError):
                failed = True
                output.error(str(result))
                continue
            document, extraction = result
            step(document.source.uri)
            output.json_lines(_records(document, extraction, mentions=mentions, documents=documents))
    if failed:
        raise typer.Exit(1)


def _records(
    document: Document, extraction: Extraction, *, mentions: bool, documents: bool
) -> Iterator[dict[str, Any]]:
    from retold.codec import claim_to_json, document_to_json, mention_to_json

    if documents:
        yield document_to_json(document)
    elif mentions:
        yield from map(mention_to_json, extraction.mentions)
    else:
        for claim in extraction.claims:
            yield claim_to_json(claim, uri=document.source.uri)
