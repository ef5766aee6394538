"""Which gold entity each entity of the system is, and which values agree.

An entity of the system is the gold entity when their kinds are alike and a name agrees: case, diacritics,
hyphens, the order of words and leading articles do not count, and of a person or character a part of the
name suffices. A work that the text only describes ("the eponymous novel") is met by an entity of its kind
that shares a relation with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from retold.gold import Gold, GoldEntity, Triple

__all__ = ["align", "literals_agree"]

_GROUPS = {
    "Novel": "book",
    "ShortStory": "book",
    "NonFictionBook": "book",
    "Book": "book",
    "OtherWork": "work",
}
_WORKS = frozenset({"book", "comic", "play", "film", "series", "game", "audio", "work"})
_PEOPLE = frozenset({"person", "character"})
_DESCRIPTION = re.compile(
    r"\b(novel|novella|film|book|series|play|story|memoir|game|musical|comic|manga|show|miniseries|movie"
    r"|classic|remake|original|version|adaptation)s?\b"
)


def _group(kind: str) -> str:
    """Return the group in which kinds are not told apart: any book is a book."""
    return _GROUPS.get(kind, kind.casefold())


def align(gold: Gold, system: Mapping[str, GoldEntity], links: Sequence[Triple]) -> dict[str, str | None]:
    """Map each entity of the system to the gold entity that it is, or None."""
    mapping: dict[str, str | None] = {}
    ties: dict[str, list[str]] = {}
    for ident, entity in system.items():
        scores = {gid: score for gid, known in gold.entities.items() if (score := _likeness(entity, known))}
        best = [gid for gid, score in scores.items() if score == max(scores.values())]
        mapping[ident] = best[0] if len(best) == 1 else None
        if len(best) > 1:
            ties[ident] = best
    facts = gold.facts | gold.optional
    for ident, best in ties.items():
        # One name, several gold entities: the one that shares most facts.
        shared = {
            gid: sum((gid, r, mapping.get(o) or o) in facts for s, r, o in links if s == ident)
            + sum((mapping.get(s), r, gid) in facts for s, r, o in links if o == ident)
            for gid in best
        }
        mapping[ident] = max(best, key=shared.__getitem__)
    for gid, known in gold.entities.items():
        if any(not _DESCRIPTION.search(name) for name in known.names):
            continue
        # A work that the text describes but never names: met through a relation that both have.
        for ident, entity in system.items():
            if (
                mapping[ident] is None
                and _group(entity.kind) == _group(known.kind)
                and any(
                    (s == ident and (gid, r, mapping.get(o)) in facts)
                    or (o == ident and (mapping.get(s), r, gid) in facts)
                    for s, r, o in links
                )
            ):
                mapping[ident] = gid
    return mapping


def _likeness(entity: GoldEntity, known: GoldEntity) -> int:
    """Return how well two entities agree in kind and name; 0 if they cannot be one."""
    group, wanted = _group(entity.kind), _group(known.kind)
    if group != wanted and not ("work" in (group, wanted) and {group, wanted} <= _WORKS):
        return 0
    best = max((_names_agree(wanted, a, b) for a in known.names for b in entity.names), default=0)
    return best * 2 + (group == wanted) if best else 0


def _tokens(name: str) -> tuple[str, ...]:
    # Unlike `values.fold`, hyphens join here: the two halves of a given name must not match alone.
    text = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"\w+", re.sub(r"['’‘`\-‐–]", "", text))
    return tuple(t for i, t in enumerate(found) if i or t not in {"the", "a", "an"}) or tuple(found)


def _names_agree(group: str, left: str, right: str) -> int:
    """Return 3 for one name, 2 for its words in another order, 1 for a part of it, 0 for two names."""
    a, b = _tokens(left), _tokens(right)
    if not a or not b:
        return 0
    if "".join(a) == "".join(b):
        return 3
    if sorted(a) == sorted(b) or (group in _PEOPLE and sorted("".join(a)) == sorted("".join(b))):
        return 2
    if group in _PEOPLE | {"organization"} and (set(a) <= set(b) or set(b) <= set(a)):
        return 1
    is_title = group in _WORKS | {"award", "event", "place"}
    return int(is_title and min(len(a), len(b)) >= 2 and (a[: len(b)] == b or b[: len(a)] == a))


def literals_agree(relation: str, gold: str, value: str) -> bool:
    """Whether two values of a relation are one, as far as both say: 2024 agrees with 2024-10-21."""
    gold, value = gold.strip().casefold(), value.strip().casefold()
    if relation == "released":
        a, b = gold.split("-"), value.split("-")
        return len(b[0]) == 4 and all(x == y for x, y in zip(a, b, strict=False))
    if relation == "genre":
        words, others = set(_tokens(gold)), set(_tokens(value))
        return bool(words and others) and (words <= others or others <= words)
    return re.sub(r"\s", "", gold.replace("out of", "/")) == re.sub(r"\s", "", value.replace("out of", "/"))
