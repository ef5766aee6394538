"""From signatures that share keys to things: a function of the set of signatures and decisions alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from retold.resolution.profiles import Link, Posting, is_work, medium

__all__ = ["Clustering", "Edge", "Node", "cluster", "conflict"]

#: How many years two dates of one work may lie apart: (with nothing else in common, with the same makers).
#: Premieres precede releases; books are reissued and series go on, so their makers outweigh any year.
_YEARS_APART: Final[Mapping[str, tuple[int, int]]] = {
    "Book": (3, 1000),
    "Comic": (10, 1000),
    "Play": (10, 1000),
    "Series": (5, 12),
    "OtherWork": (10, 1000),
}
_USUAL_YEARS_APART: Final = (1, 3)
_GREEDY: Final = (Link.NAME, Link.MAKER, Link.PERSON, Link.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """All local entities of one signature. `decided` names the local entity that a person decided about."""

    id: int
    signature: str
    postings: frozenset[Posting]
    decided: str | None = None

    @property
    def order(self) -> tuple[bool, int, str]:
        """Where the node comes: decided ones first, then those that most is known of."""
        record = json.loads(self.signature)
        return (
            self.decided is None,
            -sum(bool(record.get(key)) for key in ("makers", "years")),
            self.signature,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two nodes that were joined, and by what; `link` is None for a person's decision."""

    left: int
    right: int
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """The things that a set of nodes stands for, each a tuple of node ids, and the edges that made them."""

    clusters: tuple[tuple[int, ...], ...]
    edges: tuple[Edge, ...]


@dataclass(slots=True)
class _Features:
    """What a cluster is known to be; only works have more than names."""

    work: bool
    kinds: set[str]
    medium: str
    titles: set[str]
    makers: set[str]
    years: set[int]
    rivals: list[Mapping[str, Any]]
    sides: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, signature: str) -> _Features:
        record = json.loads(signature)
        return cls(
            work=is_work(record["kind"]),
            kinds={record["kind"]},
            medium=medium(record["kind"]),
            titles=set(record["names"]),
            makers=set(record.get("makers", ())),
            years={int(year) for year in record.get("years", ())},
            rivals=list(record.get("rivals", ())),
        )

    def absorb(self, other: _Features) -> None:
        self.kinds |= other.kinds
        self.titles |= other.titles
        self.makers |= other.makers
        self.years |= other.years
        self.rivals += other.rivals
        self.sides |= other.sides


class _Partition:
    """Union-find whose roots know the features of their members."""

    def __init__(
        self, nodes: Sequence[Node], different: Collection[tuple[Collection[str], Collection[str]]]
    ) -> None:
        self.parent = {node.id: node.id for node in nodes}
        self.rank = {node.id: position for position, node in enumerate(nodes)}
        self.features = {node.id: _Features.of(node.signature) for node in nodes}
        self.edges: list[Edge] = []
        for number, pair in enumerate(different):
            for side, members in enumerate(pair):
                for node in nodes:
                    if node.decided in members:
                        self.features[node.id].sides.add((number, side))

    def root(self, node: int) -> int:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def roots(self, nodes: Iterable[int]) -> list[int]:
        return sorted({self.root(node) for node in nodes}, key=self.rank.__getitem__)

    def fits(self, left: int, right: int) -> bool:
        a, b = self.features[left], self.features[right]
        return not any((number, 1 - side) in b.sides for number, side in a.sides) and not _conflict(a, b)

    def union(self, left: int, right: int, link: Link | None) -> None:
        a, b = self.root(left), self.root(right)
        if a == b:
            return
        if self.rank[b] < self.rank[a]:
            a, b = b, a
        self.parent[b] = a
        self.features[a].absorb(self.features.pop(b))
        self.edges.append(Edge(left=left, right=right, link=link))


def cluster(
    nodes: Iterable[Node],
    *,
    same: Sequence[Collection[str]] = (),
    different: Sequence[tuple[Collection[str], Collection[str]]] = (),
) -> Clustering:
    """Return the things that `nodes` stand for.

    `same` holds sets of local ids that people joined, `different` pairs of sets that they kept apart; what
    they joined holds whatever the names say, and the later decision of a contradiction is for the caller to
    leave out. The result does not depend on the order of `nodes`.
    """
    ordered = sorted(nodes, key=lambda node: node.order)
    partition = _Partition(ordered, different)
    for members in same:
        first, *others = [node.id for node in ordered if node.decided in members] or [0]
        for other in others:
            partition.union(first, other, None)
    by_link: dict[Link, dict[int, list[int]]] = {link: defaultdict(list) for link in Link}
    for node in ordered:
        for key, link in node.postings:
            by_link[link][key].append(node.id)
    for link in _GREEDY:
        for key in sorted(by_link[link]):
            _join_greedily(partition, by_link[link][key], link)
    for key, shortened in sorted(by_link[Link.PART].items()):
        _join_shortened(partition, by_link[Link.NAME].get(key, ()), shortened)
    for key in sorted(by_link[Link.TITLE]):
        _join_unambiguous(partition, by_link[Link.TITLE][key])
    clusters: dict[int, list[int]] = defaultdict(list)
    for node in ordered:
        clusters[partition.root(node.id)].append(node.id)
    return Clustering(clusters=tuple(map(tuple, clusters.values())), edges=tuple(partition.edges))


def _join_greedily(partition: _Partition, nodes: Sequence[int], link: Link) -> None:
    apart: list[int] = []
    for node in nodes:
        apart = partition.roots(apart)
        root = partition.root(node)
        if root in apart:
            continue
        fitting = [other for other in apart if partition.fits(other, root)]
        # What fits two things that differ is left alone: better a join missed than a wrong one.
        if len(fitting) == 1:
            partition.union(fitting[0], node, link)
        else:
            apart.append(node)


def _join_shortened(partition: _Partition, full: Iterable[int], shortened: Iterable[int]) -> None:
    owners = partition.roots(shortened)
    others = [root for root in partition.roots(full) if root not in owners]
    if len(owners) == 1:
        for other in others:
            if partition.fits(partition.root(owners[0]), other):
                partition.union(owners[0], other, Link.PART)


def _join_unambiguous(partition: _Partition, nodes: Iterable[int]) -> None:
    roots = partition.roots(nodes)
    fitting = {
        root: [other for other in roots if other != root and partition.fits(root, other)] for root in roots
    }
    if all(len(others) == len(roots) - 1 for others in fitting.values()):
        pairs: Iterator[tuple[int, int]] = ((roots[0], other) for other in roots[1:])
    else:
        # Each must be the only one for the other: what fits two that differ is neither for certain.
        pairs = (
            (others[0], root)
            for root, others in fitting.items()
            if len(others) == 1 and len(fitting[others[0]]) == 1
        )
    for left, right in pairs:
        a, b = partition.root(left), partition.root(right)
        if a != b and partition.fits(a, b):
            partition.union(left, right, Link.TITLE)


def conflict(left: str, right: str) -> str | None:
    """Return what tells two signatures apart for certain, in words, or None."""
    return _conflict(_Features.of(left), _Features.of(right))


def _conflict(a: _Features, b: _Features) -> str | None:
    if a.medium != b.medium:
        return f"one is a {min(a.kinds)}, the other a {min(b.kinds)}"
    if not a.work:
        return None
    if a.titles and b.titles and not a.titles & b.titles:
        return f"titled otherwise: {_listed(a.titles)}; {_listed(b.titles)}"
    shared = a.makers & b.makers
    if a.makers and b.makers and not shared and not _alike(a.makers, b.makers):
        return f"made by different people: {_listed(a.makers)}; {_listed(b.makers)}"
    if a.years and b.years:
        apart = min(abs(x - y) for x in a.years for y in b.years)
        if apart > _YEARS_APART.get(a.medium, _USUAL_YEARS_APART)[bool(shared)]:
            return f"{apart} years apart: {_listed(map(str, a.years))}; {_listed(map(str, b.years))}"
    for one, other in ((a, b), (b, a)):
        if any(_is_rival(one, rival, other) for rival in one.rivals):
            return "one document tells them apart"
    return None


def _alike(left: set[str], right: set[str]) -> bool:
    """Whether a name on the left may be one on the right: all words of the shorter are in the longer."""
    return any(
        set(a.split()) <= set(b.split())
        or set(b.split()) <= set(a.split())
        or sorted(a.replace(" ", "")) == sorted(b.replace(" ", ""))
        for a in left
        for b in right
    )


def _is_rival(one: _Features, rival: Mapping[str, Any], other: _Features) -> bool:
    """Whether `other` is what a document names beside `one` under the same title."""
    if rival["kind"] not in one.kinds and other.kinds == {rival["kind"]}:
        return True
    years = {int(year) for year in rival["years"]}
    return bool((years - one.years) & other.years or (set(rival["makers"]) - one.makers) & other.makers)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))
