"""N-Triples, N-Quads, Turtle, TriG and RDF/XML, written as the triples come.

Each writer takes graphs in order, each with its triples, those of one subject together, and keeps no more
than one subject in memory. All return the number of triples that they wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from retold.escape import xml_safe
from retold.rdf.terms import PREFIXES, RDF_TYPE, Iri, Text, Triple, compact

__all__ = ["Graphs", "write_lines", "write_rdf_xml", "write_turtle"]

#: Named graphs in order, the default graph (None) first.
Graphs = Iterable[tuple[Iri | None, Iterable[Triple]]]

_INDENT: Final = "    "
# As canonical N-Triples has it; Turtle and TriG read the same.
_ESCAPES: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(c): f"\\{e}" for c, e in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}
_NEEDS_ESCAPE: Final = re.compile('[\x00-\x1f\x7f\ufffe\uffff"\\\\]')


def write_lines(graphs: Graphs, out: BinaryIO) -> int:
    """Write N-Quads, which is N-Triples as long as there is only the default graph."""
    count = 0
    for graph, triples in graphs:
        end = " .\n" if graph is None else f" <{graph}> .\n"
        for subject, predicate, target in triples:
            out.write(f"<{subject}> <{predicate}> {_full(target)}{end}".encode())
            count += 1
    return count


def write_turtle(graphs: Graphs, out: BinaryIO) -> int:
    """Write TriG, which is Turtle as long as there is only the default graph."""
    for prefix, namespace in PREFIXES.items():
        out.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    count = 0
    for graph, triples in graphs:
        indent = "" if graph is None else _INDENT
        if graph is not None:
            out.write(f"\n{_short(graph)} {{\n".encode())
        for subject, group in groupby(triples, key=lambda triple: triple.subject):
            lines = []
            for predicate, same in groupby(group, key=lambda triple: triple.predicate):
                values = [_short(triple.object) for triple in same]
                count += len(values)
                verb = "a" if predicate == RDF_TYPE else _short(predicate)
                lines.append(f"{verb} {', '.join(values)}")
            body = f" ;\n{indent}{_INDENT}".join(lines)
            out.write(f"{'' if graph else chr(10)}{indent}{_short(subject)} {body} .\n".encode())
        if graph is not None:
            out.write(b"}\n")
    return count


def write_rdf_xml(graphs: Graphs, out: BinaryIO) -> int:
    """Write RDF/XML; characters that XML cannot hold become U+FFFD."""
    namespaces = "".join(f" xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in PREFIXES.items())
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{namespaces}>\n'.encode())
    count = 0
    for _, triples in graphs:
        for subject, group in groupby(triples, key=lambda triple: triple.subject):
            elements = [_element(triple) for triple in group]
            count += len(elements)
            body = "\n".join(elements)
            out.write(
                f"  <rdf:Description rdf:about={quoteattr(subject)}>\n{body}\n  </rdf:Description>\n".encode()
            )
    out.write(b"</rdf:RDF>\n")
    return count


def _element(triple: Triple) -> str:
    parts = compact(triple.predicate)
    if parts is None:
        raise ValueError(f"no prefix stands for the property {triple.predicate}")
    tag, target = ":".join(parts), triple.object
    if isinstance(target, Iri):
        return f"    <{tag} rdf:resource={quoteattr(target)}/>"
    datatype = f" rdf:datatype={quoteattr(target.datatype)}" if target.datatype else ""
    # A bare carriage return would be read as a line feed.
    text = escape(xml_safe(target.value), {"\r": "&#13;"})
    return f"    <{tag}{datatype}>{text}</{tag}>"


def _quoted(value: str) -> str:
    return f'"{value.translate(_ESCAPES) if _NEEDS_ESCAPE.search(value) else value}"'


def _full(term: Iri | Text) -> str:
    if isinstance(term, Iri):
        return f"<{term}>"
    return f"{_quoted(term.value)}^^<{term.datatype}>" if term.datatype else _quoted(term.value)


def _short(term: Iri | Text) -> str:
    if isinstance(term, Iri):
        parts = compact(term)
        return ":".join(parts) if parts else f"<{term}>"
    if not term.datatype:
        return _quoted(term.value)
    return f"{_quoted(term.value)}^^{_short(Iri(term.datatype))}"
