"""Varies marked documents: other names in the same sentences, and several documents on one page.

Swapping names keeps the network from learning who played whom by heart (the documents name few people,
the world many); joining documents teaches it that what stands on one page need not belong together.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.corpus import AnnotatedDocument, AnnotatedFact, AnnotatedMention
from retold.document import Span
from retold.extraction.model.labels import KINDS

__all__ = ["Pools", "join", "pools_of", "swap_names", "varied"]

_SWAPPED = 0.5
_JOINED = 0.2
#: Characters of two documents that still fit into one window.
_LONGEST_JOINED = 1800

_IN_PARTS = ("Person", "Character")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """Names to choose from: of people and characters by their number of words, titles, others by kind."""

    in_parts: Mapping[tuple[str, int], Sequence[tuple[str, ...]]]
    whole: Mapping[str, Sequence[str]]


def pools_of(
    documents: Iterable[AnnotatedDocument], *, people: Iterable[str] = (), titles: Iterable[str] = ()
) -> Pools:
    """Return the names of the documents, and more names of people and titles from elsewhere."""
    in_parts: defaultdict[tuple[str, int], dict[tuple[str, ...], None]] = defaultdict(dict)
    whole: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for document in documents:
        for ident, kind in document.entities.items():
            names = document.names(ident)
            if not names:
                continue
            if kind in _IN_PARTS:
                parts = tuple(max(names, key=lambda name: len(name.split())).split())
                in_parts[kind, len(parts)][parts] = None
            else:
                whole["Work" if kind in KINDS else kind][max(names, key=len)] = None
    for name in people:
        parts = tuple(name.split())
        in_parts["Person", len(parts)][parts] = None
    for title in titles:
        whole["Work"][title] = None
    return Pools(
        in_parts={key: list(names) for key, names in in_parts.items()},
        whole={key: list(names) for key, names in whole.items()},
    )


def varied(
    document: AnnotatedDocument,
    others: Sequence[AnnotatedDocument],
    *,
    pools: Pools,
    chance: random.Random,
) -> AnnotatedDocument:
    """Return the document as it is, or with other names, or with another document below it, or both."""
    if chance.random() < _JOINED:
        other = chance.choice(others)
        if len(document.text) + len(other.text) <= _LONGEST_JOINED:
            document = join([document, other])
    return swap_names(document, pools, chance=chance) if chance.random() < _SWAPPED else document


def swap_names(document: AnnotatedDocument, pools: Pools, *, chance: random.Random) -> AnnotatedDocument:
    """Return the document with about half of its names replaced, each everywhere by the same other one."""
    whole: dict[str, str] = {}
    parts: dict[str, str] = {}
    titles = " ".join(
        name for ident, kind in document.entities.items() if kind in KINDS for name in document.names(ident)
    )
    for ident, kind in document.entities.items():
        names = document.names(ident)
        if not names or chance.random() < 0.5:
            continue
        if kind in _IN_PARTS:
            full = max(names, key=lambda name: len(name.split())).split()
            choices = pools.in_parts.get((kind, len(full)), ())
            known = set(full)
            if not choices or any(w in titles for w in full) or any(set(n.split()) - known for n in names):
                continue
            for old, new in zip(full, chance.choice(choices), strict=True):
                parts.setdefault(old, new)
        elif len(set(names)) == 1 and names[0] not in whole:
            others = pools.whole.get("Work" if kind in KINDS else kind, ())
            if others:
                whole[names[0]] = chance.choice(others)
    return _rewritten(document, whole=whole, parts=parts)


def _rewritten(
    document: AnnotatedDocument, *, whole: Mapping[str, str], parts: Mapping[str, str]
) -> AnnotatedDocument:
    pieces: list[str] = []
    mentions: list[AnnotatedMention] = []
    position = length = 0
    for mention in document.mentions:
        words = document.text[mention.span.start : mention.span.end]
        if mention.entity is not None and not mention.nominal:
            if document.entities[mention.entity] in _IN_PARTS:
                words = " ".join(parts.get(word, word) for word in words.split())
            else:
                words = whole.get(words, words)
        before = document.text[position : mention.span.start]
        pieces += [before, words]
        start = length + len(before)
        length = start + len(words)
        position = mention.span.end
        mentions.append(replace(mention, span=Span(start=start, end=length)))
    pieces.append(document.text[position:])
    return replace(document, text="".join(pieces), mentions=tuple(mentions))


def join(documents: Sequence[AnnotatedDocument]) -> AnnotatedDocument:
    """Return the documents one below the other as one page; their entities stay apart."""
    texts: list[str] = []
    entities: dict[str, str] = {}
    mentions: list[AnnotatedMention] = []
    facts: list[AnnotatedFact] = []
    traps: list[AnnotatedFact] = []
    offset = 0
    for number, document in enumerate(documents):

        def new(ident: str, number: int = number) -> str:
            return ident if ident.startswith("=") else f"x{number}{ident}"

        def moved(fact: AnnotatedFact, number: int = number) -> AnnotatedFact:
            return AnnotatedFact(
                subject=new(fact.subject, number),
                relation=fact.relation,
                object=new(fact.object, number),
                within=new(fact.within, number) if fact.within else None,
            )

        entities |= {new(ident): kind for ident, kind in document.entities.items()}
        mentions += [
            replace(
                mention,
                span=Span(start=mention.span.start + offset, end=mention.span.end + offset),
                entity=new(mention.entity) if mention.entity else None,
            )
            for mention in document.mentions
        ]
        facts += map(moved, document.facts)
        traps += map(moved, document.traps)
        texts.append(document.text)
        offset += len(document.text) + 2
    return replace(
        documents[0],
        text="\n\n".join(texts),
        entities=entities,
        mentions=tuple(mentions),
        facts=tuple(facts),
        traps=tuple(traps),
    )
