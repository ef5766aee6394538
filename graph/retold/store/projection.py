"""The projection of identity in a graph file: nodes, entities and names, kept up with every document.

Whatever the order of documents, the projection equals what `retold.resolution.cluster` makes of all nodes at
once: a change can only reach nodes that share a key with it, directly or through others, and these are
clustered anew.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from retold.claims import LocalEntity
from retold.identifiers import entity_id
from retold.resolution.clustering import Node, cluster
from retold.resolution.profiles import Link, Profile, profile_entities
from retold.store.log import Constraints, constraints, decided_locals
from retold.store.rows import claims_where, dump, in_batches, local_of
from retold.values import fold, name_key

__all__ = ["attach", "cluster_inputs", "component", "detach", "nodes_around", "rebuild", "recluster"]

_DECIDED_SAME: Final = (
    "SELECT l.node FROM nodes n JOIN locals m ON m.node = n.n"
    " JOIN anchors p ON p.target = m.n JOIN decisions d ON d.n = p.decision"
    " JOIN anchors q ON q.decision = p.decision JOIN locals l ON l.n = q.target"
    " WHERE n.n IN ({}) AND n.decided AND d.judgement = 'same' AND NOT d.withdrawn AND l.node IS NOT NULL"
)


def attach(connection: sqlite3.Connection, document: int) -> None:
    """Give the local entities of a stored document their nodes and entities."""
    dirty: set[int] = set()
    members: dict[int, list[tuple[int, LocalEntity]]] = defaultdict(list)
    for number, local, profile in _profiled(connection, document):
        node, changed = _join_node(connection, local, profile)
        connection.execute("UPDATE locals SET node = ? WHERE n = ?", (node, number))
        members[node].append((number, local))
        if changed:
            dirty.add(node)
    # A node that is new has no entity yet; the others hand theirs on.
    for node, locals_ in members.items():
        entity = _entity_of_node(connection, node)
        connection.executemany(
            "UPDATE locals SET entity = ? WHERE n = ?", [(entity, number) for number, _ in locals_]
        )
    remade = _cluster_anew(connection, component(connection, dirty)) if dirty else set()
    joined: dict[int, list[LocalEntity]] = defaultdict(list)
    for node, locals_ in members.items():
        entity = _entity_of_node(connection, node)
        if entity is not None and entity not in remade:
            joined[entity] += [local for _, local in locals_]
    for entity, locals_of_entity in joined.items():
        _count_names(connection, entity, locals_of_entity, by=1)
        connection.execute("UPDATE entities SET documents = documents + 1 WHERE n = ?", (entity,))
        _describe(connection, entity)


def detach(connection: sqlite3.Connection, document: int) -> None:
    """Take the local entities of a stored document out of their nodes and entities."""
    around: set[int] = set()
    left: dict[int, list[LocalEntity]] = defaultdict(list)
    profiled = _profiled(connection, document)
    rows = {
        number: (node, entity)
        for number, node, entity in connection.execute(
            "SELECT n, node, entity FROM locals WHERE document = ?", (document,)
        )
    }
    for number, local, profile in profiled:
        node, entity = rows[number]
        left[entity].append(local)
        if _would_change(connection, node, profile):
            around |= component(connection, {node} - around)
        _leave_node(connection, node, profile)
    connection.execute("UPDATE locals SET node = NULL, entity = NULL WHERE document = ?", (document,))
    for entity, locals_ in left.items():
        _count_names(connection, entity, locals_, by=-1)
        connection.execute("UPDATE entities SET documents = documents - 1 WHERE n = ?", (entity,))
    for node in {node for node, _ in rows.values()}:
        if connection.execute("DELETE FROM nodes WHERE n = ? AND members = 0", (node,)).rowcount:
            around.discard(node)
    remade = _cluster_anew(connection, around) if around else set()
    for entity in left.keys() - remade:
        _describe(connection, entity)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole projection anew."""
    connection.execute("UPDATE locals SET node = NULL, entity = NULL")
    for table in ("postings", "nodes", "names", "entities"):
        connection.execute(f"DELETE FROM {table}")
    for (document,) in connection.execute("SELECT n FROM documents ORDER BY id").fetchall():
        attach(connection, document)


def nodes_around(connection: sqlite3.Connection, decisions: Iterable[int]) -> set[int]:
    """Return every node that decisions may hold together or apart, as things stand."""
    decided: set[int] = set()
    for marks, batch in in_batches(decisions):
        decided |= _column(
            connection,
            "SELECT l.node FROM anchors a JOIN locals l ON l.n = a.target"
            f" WHERE a.decision IN ({marks}) AND l.node IS NOT NULL",
            batch,
        )
    return component(connection, decided)


def recluster(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Cluster those of these nodes that are still there anew, with all that they may be joined with."""
    left: set[int] = set()
    for marks, batch in in_batches(sorted(numbers)):
        left |= _column(connection, f"SELECT n FROM nodes WHERE n IN ({marks})", batch)
    if left:
        _cluster_anew(connection, component(connection, left))


def component(connection: sqlite3.Connection, seeds: Collection[int]) -> set[int]:
    """Return every node that `seeds` may be joined with, directly or through others, and themselves."""
    found: set[int] = set()
    known: set[int] = set()
    new = set(seeds)
    while new:
        found |= new
        keys: set[int] = set()
        beside: set[int] = set()
        for marks, batch in in_batches(sorted(new)):
            keys |= _column(connection, f"SELECT key FROM postings WHERE node IN ({marks})", batch)
            beside |= _column(connection, _DECIDED_SAME.format(marks), batch)
        # Each key is looked up once, so that a title that thousands of nodes share is read once.
        for marks, batch in in_batches(sorted(keys - known)):
            beside |= _column(connection, f"SELECT node FROM postings WHERE key IN ({marks})", batch)
        known |= keys
        new = beside - found
    return found


def _column(connection: sqlite3.Connection, query: str, parameters: list[int]) -> set[int]:
    return {row[0] for row in connection.execute(query, parameters)}


def _load_nodes(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Node]:
    nodes = []
    for marks, batch in in_batches(numbers):
        postings: dict[int, set[tuple[int, Link]]] = defaultdict(set)
        for node, key, link in connection.execute(
            f"SELECT node, key, link FROM postings WHERE node IN ({marks})", batch
        ):
            postings[node].add((key, Link(link)))
        for node, signature in connection.execute(
            f"SELECT n, signature FROM nodes WHERE n IN ({marks})", batch
        ):
            decided = json.loads(signature).get("decided")
            nodes.append(
                Node(id=node, signature=signature, postings=frozenset(postings[node]), decided=decided)
            )
    return nodes


def cluster_inputs(connection: sqlite3.Connection, numbers: Iterable[int]) -> tuple[list[Node], Constraints]:
    """Return the nodes of these rows and the decisions about them, as `cluster` takes them."""
    nodes = _load_nodes(connection, numbers)
    return nodes, constraints(connection, {node.decided for node in nodes if node.decided is not None})


def _profiled(connection: sqlite3.Connection, document: int) -> list[tuple[int, LocalEntity, Profile]]:
    rows = connection.execute(
        "SELECT n, id, kind, names FROM locals WHERE document = ? ORDER BY id", (document,)
    ).fetchall()
    entities = {number: local_of(*row) for number, *row in rows}
    claims = (stored.claim for stored in claims_where(connection, "WHERE c.document = ?", (document,)))
    found = profile_entities(entities.values(), claims)
    decided = decided_locals(connection, document)
    return [
        (number, local, _decided(found[local.id], local) if number in decided else found[local.id])
        for number, local in entities.items()
    ]


def _decided(profile: Profile, local: LocalEntity) -> Profile:
    """Return the profile under a signature of its own, so that a decision reaches no other local entity."""
    signature = {**json.loads(profile.signature), "decided": local.id}
    return Profile(signature=dump(signature), postings=profile.postings)


def _join_node(connection: sqlite3.Connection, local: LocalEntity, profile: Profile) -> tuple[int, bool]:
    """Return the node of a profile, and whether clusters may change by it."""
    row = connection.execute("SELECT n FROM nodes WHERE signature = ?", (profile.signature,)).fetchone()
    if row is None:
        added = connection.execute(
            "INSERT INTO nodes (signature, kind, decided, members) VALUES (?, ?, ?, 1)",
            (profile.signature, local.kind, "decided" in json.loads(profile.signature)),
        )
        node, changed = int(added.lastrowid or 0), True
    else:
        node, changed = int(row[0]), False
        connection.execute("UPDATE nodes SET members = members + 1 WHERE n = ?", (node,))
    for key, link in sorted(profile.postings):
        (members,) = connection.execute(
            "INSERT INTO postings VALUES (?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET members = members + 1 RETURNING members",
            (key, node, link),
        ).fetchone()
        changed = changed or (members == 1 and _is_shared(connection, key, node))
    return node, changed


def _is_shared(connection: sqlite3.Connection, key: int, node: int) -> bool:
    found = connection.execute("SELECT 1 FROM postings WHERE key = ? AND node <> ? LIMIT 1", (key, node))
    return found.fetchone() is not None


def _would_change(connection: sqlite3.Connection, node: int, profile: Profile) -> bool:
    """Whether clusters may change when one member with this profile leaves the node."""
    if connection.execute("SELECT members FROM nodes WHERE n = ?", (node,)).fetchone()[0] == 1:
        return True
    return any(
        connection.execute(
            "SELECT members FROM postings WHERE key = ? AND node = ? AND link = ?", (key, node, link)
        ).fetchone()[0]
        == 1
        and _is_shared(connection, key, node)
        for key, link in profile.postings
    )


def _leave_node(connection: sqlite3.Connection, node: int, profile: Profile) -> None:
    connection.execute("UPDATE nodes SET members = members - 1 WHERE n = ?", (node,))
    keys = [(key, node, link) for key, link in profile.postings]
    connection.executemany(
        "UPDATE postings SET members = members - 1 WHERE key = ? AND node = ? AND link = ?", keys
    )
    connection.executemany(
        "DELETE FROM postings WHERE key = ? AND node = ? AND link = ? AND members = 0", keys
    )


def _entity_of_node(connection: sqlite3.Connection, node: int) -> int | None:
    found: int | None = connection.execute("SELECT entity FROM nodes WHERE n = ?", (node,)).fetchone()[0]
    return found


def _cluster_anew(connection: sqlite3.Connection, numbers: Collection[int]) -> set[int]:
    """Cluster these nodes and return the entities that were made or changed, their names counted."""
    nodes_, decided = cluster_inputs(connection, numbers)
    clustering = cluster(nodes_, same=decided.same, different=decided.different)
    held: dict[int, tuple[int | None, int]] = {}
    for marks, batch in in_batches(numbers):
        for node, entity, members in connection.execute(
            f"SELECT n, entity, members FROM nodes WHERE n IN ({marks})", batch
        ):
            held[node] = (entity, members)
    taken: set[int] = set()
    changed: set[int] = set()
    sizes = {nodes: sum(held[node][1] for node in nodes) for nodes in clustering.clusters}
    # An entity keeps its row in the cluster that holds most of it, so that little has to be written.
    for nodes in sorted(clustering.clusters, key=lambda nodes: -sizes[nodes]):
        votes: dict[int, int] = defaultdict(int)
        for node in nodes:
            entity, members = held[node]
            if entity is not None and entity not in taken:
                votes[entity] += members
        if votes:
            own = max(votes, key=lambda entity: (votes[entity], -entity))
        else:
            made = connection.execute(
                "INSERT INTO entities (id, kind, name, names, documents) VALUES ('', '', '', '[]', 0)"
            )
            own = int(made.lastrowid or 0)
        taken.add(own)
        for node in nodes:
            before = held[node][0]
            if before != own:
                connection.execute("UPDATE nodes SET entity = ? WHERE n = ?", (own, node))
                connection.execute("UPDATE locals SET entity = ? WHERE node = ?", (own, node))
                changed |= {own} if before is None else {own, before}
    for entity in sorted(changed):
        _recount(connection, entity)
        _describe(connection, entity)
    return changed


def _recount(connection: sqlite3.Connection, entity: int) -> None:
    connection.execute("DELETE FROM names WHERE entity = ?", (entity,))
    rows = connection.execute(
        "SELECT document, id, kind, names FROM locals WHERE entity = ?", (entity,)
    ).fetchall()
    _count_names(connection, entity, [local_of(*row[1:]) for row in rows], by=1)
    connection.execute(
        "UPDATE entities SET documents = ? WHERE n = ?", (len({row[0] for row in rows}), entity)
    )


def _count_names(
    connection: sqlite3.Connection, entity: int, locals_: Iterable[LocalEntity], *, by: int
) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for local in locals_:
        for position, name in enumerate(dict.fromkeys(local.names)):
            counts[name][0] += position == 0
            counts[name][1] += 1
    for name, (leading, total) in sorted(counts.items()):
        cursor = connection.execute(
            "UPDATE names SET leading = leading + ?, total = total + ? WHERE entity = ? AND name = ?",
            (by * leading, by * total, entity, name),
        )
        if cursor.rowcount == 0:
            connection.execute(
                "INSERT INTO names (entity, name, folded, key, leading, total) VALUES (?, ?, ?, ?, ?, ?)",
                (entity, name, fold(name), name_key(name), leading, total),
            )
    if by < 0:
        connection.execute("DELETE FROM names WHERE entity = ? AND total = 0", (entity,))


def _describe(connection: sqlite3.Connection, entity: int) -> None:
    """Write id, kind, name and names of an entity, or remove it when no document speaks of it any more."""
    first = connection.execute("SELECT min(id) FROM locals WHERE entity = ?", (entity,)).fetchone()[0]
    if first is None:
        connection.execute("DELETE FROM names WHERE entity = ?", (entity,))
        connection.execute("DELETE FROM entities WHERE n = ?", (entity,))
        return
    kind = connection.execute(
        "SELECT kind FROM nodes WHERE entity = ? GROUP BY kind ORDER BY sum(members) DESC, kind LIMIT 1",
        (entity,),
    ).fetchone()[0]
    names = connection.execute(
        "SELECT name, leading, total FROM names WHERE entity = ?", (entity,)
    ).fetchall()
    best = min(names, key=lambda row: (-row[1], -len(row[0]), row[0]))[0] if names else _unnamed(kind)
    ordered = [name for name, *_ in sorted(names, key=lambda row: (row[0] != best, -row[2], row[0]))]
    connection.execute(
        "UPDATE entities SET id = ?, kind = ?, name = ?, names = ? WHERE n = ?",
        (entity_id(kind, best, [first]), kind, best, dump(ordered), entity),
    )


def _unnamed(kind: str) -> str:
    """Return what a thing without a name is called: `unnamed short story`."""
    return "unnamed " + re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
