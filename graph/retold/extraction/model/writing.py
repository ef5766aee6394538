"""From a reading, which speaks of words and numbers, to mentions and claims with evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.document import Document, Span
from retold.extraction.base import Extraction
from retold.extraction.model.confidence import Correction
from retold.extraction.model.evidence import proof
from retold.extraction.model.labels import DESCRIBED, LITERALS, TYPES
from retold.extraction.model.reading import ReadFact, Reading
from retold.extraction.status import status_of
from retold.identifiers import local_id
from retold.values import fold, parse_date, parse_number, parse_rating

__all__ = ["write"]

#: A casting's work must be this probable to have the actor or the character.
_WITHIN = 0.2


def write(
    document: Document,
    reading: Reading,
    *,
    sentences: Sequence[Span],
    extractor: str,
    least: float,
    correction: Correction,
) -> Extraction:
    """Return the mentions of a reading and its claims of at least the confidence `least`."""
    spans = _spans(reading)
    entities = _local_entities(document, reading, spans)
    mentions = tuple(
        Mention(
            document=document.id,
            span=span,
            surface=document.text[span.start : span.end],
            kind=entities[number].kind,
            entity=entities[number].id,
        )
        for span, number, kind in zip(
            spans, reading.entities.tolist(), reading.marks.types.tolist(), strict=True
        )
        if kind not in LITERALS
    )
    claims: dict[str, Claim] = {}
    works = _works_of_castings(reading.facts)
    for fact in sorted(reading.facts, key=lambda fact: -fact.probability):
        confidence = correction.confidence(fact.relation, fact.probability * _sureness(reading, fact))
        if confidence < least:
            continue
        within = None
        if fact.relation == "portrayed_by":
            work = works(fact)
            if work is None:
                continue
            within = entities[work]
        target = _target(reading, fact, entities, document.text, spans)
        if target is None:
            continue
        shown = proof(sentences, [(spans[left], spans[right], score) for left, right, score in fact.pairs])
        if shown is None:
            continue
        evidence = Evidence(
            document=document.id,
            span=shown[0],
            quote=document.text[shown[0].start : shown[0].end],
            extractor=extractor,
            confidence=round(confidence, 3),
        )
        claim = Claim(
            subject=entities[fact.subject],
            relation=fact.relation,
            object=target,
            within=within,
            evidence=(evidence,),
            status=_status(document, spans[fact.left], spans[fact.right], sentences),
        )
        claims.setdefault(claim.id, claim)
    return Extraction(mentions=mentions, claims=tuple(claims.values()))


def _sureness(reading: Reading, fact: ReadFact) -> float:
    """Return how sure it is that the ends of a fact are what they are taken for."""
    mentions = float(min(reading.sure[fact.left], reading.sure[fact.right]))
    return mentions * reading.sure_kinds[fact.subject] * reading.sure_kinds[fact.object]


def _status(document: Document, subject: Span, target: Span, sentences: Sequence[Span]) -> Status:
    """Return how the sentence of a fact's object stands to it."""
    sentence = sentences[max(0, bisect_right(sentences, target.start, key=lambda s: s.start) - 1)]
    words = document.words(sentence)
    at = target.start - sentence.start
    if sentence.start <= subject.start < sentence.end:
        at = max(at, subject.start - sentence.start)
    return status_of(words, words[:at], words[at:])


def _spans(reading: Reading) -> list[Span]:
    words = reading.marks.words
    return [
        Span(start=int(words.starts[first]), end=int(words.ends[last]))
        for first, last in zip(reading.marks.first.tolist(), reading.marks.last.tolist(), strict=True)
    ]


def _local_entities(document: Document, reading: Reading, spans: Sequence[Span]) -> list[LocalEntity]:
    """Return the entity of each number; a name that differs in case or signs only is given once."""
    names: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for span, number, kind in zip(
        spans, reading.entities.tolist(), reading.marks.types.tolist(), strict=True
    ):
        if kind not in DESCRIBED and kind not in LITERALS:
            surface = document.text[span.start : span.end]
            names[number].setdefault(fold(surface), surface)
    return [
        LocalEntity(
            id=local_id(document.id, number + 1),
            kind=kind,
            names=tuple(sorted(names[number].values(), key=lambda name: (-len(name), name))),
        )
        for number, kind in enumerate(reading.kinds)
    ]


def _target(
    reading: Reading, fact: ReadFact, entities: Sequence[LocalEntity], text: str, spans: Sequence[Span]
) -> LocalEntity | Literal | None:
    """Return the object of a fact, a value as `retold.values` writes it; None where the words give none."""
    kind = reading.marks.types[fact.right]
    if kind not in LITERALS:
        return entities[fact.object]
    words = text[spans[fact.right].start : spans[fact.right].end]
    match TYPES[kind]:
        case "date":
            value = parse_date(words)
        case "rating":
            value = parse_rating(words) or words
        case "number":
            number = parse_number(words)
            value = None if number is None else str(number)
        case _:
            value = words.casefold()
    return None if value is None else Literal(value=value)


def _works_of_castings(facts: Sequence[ReadFact]) -> Callable[[ReadFact], int | None]:
    """Return a function from a casting to the work that most probably has its actor and its character."""
    actors: defaultdict[int, dict[int, float]] = defaultdict(dict)
    roles: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for fact in facts:
        if fact.relation == "actor":
            actors[fact.object][fact.subject] = fact.probability
        elif fact.relation == "character":
            roles[fact.object][fact.subject] = fact.probability

    def work(casting: ReadFact) -> int | None:
        of_actor, of_role = actors[casting.object], roles[casting.subject]
        scored = [
            (of_actor.get(number, 0.0) + of_role.get(number, 0.0), -number)
            for number in {*of_actor, *of_role}
        ]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= _WITHIN else None

    return work
