from __future__ import annotations

import numpy as np
import pytest

from marked_texts import marks_of
from retold.claims import Claim, Literal, LocalEntity, Status
from retold.document import Source, Span, make_document
from retold.extraction.base import Extraction
from retold.extraction.model.confidence import Correction
from retold.extraction.model.reading import ReadFact, Reading
from retold.extraction.model.writing import write
from retold.extraction.sentences import split_sentences
from retold.identifiers import local_id

TEXT = "The Glass Orchard stars Tom Reed as Cassie. It came out in May 2021. Reed was Ash in Summer."
MENTIONS = [
    ("The Glass Orchard", "Work", 0),
    ("Tom Reed", "Person", 1),
    ("Cassie", "Character", 2),
    ("It", "described work", 0),
    ("May 2021", "date", 3),
    ("Reed", "Person", 1),
    ("Ash", "Character", 4),
    ("Summer", "Work", 5),
]
KINDS = ("Film", "Person", "Character", "date", "Character", "Series")


def fact(
    subject: int, relation: str, target: int, probability: float = 0.9, pair: tuple[int, int] | None = None
) -> ReadFact:
    left, right = pair or (first_of(subject), first_of(target))
    return ReadFact(
        subject=subject,
        relation=relation,
        object=target,
        probability=probability,
        left=left,
        right=right,
        pairs=((left, right, 2.0),),
    )


def first_of(entity: int) -> int:
    return [number for _, _, number in MENTIONS].index(entity)


def written(
    *facts: ReadFact,
    text: str = TEXT,
    mentions: list[tuple[str, str, int]] = MENTIONS,
    kinds: tuple[str, ...] = KINDS,
    sure: float = 1.0,
    sure_kinds: tuple[float, ...] | None = None,
    least: float = 0.1,
    correction: Correction | None = None,
) -> Extraction:
    reading = Reading(
        marks=marks_of(text, *((surface, kind) for surface, kind, _ in mentions)),
        sure=np.full(len(mentions), sure, dtype=np.float32),
        entities=np.array([number for _, _, number in mentions], dtype=np.intp),
        kinds=kinds,
        sure_kinds=sure_kinds or (1.0,) * len(kinds),
        facts=facts,
    )
    document = make_document(text, blocks=(), source=Source(uri="notes.txt"))
    return write(
        document,
        reading,
        sentences=list(split_sentences(text, Span(start=0, end=len(text)))),
        extractor="model/test",
        least=least,
        correction=correction or Correction(),
    )


def ident(number: int, text: str = TEXT) -> str:
    document = make_document(text, blocks=(), source=Source(uri="notes.txt"))
    return local_id(document.id, number + 1)


def told(claim: Claim) -> tuple[object, ...]:
    target = claim.object.value if isinstance(claim.object, Literal) else claim.object.names
    return claim.subject.names, claim.relation, target, claim.within.names if claim.within else None


ORCHARD, REED, CASSIE, ASH, SUMMER = (
    ("The Glass Orchard",),
    ("Tom Reed", "Reed"),
    ("Cassie",),
    ("Ash",),
    ("Summer",),
)


def test_mentions_are_what_is_named_or_described_but_no_values() -> None:
    extraction = written()
    assert [(m.surface, m.kind, m.entity, m.span.start) for m in extraction.mentions] == [
        ("The Glass Orchard", "Film", ident(0), 0),
        ("Tom Reed", "Person", ident(1), 24),
        ("Cassie", "Character", ident(2), 36),
        ("It", "Film", ident(0), 44),
        ("Reed", "Person", ident(1), 69),
        ("Ash", "Character", ident(4), 78),
        ("Summer", "Series", ident(5), 85),
    ]
    assert all(TEXT[m.span.start : m.span.end] == m.surface for m in extraction.mentions)
    assert extraction.claims == ()


def test_a_claim_has_its_entities_and_the_sentence_that_proves_it() -> None:
    (claim,) = written(fact(0, "actor", 1)).claims
    assert claim.subject == LocalEntity(id=ident(0), kind="Film", names=ORCHARD)
    assert claim.object == LocalEntity(id=ident(1), kind="Person", names=REED)
    assert claim.status is Status.STATED
    (evidence,) = claim.evidence
    assert evidence.quote == "The Glass Orchard stars Tom Reed as Cassie."
    assert evidence.span == Span(start=0, end=43)
    assert (evidence.extractor, evidence.confidence) == ("model/test", 0.9)


def test_each_casting_gets_its_own_work() -> None:
    facts = [
        fact(0, "actor", 1, 0.8),
        fact(0, "character", 2, 0.7),
        fact(5, "actor", 1, 0.7),
        fact(5, "character", 4, 0.6),
        fact(2, "portrayed_by", 1, 0.5),
        fact(4, "portrayed_by", 1, 0.5, pair=(6, 5)),
    ]
    castings = [told(c) for c in written(*facts).claims if c.relation == "portrayed_by"]
    assert castings == [
        (CASSIE, "portrayed_by", REED, ORCHARD),
        (ASH, "portrayed_by", REED, SUMMER),
    ]


@pytest.mark.parametrize(("probability", "castings"), [(0.19, 0), (0.2, 1)])
def test_a_casting_without_a_likely_work_is_not_told(probability: float, castings: int) -> None:
    facts = [fact(0, "character", 2, probability), fact(2, "portrayed_by", 1)]
    assert len(written(*facts, least=0.5).claims) == castings


@pytest.mark.parametrize(
    ("words", "kind", "relation", "value"),
    [
        ("May 2021", "date", "released", "2021-05"),
        ("4.5/5", "rating", "rating", "4.5/5"),
        ("four stars", "rating", "rating", "four stars"),
        ("ten", "number", "episodes", "10"),
        ("Gothic", "genre", "genre", "gothic"),
        ("some day", "date", "released", None),
        ("many", "number", "episodes", None),
    ],
)
def test_values_are_written_one_way(words: str, kind: str, relation: str, value: str | None) -> None:
    extraction = written(
        fact(0, relation, 1, pair=(0, 1)),
        text=f"Emma : {words} .",
        mentions=[("Emma", "Work", 0), (words, kind, 1)],
        kinds=("Film", kind),
    )
    assert [claim.object for claim in extraction.claims] == ([] if value is None else [Literal(value=value)])
    assert [m.surface for m in extraction.mentions] == ["Emma"]


@pytest.mark.parametrize(("least", "claims"), [(0.449, 1), (0.451, 0)])
def test_no_claim_is_less_sure_than_asked_for(least: float, claims: int) -> None:
    extraction = written(fact(0, "actor", 1, 0.9), sure=0.5, least=least)
    assert [claim.confidence for claim in extraction.claims] == [0.45] * claims


def test_a_claim_is_as_sure_as_the_kinds_of_its_ends() -> None:
    extraction = written(fact(0, "follows", 5, 0.9), sure_kinds=(0.8, 1.0, 1.0, 1.0, 1.0, 0.5))
    assert [claim.confidence for claim in extraction.claims] == [0.36]


def test_confidence_is_corrected_by_what_proved_right() -> None:
    correction = Correction(slope=2.0, offset=0.0, offsets={"actor": -1.0})
    claims = written(fact(0, "actor", 1, 0.5), fact(0, "character", 2, 0.75), correction=correction).claims
    assert {claim.relation: claim.confidence for claim in claims} == {"actor": 0.269, "character": 0.9}


def test_names_are_told_once_the_fullest_first_and_descriptions_never() -> None:
    extraction = written(
        fact(1, "follows", 0, pair=(4, 0)),
        text="Emma . EMMA ! emma Emma Woodhouse the film",
        mentions=[
            ("Emma", "Work", 0),
            ("EMMA", "Work", 0),
            ("emma", "Work", 0),
            ("Emma Woodhouse", "Work", 0),
            ("the film", "described work", 1),
        ],
        kinds=("Novel", "Film"),
    )
    (claim,) = extraction.claims
    assert isinstance(claim.object, LocalEntity)
    assert claim.object.names == ("Emma Woodhouse", "Emma")
    assert claim.subject.names == ()


def test_one_claim_is_made_of_two_facts_that_say_the_same() -> None:
    extraction = written(
        fact(0, "released", 1, 0.6, pair=(0, 1)),
        fact(0, "released", 2, 0.8, pair=(0, 2)),
        text="Emma in May 2021 ( 2021-05 ) .",
        mentions=[("Emma", "Work", 0), ("May 2021", "date", 1), ("2021-05", "date", 2)],
        kinds=("Film", "date", "date"),
    )
    (claim,) = extraction.claims
    assert claim.object == Literal(value="2021-05")
    assert claim.confidence == 0.8


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Tom Reed will star in Emma .", Status.PLANNED),
        ("Tom Reed reportedly stars in Emma .", Status.RUMOURED),
        ("Tom Reed is not in Emma .", Status.DENIED),
        ("Tom Reed is in Emma .", Status.STATED),
    ],
)
def test_a_claim_has_the_status_of_its_sentence(sentence: str, status: Status) -> None:
    extraction = written(
        fact(1, "actor", 0, pair=(1, 0)),
        text=f"It was not so .\n{sentence}",
        mentions=[("Tom Reed", "Person", 0), ("Emma", "Work", 1)],
        kinds=("Person", "Film"),
    )
    assert [claim.status for claim in extraction.claims] == [status]
