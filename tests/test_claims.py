from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from retold.claims import Claim, Evidence, Literal, LocalEntity, Status
from retold.document import Span

FILM = LocalEntity(id="d1#e1", kind="Film", names=("The Tin Lantern",))
NOVEL = LocalEntity(id="d1#e2", kind="Novel", names=("The Lamplighter",))
PERSON = LocalEntity(id="d1#e3", kind="Person", names=("Hana Ostrow",))


def evidence(start: int = 0, confidence: float = 0.8, document: str = "d1") -> Evidence:
    return Evidence(
        document=document,
        span=Span(start=start, end=start + 3),
        quote="abc",
        extractor="test/1",
        confidence=confidence,
    )


CLAIM = Claim(subject=FILM, relation="based_on", object=NOVEL, evidence=(evidence(),))


def test_a_claim_without_evidence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a claim needs evidence: d1#e1 director"):
        Claim(subject=FILM, relation="director", object=PERSON, evidence=())


def test_a_claim_is_stated_unless_said_otherwise() -> None:
    assert CLAIM.status is Status.STATED


def test_a_claim_id_is_c_and_sixteen_digits_that_never_change() -> None:
    assert CLAIM.id == "c2bf7aabb89629cf6"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": replace(FILM, id="d1#e9")},
        {"relation": "follows"},
        {"object": replace(NOVEL, id="d1#e9")},
        {"object": Literal(value="d1#e2")},
        {"within": FILM},
        {"qualifiers": {"outcome": "won"}},
        {"status": Status.PLANNED},
        {"evidence": (evidence(document="d2"),)},
    ],
    ids=["subject", "relation", "object", "literal", "within", "qualifiers", "status", "document"],
)
def test_a_claim_id_changes_with_each_part_of_what_is_said(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id != CLAIM.id


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": (evidence(start=7), evidence(start=40, confidence=0.1))},
        {"subject": replace(FILM, names=("Tin Lantern", "The Lantern"))},
        {"object": replace(NOVEL, names=())},
    ],
    ids=["evidence", "names of the subject", "names of the object"],
)
def test_a_claim_id_does_not_change_with_evidence_or_names(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id == CLAIM.id


def test_the_order_of_qualifiers_does_not_count() -> None:
    one = replace(CLAIM, qualifiers={"release": "festival", "outcome": "won"})
    other = replace(CLAIM, qualifiers={"outcome": "won", "release": "festival"})
    assert one.id == other.id


def test_a_qualifier_is_no_work_that_a_casting_is_within() -> None:
    assert replace(CLAIM, within=FILM).id != replace(CLAIM, qualifiers={"d1": "e1"}).id


def test_a_claim_is_of_the_document_of_its_evidence() -> None:
    assert CLAIM.document == "d1"


def test_a_claim_is_as_sure_as_its_best_evidence() -> None:
    claim = replace(CLAIM, evidence=(evidence(confidence=0.4), evidence(start=9, confidence=0.9)))
    assert claim.confidence == 0.9


def test_equal_claims_are_one_in_a_set() -> None:
    assert len({CLAIM, replace(CLAIM), replace(CLAIM, status=Status.DENIED)}) == 2
