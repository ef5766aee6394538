from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.document import Span
from retold.extraction.model.evidence import LONGEST, proof

#: Five sentences of nine characters, a space apart.
SENTENCES = [Span(start=10 * n, end=10 * n + 9) for n in range(5)]


def at(sentence: int, place: int = 2) -> Span:
    return Span(start=10 * sentence + place, end=10 * sentence + place + 3)


def whole(first: int, last: int) -> Span:
    return Span(start=SENTENCES[first].start, end=SENTENCES[last].end)


def test_one_sentence_is_enough_where_both_ends_stand_in_it() -> None:
    assert proof(SENTENCES, [(at(1, 5), at(1, 0), 1.0)]) == (SENTENCES[1], True)


@pytest.mark.parametrize(("left", "right"), [(1, 3), (3, 1)])
def test_the_sentences_from_one_end_to_the_other_are_shown(left: int, right: int) -> None:
    assert proof(SENTENCES, [(at(left), at(right), 1.0)]) == (whole(1, 3), True)


def test_ends_far_apart_show_the_sentence_of_the_later_one() -> None:
    assert proof(SENTENCES, [(at(4), at(1), 1.0)]) == (SENTENCES[4], False)
    assert proof(SENTENCES, [(at(0), at(3), 1.0), (at(0), at(4), 2.0)]) == (SENTENCES[4], False)


def test_near_ends_are_shown_however_much_stronger_far_ones_are() -> None:
    assert proof(SENTENCES, [(at(0), at(4), 9.0), (at(2), at(3), -9.0)]) == (whole(2, 3), True)


@pytest.mark.parametrize(("strength", "shown"), [(1.4, (3, 3)), (1.6, (0, 1))])
def test_fewer_sentences_win_unless_more_are_much_stronger(strength: float, shown: tuple[int, int]) -> None:
    pairs = [(at(0), at(1), strength), (at(3), at(3), 0.0)]
    assert proof(SENTENCES, pairs) == (whole(*shown), True)
    assert proof(SENTENCES, pairs[::-1]) == (whole(*shown), True)


def test_of_equals_the_first_is_shown() -> None:
    assert proof(SENTENCES, [(at(2), at(2), 1.0), (at(1), at(1), 1.0)]) == (SENTENCES[2], True)
    assert proof(SENTENCES, [(at(0), at(4), 1.0), (at(0), at(3), 1.0)]) == (SENTENCES[4], False)


def test_nothing_is_shown_for_nothing() -> None:
    assert proof(SENTENCES, []) is None


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 3)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(-20, 20)), min_size=1, max_size=8),
)
def test_what_is_shown_is_whole_sentences_around_a_pair(
    sizes: list[tuple[int, int]], choices: list[tuple[int, int, float]]
) -> None:
    sentences: list[Span] = []
    position = 0
    for length, gap in sizes:
        sentences.append(Span(start=position, end=position + length))
        position += length + gap
    places = [(i % len(sentences), j % len(sentences), strength) for i, j, strength in choices]
    found = proof(sentences, [(sentences[i], sentences[j], strength) for i, j, strength in places])
    assert found is not None
    span, both = found
    first = [s.start for s in sentences].index(span.start)
    last = [s.end for s in sentences].index(span.end)
    assert last - first < LONGEST
    near = {(min(i, j), max(i, j)) for i, j, _ in places if abs(i - j) < LONGEST}
    assert both == bool(near)
    if both:
        assert (first, last) in near
    else:
        assert first == last
        assert first in {max(i, j) for i, j, _ in places}
