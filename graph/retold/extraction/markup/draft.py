"""The extraction of one document while it is being written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention
from retold.document import Document, Span
from retold.extraction.base import Extraction
from retold.extraction.markup.names import is_company
from retold.identifiers import local_id
from retold.values import fold
from retold.vocabulary import Vocabulary

__all__ = ["Draft", "Thing"]

#: What stands before the names of companies and not of people.
_COMPANY: Final = re.compile(
    r"\b(?i:develop(?:ed by|ers?:?)|distribut(?:ed by|ors?:?)|published by|publishers?:?|network:?"
    r"|(?:the )?(?:company|studio|developer|label|broadcaster|network))\s+"
    r"(?P<words>\w\S{0,30}(?: \S{1,30}){0,4})"
)


def _companies(text: str) -> Iterator[str]:
    """Yield what may be names of companies in a text: all beginnings of the words after "developed by"."""
    for found in _COMPANY.finditer(text):
        words = found["words"].split(" ")
        for count in range(1, len(words) + 1):
            yield " ".join(words[:count]).rstrip(".,;:)!?")


@dataclass(eq=False, slots=True, kw_only=True)
class Thing:
    """A local entity that has no id yet; its id depends on where the document first mentions it."""

    kind: str
    names: list[str] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    subject: Thing
    relation: str
    object: Thing | str
    within: Thing | None
    qualifiers: tuple[tuple[str, str], ...]


class Draft:
    """Collects things and statements and gives them their ids at the end.

    Things of one kind are one thing if their folded names are equal. Statements that the vocabulary does not
    allow are left out, and so are things that no statement uses.
    """

    def __init__(self, document: Document, *, extractor: str, vocabulary: Vocabulary) -> None:
        self.document = document
        self._extractor = extractor
        self._vocabulary = vocabulary
        self._things: dict[tuple[str, str], Thing] = {}
        self._people: dict[str, list[Thing]] = {}
        self._companies: frozenset[str] | None = None
        self._statements: dict[_Statement, dict[Span, float]] = {}

    def is_work(self, kind: str) -> bool:
        """Whether `kind` is a kind of work."""
        return self._vocabulary.is_work(kind)

    def thing(self, kind: str, name: str, *, span: Span) -> Thing:
        """Return the thing of that kind and name, mentioned at `span`."""
        key = (kind, fold(name) or name)
        thing = self._things.get(key) or self._by_surname(kind, key[1])
        if thing is None:
            thing = self._things[key] = Thing(kind=kind)
            if kind == "Person":
                self._people.setdefault(key[1].rpartition(" ")[2], []).append(thing)
        if name not in thing.names:
            thing.names.append(name)
        thing.spans.add(span)
        return thing

    def _by_surname(self, kind: str, folded: str) -> Thing | None:
        """Return the one person already named whose last name this is."""
        if kind != "Person" or " " in folded:
            return None
        people = self._people.get(folded, [])
        return people[0] if len(people) == 1 else None

    def people(self) -> list[str]:
        """Return the names of the people found so far."""
        return [name for thing in self._things.values() if thing.kind == "Person" for name in thing.names]

    def kind_of(self, name: str, *, besides: Thing) -> str | None:
        """Return the kind of the one work of that name found so far that is not `besides`."""
        folded = fold(name)
        kinds = {
            kind
            for (kind, known), thing in self._things.items()
            if known == folded and thing is not besides and self.is_work(kind)
        }
        return kinds.pop() if len(kinds) == 1 else None

    def names_company(self, name: str) -> bool:
        """Whether the name, or what the document says of it, is that of a company ("developed by X")."""
        if is_company(name):
            return True
        if self._companies is None:
            self._companies = frozenset(_companies(self.document.text))
        return name in self._companies

    def described(self, kind: str, *, span: Span) -> Thing:
        """Return a new thing that the document only describes ("the novel") at `span`."""
        return Thing(kind=kind, spans={span})

    def state(
        self,
        subject: Thing,
        relation: str,
        target: Thing | str,
        *,
        span: Span,
        confidence: float,
        within: Thing | None = None,
        qualifiers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Add a statement that the words of `span` prove."""
        kind = target.kind if isinstance(target, Thing) else None
        if target is subject or target == "" or not self._vocabulary.allows(relation, subject.kind, kind):
            return
        statement = _Statement(
            subject=subject,
            relation=relation,
            object=target,
            within=within,
            qualifiers=tuple(sorted(qualifiers.items())),
        )
        spans = self._statements.setdefault(statement, {})
        spans[span] = max(confidence, spans.get(span, 0.0))

    def casting(self, work: Thing, character: Thing, person: Thing, *, span: Span, confidence: float) -> None:
        """State that `person` plays `character` in `work`, which is three facts."""
        self.state(work, "actor", person, span=span, confidence=confidence)
        self.state(work, "character", character, span=span, confidence=confidence)
        self.state(character, "portrayed_by", person, span=span, confidence=confidence, within=work)

    def finish(self) -> Extraction:
        """Return the extraction; local ids are numbered in the order of first mention."""
        used: dict[int, Thing] = {}
        for statement in self._statements:
            for part in (statement.subject, statement.object, statement.within):
                if isinstance(part, Thing):
                    used[id(part)] = part
        ordered = sorted(used.values(), key=lambda thing: (min(thing.spans), thing.kind, thing.names))
        entities = {
            id(thing): LocalEntity(
                id=local_id(self.document.id, number),
                kind=thing.kind,
                names=tuple(sorted(thing.names, key=lambda name: -len(name))),
            )
            for number, thing in enumerate(ordered, start=1)
        }
        mentions = [
            Mention(
                document=self.document.id,
                span=span,
                surface=self.document.words(span),
                kind=thing.kind,
                entity=entities[id(thing)].id,
            )
            for thing in ordered
            for span in thing.spans
        ]
        claims = [self._claim(statement, entities) for statement in self._statements]
        return Extraction(
            mentions=tuple(sorted(mentions, key=lambda mention: (mention.span, mention.entity))),
            claims=tuple(sorted(claims, key=lambda claim: (claim.evidence[0].span, claim.id))),
        )

    def _claim(self, statement: _Statement, entities: Mapping[int, LocalEntity]) -> Claim:
        target = statement.object
        evidence = tuple(
            Evidence(
                document=self.document.id,
                span=span,
                quote=self.document.words(span),
                extractor=self._extractor,
                confidence=confidence,
            )
            for span, confidence in sorted(self._statements[statement].items())
        )
        return Claim(
            subject=entities[id(statement.subject)],
            relation=statement.relation,
            object=entities[id(target)] if isinstance(target, Thing) else Literal(value=target),
            within=entities[id(statement.within)] if statement.within else None,
            qualifiers=MappingProxyType(dict(statement.qualifiers)),
            evidence=evidence,
        )
