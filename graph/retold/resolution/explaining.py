"""Why two local entities are one thing or not, in words; computed when asked, from the nodes around them."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from retold.resolution.clustering import Edge, Node, cluster, conflict
from retold.resolution.decisions import Explanation, Judgement
from retold.resolution.profiles import Link

__all__ = ["explain"]

_SCORES: Final[Mapping[Link, float]] = {
    Link.NAME: 0.95,
    Link.MAKER: 0.95,
    Link.PERSON: 0.9,
    Link.YEAR: 0.9,
    Link.PART: 0.85,
    Link.TITLE: 0.75,
}


def explain(
    left: tuple[str, int],
    right: tuple[str, int],
    *,
    nodes: Iterable[Node],
    same: Sequence[Collection[str]] = (),
    different: Sequence[tuple[Collection[str], Collection[str]]] = (),
) -> Explanation:
    """Return why the local entities `left` and `right`, each an id and its node's, are one thing or two.

    `nodes` are all that either may be joined with; the decisions are those that `cluster` takes.
    """
    found = {node.id: node for node in nodes}
    clustering = cluster(found.values(), same=same, different=different)
    path = _path(left[1], right[1], clustering.edges)
    if path is None:
        reason = _apart(found[left[1]], found[right[1]], different)
        return Explanation(
            left=left[0], right=right[0], judgement=Judgement.DIFFERENT, score=0.0, reasons=(reason,)
        )
    steps = [(_SCORES[edge.link] if edge.link is not None else 1.0, _words(edge, found)) for edge in path]
    return Explanation(
        left=left[0],
        right=right[0],
        judgement=Judgement.SAME,
        score=min((score for score, _ in steps), default=1.0),
        reasons=tuple(f"{words} ({score:.2f})" for score, words in steps)
        or ("same kind, names and surroundings (1.00)",),
    )


def _path(start: int, end: int, edges: Iterable[Edge]) -> list[Edge] | None:
    """Return the shortest chain of edges from `start` to `end`."""
    beside: dict[int, list[tuple[int, Edge]]] = defaultdict(list)
    for edge in edges:
        beside[edge.left].append((edge.right, edge))
        beside[edge.right].append((edge.left, edge))
    reached: dict[int, list[Edge]] = {start: []}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == end:
            return reached[node]
        for other, edge in beside[node]:
            if other not in reached:
                reached[other] = [*reached[node], edge]
                waiting.append(other)
    return None


def _words(edge: Edge, nodes: Mapping[int, Node]) -> str:
    a, b = (json.loads(nodes[node].signature) for node in (edge.left, edge.right))
    names = f"{_first(a)!r} and {_first(b)!r}"
    match edge.link:
        case None:
            return f"a person decided that {names} are the same"
        case Link.NAME:
            if shared := _shared(a, b, "names"):
                return f"same name {shared}"
            return f"{names} are one name in another order or spelling"
        case Link.MAKER:
            return f"same title and medium, both by {_shared(a, b, 'makers') or 'the same person'}: {names}"
        case Link.PERSON:
            return f"same title and medium, the same people: {names}"
        case Link.YEAR:
            return f"same title and medium, both of {_shared(a, b, 'years') or 'one year'}: {names}"
        case Link.PART:
            return f"{names}: one shortens the other, in the same surroundings"
        case Link.TITLE:
            return f"same title and medium, and nothing tells them apart: {names}"


def _apart(left: Node, right: Node, different: Sequence[tuple[Collection[str], Collection[str]]]) -> str:
    decided = {left.decided, right.decided}
    for one, other in different:
        if None not in decided and decided & set(one) and decided & set(other):
            return "a person decided that they are different"
    a, b = json.loads(left.signature), json.loads(right.signature)
    if a["kind"] != b["kind"] and (reason := conflict(left.signature, right.signature)):
        return reason
    if not {key for key, _ in left.postings} & {key for key, _ in right.postings}:
        return "they share no name in the same surroundings"
    return conflict(left.signature, right.signature) or "nothing says which of several things it is"


def _first(record: Mapping[str, Any]) -> str:
    return str(next(iter(record["names"]), "unnamed"))


def _shared(a: Mapping[str, Any], b: Mapping[str, Any], field: str) -> str:
    return ", ".join(sorted(set(a.get(field, ())) & set(b.get(field, ()))))
