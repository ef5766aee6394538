"""Writes what was read in a document as marked text, which a person can correct and `retold.corpus` reads.

Marks cannot overlap. Of overlapping names the longest stays, and of equally long ones that of which more
claims speak; the values of facts take the room that names leave, descriptions ("the film") what is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from retold.claims import Claim, Literal, LocalEntity, Mention, Status
from retold.corpus import escape_text
from retold.document import Document, Span
from retold.extraction.base import Extraction
from retold.values import DATE_PATTERN, parse_date, parse_number, parse_rating
from retold.vocabulary import default_vocabulary

__all__ = ["annotate", "is_name", "names_of", "slug_of", "value_spans"]

#: What begins the ids of a kind, as the corpus has them; the kinds of the format.
_LETTERS: Final = {
    "Novel": "n",
    "ShortStory": "h",
    "Comic": "m",
    "NonFictionBook": "b",
    "Play": "y",
    "Film": "f",
    "Series": "s",
    "Game": "g",
    "Audio": "u",
    "OtherWork": "w",
    "Person": "p",
    "Character": "c",
    "Organization": "o",
    "Award": "a",
    "Event": "e",
    "Place": "l",
}
_NOT_STATED: Final = frozenset({Status.RUMOURED, Status.DENIED})
# What a mark can hold: one line without the signs that marks are made of.
_MARKABLE: Final = re.compile(r"[^\[\]|\n]+")
_DATE: Final = re.compile(rf"(?<![\w-]){DATE_PATTERN}(?!\w)", re.I)
_NUMBER: Final = re.compile(r"\d[\d,]*(?![\d.])|[a-z]+(?:-[a-z]+)?", re.I)
_RATING: Final = re.compile(
    r"\d+(?:[.,]\d+)?\s?[½¼¾⅓⅔]?(?:\s?stars?)?\s?(?:/|out of|of)\s?\d+"
    r"|[★⭐✭✮*]+[½¼¾]?[☆✩]*"
    r"|\d+(?:[.,]\d+)?\s?[½¼¾⅓⅔]?(?:\s|-)?stars?"
    r"|(?<![A-Za-z])[A-F][+\-–−]?(?![A-Za-z])",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What stands before the bar of a mark, and the words after it. `entity` is None for a value."""

    span: Span
    entity: str | None
    value: str = ""
    nominal: bool = False


def annotate(document: Document, extraction: Extraction, *, slug: str) -> str:
    """Return the document with its mentions and claims in the corpus format.

    Kinds and relations that the format lacks are left out, and so are facts with a value that the text does
    not print in their evidence. What the document denies or only rumours becomes a `#not` line.
    """
    claims = [claim for claim in extraction.claims if _is_of_the_format(claim)]
    marks = _marks(document, extraction, claims)
    entities = _entities(claims, extraction.mentions, marks)
    ids = _ids(entities)
    facts = dict.fromkeys(
        line
        for negative in (False, True)
        for claim in claims
        if (claim.status in _NOT_STATED) is negative and (line := _fact(claim, ids, document, marks))
    )
    stated = [line for line in facts if not line.startswith("#not ")]
    denied = [line for line in facts if line.startswith("#not ") and line[5:] not in facts]
    lines = [
        f"#doc {slug}",
        _body(document.text, marks, ids),
        "#entities",
        *(f"{ids[ident]} {kind}" for ident, kind in entities.items()),
        "#facts",
        *stated,
        *denied,
        "#end",
    ]
    return "\n".join(lines) + "\n"


def slug_of(uri: str) -> str:
    """Return a name for a document in the corpus: that of its file, or of the last part of its address.

    >>> slug_of("reviews/The Handmaiden (2016).html"), slug_of("https://example.org/film/?id=1"), slug_of("…")
    ('the-handmaiden-2016', 'film', 'document')
    """
    path = uri.partition("?")[0].partition("#")[0].rstrip("/") if "://" in uri else uri
    words = re.findall(r"\w+", PurePath(path).stem.casefold())
    return "-".join(words) or "document"


def names_of(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """Return the names of each entity that a claim speaks of, by local id."""
    return {entity.id: entity.names for claim in extraction.claims for entity in _things(claim)}


def is_name(mention: Mention, names: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a mention names its entity; else it only describes it ("the film", "she").

    Of an entity without claims only its words tell: a description has no capitals after its first word.
    """
    if mention.entity in names:
        return mention.surface in names[mention.entity]
    _, _, rest = mention.surface.partition(" ")
    first = mention.surface[:1]
    return any(c.isupper() or c.isdigit() for c in rest) or (not rest and not first.islower())


def value_spans(document: Document, claim: Claim) -> Iterator[Span]:
    """Yield where the evidence of a claim prints its value: "eight" for 8, "4.5 out of 5" for 4.5/5."""
    if not isinstance(claim.object, Literal):
        return
    value = claim.object.value
    relation = default_vocabulary().relations.get(claim.relation)
    for evidence in claim.evidence:
        text = document.words(evidence.span)
        for start, end in _printed(value, text, literal=relation.literal if relation else None):
            yield Span(start=evidence.span.start + start, end=evidence.span.start + end)


def _printed(value: str, text: str, *, literal: str | None) -> Iterator[tuple[int, int]]:
    if literal == "date":
        yield from (m.span() for m in _DATE.finditer(text) if parse_date(m.group()) == value)
    elif literal == "number":
        yield from (m.span() for m in _NUMBER.finditer(text) if str(parse_number(m.group())) == value)
    elif literal == "rating":
        yield from (m.span() for m in _RATING.finditer(text) if parse_rating(m.group()) == value)
    words = re.split(r"[\s-]+", value.strip())
    pattern = r"[\s-]+".join(map(re.escape, words))
    if any(words):
        yield from (m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.I))


def _is_of_the_format(claim: Claim) -> bool:
    target = claim.object
    return all(entity.kind in _LETTERS for entity in _things(claim)) and default_vocabulary().allows(
        claim.relation, claim.subject.kind, None if isinstance(target, Literal) else target.kind
    )


def _things(claim: Claim) -> Iterator[LocalEntity]:
    for entity in (claim.subject, claim.object, claim.within):
        if isinstance(entity, LocalEntity):
            yield entity


def _marks(document: Document, extraction: Extraction, claims: Iterable[Claim]) -> list[_Mark]:
    """Return the marks of the document, in order and none over another."""
    listed = list(claims)
    used = Counter(entity.id for claim in listed for entity in _things(claim))
    names = names_of(extraction)
    found = [
        _Mark(span=mention.span, entity=mention.entity, nominal=not is_name(mention, names))
        for mention in extraction.mentions
        if mention.kind in _LETTERS and _MARKABLE.fullmatch(document.words(mention.span))
    ]
    found.sort(key=lambda mark: (-len(mark.span), -used[mark.entity or ""], mark.span, mark.entity or ""))
    kept: list[_Mark] = []

    def is_free(span: Span) -> bool:
        return not any(span.overlaps(mark.span) for mark in kept)

    for mark in found:
        if not mark.nominal and is_free(mark.span):
            kept.append(mark)
    for claim in listed:
        if not isinstance(claim.object, Literal) or claim.status in _NOT_STATED:
            continue
        value = claim.object.value
        spans = list(value_spans(document, claim))
        if not _is_markable_value(value) or any(m.value == value and m.span in spans for m in kept):
            continue
        free = (span for span in spans if _MARKABLE.fullmatch(document.words(span)) and is_free(span))
        if (span := next(free, None)) is not None:
            kept.append(_Mark(span=span, entity=None, value=value))
    for mark in found:
        if mark.nominal and is_free(mark.span):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.span)


def _is_markable_value(value: str) -> bool:
    return value == value.strip() and _MARKABLE.fullmatch(value) is not None


def _entities(claims: Iterable[Claim], mentions: Iterable[Mention], marks: Iterable[_Mark]) -> dict[str, str]:
    """Return the kinds of all entities with a mark, in the order of the text, then of others with a claim."""
    kinds = {mention.entity: mention.kind for mention in mentions}
    claimed = {entity.id: entity.kind for claim in claims for entity in _things(claim)}
    marked = dict.fromkeys(mark.entity for mark in marks if mark.entity is not None)
    return {ident: claimed.get(ident) or kinds[ident] for ident in marked} | claimed


def _ids(entities: Mapping[str, str]) -> dict[str, str]:
    counts: Counter[str] = Counter()
    ids = {}
    for ident, kind in entities.items():
        letter = _LETTERS[kind]
        counts[letter] += 1
        ids[ident] = f"{letter}{counts[letter]}"
    return ids


def _fact(claim: Claim, ids: Mapping[str, str], document: Document, marks: Iterable[_Mark]) -> str | None:
    """Return the line of a claim, or None if the text does not show its value."""
    negative = claim.status in _NOT_STATED
    if isinstance(claim.object, LocalEntity):
        target = ids[claim.object.id]
        if claim.within is not None:
            target += f" in {ids[claim.within.id]}"
    else:
        value = claim.object.value
        spans = set(value_spans(document, claim))
        is_marked = any(mark.value == value and mark.span in spans for mark in marks)
        if not _is_markable_value(value) or not (negative or is_marked):
            return None
        target = f"={value}"
    return f"{'#not ' if negative else ''}{ids[claim.subject.id]} {claim.relation} {target}"


def _body(text: str, marks: Iterable[_Mark], ids: Mapping[str, str]) -> str:
    parts = []
    position = 0
    for mark in marks:
        parts.append(text[position : mark.span.start])
        words = text[mark.span.start : mark.span.end]
        before = f"={mark.value}" if mark.entity is None else ids[mark.entity] + "~" * mark.nominal
        parts.append(f"[[{before}|{words}]]")
        position = mark.span.end
    parts.append(text[position:])
    parts[::2] = map(escape_text, parts[::2])
    return "".join(parts)
