from __future__ import annotations

from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retold.extraction.model.labels import TAGS, TYPES
from retold.extraction.model.tagging import find_mentions
from retold.extraction.model.words import split_words

#: The tags of the first two types and none: few enough for trying all sequences.
FEW = 9
SCORES = st.integers(min_value=1, max_value=4).flatmap(
    lambda count: arrays(
        np.float32, (count, FEW), elements=st.floats(min_value=-20, max_value=0, width=32), fill=st.nothing()
    )
)


def follows(before: str, after: str) -> bool:
    """Return whether a tag may stand after another; the empty tag is an end of the text."""
    if before[:1] in ("B", "I"):
        return after[:1] in ("I", "E") and before[2:] == after[2:]
    return after[:1] in ("", "O", "B", "S")


def is_legal(tags: tuple[int, ...]) -> bool:
    names = ["", *(TAGS[n] for n in tags), ""]
    return all(follows(a, b) for a, b in pairwise(names))


@cache
def legal_sequences(count: int) -> np.ndarray:
    return np.array([tags for tags in product(range(FEW), repeat=count) if is_legal(tags)])


def tags_of_spans(count: int, spans: list[tuple[int, int, int]]) -> tuple[int, ...]:
    tags = [0] * count
    for first, last, kind in spans:
        places = "S" if first == last else "B" + "I" * (last - first - 1) + "E"
        for word, place in zip(range(first, last + 1), places, strict=True):
            assert tags[word] == 0
            tags[word] = TAGS.index(f"{place}-{TYPES[kind]}")
    return tuple(tags)


def spans_in(scores: np.ndarray) -> tuple[list[tuple[int, int, int]], list[float]]:
    marks, sure = find_mentions(split_words("word " * len(scores)), scores)
    rows = zip(marks.first.tolist(), marks.last.tolist(), marks.types.tolist(), strict=True)
    return list(rows), sure.tolist()


def certain(*names: str) -> np.ndarray:
    """Return scores in which each word has one tag for certain."""
    scores = np.full((len(names), len(TAGS)), -50.0, dtype=np.float32)
    scores[np.arange(len(names)), [TAGS.index(name) for name in names]] = 0.0
    return scores


def test_tags_make_mentions() -> None:
    spans, sure = spans_in(certain("B-Work", "I-Work", "E-Work", "O", "S-Person", "B-Person", "E-Person"))
    work, person = TYPES.index("Work"), TYPES.index("Person")
    assert spans == [(0, 2, work), (4, 4, person), (5, 6, person)]
    assert sure == [1.0, 1.0, 1.0]


def test_a_mention_is_as_sure_as_its_least_sure_word() -> None:
    scores = certain("B-Work", "I-Work", "I-Work", "E-Work", "O", "S-date")
    scores[2, TAGS.index("I-Work")] = np.log(0.25)
    scores[3, TAGS.index("E-Work")] = np.log(0.5)
    scores[5, TAGS.index("S-date")] = np.log(0.125)
    assert spans_in(scores)[1] == pytest.approx([0.25, 0.125])


@pytest.mark.parametrize(
    "names",
    [("B-Work", "O"), ("O", "E-Work"), ("B-Work", "E-Person"), ("I-Work", "I-Work"), ("B-Work", "I-Work")],
)
def test_tags_that_make_no_sense_are_mended(names: tuple[str, str]) -> None:
    spans, _ = spans_in(certain(*names))
    assert is_legal(tags_of_spans(2, spans))


def test_no_words_have_no_mentions() -> None:
    assert spans_in(np.zeros((0, len(TAGS)), dtype=np.float32)) == ([], [])


@settings(max_examples=40)
@given(SCORES)
def test_the_likeliest_legal_sequence_is_found(few: np.ndarray) -> None:
    scores = np.full((len(few), len(TAGS)), -1e4, dtype=np.float32)
    scores[:, :FEW] = few
    spans, _ = spans_in(scores)
    found = tags_of_spans(len(few), spans)
    assert is_legal(found)

    def scores_of(sequences: np.ndarray) -> np.ndarray:
        return few.astype(np.float64)[np.arange(len(few)), sequences].sum(axis=1)

    (score,) = scores_of(np.array([found]))
    assert score == pytest.approx(scores_of(legal_sequences(len(few))).max(), abs=1e-9)


@settings(max_examples=40)
@given(
    arrays(
        np.float32,
        st.tuples(st.integers(min_value=0, max_value=12), st.just(len(TAGS))),
        elements=st.floats(min_value=-60, max_value=0, width=32),
    )
)
def test_whatever_the_scores_mentions_are_apart_and_within_the_text(scores: np.ndarray) -> None:
    spans, sure = spans_in(scores)
    assert is_legal(tags_of_spans(len(scores), spans))
    assert all(0 <= value <= 1 for value in sure)
    assert spans == sorted(spans)
