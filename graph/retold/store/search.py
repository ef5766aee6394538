"""Finding entities by name, with and without typing errors, and passages by their words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable
from typing import Final

from retold.store.model import Entity, Passage
from retold.store.rows import EntityReader
from retold.values import fold, name_key

__all__ = ["entities_like", "find", "passages", "suggest"]

#: How alike two names must be (0 to 100) for one to be offered for the other.
_ALIKE: Final = 60.0
_CANDIDATES: Final = 200
#: How much text is shown on either side of a match, in characters.
_AROUND: Final = 80
#: A word of more characters may be cut there; some writing has no blanks.
_WORD: Final = 30


def find(
    connection: sqlite3.Connection,
    entities: EntityReader,
    name: str,
    *,
    kinds: Collection[str] | None = None,
) -> list[Entity]:
    """Return the entities of this name, by its folded form or, if none fits, by its key."""
    for column, value in (("folded", fold(name)), ("key", name_key(name))):
        rows = connection.execute(f"SELECT DISTINCT entity FROM names WHERE {column} = ?", (value,))
        found = [entities[number] for (number,) in rows] if value else []
        found = [entity for entity in found if kinds is None or entity.kind in kinds]
        if found:
            return sorted(found, key=_most_documents_first)
    return []


def suggest(connection: sqlite3.Connection, name: str, *, limit: int) -> list[str]:
    """Return the names most like `name`, best first, each spelling once."""
    spellings: dict[str, str] = {}
    for folded, spelled, _ in _alike(connection, name):
        spellings.setdefault(folded, spelled)
    return list(spellings.values())[:limit]


def entities_like(
    connection: sqlite3.Connection,
    entities: EntityReader,
    text: str,
    *,
    kinds: Collection[str] | None = None,
    limit: int,
) -> list[Entity]:
    """Return the entities called `text`, then those whose names hold it, or else those called alike."""
    found = {entity.id: entity for entity in find(connection, entities, text, kinds=kinds)}
    folded = fold(text)
    if len(folded) >= 3:
        rows = connection.execute(
            "SELECT DISTINCT n.entity FROM spellings s JOIN names n ON n.n = s.rowid"
            " WHERE spellings MATCH ? LIMIT ?",
            (_quoted(folded), _CANDIDATES),
        )
        holding = sorted((entities[number] for (number,) in rows), key=_most_documents_first)
        for entity in holding:
            found.setdefault(entity.id, entity)
    if not found:
        for _, _, number in _alike(connection, text):
            found.setdefault(entities[number].id, entities[number])
    return [entity for entity in found.values() if kinds is None or entity.kind in kinds][:limit]


def passages(connection: sqlite3.Connection, text: str, *, limit: int) -> list[Passage]:
    """Return passages that hold `text` word for word, then those that hold all its words."""
    # The index folds case and diacritics itself, and cuts words at every other character.
    words = re.findall(r"\w+", text)
    if not words:
        return []
    queries = [_quoted(" ".join(words))]
    if len(words) > 1:
        queries.append(" ".join(_quoted(word) for word in words))
    found: dict[str, Passage] = {}
    for query in queries:
        if len(found) < limit:
            for passage in _matches(connection, query, limit):
                found.setdefault(passage.document, passage)
    return list(found.values())[:limit]


def _matches(connection: sqlite3.Connection, query: str, limit: int) -> Iterable[Passage]:
    rows = connection.execute(
        "SELECT d.id, d.text, highlight(texts, 0, char(2), char(3)),"
        " (SELECT min(uri) FROM sources WHERE document = d.n)"
        " FROM texts JOIN documents d ON d.n = texts.rowid WHERE texts MATCH ?"
        " ORDER BY bm25(texts), d.id LIMIT ?",
        (query, limit),
    ).fetchall()
    for ident, text, marked, uri in rows:
        # The first mark stands where the two differ, whatever characters the text itself holds.
        start = next((i for i, (a, b) in enumerate(zip(text, marked, strict=False)) if a != b), len(text))
        length = marked.find("\x03", start) - start - 1
        end = start + max(length, 0)
        (title,) = connection.execute("SELECT title FROM sources WHERE uri = ?", (uri,)).fetchone()
        yield Passage(
            document=ident,
            uri=uri,
            title=title,
            start=start,
            end=end,
            before=text[_word_start(text, start) : start],
            match=text[start:end],
            after=text[end : _word_end(text, end)],
        )


def _word_start(text: str, start: int) -> int:
    """Return where the text shown before a match begins: with a word, unless that is very long."""
    low = max(0, start - _AROUND)
    if low == 0 or text[low - 1].isspace():
        return low
    return next((i + 1 for i in range(low, min(low + _WORD, start)) if text[i].isspace()), low)


def _word_end(text: str, end: int) -> int:
    """Return where the text shown after a match ends: with a word, unless that is very long."""
    high = min(len(text), end + _AROUND)
    if high == len(text) or text[high].isspace():
        return high
    return next((i for i in range(high - 1, max(end, high - _WORD), -1) if text[i].isspace()), high)


def _alike(connection: sqlite3.Connection, name: str) -> list[tuple[str, str, int]]:
    """Return folded form, spelling and entity of the names like `name`, the best first."""
    from rapidfuzz import fuzz

    folded = fold(name)
    if not folded:
        return []
    grams = sorted({folded[i : i + 3] for i in range(len(folded) - 2)})
    if grams:
        rows = connection.execute(
            "SELECT n.name, n.folded, n.entity, e.documents, e.name FROM spellings s"
            " JOIN names n ON n.n = s.rowid"
            " JOIN entities e ON e.n = n.entity WHERE spellings MATCH ?"
            " ORDER BY bm25(spellings), n.name LIMIT ?",
            (" OR ".join(map(_quoted, grams)), _CANDIDATES),
        ).fetchall()
    else:
        rows = connection.execute(
            "SELECT n.name, n.folded, n.entity, e.documents, e.name FROM names n"
            " JOIN entities e ON e.n = n.entity"
            " WHERE n.folded >= ?1 AND n.folded < ?1 || char(1114111) ORDER BY n.folded, n.name LIMIT ?2",
            (folded, _CANDIDATES),
        ).fetchall()
    scored = [
        (-score, -documents, spelled != called, spelled, other, entity)
        for spelled, other, entity, documents, called in rows
        for score in [max(fuzz.ratio(folded, other), fuzz.token_sort_ratio(folded, other))]
        if score >= _ALIKE or (not grams and other.startswith(folded))
    ]
    return [(other, spelled, entity) for *_, spelled, other, entity in sorted(scored)]


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _most_documents_first(entity: Entity) -> tuple[int, str]:
    return (-entity.documents, entity.id)
