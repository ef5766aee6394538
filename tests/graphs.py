"""Small graphs for tests, from marked texts and lines of facts.

    PAGE = doc(
        "[[f1|The Glass Orchard]] by [[p1|Mara Quill]] opened in [[=2021|2021]].",
        "f1 director p1; f1 released =2021",
        uri="review.txt", site="The Lantern", published="2021-03-05",
    )
    view = build(tmp_path / "graph.db", PAGE)

The first letter of an id says its kind (KINDS). A fact's evidence is the sentence that holds the mark of its
object, or of its subject. After a bar a fact may have a status, a confidence and qualifiers:
`f1 released =2021-02 | planned 0.4 release=festival`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.corpus import AnnotatedDocument, AnnotatedFact, AnnotatedMention, parse_corpus
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction.base import Extraction
from retold.identifiers import local_id
from retold.store import Store, View
from retold.vocabulary import default_vocabulary

KINDS = {
    "n": "Novel",
    "h": "ShortStory",
    "m": "Comic",
    "f": "Film",
    "s": "Series",
    "y": "Play",
    "g": "Game",
    "w": "OtherWork",
    "p": "Person",
    "c": "Character",
    "o": "Organization",
    "a": "Award",
    "e": "Event",
    "l": "Place",
}
EXTRACTOR = "test/1"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A document with what it states."""

    document: Document
    extraction: Extraction

    def id(self, entity: str) -> str:
        """Return the id in the document of an entity of the marked text, by one of its names."""
        return next(m.entity for m in self.extraction.mentions if m.surface == entity)


def doc(
    text: str,
    facts: str = "",
    *,
    uri: str = "page.txt",
    title: str | None = None,
    site: str | None = None,
    published: str | None = None,
) -> Page:
    """Return a page from a marked text and facts separated by semicolons or line breaks."""
    idents = dict.fromkeys(re.findall(r"\[\[([a-z]\w*)~?\|", text))
    lines = [line.strip() for line in re.split(r"[;\n]", facts) if line.strip()]
    plain = [line.partition("|")[0].strip() for line in lines]
    entities = [f"{ident} {KINDS[ident[0]]}" for ident in idents]
    parts = ["#doc page", text, "#entities", *entities, "#facts", *plain, "#end"]
    (annotated,) = parse_corpus("\n".join(parts))
    source = Source(uri=uri, title=title, site=site, published=published, language="en")
    return page_of(annotated, source=source, details=[line.partition("|")[2].split() for line in lines])


def page_of(
    annotated: AnnotatedDocument, *, source: Source, details: Iterable[list[str]] | None = None
) -> Page:
    """Return the page of an annotated document; `details` are what stands after the bar of each fact."""
    blocks = [
        Block(span=Span(start=m.start(), end=m.end()), role=Role.BODY)
        for m in re.finditer(r"[^\n]+", annotated.text)
    ]
    document = make_document(annotated.text, blocks=blocks, source=source)
    entities = {
        ident: LocalEntity(id=local_id(document.id, number), kind=kind, names=annotated.names(ident))
        for number, (ident, kind) in enumerate(annotated.entities.items(), start=1)
    }
    mentions = tuple(
        Mention(
            document=document.id,
            span=mention.span,
            surface=document.words(mention.span),
            kind=entities[mention.entity].kind,
            entity=entities[mention.entity].id,
        )
        for mention in annotated.mentions
        if mention.entity
    )
    more = list(details) if details is not None else [[]] * len(annotated.facts)
    claims = [
        _claim(document, entities, annotated.mentions, fact, words)
        for fact, words in zip(annotated.facts, more, strict=True)
    ]
    unique = {claim.id: claim for claim in claims}
    return Page(document=document, extraction=Extraction(mentions=mentions, claims=tuple(unique.values())))


def fill(store: Store, *pages: Page) -> None:
    """Add pages to a store."""
    for page in pages:
        store.add(page.document, page.extraction, extractors=(EXTRACTOR,))


def build(path: Path, *pages: Page) -> View:
    """Return a view of a new graph file that holds the pages."""
    with Store.open(path, vocabulary=default_vocabulary()) as store:
        fill(store, *pages)
    return View.open(path, vocabulary=default_vocabulary())


def _claim(
    document: Document,
    entities: dict[str, LocalEntity],
    mentions: Iterable[AnnotatedMention],
    fact: AnnotatedFact,
    details: list[str],
) -> Claim:
    status, confidence, qualifiers = Status.STATED, 0.9, {}
    for word in details:
        key, is_qualifier, value = word.partition("=")
        if is_qualifier:
            qualifiers[key] = value
        elif word[0].isdigit():
            confidence = float(word)
        else:
            status = Status(word)
    span = _sentence(document, mentions, fact)
    return Claim(
        subject=entities[fact.subject],
        relation=fact.relation,
        object=Literal(value=fact.object[1:]) if fact.object.startswith("=") else entities[fact.object],
        within=entities[fact.within] if fact.within else None,
        qualifiers=qualifiers,
        status=status,
        evidence=(
            Evidence(
                document=document.id,
                span=span,
                quote=document.words(span),
                extractor=EXTRACTOR,
                confidence=confidence,
            ),
        ),
    )


def _sentence(document: Document, mentions: Iterable[AnnotatedMention], fact: AnnotatedFact) -> Span:
    marks = list(mentions)
    spans = [m.span for m in marks if f"={m.value}" == fact.object or m.entity == fact.object]
    spans += [m.span for m in marks if m.entity == fact.subject]
    at = spans[0].start if spans else 0
    stops = [m.end() for m in re.finditer(r"[.!?](?=\s|$)|\n|$", document.text) if m.end() > at]
    before = [m.end() for m in re.finditer(r"[.!?]\s+|\n", document.text) if m.end() <= at]
    end = stops[0] if document.text[stops[0] - 1] != "\n" else stops[0] - 1
    return Span(start=before[-1] if before else 0, end=end)


def check_schema(answer: str, found: object) -> None:
    """Fail unless the JSON of an answer fits its schema."""
    import jsonschema

    from retold.queries.schemas import schema

    jsonschema.Draft202012Validator(schema(answer)).validate(found)
