from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extraction.model.words import FEATURES, split_words

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("aB7 .\n\t_-é²ǅ\x00\u0301\u200f\u202e\u3042영"), st.characters()),
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Glass Orchard (2021)", ["The", "Glass", "Orchard", "(", "2021", ")"]),
        ("don't", ["don", "'", "t"]),
        ("B+ ... 4.5/5", ["B", "+", ".", ".", ".", "4", ".", "5", "/", "5"]),
        ("snake_case", ["snake", "_", "case"]),
        ("Amélie 7th", ["Amélie", "7th"]),
        ("영화 «Жизнь»", ["영화", "«", "Жизнь", "»"]),
        ("a\x00b\u202ec", ["a", "\x00", "b", "\u202e", "c"]),
        (" \n\t ", []),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_and_single_signs(text: str, words: list[str]) -> None:
    assert split_words(text).strings() == words


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("영화", 0),
        ("2021", 1),
        ("12", 2),
        ("7th", 3),
        (".", 4),
        ("…", 4),
        ("-", 5),
        ("_", 5),
        ("film", 6),
        ("X", 7),
        ("NASA", 8),
        ("Orchard", 9),
        ("McCoy", 10),
        ("iPhone", 11),
    ],
)
def test_the_shape_tells_how_a_word_is_written(word: str, shape: int) -> None:
    assert split_words(word).features[0, 0] == shape


def test_features_tell_what_stands_before_and_after_a_word() -> None:
    words = split_words("A (b)\nc\n\nd")
    assert words.strings() == ["A", "(", "b", ")", "c", "d"]
    assert words.features[:, 1].tolist() == [3, 0, 1, 1, 2, 3]
    assert words.features[:, 2].tolist() == [0, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The Glass Orchard", 0 * 3 + 2),
        ("in the orchard", 0 * 3 + 0),
        ("It is over.", 0 * 3 + 1),
        ("and then The Glass Orchard", 1 * 3 + 0),
        ("Mara Quill and Tom Reed Direct", 1 * 3 + 2),
        ("the film is a long story of a family and an orchard", 2 * 3 + 0),
        (" ".join(["word"] * 20) + ".", 3 * 3 + 1),
        (" ".join(["word"] * 21), 3 * 3 + 0),
        ("2021", 0 * 3 + 2),
    ],
)
def test_all_words_of_a_line_know_its_length_and_manner(line: str, kind: int) -> None:
    words = split_words(f"Some words stand here above it.\n{line}\nand below it")
    own = words.lines == 1
    assert set(words.features[own, 3].tolist()) == {kind}
    assert words.features[words.lines == 0, 3].tolist() == [1 * 3 + 1] * 7


def test_lines_are_counted_from_the_first_word() -> None:
    assert split_words("\n\na b\nc\n\n\nd").lines.tolist() == [0, 0, 1, 4]


@given(TEXTS)
def test_words_stand_in_the_text_and_leave_out_only_white_space(text: str) -> None:
    words = split_words(text)
    covered = 0
    for number, (start, end) in enumerate(zip(words.starts.tolist(), words.ends.tolist(), strict=True)):
        assert text[covered:start].strip() == ""
        assert start < end
        assert words.surface(number, number) == words.strings()[number] == text[start:end]
        covered = end
    assert text[covered:].strip() == ""
    if len(words):
        assert words.surface(0, len(words) - 1) == text.strip()


@given(TEXTS)
def test_features_and_lines_fit_the_text(text: str) -> None:
    words = split_words(text)
    assert words.features.shape == (len(words), len(FEATURES))
    for number, count in enumerate(FEATURES):
        assert all(0 <= value < count for value in words.features[:, number].tolist())
    begin = int(words.starts[0]) if len(words) else 0
    assert words.lines.tolist() == [text.count("\n", begin, start) for start in words.starts.tolist()]


@given(TEXTS, TEXTS)
def test_a_paragraph_is_read_the_same_whatever_stands_below_it(above: str, below: str) -> None:
    alone, together = split_words(above), split_words(f"{above}\n\n{below}")
    own = len(alone)
    assert together.features[:own].tolist() == alone.features.tolist()
    assert together.starts[:own].tolist() == alone.starts.tolist()
    assert together.lines[:own].tolist() == alone.lines.tolist()
