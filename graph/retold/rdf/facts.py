"""Facts in schema.org's words: what the default graph and the graphs of the documents are made of.

Only what a document states is said here. A planned film is no film yet: facts that are merely planned, and
entities that nothing else speaks of, are left to the evidence graph, where each carries its status.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from retold.claims import Literal, Status
from retold.rdf.terms import (
    RDF_TYPE,
    Iri,
    Text,
    Triple,
    date_text,
    integer,
    iri,
    node,
    plain,
    rating_parts,
)
from retold.store import Entity, Fact
from retold.vocabulary import Vocabulary

__all__ = [
    "CASTING",
    "REVIEWING",
    "THROUGH",
    "Reviews",
    "announced",
    "describe",
    "find_reviews",
    "outcome_of",
    "parties",
    "property_of",
    "say",
    "stated",
    "value_of",
]

#: The relation that becomes a role: between a character and a person, within a work.
CASTING: Final = "portrayed_by"
#: The relations that together make a review.
REVIEWING: Final = frozenset({"reviewed_by", "rating"})
# What makes a work be there; while it is only planned, so is the work.
_MAKING: Final = frozenset({"based_on", "released"})
#: Relations that schema.org puts behind a node of their own: relation -> property, class, property.
THROUGH: Final = {"broadcaster": ("publication", "BroadcastEvent", "publishedOn")}
_NAME: Final = iri("schema", "name")
_ALTERNATE_NAME: Final = iri("schema", "alternateName")


class Reviews(dict[tuple[str, str], str]):
    """The review in which a document (second of the key) says a fact (first): the end of its IRI."""


def find_reviews(facts: Iterable[Fact], documents: Mapping[str, Collection[str]]) -> Reviews:
    """Return which critics and ratings belong together; `documents` are those that state a fact, by its id.

    A document that names one critic and one rating of a work, or less, is one review of that work. Where it
    names more, nothing tells whose the ratings are, and each fact stands alone. 4.5 and 4.5/5 are one rating.
    """
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.relation in REVIEWING:
            for document in documents[fact.id]:
                found.setdefault((fact.subject.id, document), []).append(fact)
    reviews = Reviews()
    for (work, document), together in found.items():
        told = {
            (
                fact.relation,
                rating_parts(fact.object.value)[0] if isinstance(fact.object, Literal) else fact.id,
            )
            for fact in together
        }
        alone = len(told) > len({relation for relation, _ in told})
        for fact in together:
            reviews[fact.id, document] = f"{document}-review-{fact.id if alone else work}"
    return reviews


def describe(entity: Entity, *, vocabulary: Vocabulary, names: Collection[str]) -> Iterator[Triple]:
    """Yield the types of an entity and `names` of it; a kind that the vocabulary lacks is a schema:Thing."""
    subject = node(entity.id)
    kind = vocabulary.kinds.get(entity.kind)
    yield Triple(subject, RDF_TYPE, iri("schema", kind.schema if kind else "Thing"))
    yield Triple(subject, RDF_TYPE, iri("rt", entity.kind))
    for name in names:
        yield Triple(subject, _NAME if name == entity.name else _ALTERNATE_NAME, plain(name))


def say(fact: Fact, *, vocabulary: Vocabulary, reviews: Iterable[str] = ()) -> Iterator[Triple]:
    """Yield what a stated fact says; `reviews` are the ends of the IRIs of the reviews that say it."""
    if fact.relation == CASTING and fact.within is not None:
        yield from _casting(fact, fact.within)
    elif fact.relation in REVIEWING:
        for review in reviews:
            yield from _review(fact, node(review))
    elif fact.relation in THROUGH:
        to, kind, onward = THROUGH[fact.relation]
        between = node(fact.id)
        yield Triple(node(fact.subject.id), iri("schema", to), between)
        yield Triple(between, RDF_TYPE, iri("schema", kind))
        yield Triple(between, iri("schema", onward), value_of(fact, vocabulary=vocabulary))
    else:
        yield Triple(
            node(fact.subject.id),
            property_of(fact.relation, vocabulary=vocabulary, outcome=outcome_of(fact)),
            value_of(fact, vocabulary=vocabulary),
        )


def property_of(relation: str, *, vocabulary: Vocabulary, outcome: str = "won") -> Iri:
    """Return the property that stands for a relation: schema.org's, or ours where it has none that fits.

    schema:award means won: for an award with another outcome it is rt:award_nominated and the like.
    """
    if outcome != "won":
        return iri("rt", f"{relation}_{outcome}")
    declared = vocabulary.relations.get(relation)
    special = relation == CASTING or relation in REVIEWING or relation in THROUGH
    if special or declared is None or declared.schema is None:
        return iri("rt", relation)
    return iri("schema", declared.schema)


def outcome_of(fact: Fact) -> str:
    """Return how it ended, of an award: won unless the fact says otherwise."""
    return fact.qualifiers.get("outcome", "won")


def value_of(fact: Fact, *, vocabulary: Vocabulary) -> Iri | Text:
    """Return the object of a fact: an entity's IRI, or a literal of the type that its relation declares."""
    if not isinstance(fact.object, Literal):
        return node(fact.object.id)
    relation = vocabulary.relations.get(fact.relation)
    literal = relation.literal if relation else None
    if literal == "date":
        return date_text(fact.object.value)
    return integer(fact.object.value) if literal == "number" else plain(fact.object.value)


def parties(fact: Fact) -> Iterator[Entity]:
    """Yield the entities that a fact speaks of."""
    yield fact.subject
    if not isinstance(fact.object, Literal):
        yield fact.object
    if fact.within is not None:
        yield fact.within


def stated(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that hold already, without those that are only planned."""
    return [fact for fact in facts if fact.status is Status.STATED]


def announced(facts: Iterable[Fact]) -> set[str]:
    """Return the ids of works that are planned to come out or to adapt another, and that nobody says did."""
    made: dict[Status, set[str]] = {Status.STATED: set(), Status.PLANNED: set()}
    for fact in facts:
        if fact.relation in _MAKING:
            made[fact.status].add(fact.subject.id)
    return made[Status.PLANNED] - made[Status.STATED]


def _casting(fact: Fact, work: Entity) -> Iterator[Triple]:
    """Yield a role. The person is its rt:performer and not, as on web pages, its schema:actor.

    So schema:actor counts works, and a role that two people share stays two roles.
    """
    role, actor = node(fact.id), fact.object
    yield Triple(node(work.id), iri("rt", "casting"), role)
    yield Triple(node(work.id), iri("schema", "character"), node(fact.subject.id))
    yield Triple(role, RDF_TYPE, iri("schema", "PerformanceRole"))
    yield Triple(role, iri("rt", "character"), node(fact.subject.id))
    yield Triple(role, iri("schema", "characterName"), plain(fact.subject.name))
    if not isinstance(actor, Literal):
        yield Triple(node(work.id), iri("schema", "actor"), node(actor.id))
        yield Triple(role, iri("rt", "performer"), node(actor.id))
    for key, value in sorted(fact.qualifiers.items()):
        yield Triple(role, iri("rt", key), plain(value))


def _review(fact: Fact, review: Iri) -> Iterator[Triple]:
    work = node(fact.subject.id)
    yield Triple(work, iri("schema", "review"), review)
    yield Triple(review, RDF_TYPE, iri("schema", "Review"))
    yield Triple(review, iri("schema", "itemReviewed"), work)
    if not isinstance(fact.object, Literal):
        yield Triple(review, iri("schema", "author"), node(fact.object.id))
        return
    rating = Iri(f"{review}-rating")
    score, best = rating_parts(fact.object.value)
    yield Triple(review, iri("schema", "reviewRating"), rating)
    yield Triple(rating, RDF_TYPE, iri("schema", "Rating"))
    yield Triple(rating, iri("schema", "ratingValue"), score)
    if best is not None:
        yield Triple(rating, iri("schema", "bestRating"), best)
        # Schema.org would otherwise assume 1, which half a star out of five is below.
        yield Triple(rating, iri("schema", "worstRating"), rating_parts("0")[0])
