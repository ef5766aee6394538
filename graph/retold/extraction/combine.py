"""Joining what several engines read in one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention
from retold.document import Document
from retold.extraction.base import Extraction, Extractor
from retold.identifiers import local_id
from retold.values import fold, name_key, name_tokens
from retold.vocabulary import Vocabulary

__all__ = ["combine", "extract"]

_OPEN_KIND = "OtherWork"
_SOURCES = ("Novel", "ShortStory", "Comic", "NonFictionBook", "Play", "Game", "Audio")
#: Kinds that one engine may take for another of the same number.
_CONFUSED = {"Film": 1, "Series": 1, "Novel": 2, "ShortStory": 2, "NonFictionBook": 2, "Comic": 2}
_NAMED_IN_PARTS = frozenset({"Person", "Character"})


@dataclass(eq=False, slots=True, kw_only=True)
class _Joined:
    """One entity of the document with the names that every engine found for it."""

    kind: str
    first: int
    names: dict[str, None] = field(default_factory=dict)


def extract(document: Document, *, extractors: Sequence[Extractor], vocabulary: Vocabulary) -> Extraction:
    """Return what all engines together read in `document`."""
    readings = [extractor.extract(document) for extractor in extractors]
    return combine(document, readings, vocabulary=vocabulary)


def combine(document: Document, readings: Iterable[Extraction], *, vocabulary: Vocabulary) -> Extraction:
    """Return the readings as one: entities of one kind and name are one, equal claims share their evidence.

    Claims that the vocabulary does not allow are left out. Local ids count the entities in the order in
    which the document first mentions them.
    """
    kept = list(readings)
    joined = _join(document, kept)
    # Engines number their entities each in its own way: what begins at one place goes by kind and name.
    order = sorted(
        dict.fromkeys(joined.values()), key=lambda entity: (entity.first, entity.kind, sorted(entity.names))
    )
    entities = {
        entity: LocalEntity(id=local_id(document.id, number), kind=entity.kind, names=tuple(entity.names))
        for number, entity in enumerate(order, start=1)
    }

    def new(number: int, entity: LocalEntity) -> LocalEntity:
        return entities[joined[number, entity.id]]

    silent = _without_claims(kept, joined)
    mentions: dict[Mention, None] = {}
    claims: dict[str, Claim] = {}
    for number, reading in enumerate(kept):
        for mention in reading.mentions:
            key = (number, mention.entity)
            if key in silent:
                ident = local_id(document.id, len(entities) + silent[key])
                mentions[replace(mention, entity=ident)] = None
            else:
                entity = joined[key]
                mentions[replace(mention, entity=entities[entity].id, kind=entity.kind)] = None
        for claim in reading.claims:
            target = claim.object if isinstance(claim.object, Literal) else new(number, claim.object)
            if not vocabulary.allows(
                claim.relation, claim.subject.kind, None if isinstance(target, Literal) else target.kind
            ):
                continue
            moved = replace(
                claim,
                subject=new(number, claim.subject),
                object=target,
                within=new(number, claim.within) if claim.within else None,
            )
            known = claims.get(moved.id)
            evidence = (*known.evidence, *moved.evidence) if known else moved.evidence
            claims[moved.id] = replace(moved, evidence=_ordered(evidence))
    return Extraction(
        mentions=tuple(sorted(mentions, key=lambda m: (m.span, m.entity))),
        claims=tuple(sorted(claims.values(), key=lambda c: (c.evidence[0].span, c.relation, c.id))),
    )


def _without_claims(
    readings: Sequence[Extraction], joined: Mapping[tuple[int, str], _Joined]
) -> dict[tuple[int, str], int]:
    """Return the entities that are only mentioned, numbered from 1 in the order of the text."""
    order = sorted(
        (mention.span, number, mention.entity)
        for number, reading in enumerate(readings)
        for mention in reading.mentions
        if (number, mention.entity) not in joined
    )
    keys = dict.fromkeys((number, entity) for _, number, entity in order)
    return {key: place for place, key in enumerate(keys, start=1)}


def _ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence in the order of the text; of equal words of one engine the surer stays."""
    best: dict[tuple[str, int, int], Evidence] = {}
    for item in evidence:
        key = (item.extractor, item.span.start, item.span.end)
        if key not in best or item.confidence > best[key].confidence:
            best[key] = item
    return tuple(sorted(best.values(), key=lambda e: (e.span, e.extractor)))


def _join(document: Document, readings: Sequence[Extraction]) -> dict[tuple[int, str], _Joined]:
    """Return the entity that each engine's local entity becomes."""
    found: dict[tuple[int, str], LocalEntity] = {}
    first: defaultdict[tuple[int, str], int] = defaultdict(lambda: len(document.text))
    for number, reading in enumerate(readings):
        for claim in reading.claims:
            for entity in (claim.subject, claim.object, claim.within):
                if isinstance(entity, LocalEntity):
                    found[number, entity.id] = entity
        for mention in reading.mentions:
            key = (number, mention.entity)
            first[key] = min(first[key], mention.span.start)
    found = _with_one_kind_a_title(found)
    joined: dict[tuple[int, str], _Joined] = {}
    by_name: dict[tuple[str, str], _Joined] = {}
    by_word: defaultdict[tuple[str, str], dict[_Joined, None]] = defaultdict(dict)
    sources = _sources_of_open_kind(readings)
    # The fullest names first, so that a surname finds the person whom another engine names in full; sources
    # of an open kind last, so that they find the book or the play that another engine knows.
    for key, entity in sorted(
        found.items(), key=lambda item: (item[0] in sources, -_fullness(item[1]), item[0])
    ):
        into = next(
            (by_name[form] for form in _forms(entity) if form in by_name),
            None,
        )
        if into is None:
            into = _source_by_title(entity, by_name) if key in sources else _whole_of(entity, by_word)
        if into is None:
            into = _Joined(kind=entity.kind, first=first[key])
        into.first = min(into.first, first[key])
        into.names.update(dict.fromkeys(entity.names))
        for form in _forms(entity):
            by_name.setdefault(form, into)
        for word in {word for name in entity.names for word in name_tokens(name)}:
            by_word[entity.kind, word][into] = None
        joined[key] = into
    return joined


def _with_one_kind_a_title(
    found: Mapping[tuple[int, str], LocalEntity],
) -> dict[tuple[int, str], LocalEntity]:
    """Return the entities with the kind that an earlier engine gives a work, where only the kinds differ.

    Each of the two engines must know one work of the title only, and the kinds must be easy to confuse: an
    engine that read a novel and one that read its film read two works.
    """
    by_title: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (number, ident), entity in found.items():
        if entity.kind in _CONFUSED:
            for name in entity.names:
                by_title[fold(name)][number].add(ident)
    settled = dict(found)
    for engines in by_title.values():
        single = [
            (number, next(iter(engines[number]))) for number in sorted(engines) if len(engines[number]) == 1
        ]
        for place, (number, ident) in enumerate(single[1:], start=1):
            entity = settled[number, ident]
            kinds = (settled[earlier, other].kind for earlier, other in single[:place])
            kind = next((kind for kind in kinds if _CONFUSED[kind] == _CONFUSED[entity.kind]), entity.kind)
            settled[number, ident] = replace(entity, kind=kind)
    return settled


def _sources_of_open_kind(readings: Sequence[Extraction]) -> frozenset[tuple[int, str]]:
    """Return the works that something is based on, but whose kind the text leaves open."""
    return frozenset(
        (number, claim.object.id)
        for number, reading in enumerate(readings)
        for claim in reading.claims
        if claim.relation == "based_on"
        and isinstance(claim.object, LocalEntity)
        and claim.object.kind == _OPEN_KIND
    )


def _source_by_title(entity: LocalEntity, by_name: dict[tuple[str, str], _Joined]) -> _Joined | None:
    """Return the only work of a kind that is adapted for the screen and bears a name of `entity`."""
    works = {
        by_name[form] for name in entity.names for kind in _SOURCES if (form := (kind, fold(name))) in by_name
    }
    return works.pop() if len(works) == 1 else None


def _fullness(entity: LocalEntity) -> int:
    return max((len(name_tokens(name)) for name in entity.names), default=0)


def _forms(entity: LocalEntity) -> list[tuple[str, str]]:
    """Return what an entity can be known by; surnames alone do not join people of two engines."""
    if entity.kind in _NAMED_IN_PARTS:
        return [(entity.kind, name_key(name)) for name in entity.names]
    return [(entity.kind, fold(name)) for name in entity.names]


def _whole_of(entity: LocalEntity, by_word: Mapping[tuple[str, str], Iterable[_Joined]]) -> _Joined | None:
    """Return the only person or character of whose full name each name of `entity` is a part."""
    if entity.kind not in _NAMED_IN_PARTS or not entity.names:
        return None
    parts = [set(name_tokens(name)) for name in entity.names]
    wholes = [
        other
        for other in by_word.get((entity.kind, min(parts[0], default="")), ())
        if any(all(part < set(name_tokens(name)) for part in parts) for name in other.names)
    ]
    return wholes[0] if len(wholes) == 1 else None
