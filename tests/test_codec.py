from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.codec import (
    claim_from_json,
    claim_to_json,
    document_from_json,
    document_to_json,
    dump_line,
    mention_from_json,
    mention_to_json,
    read_lines,
)
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.errors import UsageError

# Lone surrogates too: they come from broken JSON and file names.
TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
    lambda ends: Span(start=min(ends), end=max(ends))
)
ENTITIES = st.builds(LocalEntity, id=TEXTS, kind=TEXTS, names=st.lists(TEXTS, max_size=3).map(tuple))
DOCUMENTS = st.builds(
    make_document,
    TEXTS,
    blocks=st.lists(st.builds(Block, span=SPANS, role=st.sampled_from(Role)), max_size=4),
    source=st.builds(
        Source,
        uri=TEXTS,
        **{key: st.none() | TEXTS for key in ("title", "site", "author", "published", "language", "fetched")},
    ),
)
MENTIONS = st.builds(Mention, document=TEXTS, span=SPANS, surface=TEXTS, kind=TEXTS, entity=TEXTS)
CLAIMS = st.builds(
    Claim,
    subject=ENTITIES,
    relation=TEXTS,
    object=ENTITIES | st.builds(Literal, value=TEXTS),
    within=st.none() | ENTITIES,
    qualifiers=st.dictionaries(TEXTS, TEXTS, max_size=3),
    status=st.sampled_from(Status),
    evidence=st.lists(
        st.builds(
            Evidence,
            document=TEXTS,
            span=SPANS,
            quote=TEXTS,
            extractor=TEXTS,
            confidence=st.integers(0, 10_000).map(lambda n: n / 10_000),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


def through_a_file(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record as another process would read it."""
    line = dump_line(record)
    assert "\n" not in line
    return next(read_lines([line.encode("utf-8").decode("utf-8")]))


@given(DOCUMENTS)
def test_a_document_survives_the_way_through_a_file(document: Document) -> None:
    assert document_from_json(through_a_file(document_to_json(document))) == document


@given(MENTIONS)
def test_a_mention_survives_the_way_through_a_file(mention: Mention) -> None:
    assert mention_from_json(through_a_file(mention_to_json(mention))) == mention


@given(CLAIMS)
def test_a_claim_survives_the_way_through_a_file(claim: Claim) -> None:
    read = claim_from_json(through_a_file(claim_to_json(claim, uri="page.txt")))
    assert read == claim
    assert read.id == claim.id


@given(CLAIMS)
def test_equal_claims_give_equal_bytes(claim: Claim) -> None:
    turned = dict(reversed(claim.qualifiers.items()))
    again = Claim(
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        within=claim.within,
        qualifiers=turned,
        status=claim.status,
        evidence=claim.evidence,
    )
    assert dump_line(claim_to_json(claim, uri="a")) == dump_line(claim_to_json(again, uri="a"))


def test_a_document_is_written_without_what_is_unknown_of_its_source() -> None:
    document = make_document(
        "Ж\n",
        blocks=[Block(span=Span(start=0, end=1), role=Role.TITLE)],
        source=Source(uri="a.txt", site="The Lantern"),
    )
    assert dump_line(document_to_json(document)) == (
        f'{{"id": "{document.id}", "source": {{"uri": "a.txt", "site": "The Lantern"}}, '
        '"blocks": [{"start": 0, "end": 1, "role": "title"}], "text": "Ж\\n"}'
    )


def test_a_claim_is_written_with_its_keys_in_a_fixed_order() -> None:
    anna = LocalEntity(id="d1#e1", kind="Character", names=("Anna",))
    actor = LocalEntity(id="d1#e2", kind="Person", names=("Mia Stone", "Stone"))
    film = LocalEntity(id="d1#e3", kind="Film", names=("Night Ferry",))
    claim = Claim(
        subject=anna,
        relation="portrayed_by",
        object=actor,
        within=film,
        qualifiers={"release": "tv", "outcome": "won"},
        status=Status.PLANNED,
        evidence=(
            Evidence(
                document="d1", span=Span(start=2, end=5), quote="a b", extractor="test/1", confidence=0.123456
            ),
        ),
    )
    assert dump_line(claim_to_json(claim, uri="a.txt")) == (
        f'{{"id": "{claim.id}", "document": "a.txt", '
        '"subject": {"id": "d1#e1", "kind": "Character", "names": ["Anna"]}, "relation": "portrayed_by", '
        '"object": {"id": "d1#e2", "kind": "Person", "names": ["Mia Stone", "Stone"]}, '
        '"in": {"id": "d1#e3", "kind": "Film", "names": ["Night Ferry"]}, '
        '"qualifiers": {"outcome": "won", "release": "tv"}, "status": "planned", '
        '"evidence": [{"document": "d1", "start": 2, "end": 5, "quote": "a b", "extractor": "test/1", '
        '"confidence": 0.1235}], "confidence": 0.1235}'
    )


def test_a_claim_without_work_and_qualifiers_does_not_write_them() -> None:
    claim = Claim(
        subject=LocalEntity(id="d1#e1", kind="Film"),
        relation="released",
        object=Literal(value="2024-10"),
        evidence=(
            Evidence(document="d1", span=Span(start=0, end=1), quote="a", extractor="t/1", confidence=1.0),
        ),
    )
    record = claim_to_json(claim, uri="a")
    assert list(record) == [
        "id", "document", "subject", "relation", "object", "status", "evidence", "confidence"
    ]  # fmt: skip
    assert record["object"] == {"value": "2024-10"}


def test_a_claim_that_others_wrote_needs_neither_status_nor_confidence_for_each_quote() -> None:
    record = {
        "subject": {"id": "e1", "kind": "Film", "names": []},
        "relation": "released",
        "object": {"value": "2024"},
        "evidence": [{"document": "d1", "start": 0, "end": 4, "quote": "2024", "extractor": "other/2"}],
        "confidence": 0.5,
    }
    claim = claim_from_json(record)
    assert (claim.status, claim.qualifiers, claim.within) == (Status.STATED, {}, None)
    assert claim.confidence == 0.5


def test_text_is_written_as_it_is() -> None:
    assert dump_line({"name": "Amélie 🎬"}) == '{"name": "Amélie 🎬"}'


def test_lone_surrogates_are_escaped() -> None:
    assert dump_line({"name": "é\ud800"}) == '{"name": "\\u00e9\\ud800"}'


def test_blank_lines_are_skipped() -> None:
    assert list(read_lines(["", '{"a": 1}\n', "  \n", '{"a": 2}'])) == [{"a": 1}, {"a": 2}]


def test_a_line_that_is_not_json_is_named() -> None:
    with pytest.raises(UsageError, match=r"^claims\.jsonl, line 3: not JSON \("):
        list(read_lines(['{"a": 1}', "", "{oops"], name="claims.jsonl"))


@pytest.mark.parametrize("line", ["[1]", "3", '"text"', "null"])
def test_a_line_that_is_no_object_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"^input, line 1: a JSON object was expected$"):
        list(read_lines([line]))


def test_the_lines_before_a_broken_one_are_given() -> None:
    lines = read_lines(['{"a": 1}', json.dumps([])])
    assert next(lines) == {"a": 1}
