"""`retold vocabulary`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from retold_cli import output
from retold_cli.options import Json, settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from retold.vocabulary import Vocabulary

__all__ = ["EXAMPLES", "vocabulary"]

EXAMPLES = (
    "retold vocabulary",
    "retold vocabulary --vocabulary my-kinds.yaml",
    "retold vocabulary --json | jq '.relations[].name'",
)


def vocabulary(ctx: typer.Context, *, as_json: Json = None) -> None:
    """List the kinds of things and the relations between them.

    Both come from one YAML file; a file of your own, given with --vocabulary, adds to it.
    """
    from retold.vocabulary import default_vocabulary

    known = settings(ctx).own_vocabulary() or default_vocabulary()
    output.answer(_to_json(known), as_json=as_json, render=lambda: _tables(known))


def _to_json(known: Vocabulary) -> dict[str, Any]:
    return {
        "kinds": [
            {
                "name": kind.name,
                "label": kind.label,
                "plural": kind.plural,
                "parent": kind.parent,
                "color": kind.color,
                "schema": kind.schema,
                "wikidata": kind.wikidata,
            }
            for kind in known.kinds.values()
        ],
        "relations": [
            {
                "name": relation.name,
                "label": relation.label,
                "inverse": relation.inverse,
                "inverse_label": relation.inverse_label,
                "domain": list(relation.domain),
                "range": list(relation.range),
                "literal": relation.literal,
                "many": relation.many,
                "phrases": list(relation.phrases),
                "schema": relation.schema,
                "wikidata": relation.wikidata,
                "wikidata_inverse": relation.wikidata_inverse,
            }
            for relation in known.relations.values()
        ],
    }


def _tables(known: Vocabulary) -> Iterator[RenderableType]:
    yield output.table(
        "kind",
        "is a",
        "schema.org",
        "Wikidata",
        rows=([kind.name, kind.parent, kind.schema, kind.wikidata] for kind in known.kinds.values()),
    )
    yield output.table(
        "relation",
        "from",
        "to",
        "schema.org",
        "Wikidata",
        rows=(
            [
                relation.name,
                ", ".join(relation.domain),
                relation.literal or ", ".join(relation.range),
                relation.schema,
                relation.wikidata,
            ]
            for relation in known.relations.values()
        ),
    )
