from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_texts import ORCHARD, document_of
from retold.corpus import AnnotatedDocument
from retold_training.splits import folds, share, writer_of

WRITERS = st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=12)


def written_by(sizes: list[int]) -> list[AnnotatedDocument]:
    """Return so many documents of each writer."""
    one = document_of(ORCHARD)
    return [
        replace(one, slug=f"w{writer}-{number}")
        for writer, size in enumerate(sizes)
        for number in range(size)
    ]


@pytest.mark.parametrize(
    ("slug", "writer"),
    [("d-arcane-thread", "d"), ("d-arcane-2", "d"), ("dd-arcane", "dd"), ("alone", "alone")],
)
def test_a_writer_stands_before_the_first_hyphen(slug: str, writer: str) -> None:
    assert writer_of(slug) == writer


def test_folds_are_filled_from_the_writer_of_most() -> None:
    assert folds(written_by([1, 5, 3, 2]), count=2) == [["w0", "w1"], ["w2", "w3"]]


@settings(max_examples=25)
@given(WRITERS, st.integers(min_value=1, max_value=5), st.randoms(use_true_random=False))
def test_folds_part_the_writers_about_evenly(sizes: list[int], count: int, chance: object) -> None:
    documents = written_by(sizes)
    parts = folds(documents, count=count)
    assert len(parts) == count
    assert sorted(writer for part in parts for writer in part) == sorted(
        {writer_of(d.slug) for d in documents}
    )
    filled = [sum(writer_of(d.slug) in part for d in documents) for part in parts]
    assert max(filled) - min(filled) <= max(sizes)
    chance.shuffle(documents)  # type: ignore[attr-defined]
    assert folds(documents, count=count) == parts


@given(
    st.integers(min_value=0, max_value=300),
    st.floats(min_value=0, max_value=1),
    st.floats(min_value=0, max_value=1),
)
def test_a_larger_share_has_the_smaller_one_and_both_are_even(count: int, one: float, other: float) -> None:
    documents = written_by([1] * count)
    less, more = sorted((one, other))
    few, many = ([d.slug for d in share(documents, part)] for part in (less, more))
    assert set(few) <= set(many)
    assert abs(len(many) - more * count) <= 5
    half = [d.slug for d in share(documents[: count // 2], more)]
    assert many[: len(half)] == half


def test_all_is_all() -> None:
    documents = written_by([3, 2])
    assert share(documents, 1.0) == documents
