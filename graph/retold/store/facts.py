"""Facts, computed from claims: those that say the same once identity is resolved meet in one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from retold.claims import Literal, Status
from retold.store.model import Fact
from retold.store.rows import EntityReader

__all__ = ["all_facts", "count", "fact_of_claim", "facts_about", "order"]

_COLUMNS: Final = """
    SELECT s.entity, c.relation, o.entity, c.value, w.entity, c.qualifiers, min(c.id),
           group_concat(c.id, ' '), max(c.confidence), max(c.status = 'stated'), count(DISTINCT c.document)
"""
# The planner knows no sizes; CROSS JOIN makes it start at the end that is given.
_FROM: Final[Mapping[str, str]] = {
    "subject": "FROM locals s CROSS JOIN claims c ON c.subject = s.n"
    " LEFT JOIN locals o ON o.n = c.object LEFT JOIN locals w ON w.n = c.within",
    "object": "FROM locals o CROSS JOIN claims c ON c.object = o.n"
    " CROSS JOIN locals s ON s.n = c.subject LEFT JOIN locals w ON w.n = c.within",
    "within": "FROM locals w CROSS JOIN claims c ON c.within = w.n"
    " CROSS JOIN locals s ON s.n = c.subject LEFT JOIN locals o ON o.n = c.object",
    "": "FROM claims c CROSS JOIN locals s ON s.n = c.subject"
    " LEFT JOIN locals o ON o.n = c.object LEFT JOIN locals w ON w.n = c.within",
}
_ENDS: Final[Mapping[str, str]] = {"subject": "s.entity", "object": "o.entity", "within": "w.entity"}
# Nothing is related to itself; where identity says so, one document had two things of one name.
_LIVE: Final = "c.live AND s.entity IS NOT o.entity"
_GROUP: Final = "GROUP BY s.entity, c.relation, o.entity, c.value, w.entity, c.qualifiers"


def facts_about(
    connection: sqlite3.Connection,
    entities: EntityReader,
    ends: Mapping[str, int],
    *,
    relations: Collection[str] | None = None,
    min_confidence: float = 0.0,
) -> Iterator[Fact]:
    """Yield the facts whose ends (subject, object, within) are the entities of these rows, in no order."""
    conditions = [_LIVE, *(f"{_ENDS[end]} = ?" for end in ends)]
    parameters: list[Any] = list(ends.values())
    if relations is not None:
        conditions.append(f"c.relation IN ({', '.join('?' * len(relations))})")
        parameters += sorted(relations)
    query = f"{_COLUMNS} {_FROM[next(iter(ends))]} WHERE {' AND '.join(conditions)} {_GROUP}"
    query += " HAVING max(c.confidence) >= ?"
    return (_fact(row, entities) for row in connection.execute(query, [*parameters, min_confidence]))


def all_facts(
    connection: sqlite3.Connection, entities: EntityReader, *, min_confidence: float = 0.0
) -> Iterator[Fact]:
    """Yield every fact, sorted by id."""
    query = f"{_COLUMNS} {_FROM['']} WHERE {_LIVE} {_GROUP} HAVING max(c.confidence) >= ? ORDER BY min(c.id)"
    return (_fact(row, entities) for row in connection.execute(query, (min_confidence,)))


def fact_of_claim(connection: sqlite3.Connection, entities: EntityReader, claim: str) -> Fact | None:
    """Return the fact that a claim is part of, or None if it makes none."""
    row = connection.execute(
        "SELECT s.entity, c.relation FROM claims c JOIN locals s ON s.n = c.subject WHERE c.id = ?", (claim,)
    ).fetchone()
    if row is None:
        return None
    found = facts_about(connection, entities, {"subject": row[0]}, relations={row[1]})
    return next((fact for fact in found if claim in fact.claims), None)


def count(connection: sqlite3.Connection) -> int:
    """Return how many facts there are."""
    row = connection.execute(f"SELECT count(*) FROM (SELECT 1 {_FROM['']} WHERE {_LIVE} {_GROUP})").fetchone()
    return int(row[0])


def order(fact: Fact) -> tuple[str, str, str]:
    """The order of facts about one thing: by relation, by the object's name or value, by id."""
    name = fact.object.value if isinstance(fact.object, Literal) else fact.object.name
    return fact.relation, name, fact.id


def _fact(row: tuple[Any, ...], entities: EntityReader) -> Fact:
    subject, relation, target, value, within, qualifiers, first, claims, confidence, stated, documents = row
    return Fact(
        id="f" + first[1:],
        subject=entities[subject],
        relation=relation,
        object=Literal(value=value) if target is None else entities[target],
        within=None if within is None else entities[within],
        qualifiers=json.loads(qualifiers),
        status=Status.STATED if stated else Status.PLANNED,
        confidence=confidence,
        claims=tuple(sorted(claims.split())),
        documents=documents,
    )
