"""`retold annotate`."""

from __future__ import annotations

from collections import Counter

import typer

from retold_cli import output
from retold_cli.files import writing
from retold_cli.options import AllowPrivate, Fields, Format, OutputFile, Sources, read_options, settings
from retold_cli.progress import progress

__all__ = ["EXAMPLES", "annotate"]

EXAMPLES = (
    "retold annotate review.html -o marked.txt",
    "retold annotate reviews/ > marked.txt",
)


def annotate(
    ctx: typer.Context,
    sources: Sources,
    *,
    target: OutputFile = None,
    fields: Fields = None,
    file_format: Format = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read documents and write them as marked text, to be corrected by hand.

    Names, descriptions and values are marked in the text; after it stand the things and the facts, and what
    the text denies. `retold evaluate` reads the same format. What cannot be read is named on standard error.
    """
    import retold
    from retold.annotation import annotate as marked
    from retold.annotation import slug_of
    from retold.errors import DocumentError

    options = read_options(fields=fields, file_format=file_format, allow_private=allow_private)
    vocabulary = settings(ctx).own_vocabulary()
    slugs: Counter[str] = Counter()
    failed = False
    with writing(target) as out, progress("reading") as step:
        for result in retold.extract(*sources, options=options, vocabulary=vocabulary):
            if isinstance(result, DocumentError):
                failed = True
                output.error(str(result))
                continue
            document, extraction = result
            step(document.source.uri)
            slug = slug_of(document.source.uri)
            slugs[slug] += 1
            if slugs[slug] > 1:
                slug = f"{slug}-{slugs[slug]}"
            out.write(marked(document, extraction, slug=slug).encode("utf-8", "replace"))
    if failed:
        raise typer.Exit(1)
