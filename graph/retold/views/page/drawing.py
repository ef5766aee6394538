"""Nodes and edges as vis-network draws them, made with pyvis."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from retold.claims import Literal
from retold.store import Entity, Fact
from retold.views.page.layout import place
from retold.vocabulary import Kind, Vocabulary

__all__ = ["draw_network", "name_of", "shape_of", "wrap"]

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
_MARK_FONT: Final = 14
#: From this many nodes on, titles are written larger, so that they can be read from afar.
_CROWD: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyph:
    """How an entity is drawn: a box around its label, or a mark of some radius with the label below."""

    label: str
    shape: str
    color: str
    font: int
    radius: int

    @property
    def lines(self) -> list[str]:
        return self.label.split("\n")

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height with the label, as near as can be told without the reader's fonts."""
        letters = max(
            sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in self.lines
        )
        width, height = letters * self.font * 0.55, len(self.lines) * self.font * 1.2
        if self.shape == "box":
            return width + 24, height + 18
        return max(width, 2.0 * self.radius), height + 2.0 * self.radius + 6

    @property
    def lift(self) -> int:
        """How far the mark is above the middle of itself and its label."""
        return 0 if self.shape == "box" else round((len(self.lines) * self.font * 1.2 + 6) / 2)


def draw_network(
    entities: Sequence[Entity], facts: Sequence[Fact], *, vocabulary: Vocabulary, years: Mapping[str, str]
) -> dict[str, Any]:
    """Return `nodes`, `edges` and `options` for vis-network; an edge lists all facts between two entities.

    `entities` come in order of importance; `years` tell namesakes apart. Beyond what vis-network knows, edges
    have `facts` (ids), `text` and `backbone` (whether they join two works).
    """
    from pyvis.network import Network

    network = Network(directed=True)
    glyphs = _glyphs(entities, facts, vocabulary=vocabulary, years=years)
    bundles = _bundles(entities, facts)
    places = place({ident: glyph.extent for ident, glyph in glyphs.items()}, bundles)
    for ident, glyph in glyphs.items():
        x, y = places[ident]
        network.add_node(
            ident,
            label=glyph.label,
            shape=glyph.shape,
            color=glyph.color,
            x=x,
            y=y - glyph.lift,
            size=glyph.radius,
            font={"size": glyph.font},
        )
    for number, ((left, right), bundle) in enumerate(bundles.items()):
        forward = any(fact.subject.id == left for fact in bundle)
        backward = any(fact.subject.id == right for fact in bundle)
        documents = sum(fact.documents for fact in bundle)
        network.add_edge(
            left,
            right,
            id=f"e{number}",
            facts=[fact.id for fact in bundle],
            text=", ".join(dict.fromkeys(vocabulary.relations[fact.relation].label for fact in bundle)),
            backbone=glyphs[left].shape == glyphs[right].shape == "box",
            arrows={"to": {"enabled": forward}, "from": {"enabled": backward and left != right}},
            dashes=all(fact.status == "planned" for fact in bundle),
            width=min(5, 1 + round(math.log2(documents + 1)) / 2),
        )
    return {"nodes": network.nodes, "edges": network.edges, "options": _OPTIONS}


def shape_of(kind: Kind) -> str:
    """Return the shape that stands for a kind."""
    return "box" if kind.parent else _SHAPES.get(kind.name, "hexagon")


def wrap(name: str) -> str:
    """Return `name` on at most three short lines, without marks that turn or hide text."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in name if c not in _MARKS)
    lines = textwrap.wrap(plain, width=_LINE, max_lines=_LINES, placeholder=" …")
    return "\n".join(lines) or "?"


def _glyphs(
    entities: Sequence[Entity], facts: Sequence[Fact], *, vocabulary: Vocabulary, years: Mapping[str, str]
) -> dict[str, _Glyph]:
    labels = {entity.id: wrap(name_of(entity, vocabulary)) for entity in entities}
    namesakes = Counter(labels.values())
    degree = Counter(
        end.id for fact in facts for end in (fact.subject, fact.object) if not isinstance(end, Literal)
    )
    title = 16 if len(entities) < _CROWD else 24
    glyphs = {}
    for entity in entities:
        kind, label, facts_of = vocabulary.kinds[entity.kind], labels[entity.id], degree[entity.id]
        if namesakes[label] > 1 and entity.id in years:
            label = f"{label}\n({years[entity.id]})"
        size = title + min(10, round(3 * math.log2(1 + facts_of / 4)))
        glyphs[entity.id] = _Glyph(
            label=label,
            shape=shape_of(kind),
            color=kind.color,
            font=size if kind.parent else _MARK_FONT,
            radius=min(20, 8 + round(2 * math.log2(1 + facts_of))),
        )
    return glyphs


def name_of(entity: Entity, vocabulary: Vocabulary) -> str:
    """Return the name of an entity, or words of the vocabulary for one that is only described."""
    return entity.name if entity.names else f"unnamed {vocabulary.kinds[entity.kind].label}"


def _bundles(entities: Sequence[Entity], facts: Sequence[Fact]) -> dict[tuple[str, str], list[Fact]]:
    """Group the facts by the two entities that they join, the more important one first."""
    rank = {entity.id: number for number, entity in enumerate(entities)}
    bundles: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if not isinstance(fact.object, Literal):
            left, right = sorted((fact.subject.id, fact.object.id), key=rank.__getitem__)
            bundles.setdefault((left, right), []).append(fact)
    return dict(sorted(bundles.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])))


#: Places are fixed beforehand, so nothing moves on its own; the page's script adds the colours of a theme.
_OPTIONS: Final[Mapping[str, Any]] = {
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
