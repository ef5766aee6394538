from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.document import Block, Role, Source, Span, make_document

SOURCE = Source(uri="page.txt")


def block(start: int, end: int, role: Role = Role.BODY) -> Block:
    return Block(span=Span(start=start, end=end), role=role)


def test_a_span_is_half_open() -> None:
    assert len(Span(start=3, end=8)) == 5
    assert not Span(start=3, end=8).overlaps(Span(start=8, end=9))
    assert Span(start=3, end=8).overlaps(Span(start=7, end=9))


def test_a_span_contains_itself_and_what_lies_inside() -> None:
    assert Span(start=3, end=8) in Span(start=3, end=8)
    assert Span(start=4, end=5) in Span(start=3, end=8)
    assert Span(start=2, end=5) not in Span(start=3, end=8)
    assert 4 not in Span(start=3, end=8)


def test_spans_are_ordered_by_start_then_end() -> None:
    spans = [Span(start=3, end=8), Span(start=1, end=9), Span(start=3, end=4)]
    assert sorted(spans) == [Span(start=1, end=9), Span(start=3, end=4), Span(start=3, end=8)]


@given(*[st.integers(0, 20)] * 4)
def test_two_spans_overlap_where_they_share_a_character(a: int, b: int, c: int, d: int) -> None:
    shared = bool(set(range(a, b)) & set(range(c, d)))
    if a < b and c < d:
        assert Span(start=a, end=b).overlaps(Span(start=c, end=d)) is shared


def test_blocks_are_put_in_order() -> None:
    document = make_document("ab\ncd", blocks=[block(3, 5), block(0, 2, Role.TITLE)], source=SOURCE)
    assert document.blocks == (block(0, 2, Role.TITLE), block(3, 5))


def test_the_words_of_a_span_count_code_points() -> None:
    document = make_document("Ж🎬 éa", blocks=[], source=SOURCE)
    assert document.words(Span(start=1, end=4)) == "🎬 é"


def test_the_id_does_not_depend_on_the_source() -> None:
    here = make_document("text", blocks=[block(0, 4)], source=SOURCE)
    there = make_document("text", blocks=[block(0, 4)], source=Source(uri="other.txt", title="Other"))
    assert here.id == there.id


@pytest.mark.parametrize(
    "other",
    [
        make_document("texts", blocks=[block(0, 4)], source=SOURCE),
        make_document("text", blocks=[block(0, 4, Role.TITLE)], source=SOURCE),
        make_document("text", blocks=[block(0, 3)], source=SOURCE),
        make_document("text", blocks=[], source=SOURCE),
    ],
    ids=["text", "role", "span", "no block"],
)
def test_the_id_changes_with_the_text_and_its_blocks(other: object) -> None:
    assert getattr(other, "id", None) != make_document("text", blocks=[block(0, 4)], source=SOURCE).id


def test_a_document_cannot_be_changed() -> None:
    document = make_document("text", blocks=[], source=SOURCE)
    with pytest.raises(FrozenInstanceError):
        document.text = "other"  # type: ignore[misc]


def test_neither_text_nor_blocks_fill_the_representation() -> None:
    document = make_document("secret text", blocks=[block(0, 6)], source=SOURCE)
    assert "secret" not in repr(document)
    assert "Block" not in repr(document)
