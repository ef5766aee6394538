"""What a page holds, as plain data: nodes and edges to draw; entities, facts and quotes for the panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from retold.claims import Literal
from retold.errors import UsageError
from retold.store import Entity, Fact, View
from retold.views.page.drawing import draw_network, name_of, shape_of
from retold.views.page.neighbourhood import Neighbourhood, ends
from retold.views.page.quotes import Quotes
from retold.vocabulary import Vocabulary

__all__ = ["make_scene"]


def make_scene(view: View, part: Neighbourhood) -> dict[str, Any]:
    """Return the page's data, ready for JSON; equal parts of equal graphs give equal data.

    `nodes`, `edges` and `options` are for the drawing; `facts` come in the order of the vocabulary;
    `entities` holds also works that a fact names but that are not drawn.
    Raises UsageError if the vocabulary does not know a kind or relation of the graph.
    """
    vocabulary = view.vocabulary
    entities = {entity.id: entity for entity in part.entities}
    for fact in part.facts:
        entities |= {other.id: other for other in ends(fact) if other.id not in entities}
    _check(entities.values(), part.facts, vocabulary)
    order = {name: number for number, name in enumerate(vocabulary.relations)}
    facts = sorted(part.facts, key=lambda f: (order[f.relation], _target(f), f.subject.name, f.id))
    years = _years(facts, vocabulary)
    quotes = Quotes(view)
    relations = {fact.relation: vocabulary.relations[fact.relation] for fact in facts}
    return {
        "focus": part.focus.id if part.focus else None,
        "kinds": _legend(part.entities, vocabulary),
        "relations": {
            name: {"label": relation.label, "inverse": relation.inverse_label}
            for name, relation in relations.items()
        },
        "entities": {
            ident: _entity(entity, vocabulary) | ({"year": years[ident]} if ident in years else {})
            for ident, entity in sorted(entities.items())
        },
        "facts": {fact.id: _fact(fact, quotes) for fact in facts},
        "documents": quotes.documents(),
        **draw_network(part.entities, facts, vocabulary=vocabulary, years=years),
    }


def _check(entities: Iterable[Entity], facts: Iterable[Fact], vocabulary: Vocabulary) -> None:
    unknown = sorted({entity.kind for entity in entities} - vocabulary.kinds.keys())
    unknown += sorted({fact.relation for fact in facts} - vocabulary.relations.keys())
    if unknown:
        raise UsageError(
            f"the vocabulary does not know {', '.join(unknown)}, which the graph holds; "
            "give the vocabulary file that the graph was made with."
        )


def _target(fact: Fact) -> str:
    return fact.object.value if isinstance(fact.object, Literal) else fact.object.name


def _years(facts: Iterable[Fact], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the first year that is stated for each entity."""
    years: dict[str, str] = {}
    for fact in facts:
        if vocabulary.relations[fact.relation].literal == "date" and isinstance(fact.object, Literal):
            year = fact.object.value[:4]
            years[fact.subject.id] = min(year, years.get(fact.subject.id, year))
    return years


def _legend(entities: Iterable[Entity], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    count = Counter(entity.kind for entity in entities)
    return [
        {
            "name": name,
            "label": kind.label,
            "plural": kind.plural,
            "color": kind.color,
            "ink": ink(kind.color),
            "shape": shape_of(kind),
            "work": vocabulary.is_work(name),
            "count": count[name],
        }
        for name, kind in vocabulary.kinds.items()
        if count[name]
    ]


def ink(color: str) -> str:
    """Return black or white, whichever is easier to read on `color` (#rrggbb), by WCAG's contrast."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def _entity(entity: Entity, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "kind": entity.kind,
        "name": name_of(entity, vocabulary),
        "label": vocabulary.kinds[entity.kind].label,
        "names": [name for name in entity.names if name != entity.name],
        "documents": entity.documents,
        "work": vocabulary.is_work(entity.kind),
    }


def _fact(fact: Fact, quotes: Quotes) -> dict[str, Any]:
    evidence, more = quotes.of(fact)
    record: dict[str, Any] = {"subject": fact.subject.id, "relation": fact.relation}
    if isinstance(fact.object, Literal):
        record["value"] = fact.object.value
    else:
        record["object"] = fact.object.id
    if fact.within is not None:
        record["within"] = fact.within.id
    if fact.qualifiers:
        record["qualifiers"] = dict(sorted(fact.qualifiers.items()))
    return record | {"status": fact.status.value, "evidence": evidence, "more": more}
