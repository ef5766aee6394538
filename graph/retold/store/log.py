"""The log of people's decisions, and how it finds what it is about when documents are read again.

A decision is anchored in local entities or claims: their document, their id, and what they are about. When a
document is stored, the anchors in it are bound to its rows; a reading by a newer extractor may have given
another id to the same thing, so what it is about decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from retold.claims import Claim, Literal, LocalEntity
from retold.resolution.decisions import Decision, Judgement
from retold.store.rows import claims_where, dump, in_batches, local_of
from retold.values import fold

__all__ = [
    "ANCHORS",
    "Anchor",
    "Constraints",
    "about_claim",
    "about_local",
    "bind",
    "broken_difference",
    "carry",
    "constraints",
    "decided_locals",
    "documents_of",
    "read_log",
    "record",
    "unbind",
    "undo",
    "withdraw",
]

_Thing = tuple[int, str, str]

#: Enough of an entity's members to find it again; a decision about Netflix need not touch every document.
ANCHORS: Final = 100

_CLAIM_JUDGEMENTS: Final = "('accepted', 'rejected')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What one side (0 or 1) of a decision is about: a local entity or a claim of one document."""

    side: int
    document: str
    id: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """The standing decisions about some local entities, as sets of their ids."""

    same: tuple[frozenset[str], ...] = ()
    different: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()


def about_local(local: LocalEntity) -> str:
    """Return what identifies a local entity within its document whatever its id."""
    return dump([local.kind, sorted({fold(name) for name in local.names})])


def about_claim(claim: Claim) -> str:
    """Return what identifies a claim within its document whatever the ids of its local entities."""
    target = claim.object
    return dump(
        [
            claim.relation,
            about_local(claim.subject),
            "=" + target.value if isinstance(target, Literal) else about_local(target),
            about_local(claim.within) if claim.within else "",
        ]
    )


def record(connection: sqlite3.Connection, decision: Decision, anchors: Iterable[Anchor]) -> Decision:
    """Write a decision and bind its anchors. Returns it with its number in the log."""
    added = connection.execute(
        'INSERT INTO decisions ("left", "right", judgement, reasons, by, at) VALUES (?, ?, ?, ?, ?, ?)',
        (
            decision.left,
            decision.right,
            decision.judgement.value,
            dump(decision.reasons),
            decision.by,
            decision.at,
        ),
    )
    number = int(added.lastrowid or 0)
    connection.executemany(
        "INSERT INTO anchors (decision, side, document, id, about) VALUES (?, ?, ?, ?, ?)",
        [(number, anchor.side, anchor.document, anchor.id, anchor.about) for anchor in anchors],
    )
    return Decision(
        id=number,
        left=decision.left,
        right=decision.right,
        judgement=decision.judgement,
        reasons=decision.reasons,
        by=decision.by,
        at=decision.at,
    )


def withdraw(connection: sqlite3.Connection, number: int, *, for_: int = -1) -> None:
    """Mark a decision as undone, or as contradicted by the decision `for_`; it stays in the log."""
    connection.execute("UPDATE decisions SET withdrawn = ? WHERE n = ?", (for_, number))


def undo(connection: sqlite3.Connection, number: int) -> list[int]:
    """Undo a decision; those that it had contradicted stand again. Returns the numbers of all of them."""
    restored = [
        row[0] for row in connection.execute("SELECT n FROM decisions WHERE withdrawn = ?", (number,))
    ]
    withdraw(connection, number)
    for other in restored:
        withdraw(connection, other, for_=0)
    return [number, *restored]


def documents_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """Return the documents that decisions are about."""
    query = "SELECT document FROM anchors WHERE decision = ?"
    return {row[0] for number in numbers for row in connection.execute(query, (number,))}


def read_log(connection: sqlite3.Connection, numbers: Collection[int] | None = None) -> list[Decision]:
    """Return the standing decisions in the order of the log, all or those of `numbers`."""
    rows = connection.execute(
        'SELECT n, "left", "right", judgement, reasons, by, at FROM decisions WHERE NOT withdrawn ORDER BY n'
    )
    return [
        Decision(
            id=number,
            left=left,
            right=right,
            judgement=Judgement(judgement),
            reasons=tuple(json.loads(reasons)),
            by=by,
            at=at,
        )
        for number, left, right, judgement, reasons, by, at in rows
        if numbers is None or number in numbers
    ]


def bind(connection: sqlite3.Connection, document: str) -> None:
    """Point the anchors of a document at its rows and mark the claims that people rejected."""
    anchors = connection.execute(
        "SELECT a.decision, a.side, a.id, a.about, d.judgement FROM anchors a"
        " JOIN decisions d ON d.n = a.decision WHERE a.document = ?",
        (document,),
    ).fetchall()
    if not anchors:
        return
    things = _things(connection, document)
    for decision, side, ident, about, judgement in anchors:
        claim = judgement in (Judgement.ACCEPTED, Judgement.REJECTED)
        target = _find(things[claim], ident, about)
        connection.execute(
            "UPDATE anchors SET target = ? WHERE decision = ? AND side = ? AND document = ? AND id = ?",
            (target[0] if target else None, decision, side, document, ident),
        )
    connection.execute(
        "UPDATE claims SET rejected = coalesce((SELECT d.judgement = 'rejected' FROM anchors a"
        " JOIN decisions d ON d.n = a.decision WHERE a.target = claims.n AND NOT d.withdrawn"
        f" AND d.judgement IN {_CLAIM_JUDGEMENTS} ORDER BY d.n DESC LIMIT 1), 0)"
        " WHERE document = (SELECT n FROM documents WHERE id = ?)",
        (document,),
    )


def unbind(connection: sqlite3.Connection, document: str) -> None:
    """Let go of the rows of a document that are about to be removed."""
    connection.execute("UPDATE anchors SET target = NULL WHERE document = ?", (document,))


def carry(connection: sqlite3.Connection, *, old: str, new: str) -> None:
    """Anchor the decisions about a replaced document in its new version, where it says the same things."""
    things = _things(connection, new)
    for decision, side, ident, about, judgement in connection.execute(
        "SELECT a.decision, a.side, a.id, a.about, d.judgement FROM anchors a"
        " JOIN decisions d ON d.n = a.decision WHERE a.document = ?",
        (old,),
    ).fetchall():
        claim = judgement in (Judgement.ACCEPTED, Judgement.REJECTED)
        target = _find(things[claim], ident, about)
        if target is not None:
            connection.execute(
                "INSERT OR IGNORE INTO anchors (decision, side, document, id, about) VALUES (?, ?, ?, ?, ?)",
                (decision, side, new, target[1], about),
            )


def broken_difference(connection: sqlite3.Connection) -> int | None:
    """Return a standing decision that two things differ which others have made one, or None."""
    row = connection.execute(
        "SELECT d.n FROM decisions d JOIN anchors p ON p.decision = d.n AND p.side = 0"
        " JOIN anchors q ON q.decision = d.n AND q.side = 1"
        " JOIN locals a ON a.n = p.target JOIN locals b ON b.n = q.target"
        " WHERE d.judgement = 'different' AND NOT d.withdrawn AND a.entity = b.entity ORDER BY d.n LIMIT 1"
    ).fetchone()
    return None if row is None else int(row[0])


def decided_locals(connection: sqlite3.Connection, document: int) -> set[int]:
    """Return the rows of the local entities of a document that a standing decision is about."""
    rows = connection.execute(
        "SELECT l.n FROM locals l JOIN anchors a ON a.target = l.n JOIN decisions d ON d.n = a.decision"
        f" WHERE l.document = ? AND NOT d.withdrawn AND d.judgement NOT IN {_CLAIM_JUDGEMENTS}",
        (document,),
    )
    return {row[0] for row in rows}


def constraints(connection: sqlite3.Connection, locals_: Collection[str]) -> Constraints:
    """Return the standing decisions about identity that touch these local entities, in order of the log."""
    numbers: set[int] = set()
    for marks, batch in in_batches(sorted(locals_)):
        numbers |= {
            row[0]
            for row in connection.execute(
                "SELECT a.decision FROM locals l JOIN anchors a ON a.target = l.n"
                f" JOIN decisions d ON d.n = a.decision WHERE l.id IN ({marks})"
                f" AND NOT d.withdrawn AND d.judgement NOT IN {_CLAIM_JUDGEMENTS}",
                batch,
            )
        }
    same, different = [], []
    for number in sorted(numbers):
        sides: tuple[set[str], set[str]] = (set(), set())
        for side, ident in connection.execute(
            "SELECT a.side, l.id FROM anchors a JOIN locals l ON l.n = a.target WHERE a.decision = ?",
            (number,),
        ):
            sides[side].add(ident)
        (judgement,) = connection.execute("SELECT judgement FROM decisions WHERE n = ?", (number,)).fetchone()
        if judgement == Judgement.SAME:
            same.append(frozenset(sides[0] | sides[1]))
        else:
            different.append((frozenset(sides[0]), frozenset(sides[1])))
    return Constraints(same=tuple(same), different=tuple(different))


def _things(connection: sqlite3.Connection, document: str) -> tuple[list[_Thing], list[_Thing]]:
    """Return what can be decided about in a document: its local entities and its claims."""
    number = connection.execute("SELECT n FROM documents WHERE id = ?", (document,)).fetchone()[0]
    locals_ = [
        (row, ident, about_local(local_of(ident, kind, names)))
        for row, ident, kind, names in connection.execute(
            "SELECT n, id, kind, names FROM locals WHERE document = ? ORDER BY id", (number,)
        )
    ]
    rows = dict(connection.execute("SELECT id, n FROM claims WHERE document = ?", (number,)).fetchall())
    claims = [
        (rows[stored.claim.id], stored.claim.id, about_claim(stored.claim))
        for stored in claims_where(connection, "WHERE c.document = ? ORDER BY c.id", (number,))
    ]
    return locals_, claims


def _find(things: Iterable[_Thing], ident: str, about: str) -> _Thing | None:
    fitting = [thing for thing in things if thing[2] == about]
    exact = [thing for thing in fitting if thing[1] == ident]
    return exact[0] if exact else fitting[0] if len(fitting) == 1 else None
