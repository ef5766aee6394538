"""The tables of a graph file, how they are opened, and how older files are brought up to date."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from retold.errors import StoreError

__all__ = ["SCHEMA_VERSION", "connect", "guarded", "read_only"]

#: Marks a SQLite file as ours: the letters "RTLD".
_APPLICATION_ID: Final = 0x52544C44
_OLDEST_SQLITE: Final = (3, 37, 0)
_BUSY_SECONDS: Final = 60.0
_NO_GRAPH: Final = "there is no graph here yet; `retold add` makes one"

_FIRST: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    language TEXT,
    extractors TEXT NOT NULL
) STRICT;
CREATE TABLE sources (
    uri TEXT PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (n),
    title TEXT, site TEXT, author TEXT, published TEXT, language TEXT, fetched TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_document ON sources (document);

-- What documents say. `entity` and `node` are the projection of identity; the rest never changes.
CREATE TABLE locals (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (n),
    kind TEXT NOT NULL,
    names TEXT NOT NULL,
    tag TEXT NOT NULL,
    node INTEGER,
    entity INTEGER
) STRICT;
CREATE INDEX locals_document ON locals (document);
CREATE INDEX locals_node ON locals (node);
CREATE INDEX locals_entity ON locals (entity, id);
CREATE INDEX locals_tag ON locals (tag);
CREATE TABLE claims (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (n),
    subject INTEGER NOT NULL REFERENCES locals (n),
    relation TEXT NOT NULL,
    object INTEGER REFERENCES locals (n),
    value TEXT,
    within INTEGER REFERENCES locals (n),
    qualifiers TEXT NOT NULL,
    status TEXT NOT NULL,
    confidence REAL NOT NULL,
    rejected INTEGER NOT NULL DEFAULT 0,
    live INTEGER NOT NULL GENERATED ALWAYS AS (NOT rejected AND status IN ('stated', 'planned')) VIRTUAL
) STRICT;
CREATE INDEX claims_document ON claims (document);
CREATE INDEX claims_subject ON claims (subject, relation);
CREATE INDEX claims_object ON claims (object, relation) WHERE object IS NOT NULL;
CREATE INDEX claims_within ON claims (within, relation) WHERE within IS NOT NULL;
CREATE TABLE evidence (
    claim INTEGER NOT NULL REFERENCES claims (n),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (claim, start, "end", extractor)
) STRICT, WITHOUT ROWID;

-- Identity. A node stands for all local entities with one signature; a cluster of nodes is an entity.
CREATE TABLE nodes (
    n INTEGER PRIMARY KEY,
    signature TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    decided INTEGER NOT NULL,
    members INTEGER NOT NULL,
    entity INTEGER
) STRICT;
CREATE INDEX nodes_entity ON nodes (entity);
CREATE TABLE postings (
    key INTEGER NOT NULL,
    node INTEGER NOT NULL REFERENCES nodes (n),
    link INTEGER NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (key, node, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX postings_node ON postings (node);
CREATE TABLE entities (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    documents INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_id ON entities (id);
CREATE INDEX entities_kind ON entities (kind, id);
CREATE TABLE names (
    n INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL REFERENCES entities (n),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    key TEXT NOT NULL,
    leading INTEGER NOT NULL,
    total INTEGER NOT NULL,
    UNIQUE (entity, name)
) STRICT;
CREATE INDEX names_folded ON names (folded);
CREATE INDEX names_key ON names (key);

-- The only history: what people decided. `withdrawn` is 0 while a decision stands, the number of the one
-- that contradicts it, or -1 when it was undone. `target` is the row of the local entity or claim, while
-- there is one.
CREATE TABLE decisions (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    "left" TEXT NOT NULL,
    "right" TEXT,
    judgement TEXT NOT NULL,
    reasons TEXT NOT NULL,
    by TEXT,
    at TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE anchors (
    decision INTEGER NOT NULL REFERENCES decisions (n),
    side INTEGER NOT NULL,
    document TEXT NOT NULL,
    id TEXT NOT NULL,
    about TEXT NOT NULL,
    target INTEGER,
    PRIMARY KEY (decision, side, document, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchors_document ON anchors (document);
CREATE INDEX anchors_target ON anchors (target) WHERE target IS NOT NULL;

CREATE VIRTUAL TABLE texts USING fts5 (
    text, content = 'documents', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.n, old.text);
END;
CREATE VIRTUAL TABLE spellings USING fts5 (
    folded, content = 'names', content_rowid = 'n', tokenize = 'trigram'
);
CREATE TRIGGER names_added AFTER INSERT ON names BEGIN
    INSERT INTO spellings (rowid, folded) VALUES (new.n, new.folded);
END;
CREATE TRIGGER names_removed AFTER DELETE ON names BEGIN
    INSERT INTO spellings (spellings, rowid, folded) VALUES ('delete', old.n, old.folded);
END;
"""


def _create(connection: sqlite3.Connection) -> None:
    for statement in _statements(_FIRST):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    # executescript would commit, and a half-made file must not stay behind.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


#: The step at index i takes a file from version i to version i + 1.
_MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_create,)
SCHEMA_VERSION: Final = len(_MIGRATIONS)


def connect(path: str | Path) -> sqlite3.Connection:
    """Open the graph file at `path` for writing; create it or bring it up to date if need be.

    Raises StoreError when the file cannot be used.
    """
    _need_sqlite(path)
    _need_no_folder(path)
    with guarded(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _check_owner(connection, path)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA wal_autocheckpoint = 8000")
            # 16 MB: four times as much made adding 20,000 documents no faster.
            connection.execute("PRAGMA cache_size = -16384")
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def read_only(path: str | Path) -> sqlite3.Connection:
    """Open the graph file at `path` for reading, in one snapshot that later writing does not change.

    Raises StoreError when there is no such file or it cannot be used.
    """
    _need_sqlite(path)
    _need_no_folder(path)
    if not Path(path).is_file():
        raise StoreError(f"{path}: {_NO_GRAPH}")
    uri = Path(path).resolve().as_uri()
    with guarded(path):
        try:
            return _snapshot(f"{uri}?mode=ro", path)
        except sqlite3.OperationalError as error:
            # On read-only media SQLite cannot make the index of its log; nobody can write there either.
            if "readonly" not in str(error) and "unable to open" not in str(error):
                raise
            return _snapshot(f"{uri}?immutable=1", path)


def _snapshot(uri: str, path: str | Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("BEGIN")
        version = _check_owner(connection, path)
        if version == 0:
            raise StoreError(f"{path}: {_NO_GRAPH}")
        if version < SCHEMA_VERSION:
            raise StoreError(
                f"{path}: the file is of an older retold (schema {version}, now {SCHEMA_VERSION}); "
                "open it once for writing, for example with `retold refresh`"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _need_sqlite(path: str | Path) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(f"{path}: SQLite {oldest} is needed; this Python has {sqlite3.sqlite_version}")


def _need_no_folder(path: str | Path) -> None:
    if Path(path).is_dir():
        raise StoreError(f"{path}: is a folder; give the name of a file")


def _check_owner(connection: sqlite3.Connection, path: str | Path) -> int:
    """Return the schema version of the file, 0 for an empty one."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != _APPLICATION_ID and not empty:
        raise StoreError(f"{path}: a SQLite file, but not a graph of retold; give another path")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path}: the file is of a newer retold (schema {version}, known {SCHEMA_VERSION}); update retold"
        )
    return version


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, in which readers and a writer do not wait for one another."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # The switch does not wait for another process that is making the same new file.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(connection: sqlite3.Connection, path: str | Path) -> None:
    if _check_owner(connection, path) == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited.
        for step in _MIGRATIONS[_check_owner(connection, path) :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def guarded(path: str | Path) -> Iterator[None]:
    """Turn errors of SQLite into StoreError with the path, the reason and a way out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            hint = f"another process has been writing for more than {_BUSY_SECONDS:.0f} seconds; try again"
        elif "unable to open" in reason:
            hint = "the folder is missing or may not be written to; give another path"
        elif "full" in reason:
            hint = "free some space; nothing that was stored is lost"
        else:
            hint = "see that the file is a graph of retold and may be written to"
        raise StoreError(f"{path}: {reason}; {hint}") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{path}: not a graph of retold; give another path") from error
        raise StoreError(
            f"{path}: {error}; the file is damaged: take a copy of it, or add the documents to a new file"
        ) from error
