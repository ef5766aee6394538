"""Whether a graph file is whole: the file, the evidence, and the projection of identity."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from retold.store.projection import rebuild

__all__ = ["problems"]

_MOST_REPORTED: Final = 20
_ENTITIES: Final = "SELECT id, kind, name, names, documents FROM {0}entities"
_MEMBERS: Final = "SELECT l.id, e.id FROM {0}locals l LEFT JOIN {0}entities e ON e.n = l.entity"


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with a graph file in words, at most a few dozen; nothing for a whole one."""
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if damage:
        # What the tables hold means nothing if they cannot be read.
        return [f"the file is damaged: {words}" for words in damage[:_MOST_REPORTED]]
    found = [
        f"table {table}, row {row}: points to nothing in {parent}"
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]
    found += _evidence(connection)
    found += _projection(connection)
    return found[: 2 * _MOST_REPORTED]


def _evidence(connection: sqlite3.Connection) -> Iterator[str]:
    bare = connection.execute(
        "SELECT id FROM claims WHERE n NOT IN (SELECT claim FROM evidence) LIMIT ?", (_MOST_REPORTED,)
    )
    yield from [f"claim {ident}: has no evidence" for (ident,) in bare]
    for number, ident, text in connection.execute("SELECT n, id, text FROM documents ORDER BY id"):
        outside = connection.execute(
            'SELECT c.id, e.start, e."end" FROM claims c JOIN evidence e ON e.claim = c.n'
            ' WHERE c.document = ? AND NOT (0 <= e.start AND e.start < e."end" AND e."end" <= ?)',
            (number, len(text)),
        )
        for claim, start, end in outside:
            yield f"claim {claim}: evidence {start}-{end} lies outside the text of document {ident}"


def _projection(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare entities and their members with what the documents and decisions give when taken anew."""
    with tempfile.TemporaryDirectory() as folder, closing(_copy(connection, Path(folder, "copy"))) as copy:
        copy.execute("CREATE TEMP TABLE old_entities AS SELECT * FROM main.entities")
        copy.execute("CREATE TEMP TABLE old_locals AS SELECT * FROM main.locals")
        rebuild(copy)
        for query, what in ((_ENTITIES, "entity"), (_MEMBERS, "local entity")):
            before, after = query.format("temp.old_"), query.format("main.")
            for first, second, words in (
                (before, after, "is not what the documents and decisions give"),
                (after, before, "is missing"),
            ):
                for row in copy.execute(f"{first} EXCEPT {second} LIMIT {_MOST_REPORTED}"):
                    yield f"{what} {row[0]}: {words}; `retold refresh` makes the entities anew"


def _copy(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(path, isolation_level=None)
    connection.backup(copy)
    copy.execute("PRAGMA journal_mode = OFF")
    copy.execute("PRAGMA synchronous = OFF")
    copy.execute("BEGIN")
    return copy
