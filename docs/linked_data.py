"""Prints how the vocabulary is written as RDF. Used by cog from inside the pages."""

from __future__ import annotations

from retold.rdf.facts import CASTING, REVIEWING, THROUGH, property_of
from retold.rdf.terms import PREFIXES, compact
from retold.vocabulary import default_vocabulary

__all__ = ["classes", "prefixes", "properties"]


def prefixes() -> None:
    """Print the prefixes and their namespaces."""
    print("| prefix | namespace |", "|---|---|", sep="\n")
    for prefix, namespace in PREFIXES.items():
        print(f"| `{prefix}:` | `{namespace}` |")


def classes() -> None:
    """Print a table of kinds and their classes."""
    print("| kind | classes | Wikidata |", "|---|---|---|", sep="\n")
    for kind in default_vocabulary().kinds.values():
        print(f"| {kind.label} | `schema:{kind.schema}`, `rt:{kind.name}` | {kind.wikidata or ''} |")


def properties() -> None:
    """Print a table of relations and their properties."""
    vocabulary = default_vocabulary()
    special = {
        CASTING: "`rt:casting` / `schema:PerformanceRole`",
        **dict.fromkeys(REVIEWING, "`schema:review` / `schema:Review`"),
        **{
            relation: f"`schema:{to}` / `schema:{between}` / `schema:{onward}`"
            for relation, (to, between, onward) in THROUGH.items()
        },
    }
    print("| relation | in the facts | in the alignment |", "|---|---|---|", sep="\n")
    for relation in vocabulary.relations.values():
        own = ":".join(compact(property_of(relation.name, vocabulary=vocabulary)) or ())
        aligned = f"`wdt:{relation.wikidata}`" if relation.wikidata else ""
        if relation.wikidata_inverse:
            aligned += f", `wdt:{relation.wikidata_inverse}`"
        print(f"| `{relation.name}` | {special.get(relation.name, f'`{own}`')} | {aligned} |")
