"""From rows to values and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from retold.claims import Claim, Evidence, Literal, LocalEntity, Status
from retold.document import Block, Document, Role, Source, Span
from retold.identifiers import entity_id
from retold.store.model import Entity, StoredClaim

__all__ = [
    "SOURCE_FIELDS",
    "EntityReader",
    "claims_where",
    "dump",
    "entity_of",
    "in_batches",
    "local_of",
    "read_document",
    "read_sources",
    "tag_of",
    "unpack_blocks",
]

SOURCE_FIELDS: Final = ("uri", "title", "site", "author", "published", "language", "fetched")
# SQLite takes some tens of thousands of parameters; older builds fewer.
_BATCH: Final = 500
_MOST_KNOWN: Final = 50_000

_CLAIMS: Final = """
    SELECT c.n, c.id, c.relation, c.value, c.qualifiers, c.status, c.rejected, d.n, d.id,
           (SELECT min(uri) FROM sources WHERE document = d.n),
           s.id, s.kind, s.names, o.id, o.kind, o.names, w.id, w.kind, w.names
    FROM claims c
    JOIN documents d ON d.n = c.document
    JOIN locals s ON s.n = c.subject
    LEFT JOIN locals o ON o.n = c.object
    LEFT JOIN locals w ON w.n = c.within
"""


def dump(value: Any) -> str:
    """Return compact JSON with sorted keys: equal values give equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def local_of(ident: str, kind: str, names: str) -> LocalEntity:
    """Return the local entity of a row."""
    return LocalEntity(id=ident, kind=kind, names=tuple(json.loads(names)))


def entity_of(ident: str, kind: str, name: str, names: str, documents: int) -> Entity:
    """Return the entity of a row."""
    return Entity(id=ident, kind=kind, name=name, names=tuple(json.loads(names)), documents=documents)


class EntityReader:
    """Entities by their rows, each read once. Only for a connection whose snapshot does not move."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, Entity] = {}

    def __getitem__(self, number: int) -> Entity:
        entity = self._known.get(number)
        if entity is None:
            row = self._connection.execute(
                "SELECT id, kind, name, names, documents FROM entities WHERE n = ?", (number,)
            ).fetchone()
            entity = entity_of(*row)
            # Exports pass over every entity; what they keep must not grow with the graph.
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[number] = entity
        return entity


def read_sources(connection: sqlite3.Connection, document: int) -> list[Source]:
    """Return the sources of a document, sorted by uri."""
    rows = connection.execute(
        f"SELECT {', '.join(SOURCE_FIELDS)} FROM sources WHERE document = ? ORDER BY uri", (document,)
    )
    return [Source(**dict(zip(SOURCE_FIELDS, row, strict=True))) for row in rows]


def read_document(connection: sqlite3.Connection, number: int) -> Document:
    """Return the document of row `number` with the first of its sources."""
    ident, text, blocks = connection.execute(
        "SELECT id, text, blocks FROM documents WHERE n = ?", (number,)
    ).fetchone()
    source = read_sources(connection, number)[0]
    return Document(id=ident, source=source, blocks=unpack_blocks(blocks), text=text)


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """Return the blocks of a document's row."""
    return tuple(
        Block(span=Span(start=start, end=end), role=Role(role)) for start, end, role in json.loads(packed)
    )


def claims_where(
    connection: sqlite3.Connection, condition: str, parameters: Sequence[Any] = ()
) -> Iterator[StoredClaim]:
    """Yield the claims that fit a condition over `c`, `d`, `s`, `o` and `w`, with their evidence."""
    texts: dict[int, str] = {}
    for row in connection.execute(f"{_CLAIMS} {condition}", parameters):
        number, _, relation, value, qualifiers, status, rejected, document, document_id, uri = row[:10]
        if document not in texts:
            # Quotes are cut here, since SQLite's substr stops at a NUL; one text at a time is kept.
            texts.clear()
            texts[document] = connection.execute(
                "SELECT text FROM documents WHERE n = ?", (document,)
            ).fetchone()[0]
        evidence = connection.execute(
            'SELECT start, "end", extractor, confidence FROM evidence WHERE claim = ?', (number,)
        )
        claim = Claim(
            subject=local_of(*row[10:13]),
            relation=relation,
            object=local_of(*row[13:16]) if row[13] is not None else Literal(value=value),
            within=local_of(*row[16:19]) if row[16] is not None else None,
            qualifiers=json.loads(qualifiers),
            status=Status(status),
            evidence=tuple(
                Evidence(
                    document=document_id,
                    span=Span(start=start, end=end),
                    quote=texts[document][start:end],
                    extractor=extractor,
                    confidence=confidence,
                )
                for start, end, extractor, confidence in evidence
            ),
        )
        yield StoredClaim(claim=claim, uri=uri, rejected=bool(rejected))


def tag_of(local: str) -> str:
    """Return the end of the id of every entity that has this local entity as its first member."""
    return entity_id("", "", [local]).rpartition("-")[2]


def in_batches(values: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield "?, ?, ..." with the values for it, a few hundred at a time."""
    left = list(values)
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        yield ", ".join("?" * len(batch)), batch
