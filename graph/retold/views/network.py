"""The graph as a network of nodes and edges, for networkx, Gephi, yEd and Cytoscape.

Entities are nodes; facts between two entities are edges, from subject to object, and facts with a value are
attributes of their node. Lists become one text, its parts separated by "; ", because neither GraphML nor GEXF
holds lists that every program reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from retold.claims import Literal, Status
from retold.escape import xml_safe
from retold.store import Entity, Fact, View
from retold.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx

__all__ = ["network", "write_gexf", "write_graphml"]

_SEPARATOR: Final = "; "
_UNKNOWN_COLOR: Final = "#000000"


def network(view: View, *, min_confidence: float = 0.0) -> networkx.MultiDiGraph[str]:
    """Return the graph as a networkx.MultiDiGraph: nodes are entity ids, edge keys are fact ids.

    A node has `label`, `kind`, `names`, `documents` and an attribute for each relation that holds values
    (`released`, `genre`). An edge has `relation`, `label`, `status`, `confidence`, `documents`, and where
    they apply `within` and `within_label` (the work of a casting) and its qualifiers as `outcome=won`.
    A value that is only planned says so: "2026 (planned)".
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for entity in view.entities():
        graph.add_node(entity.id, **_node(entity))
    values: dict[tuple[str, str], list[str]] = {}
    for fact in view.all_facts(min_confidence=min_confidence):
        if isinstance(fact.object, Literal):
            note = "" if fact.status is Status.STATED else f" ({fact.status.value})"
            values.setdefault((fact.subject.id, fact.relation), []).append(fact.object.value + note)
        else:
            graph.add_edge(
                fact.subject.id, fact.object.id, key=fact.id, **_edge(fact, vocabulary=view.vocabulary)
            )
    for (subject, relation), found in sorted(values.items()):
        graph.nodes[subject][relation] = _joined(sorted(set(found)))
    return graph


def write_graphml(view: View, out: BinaryIO, *, min_confidence: float = 0.0) -> int:
    """Write GraphML and return the number of nodes and edges."""
    import networkx

    graph = network(view, min_confidence=min_confidence)
    networkx.write_graphml(graph, out, named_key_ids=True)
    return len(graph) + graph.number_of_edges()


def write_gexf(view: View, out: BinaryIO, *, min_confidence: float = 0.0) -> int:
    """Write GEXF, nodes in the colours of their kinds, and return the number of nodes and edges."""
    from xml.etree.ElementTree import ElementTree

    from networkx.readwrite.gexf import GEXFWriter

    graph = network(view, min_confidence=min_confidence)
    for _, node in graph.nodes(data=True):
        kind = view.vocabulary.kinds.get(node["kind"])
        node["viz"] = {"color": _rgb(kind.color if kind else _UNKNOWN_COLOR)}
    for _, _, key, edge in graph.edges(keys=True, data=True):
        edge["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.findall("meta"):
        # It names the day and the version of networkx; equal graphs must give equal bytes.
        writer.xml.remove(meta)
    writer.indent(writer.xml)
    ElementTree(writer.xml).write(out, encoding="utf-8", xml_declaration=True)
    return len(graph) + graph.number_of_edges()


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "label": xml_safe(entity.name),
        "kind": xml_safe(entity.kind),
        "names": _joined(entity.names),
        "documents": entity.documents,
    }


def _edge(fact: Fact, *, vocabulary: Vocabulary) -> dict[str, Any]:
    relation = vocabulary.relations.get(fact.relation)
    edge: dict[str, Any] = {
        "relation": fact.relation,
        "label": relation.label if relation else fact.relation,
        "status": fact.status.value,
        "confidence": round(fact.confidence, 4),
        "documents": fact.documents,
    }
    if fact.within is not None:
        edge |= {"within": fact.within.id, "within_label": xml_safe(fact.within.name)}
    if fact.qualifiers:
        edge["qualifiers"] = _joined(f"{key}={value}" for key, value in sorted(fact.qualifiers.items()))
    return edge


def _joined(values: Iterable[str]) -> str:
    return xml_safe(_SEPARATOR.join(values))


def _rgb(color: str) -> Mapping[str, int]:
    return {name: int(color[at : at + 2], 16) for name, at in (("r", 1), ("g", 3), ("b", 5))}
