"""Writing a graph file: one document is one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from retold.claims import Claim, Literal, LocalEntity
from retold.document import Document
from retold.errors import DocumentError, UsageError
from retold.extraction.base import Extraction
from retold.resolution.decisions import Decision, Judgement
from retold.resolution.profiles import RULES
from retold.store.anchors import claim_anchors, contradicted, identity_anchors
from retold.store.log import (
    bind,
    broken_difference,
    carry,
    documents_of,
    read_log,
    record,
    unbind,
    undo,
    withdraw,
)
from retold.store.projection import attach, detach, nodes_around, rebuild, recluster
from retold.store.rows import SOURCE_FIELDS, dump, read_document, tag_of
from retold.store.schema import connect, guarded
from retold.store.view import View
from retold.vocabulary import Vocabulary, default_vocabulary

__all__ = ["Outcome", "Store"]


class Outcome(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


class Store:
    """A graph file opened for writing. Several processes may write to one file; they take turns.

    Every method that writes is one transaction: it happens as a whole or not at all, also when the process
    is killed. Raises StoreError when the file cannot be used.
    """

    def __init__(self, connection: sqlite3.Connection, *, path: Path, vocabulary: Vocabulary | None) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, vocabulary: Vocabulary | None = None) -> Self:
        """Open the graph file at `path`; make it if there is none.

        Entities that older rules of identity made are made anew, once.
        """
        store = cls(connect(path), path=Path(path), vocabulary=vocabulary)
        try:
            store._follow_rules()
        except BaseException:
            store.close()
            raise
        return store

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
        """The kinds and relations that views of this store use."""
        return self._vocabulary or default_vocabulary()

    def view(self) -> View:
        """Return a reader of the graph as it is now."""
        return View.open(self.path, vocabulary=self._vocabulary)

    def is_current(self, document: Document, *, extractors: Sequence[str]) -> bool:
        """Whether adding `document` as read by these extractors would change nothing."""
        with guarded(self.path):
            try:
                return self._is_current(document, extractors)
            except UnicodeEncodeError:
                return False

    def add(self, document: Document, extraction: Extraction, *, extractors: Sequence[str]) -> Outcome:
        """Store a document and what was read from it by `extractors` (their names, with versions).

        What its source said before is replaced. Evidence of a text that is stored already counts once: its
        source is added to the text. Raises DocumentError when the text cannot be stored.
        """
        try:
            with self._transaction() as connection:
                if self._is_current(document, extractors):
                    return Outcome.UNCHANGED
                uri = document.source.uri
                before = connection.execute(
                    "SELECT d.n, d.id FROM sources s JOIN documents d ON d.n = s.document WHERE s.uri = ?",
                    (uri,),
                ).fetchone()
                connection.execute("DELETE FROM sources WHERE uri = ?", (uri,))
                number = _write_document(connection, document, extraction, extractors)
                columns = ", ".join(SOURCE_FIELDS)
                connection.execute(
                    f"INSERT INTO sources ({columns}, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (*(getattr(document.source, field) for field in SOURCE_FIELDS), number),
                )
                if before is not None and before[1] != document.id:
                    carry(connection, old=before[1], new=document.id)
                    _delete_if_unsourced(connection, before[0], before[1])
                _settle(connection, number, document.id)
                return Outcome.ADDED if before is None else Outcome.REPLACED
        except UnicodeEncodeError as error:
            raise DocumentError(
                document.source.uri,
                "the text holds half of a character pair (a lone surrogate), which cannot be stored.",
                hint="Save it as UTF-8.",
            ) from error

    def remove(self, ident: str) -> bool:
        """Remove a document by its id or one source by its uri; whether there was one.

        A text that has other sources stays as long as one is left.
        """
        with self._transaction() as connection:
            row = connection.execute("SELECT n, id FROM documents WHERE id = ?", (ident,)).fetchone()
            if row is not None:
                connection.execute("DELETE FROM sources WHERE document = ?", (row[0],))
            else:
                row = connection.execute(
                    "SELECT d.n, d.id FROM sources s JOIN documents d ON d.n = s.document WHERE s.uri = ?",
                    (ident,),
                ).fetchone()
                if row is None:
                    return False
                connection.execute("DELETE FROM sources WHERE uri = ?", (ident,))
            _delete_if_unsourced(connection, *row)
            return True

    def stored(self) -> Iterator[tuple[Document, tuple[str, ...]]]:
        """Yield every stored document and the extractors it was read by, sorted by id, one at a time."""
        last = ""
        while True:
            with guarded(self.path):
                row = self._connection.execute(
                    "SELECT n, id, extractors FROM documents WHERE id > ? ORDER BY id LIMIT 1", (last,)
                ).fetchone()
                if row is None:
                    return
                document = read_document(self._connection, row[0])
            last = row[1]
            yield document, tuple(row[2].split())

    def rebuild(self) -> None:
        """Make entities and names anew from the documents and decisions."""
        with self._transaction() as connection:
            rebuild(connection)

    def decide(
        self,
        judgement: Judgement,
        left: str,
        right: str | None = None,
        *,
        by: str | None = None,
        at: str | None = None,
        reasons: Sequence[str] = (),
    ) -> Decision:
        """Log a person's decision: two entities are SAME or DIFFERENT, a claim or fact ACCEPTED or REJECTED.

        Entities are given by id, also one that was merged away, or by the id of a local entity, which then
        stands for itself alone. A decision that contradicts an earlier one withdraws it.
        Raises UsageError when an id fits nothing, when both fit one thing, or when several earlier decisions
        together say the opposite.
        """
        wanted = Decision(
            id=0, left=left, right=right, judgement=judgement, reasons=tuple(reasons), by=by, at=at
        )
        with self._transaction() as connection:
            view = View(connection, vocabulary=self._vocabulary)
            if judgement in (Judgement.ACCEPTED, Judgement.REJECTED):
                anchors = claim_anchors(view, connection, left)
            else:
                if right is None:
                    raise UsageError(f"two entities are needed to decide that they are {judgement}")
                anchors = identity_anchors(view, judgement, left, right)
            earlier = contradicted(connection, judgement, anchors)
            # Asked first: once a decision is withdrawn, nothing leads from one side to the other.
            around = nodes_around(connection, earlier)
            made = record(connection, wanted, anchors)
            for number in earlier:
                withdraw(connection, number, for_=made.id)
            _apply(connection, [made.id, *earlier], around=around)
            if (broken := broken_difference(connection)) is not None:
                others = [d.id for d in view.decisions() if d.judgement is Judgement.SAME and d.id != made.id]
                raise UsageError(
                    f"{left!r} and {right!r} cannot be {judgement}: with decisions "
                    f"{', '.join(map(str, sorted({broken, *others} - {made.id})))} that is a contradiction; "
                    "undo one of them first"
                )
            return made

    def undo(self, number: int | None = None) -> Decision:
        """Take back the decision of this number, or the last one that stands. Returns it.

        Raises UsageError when there is none.
        """
        with self._transaction() as connection:
            standing = read_log(connection, None if number is None else {number})
            if not standing:
                what = "no decision" if number is None else f"no decision {number} that stands"
                raise UsageError(f"there is {what}; `retold undo` lists them")
            decision = standing[-1]
            around = nodes_around(connection, [decision.id])
            _apply(connection, undo(connection, decision.id), around=around)
            return decision

    def _follow_rules(self) -> None:
        query = "SELECT value FROM meta WHERE key = 'rules'"
        if self._connection.execute(query).fetchone() == (RULES,):
            return
        with self._transaction() as connection:
            # Another process may have done it while this one waited.
            if connection.execute(query).fetchone() != (RULES,):
                rebuild(connection)
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", (RULES,))

    def _is_current(self, document: Document, extractors: Sequence[str]) -> bool:
        # When it was fetched does not matter: the same words say the same.
        fields = SOURCE_FIELDS[:-1]
        row = self._connection.execute(
            f"SELECT d.id, d.extractors, {', '.join('s.' + field for field in fields)}"
            " FROM sources s JOIN documents d ON d.n = s.document WHERE s.uri = ?",
            (document.source.uri,),
        ).fetchone()
        now = (document.id, " ".join(sorted(extractors)), *(getattr(document.source, f) for f in fields))
        return row is not None and tuple(row) == now

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        with guarded(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _write_document(
    connection: sqlite3.Connection, document: Document, extraction: Extraction, extractors: Sequence[str]
) -> int:
    """Store text and claims unless they are there already, and return the document's row."""
    versions = " ".join(sorted(extractors))
    row = connection.execute("SELECT n, extractors FROM documents WHERE id = ?", (document.id,)).fetchone()
    if row is None:
        blocks = dump([[block.span.start, block.span.end, block.role] for block in document.blocks])
        added = connection.execute(
            "INSERT INTO documents (id, text, blocks, language, extractors) VALUES (?, ?, ?, ?, ?)",
            (document.id, document.text, blocks, document.source.language, versions),
        )
        number = int(added.lastrowid or 0)
    else:
        number = int(row[0])
        if row[1] == versions:
            return number
        _delete_claims(connection, number, document.id)
        connection.execute("UPDATE documents SET extractors = ? WHERE n = ?", (versions, number))
    _write_claims(connection, number, extraction.claims)
    return number


def _write_claims(connection: sqlite3.Connection, document: int, claims: Iterable[Claim]) -> None:
    by_id = {claim.id: claim for claim in claims}
    entities: dict[str, LocalEntity] = {}
    for claim in by_id.values():
        for entity in (claim.subject, claim.object, claim.within):
            if isinstance(entity, LocalEntity):
                entities[entity.id] = entity
    rows: dict[str, int] = {}
    for ident, entity in sorted(entities.items()):
        added = connection.execute(
            "INSERT INTO locals (id, document, kind, names, tag) VALUES (?, ?, ?, ?, ?)",
            (ident, document, entity.kind, dump(entity.names), tag_of(ident)),
        )
        rows[ident] = int(added.lastrowid or 0)
    for ident, claim in sorted(by_id.items()):
        target = claim.object
        added = connection.execute(
            "INSERT INTO claims (id, document, subject, relation, object, value, within, qualifiers, status,"
            " confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ident,
                document,
                rows[claim.subject.id],
                claim.relation,
                None if isinstance(target, Literal) else rows[target.id],
                target.value if isinstance(target, Literal) else None,
                rows[claim.within.id] if claim.within else None,
                dump(dict(claim.qualifiers)),
                claim.status.value,
                claim.confidence,
            ),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?)",
            [
                (added.lastrowid, e.span.start, e.span.end, e.extractor, e.confidence)
                for e in sorted(claim.evidence)
            ],
        )


def _settle(connection: sqlite3.Connection, number: int, ident: str) -> None:
    """Bind decisions and identity to a document whose claims are new."""
    fresh = connection.execute(
        "SELECT 1 FROM locals WHERE document = ? AND node IS NULL LIMIT 1", (number,)
    ).fetchone()
    if fresh is not None:
        bind(connection, ident)
        attach(connection, number)
    elif connection.execute("SELECT 1 FROM anchors WHERE document = ?", (ident,)).fetchone() is not None:
        # Decisions about a replaced text may have been carried to one that was stored before.
        _rebind(connection, [ident])


def _rebind(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    for ident in sorted(documents):
        row = connection.execute("SELECT n FROM documents WHERE id = ?", (ident,)).fetchone()
        if row is not None:
            detach(connection, row[0])
            bind(connection, ident)
            attach(connection, row[0])


def _apply(connection: sqlite3.Connection, decisions: Collection[int], *, around: Collection[int]) -> None:
    """Apply decisions made or withdrawn; `around` are the nodes that they had joined until now."""
    _rebind(connection, documents_of(connection, decisions))
    recluster(connection, {*around, *nodes_around(connection, decisions)})


def _delete_claims(connection: sqlite3.Connection, number: int, ident: str) -> None:
    detach(connection, number)
    unbind(connection, ident)
    connection.execute(
        "DELETE FROM evidence WHERE claim IN (SELECT n FROM claims WHERE document = ?)", (number,)
    )
    connection.execute("DELETE FROM claims WHERE document = ?", (number,))
    connection.execute("DELETE FROM locals WHERE document = ?", (number,))


def _delete_if_unsourced(connection: sqlite3.Connection, number: int, ident: str) -> None:
    if connection.execute("SELECT 1 FROM sources WHERE document = ?", (number,)).fetchone() is None:
        _delete_claims(connection, number, ident)
        connection.execute("DELETE FROM documents WHERE n = ?", (number,))
