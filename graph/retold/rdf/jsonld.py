"""JSON-LD, framed by work: each work with everything that hangs on it, the context inside the file.

A node is written out where it is met first and referred to by its id after that, so that every triple is
written once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO, Final

from retold.rdf.terms import PREFIXES, RDF_TYPE, Iri, Text, Triple, compact
from retold.rdf.writers import Graphs

__all__ = ["CONTEXT", "write_json_ld"]

#: Terms without a prefix are schema.org's.
CONTEXT: Final[Mapping[str, Any]] = {
    "@version": 1.1,
    "@vocab": PREFIXES["schema"],
    "id": "@id",
    "type": "@type",
    **{prefix: namespace for prefix, namespace in PREFIXES.items() if prefix != "schema"},
}

_INTEGER: Final = PREFIXES["xsd"] + "integer"
# JSON's numbers are exact up to here in every reader.
_LONGEST_INTEGER: Final = 15
# A chain of characters, each the counterpart of the next, must not exhaust a reader's stack.
_DEEPEST: Final = 6


def write_json_ld(graphs: Graphs, out: BinaryIO, *, is_work: Callable[[Iri], bool]) -> int:
    """Write JSON-LD, one top-level node a line; `is_work` tells the types of works from others.

    Returns the number of triples written. The default graph is held in memory, the others a node at a time.
    """
    out.write(f'{{"@context": {_dump(CONTEXT)},\n"@graph": ['.encode())
    count = 0
    comma = ""
    for graph, triples in graphs:
        counted = _Counted(triples)
        if graph is not None:
            out.write(f'{comma}\n{{"id": {_dump(graph)}, "@graph": ['.encode())
            comma = ""
        items = _framed(counted, is_work=is_work) if graph is None else _flat(counted)
        for item in items:
            out.write(f"{comma}\n{_dump(item)}".encode())
            comma = ","
        if graph is not None:
            out.write(b"]}")
            comma = ","
        count += counted.count
    out.write(b"\n]}\n")
    return count


class _Counted:
    """An iterable that knows how much of it was taken."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = triples
        self.count = 0

    def __iter__(self) -> Iterator[Triple]:
        for triple in self.triples:
            self.count += 1
            yield triple


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ": "))


def _flat(triples: Iterable[Triple]) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        yield _node(subject, group, refer=_reference)


def _framed(triples: Iterable[Triple], *, is_work: Callable[[Iri], bool]) -> Iterator[dict[str, Any]]:
    nodes = {s: list(group) for s, group in groupby(triples, key=lambda triple: triple.subject)}
    works = [
        subject
        for subject, group in nodes.items()
        if any(p == RDF_TYPE and isinstance(o, Iri) and is_work(o) for _, p, o in group)
    ]
    # What has its own place at the top, or has been written, is only referred to.
    placed = set(works)

    def embed(subject: Iri, *, depth: int) -> dict[str, Any]:
        def refer(target: Iri) -> dict[str, Any]:
            if target in placed or target not in nodes or depth >= _DEEPEST:
                return _reference(target)
            placed.add(target)
            return embed(target, depth=depth + 1)

        return _node(subject, nodes[subject], refer=refer)

    for subject in works:
        yield embed(subject, depth=1)
    for subject in nodes:
        if subject not in placed:
            placed.add(subject)
            yield embed(subject, depth=1)


def _node(
    subject: Iri, triples: Iterable[Triple], *, refer: Callable[[Iri], dict[str, Any]]
) -> dict[str, Any]:
    node: dict[str, Any] = {"id": subject}
    for predicate, group in groupby(triples, key=lambda triple: triple.predicate):
        targets = [triple.object for triple in group]
        if predicate == RDF_TYPE:
            node["type"] = _one_or_many([_term(str(target)) for target in targets])
        else:
            values = [refer(t) if isinstance(t, Iri) else _literal(t) for t in targets]
            node[_term(predicate)] = _one_or_many(values)
    return node


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _reference(target: Iri) -> dict[str, Any]:
    return {"id": target}


def _literal(text: Text) -> Any:
    if not text.datatype:
        return text.value
    if text.datatype == _INTEGER and len(text.value) <= _LONGEST_INTEGER:
        return int(text.value)
    return {"type": _term(text.datatype), "@value": text.value}


def _term(term: str) -> str:
    parts = compact(term)
    if parts is None:
        return term
    return parts[1] if parts[0] == "schema" else ":".join(parts)
