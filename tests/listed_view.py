"""A View made of lists, for tests of words that no reader would let through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import cast

from retold.claims import Claim, Evidence, Literal, LocalEntity, Status
from retold.document import Source, Span
from retold.identifiers import digest, document_id
from retold.store import DocumentRecord, Entity, Fact, StoredClaim, View
from retold.vocabulary import default_vocabulary


def entity(kind: str, name: str, *others: str) -> Entity:
    """An entity whose id holds none of its name's characters."""
    ident = f"{kind.lower()}-{digest([kind, name], length=6)}"
    return Entity(id=ident, kind=kind, name=name, names=(name, *others), documents=1)


class ListedView:
    """What the exports read of a View. Each call of `say` is a fact; one claim for each of its documents."""

    def __init__(self) -> None:
        self.vocabulary = default_vocabulary()
        self._facts: dict[str, Fact] = {}
        self._claims: dict[str, StoredClaim] = {}
        self._documents: dict[str, DocumentRecord] = {}
        self._entities: dict[str, Entity] = {}

    def document(self, uri: str, *, title: str | None = None, site: str | None = None) -> str:
        """Add a document and return its id."""
        ident = document_id([uri])
        self._documents[ident] = DocumentRecord(
            id=ident,
            sources=(Source(uri=uri, title=title, site=site, published="2024-10-21"),),
            language="en",
            length=1000,
            claims=1,
            extractors=("patterns/1",),
        )
        return ident

    def say(
        self,
        subject: Entity,
        relation: str,
        target: Entity | str,
        *,
        documents: Collection[str],
        within: Entity | None = None,
        qualifiers: dict[str, str] | None = None,
        status: Status = Status.STATED,
        quote: str = "its words",
        rejected: Collection[str] = (),
    ) -> Fact:
        """Add a fact that each of `documents` states, and return it; some of its claims may be rejected.

        As in a store, claims of which none is stated or planned, or all are rejected, make no fact.
        """
        object_ = Literal(value=target) if isinstance(target, str) else target
        claims = {}
        for document in documents:
            span = Span(start=7, end=7 + len(quote))
            claim = Claim(
                subject=self._local(subject, document),
                relation=relation,
                object=object_ if isinstance(object_, Literal) else self._local(object_, document),
                within=self._local(within, document) if within else None,
                qualifiers=qualifiers or {},
                status=status,
                evidence=(
                    Evidence(
                        document=document, span=span, quote=quote, extractor="patterns/1", confidence=0.75
                    ),
                ),
            )
            uri = self._documents[document].sources[0].uri
            claims[claim.id] = StoredClaim(claim=claim, uri=uri, rejected=document in rejected)
        self._claims |= claims
        fact = Fact(
            id="f" + min(claims)[1:],
            subject=subject,
            relation=relation,
            object=object_,
            within=within,
            qualifiers=qualifiers or {},
            status=status,
            confidence=0.75,
            claims=tuple(sorted(claims)),
            documents=len(claims),
        )
        if status in (Status.STATED, Status.PLANNED) and set(documents) - set(rejected):
            self._facts[fact.id] = fact
        return fact

    def _local(self, entity: Entity, document: str) -> LocalEntity:
        local = f"{document}#e{entity.id}"
        self._entities |= {entity.id: entity, local: entity}
        return LocalEntity(id=local, kind=entity.kind, names=(entity.name,))

    def entity(self, ident: str) -> Entity | None:
        return self._entities.get(ident)

    def entities(self) -> Iterator[Entity]:
        yield from (e for ident, e in sorted(self._entities.items()) if ident == e.id)

    def all_facts(self, *, min_confidence: float = 0.0) -> Iterator[Fact]:
        yield from (f for _, f in sorted(self._facts.items()) if f.confidence >= min_confidence)

    def claims(self, ids: Iterable[str]) -> list[StoredClaim]:
        return [self._claims[ident] for ident in ids]

    def all_claims(self) -> Iterator[StoredClaim]:
        yield from (claim for _, claim in sorted(self._claims.items()))

    def documents(self) -> list[DocumentRecord]:
        return list(self._documents.values())

    @property
    def view(self) -> View:
        """Itself, as the type that the exports ask for."""
        return cast(View, self)
