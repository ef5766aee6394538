from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extraction.markup.ratings import find_rating, labelled_rating


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("★★★★☆", "4/5"),
        ("⭐⭐⭐⭐⭐", "5/5"),
        ("●●●◐○", "3.5/5"),
        ("***½", "3.5"),
        ("★★★ out of four", "3/4"),
        ("7.50/10", "7.5/10"),
        ("Three and a half stars out of four.", "3.5/4"),
        ("9 and a half out of 10", "9.5/10"),
        ("3½ stars (of 4)", "3.5/4"),
        ("four stars", "4"),
    ],
)
def test_a_rating_shows_by_its_form(text: str, value: str) -> None:
    rating = find_rating(text)
    assert rating is not None
    assert rating.value == value


@pytest.mark.parametrize(
    "text", ["**A title**", "six of the boys", "24/7", "one of 20 people in 3 rooms", "a star", "9/11", "6/5"]
)
def test_other_numbers_are_no_ratings(text: str) -> None:
    assert find_rating(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rating: 4.5 out of 5.", "4.5/5"),
        ("Grade: B+", "B+"),
        ("Grade: A-minus", "A-"),
        ("Final verdict: 7", "7"),
        ("OUR SCORE 84/100", "84/100"),
    ],
)
def test_a_label_lets_grades_and_bare_numbers_count(text: str, value: str) -> None:
    rating = labelled_rating(text)
    assert rating is not None
    assert rating.value == value


@pytest.mark.parametrize("text", ["A new film", "Rating the best", "Verdict: go, and leave a tip"])
def test_a_line_without_a_rating_has_none(text: str) -> None:
    assert labelled_rating(text) is None


@given(st.text())
def test_a_rating_stands_inside_its_text(text: str) -> None:
    rating = find_rating(text) or labelled_rating(text)
    assert rating is None or 0 <= rating.start < rating.end <= len(text)
