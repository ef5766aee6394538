"""The `patterns` engine: reads prose by phrases over typed mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention
from retold.document import Document, Role
from retold.extraction.base import Extraction
from retold.extraction.kinds import BOOKS
from retold.extraction.patterns.confidence import confidence_of
from retold.extraction.patterns.finding import Finding
from retold.extraction.patterns.lexicon import join_people, mark_sentences, prose, type_names
from retold.extraction.patterns.marks import Sentence, Thing, mask
from retold.extraction.patterns.relations import findings
from retold.extraction.patterns.titles import find_titles
from retold.extraction.patterns.works import Works, listed_kind, read_works
from retold.identifiers import local_id
from retold.vocabulary import Vocabulary

__all__ = ["PatternExtractor"]

_MOVIE_TITLE: Final = re.compile(r"\bthe movie\b", re.I)
_INSTITUTIONS: Final = {"B": "Organization", "O": "Organization", "E": "Event", "A": "Award", "L": "Place"}


class PatternExtractor:
    """Reads claims from sentences with phrases that state relations."""

    name: Final = "patterns/1"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def extract(self, document: Document) -> Extraction:
        """Return the mentions and claims of the document's prose."""
        sentences = prose(document)
        titles = find_titles(document, [(sentence.span, sentence.role) for sentence in sentences])
        mark_sentences(document, sentences, titles)
        works = read_works(document.text, sentences, titles)
        type_names(document, sentences)
        join_people(sentences)
        _join_institutions(sentences)
        _set_focus(document.text, sentences, works)
        found = [finding for finding in findings(document.text, sentences, works) if self._is_legal(finding)]
        return _write(document, self.name, sentences, _about_known_works(found))

    def _is_legal(self, finding: Finding) -> bool:
        if finding.subject.kind is None:
            return False
        target = finding.object.kind if isinstance(finding.object, Thing) else None
        if isinstance(finding.object, Thing) and target is None:
            return False
        return self._vocabulary.allows(finding.relation, finding.subject.kind, target)


def _about_known_works(found: Sequence[Finding]) -> list[Finding]:
    """Leave out what is said of works without a title, unless a titled work is based on them.

    Which work "her second novel" is, only a title or an adaptation can tell; of those only the author is sure.
    """
    sources = {id(f.object) for f in found if f.relation == "based_on" and f.subject.names}
    return [
        finding
        for finding in found
        if (finding.within is None or finding.within.names)
        and (finding.subject.names or (id(finding.subject) in sources and finding.relation == "author"))
    ]


def _join_institutions(sentences: Sequence[Sentence]) -> None:
    things: dict[tuple[str, str], Thing] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter in _INSTITUTIONS and mark.thing is None:
                kind = _INSTITUTIONS[mark.letter]
                thing = things.setdefault(
                    (kind, mark.surface), Thing(letter=mark.letter, kind=kind, first=mark.span.start)
                )
                if mark.surface not in thing.names:
                    thing.names.append(mark.surface)
                mark.thing = thing


def _set_focus(text: str, sentences: Sequence[Sentence], works: Works) -> None:
    """Give each sentence the work that it speaks of when it names none."""
    listed = listed_kind(text, sentences)
    heading: Thing | None = None
    focus = works.main
    paragraph = -1
    for sentence in sentences:
        masked = mask(text, sentence)
        if sentence.role is not Role.TITLE and re.fullmatch(
            r"(?:\d+[.):]? ?|#\d+:? ?)?⟨W\d+⟩(?: \([^()]*\))?:?", masked.strip()
        ):
            heading = sentence.marks[0].thing if sentence.marks[0].letter == "W" else heading
            heading = next((m.thing for m in sentence.marks if m.letter == "W"), heading)
            if heading is not None and heading.kind is None:
                heading.kind = "Film" if _MOVIE_TITLE.search(heading.names[0]) else listed
        if sentence.paragraph != paragraph:
            focus = heading or works.main
            paragraph = sentence.paragraph
            spoken: dict[int, Thing] = {}
        sentence.focus = focus
        spoken |= {id(m.thing): m.thing for m in sentence.marks if m.letter == "W" and m.thing is not None}
        sentence.strayed = any(thing is not focus and thing.kind not in BOOKS for thing in spoken.values())
        first = re.match(
            r"(?:[Tt]he |[Bb]ut |[Ss]till, |[Aa]nd |[Hh]owever, |\W)*⟨([WN])(\d+)⟩(?!'s? )", masked
        )
        if first:
            thing = sentence.marks[int(first.group(2))].thing
            if thing is not None and thing.kind is not None:
                focus = thing


def _write(
    document: Document, extractor: str, sentences: Sequence[Sentence], found: Sequence[Finding]
) -> Extraction:
    """Number the entities that claims speak of in order of their first mention, and write claims with evidence."""
    by_id: dict[int, Thing] = {}
    for finding in found:
        for thing in (finding.subject, finding.object, finding.within):
            if isinstance(thing, Thing):
                by_id[id(thing)] = thing
    # A work may be spoken of ("the film") before it is named.
    first: dict[int, int] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            first.setdefault(id(mark.thing), mark.span.start)
    used = sorted(by_id.values(), key=lambda thing: first.get(id(thing), thing.first))
    entities = {
        id(thing): LocalEntity(id=local_id(document.id, number), kind=thing.kind or "", names=_names(thing))
        for number, thing in enumerate(used, start=1)
    }
    mentions = tuple(
        Mention(
            document=document.id,
            span=mark.span,
            surface=mark.surface,
            kind=mark.thing.kind or "",
            entity=entities[id(mark.thing)].id,
        )
        for sentence in sentences
        for mark in sentence.marks
        if mark.thing is not None and id(mark.thing) in entities
    )
    claims: dict[str, Claim] = {}
    evidence: defaultdict[str, dict[Evidence, None]] = defaultdict(dict)
    for finding in found:
        claim = _claim(document, extractor, finding, entities)
        claims.setdefault(claim.id, claim)
        evidence[claim.id][claim.evidence[0]] = None
    return Extraction(
        mentions=mentions,
        claims=tuple(replace(claim, evidence=tuple(evidence[ident])) for ident, claim in claims.items()),
    )


def _names(thing: Thing) -> tuple[str, ...]:
    return tuple(sorted(thing.names, key=lambda name: (-len(name), name)))


def _claim(document: Document, extractor: str, finding: Finding, entities: dict[int, LocalEntity]) -> Claim:
    span = finding.sentence.span
    evidence = Evidence(
        document=document.id,
        span=span,
        quote=document.words(span),
        extractor=extractor,
        confidence=confidence_of(finding.rule),
    )
    target = finding.object
    return Claim(
        subject=entities[id(finding.subject)],
        relation=finding.relation,
        object=entities[id(target)] if isinstance(target, Thing) else Literal(value=target),
        within=entities[id(finding.within)] if finding.within is not None else None,
        status=finding.status,
        evidence=(evidence,),
    )
