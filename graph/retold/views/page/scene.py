"""What a page holds, as plain data: nodes and edges to draw; entities, facts and quotes for the panel."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from retold.claims import Literal
from retold.errors import UsageError
from retold.store import Entity, Fact, View
from retold.views.page.layout import place
from retold.views.page.neighbourhood import Neighbourhood, ends
from retold.views.page.quotes import Quotes
from retold.vocabulary import Kind, Vocabulary

__all__ = ["make_scene", "title"]

#: Shapes of vis-network, so that colour is never the only sign. Works are boxes; kinds not listed, hexagons.
_SHAPES: Final = {
    "Person": "dot",
    "Character": "diamond",
    "Organization": "square",
    "Award": "star",
    "Event": "triangle",
    "Place": "triangleDown",
}
_LINE: Final = 20  # letters of a label on one line
_LINES: Final = 3
#: Invisible marks that turn or hide the text around them.
_MARKS: Final = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def make_scene(view: View, part: Neighbourhood) -> dict[str, Any]:
    """Return the page's data, ready for JSON; equal parts of equal graphs give equal data.

    `nodes`, `edges` and `options` are those of vis-network, made with pyvis; an edge joins two entities and
    lists all facts between them. `entities` holds also works that are named by a fact but not drawn.
    Raises UsageError if the vocabulary does not know a kind or relation of the graph.
    """
    vocabulary = view.vocabulary
    _check(part, vocabulary)
    shown = [entity.id for entity in part.entities]
    degree = _degrees(part)
    years = _years(part, vocabulary)
    labels = _labels(part, vocabulary, years)
    bundles = _bundles(part, shown)
    works = {entity.id for entity in part.entities if vocabulary.is_work(entity.kind)}
    sizes = {ident: _extent(labels[ident], work=ident in works, degree=degree[ident]) for ident in shown}
    places = place(sizes, bundles)
    network = _network(part, vocabulary, labels=labels, places=places, degree=degree, bundles=bundles)
    quotes = Quotes(view)
    order = {name: number for number, name in enumerate(vocabulary.relations)}
    facts = {
        fact.id: _fact(fact, quotes)
        for fact in sorted(part.facts, key=lambda f: (order[f.relation], _target(f), f.subject.name, f.id))
    }
    entities = {entity.id: entity for entity in part.entities}
    for fact in part.facts:
        entities.update((other.id, other) for other in ends(fact) if other.id not in entities)
    used = {fact.relation for fact in part.facts}
    return {
        "focus": part.focus.id if part.focus else None,
        "kinds": _kinds(part, vocabulary),
        "relations": {
            name: {"label": relation.label, "inverse": relation.inverse_label}
            for name, relation in vocabulary.relations.items()
            if name in used
        },
        "entities": {
            ident: {
                "kind": entity.kind,
                "name": title(entity, vocabulary),
                "names": [name for name in entity.names if name != entity.name],
                "documents": entity.documents,
                "work": vocabulary.is_work(entity.kind),
                **({"year": years[ident]} if ident in years else {}),
            }
            for ident, entity in sorted(entities.items())
        },
        "facts": facts,
        "documents": quotes.documents(),
        **network,
    }


def _check(part: Neighbourhood, vocabulary: Vocabulary) -> None:
    kinds = {entity.kind for fact in part.facts for entity in ends(fact)} | {e.kind for e in part.entities}
    unknown = sorted(kinds - vocabulary.kinds.keys())
    unknown += sorted({fact.relation for fact in part.facts} - vocabulary.relations.keys())
    if unknown:
        raise UsageError(
            f"the vocabulary does not know {', '.join(unknown)}, which the graph holds; "
            "give the vocabulary file that the graph was made with."
        )


def _target(fact: Fact) -> str:
    return fact.object.value if isinstance(fact.object, Literal) else fact.object.name


def title(entity: Entity, vocabulary: Vocabulary) -> str:
    """Return what to call an entity, also one that is only described."""
    return entity.name if entity.names else f"unnamed {vocabulary.kinds[entity.kind].label}"


def wrap(name: str) -> str:
    """Return `name` on at most three short lines, without marks that turn or hide text."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in name if c not in _MARKS)
    lines = textwrap.wrap(plain, width=_LINE, max_lines=_LINES, placeholder=" …")
    return "\n".join(lines) or "?"


def _years(part: Neighbourhood, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the first year that is stated for each entity."""
    years: dict[str, str] = {}
    for fact in part.facts:
        if vocabulary.relations[fact.relation].literal == "date" and isinstance(fact.object, Literal):
            year = fact.object.value[:4]
            years[fact.subject.id] = min(year, years.get(fact.subject.id, year))
    return years


def _labels(part: Neighbourhood, vocabulary: Vocabulary, years: Mapping[str, str]) -> dict[str, str]:
    """Return what is written at each node: its name, and its year where another has the same name."""
    labels = {entity.id: wrap(title(entity, vocabulary)) for entity in part.entities}
    times = Counter(labels.values())
    return {
        ident: f"{label}\n({years[ident]})" if ident in years and times[label] > 1 else label
        for ident, label in labels.items()
    }


def _kinds(part: Neighbourhood, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    count = dict.fromkeys(vocabulary.kinds, 0)
    for entity in part.entities:
        count[entity.kind] = count.get(entity.kind, 0) + 1
    return [
        {
            "name": name,
            "label": kind.label,
            "plural": kind.plural,
            "color": kind.color,
            "ink": ink(kind.color),
            "shape": _shape(kind),
            "work": vocabulary.is_work(name),
            "count": count[name],
        }
        for name, kind in vocabulary.kinds.items()
        if count[name]
    ]


def _shape(kind: Kind) -> str:
    return "box" if kind.parent else _SHAPES.get(kind.name, "hexagon")


def ink(color: str) -> str:
    """Return black or white, whichever is easier to read on `color` (#rrggbb), by WCAG's contrast."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def _degrees(part: Neighbourhood) -> dict[str, int]:
    degree = {entity.id: 0 for entity in part.entities}
    for fact in part.facts:
        for entity in ends(fact):
            if entity.id in degree:
                degree[entity.id] += 1
    return degree


def _bundles(part: Neighbourhood, shown: list[str]) -> dict[tuple[str, str], list[Fact]]:
    """Group the facts by the two entities that they join, the more important one first."""
    rank = {ident: number for number, ident in enumerate(shown)}
    bundles: dict[tuple[str, str], list[Fact]] = {}
    for fact in part.facts:
        if isinstance(fact.object, Literal):
            continue
        pair = sorted((fact.subject.id, fact.object.id), key=rank.__getitem__)
        bundles.setdefault((pair[0], pair[1]), []).append(fact)
    return dict(sorted(bundles.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])))


def _font(degree: int, *, work: bool) -> int:
    return min(26, 16 + round(3 * math.log2(1 + degree / 4))) if work else 14


def _radius(degree: int) -> int:
    return min(20, 8 + round(2 * math.log2(1 + degree)))


def _lift(label: str) -> int:
    """Return how far a mark with its label below is drawn above the middle of both."""
    return round((len(label.split("\n")) * _font(0, work=False) * 1.2 + 6) / 2)


def _extent(label: str, *, work: bool, degree: int) -> tuple[float, float]:
    """Return roughly how wide and high a node is drawn with its label: in the box, or below the mark."""
    font = _font(degree, work=work)
    lines = label.split("\n")
    letters = max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
    width, height = letters * font * 0.55, len(lines) * font * 1.2
    if work:
        return width + 24, height + 18
    return max(width, 2.0 * _radius(degree)), height + 2.0 * _radius(degree) + 6


def _network(
    part: Neighbourhood,
    vocabulary: Vocabulary,
    *,
    labels: Mapping[str, str],
    places: Mapping[str, tuple[int, int]],
    degree: Mapping[str, int],
    bundles: Mapping[tuple[str, str], list[Fact]],
) -> dict[str, Any]:
    from pyvis.network import Network

    network = Network(directed=True)
    kinds = {entity.id: entity.kind for entity in part.entities}
    for entity in part.entities:
        kind = vocabulary.kinds[entity.kind]
        work = vocabulary.is_work(entity.kind)
        x, y = places[entity.id]
        network.add_node(
            entity.id,
            label=labels[entity.id],
            shape=_shape(kind),
            color=kind.color,
            x=x,
            y=y if work else y - _lift(labels[entity.id]),
            size=_radius(degree[entity.id]),
            font={"size": _font(degree[entity.id], work=work)},
        )
    for number, ((left, right), facts) in enumerate(bundles.items()):
        forward = any(fact.subject.id == left for fact in facts)
        backward = any(fact.subject.id == right for fact in facts)
        network.add_edge(
            left,
            right,
            id=f"e{number}",
            facts=[fact.id for fact in facts],
            arrows={"to": {"enabled": forward}, "from": {"enabled": backward and left != right}},
            dashes=all(fact.status == "planned" for fact in facts),
            width=min(5, 1 + round(math.log2(sum(fact.documents for fact in facts) + 1)) / 2),
            text=_edge_text(facts, vocabulary),
            backbone=vocabulary.is_work(kinds[left]) and vocabulary.is_work(kinds[right]),
        )
    return {"nodes": network.nodes, "edges": network.edges, "options": OPTIONS}


def _edge_text(facts: list[Fact], vocabulary: Vocabulary) -> str:
    labels = (vocabulary.relations[fact.relation].label for fact in facts)
    return ", ".join(dict.fromkeys(labels))


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
    return record | {
        "status": fact.status.value,
        "confidence": round(fact.confidence, 2),
        "evidence": evidence,
        "more": more,
    }


#: Places are fixed in Python, so nothing moves on its own; the page's own script adds colours for each theme.
OPTIONS: Final[Mapping[str, Any]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "margin": {"top": 8, "right": 11, "bottom": 8, "left": 11},
        "shapeProperties": {"borderRadius": 7},
        "labelHighlightBold": False,
    },
    "edges": {
        "smooth": False,
        "arrows": {"to": {"scaleFactor": 0.5}, "from": {"scaleFactor": 0.5}},
        "arrowStrikethrough": False,
        "selectionWidth": 1,
        "hoverWidth": 0.5,
    },
}
