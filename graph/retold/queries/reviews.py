"""What critics say of a work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retold.claims import Claim, Literal
from retold.queries.choose import choose, having
from retold.queries.shapes import Reference, WorkReference, object_name, refer
from retold.queries.work import refer_to_work
from retold.store import Entity, Fact, View

__all__ = ["Review", "Reviews", "reviews"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one critic says in one document.

    `critic` or `rating` is None if the document does not say; `outlet` is the site that published it,
    `published` an ISO prefix, `document` the source as it was given.
    """

    work: WorkReference
    critic: Reference | None
    rating: str | None
    outlet: str | None
    published: str | None
    document: str
    facts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the review as JSON."""
        return {
            "work": self.work.to_json(),
            "critic": self.critic.to_json() if self.critic else None,
            "rating": self.rating,
            "outlet": self.outlet,
            "published": self.published,
            "document": self.document,
            "facts": list(self.facts),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The reviews of a work, the earliest first."""

    work: WorkReference
    reviews: tuple[Review, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """Return the list of reviews."""
        return [review.to_json() for review in self.reviews]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """A fact as one document makes it."""

    fact: Fact
    claim: Claim
    uri: str

    @property
    def start(self) -> int:
        return min(item.span.start for item in self.claim.evidence)


def reviews(
    view: View, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
) -> Reviews:
    """Return the reviews of a work, one for each critic of a document.

    A rating belongs to the critic of its document; where there are several, to the one named nearest to it.
    Of works that share a title, one that has reviews is meant.
    Raises UnknownNameError, AmbiguousNameError, UsageError.
    """
    work = choose(
        view,
        name,
        kinds=view.vocabulary.works,
        kind=kind,
        year=year,
        prefer=having("reviewed_by", "rating"),
    )
    reference = refer_to_work(view, work, min_confidence=min_confidence)
    by_document: dict[str, list[_Statement]] = {}
    for fact in view.facts(
        subject=work.id, relations=["reviewed_by", "rating"], min_confidence=min_confidence
    ):
        for stored in view.claims(fact.claims):
            if stored.claim.confidence >= min_confidence:
                statement = _Statement(fact=fact, claim=stored.claim, uri=stored.uri)
                by_document.setdefault(stored.claim.document, []).append(statement)
    found = [
        review
        for document, statements in by_document.items()
        for review in _of_document(view, reference, document, statements)
    ]
    found.sort(key=lambda r: (r.published is None, r.published or "", r.document, r.facts))
    return Reviews(work=reference, reviews=tuple(found))


def _of_document(
    view: View, work: WorkReference, document: str, statements: Sequence[_Statement]
) -> list[Review]:
    ratings = [item for item in statements if isinstance(item.fact.object, Literal)]
    ratings.sort(key=lambda item: (-item.claim.confidence, item.start, item.claim.id))
    critics: dict[Reference, list[_Statement]] = {}
    for item in statements:
        if isinstance(item.fact.object, Entity):
            critics.setdefault(refer(item.fact.object), []).append(item)
    own: dict[Reference | None, list[_Statement]] = {critic: [] for critic in critics}
    for rating in ratings:
        nearest = min(
            critics,
            key=lambda critic: (min(abs(item.start - rating.start) for item in critics[critic]), critic),
            default=None,
        )
        own.setdefault(nearest, []).append(rating)
    sources = view.sources(document)
    outlet = next((source.site for source in sources if source.site), None)
    published = next((source.published for source in sources if source.published), None)
    return [
        Review(
            work=work,
            critic=critic,
            rating=object_name(rated[0].fact) if rated else None,
            outlet=outlet,
            published=published,
            document=statements[0].uri,
            facts=tuple(
                sorted({item.fact.id for item in (*(critics[critic] if critic else ()), *rated[:1])})
            ),
        )
        for critic, rated in own.items()
    ]
