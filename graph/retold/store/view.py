"""Reading a graph file: entities, facts, claims and texts as they are at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from retold.claims import LocalEntity
from retold.document import Document, Source
from retold.errors import UsageError
from retold.identifiers import slug
from retold.store import facts as _facts
from retold.store import search as _search
from retold.store.model import DocumentRecord, Entity, Fact, Passage, StoredClaim
from retold.store.rows import (
    EntityReader,
    claims_where,
    in_batches,
    local_of,
    read_document,
    read_sources,
)
from retold.store.schema import guarded, read_only
from retold.vocabulary import Vocabulary, default_vocabulary

if TYPE_CHECKING:
    from retold.resolution.decisions import Decision, Explanation

__all__ = ["View"]


class View:
    """A read-only snapshot of a graph: what is written after it was opened does not change its answers.

    Opens in milliseconds. Close it, or use it as a context manager; the methods that iterate read on while
    they are iterated. Raises StoreError when the file cannot be used.
    """

    def __init__(self, connection: sqlite3.Connection, *, vocabulary: Vocabulary | None = None) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._entities = EntityReader(connection)

    @classmethod
    def open(cls, path: str | Path, *, vocabulary: Vocabulary | None = None) -> Self:
        """Open the graph file at `path` for reading."""
        with guarded(path):
            return cls(read_only(path), vocabulary=vocabulary)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        self._connection.close()

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds and relations of the graph; read only when asked for."""
        if self._vocabulary is None:
            self._vocabulary = default_vocabulary()
        return self._vocabulary

    # Entities

    def entity(self, ident: str) -> Entity | None:
        """Return the entity of this id: its own, one that was merged away or renamed, or a local one."""
        number = self._number(ident)
        return None if number is None else self._entities[number]

    def entities(self, *, kinds: Collection[str] | None = None) -> Iterator[Entity]:
        """Yield all entities, or those of `kinds`, sorted by id."""
        if kinds is None:
            rows = self._connection.execute("SELECT n FROM entities ORDER BY id")
        else:
            marks = ", ".join("?" * len(kinds))
            rows = self._connection.execute(
                f"SELECT n FROM entities WHERE kind IN ({marks}) ORDER BY id", sorted(kinds)
            )
        return (self._entities[number] for (number,) in rows)

    def find(self, name: str, *, kinds: Collection[str] | None = None) -> list[Entity]:
        """Return the entities called `name`, those of most documents first.

        Case, diacritics, punctuation and a leading article do not count; if nothing fits, the order of the
        words, hyphens and spaces do not count either.
        """
        return _search.find(self._connection, self._entities, name, kinds=kinds)

    def suggest(self, name: str, *, limit: int = 5) -> list[str]:
        """Return names in the graph that look like `name`, best first."""
        return _search.suggest(self._connection, name, limit=limit)

    def search(
        self, text: str, *, kinds: Collection[str] | None = None, limit: int = 20
    ) -> tuple[list[Entity], list[Passage]]:
        """Return entities with a name like `text`, and passages that hold its words, best first."""
        return (
            _search.entities_like(self._connection, self._entities, text, kinds=kinds, limit=limit),
            _search.passages(self._connection, text, limit=limit),
        )

    def members(self, entity_id: str) -> list[LocalEntity]:
        """Return the local entities that an entity unites, sorted by id."""
        rows = self._connection.execute(
            "SELECT id, kind, names FROM locals WHERE entity = ? ORDER BY id", (self._number(entity_id),)
        )
        return [local_of(*row) for row in rows]

    def named_by(self, ident: str) -> LocalEntity | None:
        """Return the one local entity that an id goes back to: itself, or the first that an entity had."""
        row = self._local_row(ident)
        return None if row is None else local_of(*row[2:])

    # Facts and claims

    def facts(
        self,
        *,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - the field's term, given by keyword only
        within: str | None = None,
        relations: Collection[str] | None = None,
        min_confidence: float = 0.0,
    ) -> list[Fact]:
        """Return the facts about the entities of these ids, sorted by relation, object and id.

        At least one of `subject`, `object` and `within` is needed; several narrow the answer.
        """
        ends = {"subject": subject, "object": object, "within": within}
        given = {end: self._number(ident) for end, ident in ends.items() if ident is not None}
        if not given:
            raise UsageError("facts: give a subject, an object or a work; all_facts() returns every fact")
        if None in given.values():
            return []
        found = _facts.facts_about(
            self._connection,
            self._entities,
            {end: number for end, number in given.items() if number is not None},
            relations=relations,
            min_confidence=min_confidence,
        )
        return sorted(found, key=_facts.order)

    def all_facts(self, *, min_confidence: float = 0.0) -> Iterator[Fact]:
        """Yield every fact, sorted by id."""
        return _facts.all_facts(self._connection, self._entities, min_confidence=min_confidence)

    def fact(self, ident: str) -> Fact | None:
        """Return the fact of this id, or the one that the claim of this id is part of."""
        return _facts.fact_of_claim(self._connection, self._entities, "c" + ident[1:])

    def claims(self, ids: Iterable[str]) -> list[StoredClaim]:
        """Return the claims of these ids, sorted by id; ids that fit nothing are left out."""
        found: list[StoredClaim] = []
        for marks, batch in in_batches(sorted(set(ids))):
            found += claims_where(self._connection, f"WHERE c.id IN ({marks}) ORDER BY c.id", batch)
        return found

    def claims_about(self, entity_id: str) -> list[StoredClaim]:
        """Return every claim about an entity, sorted by id: also rumoured, denied and rejected ones."""
        members = "(SELECT n FROM locals WHERE entity = ?1)"
        condition = (
            f"WHERE c.n IN (SELECT n FROM claims WHERE subject IN {members}"
            f" UNION SELECT n FROM claims WHERE object IN {members}"
            f" UNION SELECT n FROM claims WHERE within IN {members}) ORDER BY c.id"
        )
        return list(claims_where(self._connection, condition, (self._number(entity_id),)))

    def all_claims(self) -> Iterator[StoredClaim]:
        """Yield every claim, sorted by id."""
        return claims_where(self._connection, "ORDER BY c.id")

    # Documents

    def document(self, ident: str) -> Document | None:
        """Return the document of this id or uri, with the first of its sources."""
        row = self._connection.execute(
            "SELECT n FROM documents WHERE id = ?1 UNION ALL SELECT document FROM sources WHERE uri = ?1",
            (ident,),
        ).fetchone()
        return None if row is None else read_document(self._connection, row[0])

    def sources(self, document_id: str) -> list[Source]:
        """Return where the text of a document was found, sorted by uri."""
        row = self._connection.execute("SELECT n FROM documents WHERE id = ?", (document_id,)).fetchone()
        return [] if row is None else read_sources(self._connection, row[0])

    def documents(self) -> list[DocumentRecord]:
        """Return all documents without their texts, sorted by id."""
        rows = self._connection.execute(
            "SELECT n, id, language, length(text), extractors,"
            " (SELECT count(*) FROM claims WHERE document = documents.n) FROM documents ORDER BY id"
        )
        return [
            DocumentRecord(
                id=ident,
                sources=tuple(read_sources(self._connection, number)),
                language=language,
                length=length,
                claims=claims,
                extractors=tuple(extractors.split()),
            )
            for number, ident, language, length, extractors, claims in rows
        ]

    # Decisions

    def decisions(self, entity_id: str | None = None) -> list[Decision]:
        """Return people's decisions that stand, all or those about an entity, in the order they were made."""
        from retold.store.log import read_log

        if entity_id is None:
            return read_log(self._connection)
        rows = self._connection.execute(
            "SELECT a.decision FROM anchors a JOIN decisions d ON d.n = a.decision"
            " JOIN locals l ON l.n = a.target"
            " WHERE l.entity = ? AND d.judgement IN ('same', 'different')",
            (self._number(entity_id),),
        )
        return read_log(self._connection, {row[0] for row in rows})

    def explain(self, left: str, right: str) -> Explanation:
        """Return why two things are one or not, with the score of each step.

        Each is the id of a local entity, or of an entity, which stands for the first document that names it.
        Raises UsageError when an id fits nothing.
        """
        from retold.resolution.explaining import explain
        from retold.store.projection import cluster_inputs, component

        ends: list[tuple[str, int]] = []
        for ident in (left, right):
            row = self._local_row(ident)
            if row is None:
                raise UsageError(f"no entity has the id {ident!r}; `retold search` finds ids")
            ends.append((row[2], row[1]))
        around = component(self._connection, {node for _, node in ends})
        nodes, decided = cluster_inputs(self._connection, around)
        return explain(ends[0], ends[1], nodes=nodes, same=decided.same, different=decided.different)

    # Upkeep

    def stats(self) -> dict[str, int]:
        """Return how many documents, sources, claims, facts and entities there are, and entities per kind."""
        counts = {
            table: int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("documents", "sources", "claims")
        }
        counts["facts"] = _facts.count(self._connection)
        kinds = self._connection.execute("SELECT kind, count(*) FROM entities GROUP BY kind").fetchall()
        counts["entities"] = sum(number for _, number in kinds)
        return counts | dict(sorted(kinds))

    def problems(self) -> list[str]:
        """Return what is wrong with the file, its evidence and its entities, in words; nothing if whole."""
        from retold.store.check import problems

        return problems(self._connection)

    def _number(self, ident: str) -> int | None:
        row = self._connection.execute("SELECT n FROM entities WHERE id = ?", (ident,)).fetchone()
        if row is None:
            row = self._local_row(ident)
        return None if row is None else int(row[0])

    def _local_row(self, ident: str) -> tuple[int, int, str, str, str] | None:
        """Return entity, node, id, kind and names of the local entity that an id goes back to."""
        columns = "SELECT entity, node, id, kind, names FROM locals"
        row: tuple[int, int, str, str, str] | None = self._connection.execute(
            f"{columns} WHERE id = ?", (ident,)
        ).fetchone()
        if row is None:
            # The end of an entity's id is made from the first of its local entities, wherever that is now.
            rows = self._connection.execute(
                f"{columns} WHERE tag = ? ORDER BY id", (ident.rpartition("-")[2],)
            ).fetchall()
            alike = [row for row in rows if ident.startswith(f"{slug(row[3])}-")]
            row = next(iter(alike), None)
        return row
