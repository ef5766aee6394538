"""What a person's decision is about, found in the graph as it is when it is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from retold.claims import LocalEntity
from retold.errors import UsageError
from retold.resolution.decisions import Judgement
from retold.store.log import ANCHORS, Anchor, about_claim, about_local, read_log
from retold.store.view import View

__all__ = ["claim_anchors", "contradicted", "identity_anchors"]


def claim_anchors(view: View, connection: sqlite3.Connection, ident: str) -> list[Anchor]:
    """Return the claims that an id stands for: one, or all of a fact.

    Raises UsageError when it fits nothing.
    """
    fact = view.fact(ident) if ident.startswith("f") else None
    ids = set(fact.claims) if fact else {ident}
    # A fact that was rejected is none any more, but the decision knows its claims.
    ids |= {
        row[0]
        for row in connection.execute(
            'SELECT a.id FROM anchors a JOIN decisions d ON d.n = a.decision WHERE d."left" = ?', (ident,)
        )
    }
    claims = [stored.claim for stored in view.claims(ids)]
    if not claims:
        raise UsageError(f"no claim or fact has the id {ident!r}; `retold show NAME` prints them")
    return [
        Anchor(side=0, document=claim.document, id=claim.id, about=about_claim(claim)) for claim in claims
    ]


def identity_anchors(view: View, judgement: Judgement, left: str, right: str) -> list[Anchor]:
    """Return the local entities on both sides of a decision: members of two entities, or two of one.

    Raises UsageError when an id fits nothing, or both the same local entity.
    """
    entities = []
    for ident in (left, right):
        if (entity := view.entity(ident)) is None:
            raise UsageError(f"no entity has the id {ident!r}; `retold search` finds ids")
        entities.append(entity)
    members: list[list[LocalEntity]] = []
    for ident, entity in zip((left, right), entities, strict=True):
        named = view.named_by(ident)
        alone = entities[0] == entities[1] or (named is not None and named.id == ident)
        members.append([named] if alone and named is not None else view.members(entity.id)[:ANCHORS])
    if {local.id for local in members[0]} & {local.id for local in members[1]}:
        hint = (
            "there is nothing to join"
            if judgement is Judgement.SAME
            else "take back what joined them (`retold undo` lists it), "
            "or give two ids of what documents speak of, as `retold extract` prints them"
        )
        raise UsageError(f"both are {entities[0].name!r}, {entities[0].id}; {hint}")
    return [
        Anchor(side=side, document=local.id.partition("#")[0], id=local.id, about=about_local(local))
        for side, locals_ in enumerate(members)
        for local in locals_
    ]


def contradicted(
    connection: sqlite3.Connection, judgement: Judgement, anchors: Sequence[Anchor]
) -> list[int]:
    """Return the standing decisions of which the one at hand is the opposite."""
    opposite = {
        Judgement.SAME: Judgement.DIFFERENT,
        Judgement.DIFFERENT: Judgement.SAME,
        Judgement.ACCEPTED: Judgement.REJECTED,
        Judgement.REJECTED: Judgement.ACCEPTED,
    }[judgement]
    sides: tuple[set[str], set[str]] = (set(), set())
    for anchor in anchors:
        sides[anchor.side].add(anchor.id)
    found = []
    for decision in read_log(connection):
        if decision.judgement is not opposite:
            continue
        earlier: tuple[set[str], set[str]] = (set(), set())
        for side, ident in connection.execute(
            "SELECT side, id FROM anchors WHERE decision = ?", (decision.id,)
        ):
            earlier[side].add(ident)
        straight = sides[0] & earlier[0] and (not sides[1] or sides[1] & earlier[1])
        crossed = sides[0] & earlier[1] and sides[1] & earlier[0]
        if straight or crossed:
            found.append(decision.id)
    return found
