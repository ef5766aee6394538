from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from retold.extraction.model.windows import Windows, cut_windows
from retold.extraction.model.words import FEATURES, Words, split_words

MARKS = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}
#: A word of n letters is n pieces.
LETTERS = Tokenizer(
    models.WordPiece(
        {**MARKS, "a": 3, "b": 4, "##a": 5, "##b": 6}, unk_token="[UNK]", max_input_chars_per_word=100
    )
)
COUNT = 2000
#: Every word is a piece of its own.
NUMBERED = Tokenizer(models.WordLevel({**MARKS, **{f"w{n}": n + 3 for n in range(COUNT)}}, unk_token="[UNK]"))

#: Words by their numbers of letters; 0 is no word of the tokenizer's.
TEXTS = st.lists(st.integers(min_value=0, max_value=30), max_size=40).map(
    lambda sizes: " ".join("ab" * (n // 2) + "a" * (n % 2) or "?" for n in sizes)
)
LENGTHS = st.integers(min_value=24, max_value=300)


def read_at(windows: Windows, number: int) -> list[int]:
    """Return the pieces at which the word of this number is read."""
    return windows.ids.ravel()[windows.heads[number] : windows.tails[number] + 1].tolist()


def pieces_of(word: str) -> list[int]:
    return (
        [0] if set(word) - set("ab") else [(3 if n == 0 else 5) + "ab".index(c) for n, c in enumerate(word)]
    )


@settings(max_examples=40)
@given(TEXTS, LENGTHS)
def test_every_word_is_read_at_its_own_pieces_whatever_else_stands_there(text: str, length: int) -> None:
    words = split_words(text)
    windows = cut_windows(words, LETTERS, length=length)
    width = windows.ids.shape[1]
    assert width <= length + 2
    assert windows.heads.shape == windows.tails.shape == (len(words),)
    for number, word in enumerate(words.strings()):
        assert read_at(windows, number) == pieces_of(word)[:24]
        assert windows.heads[number] // width == windows.tails[number] // width
        place = slice(windows.heads[number], windows.tails[number] + 1)
        rows = windows.features.reshape(-1, len(FEATURES))[place]
        assert (rows == words.features[number]).all()


@settings(max_examples=40)
@given(TEXTS, LENGTHS)
def test_a_window_is_its_words_between_two_marks_and_filled_up_with_nothing(text: str, length: int) -> None:
    windows = cut_windows(split_words(text), LETTERS, length=length)
    assert windows.mask.shape == windows.ids.shape
    assert windows.features.shape == (*windows.ids.shape, len(FEATURES))
    for ids, mask, features in zip(windows.ids, windows.mask, windows.features, strict=True):
        end = int(mask.sum())
        assert mask.tolist() == [1] * end + [0] * (len(mask) - end)
        assert (ids[0], ids[end - 1]) == (1, 2)
        assert not np.isin(ids[1 : end - 1], [1, 2]).any()
        assert not ids[end:].any()
        assert not features[end - 1 :].any()
        assert not features[0].any()


@settings(max_examples=40)
@given(TEXTS, TEXTS, LENGTHS)
def test_windows_are_the_same_whatever_follows_them(above: str, below: str, length: int) -> None:
    def cut(text: str) -> tuple[Words, Windows]:
        words = split_words(text)
        return words, cut_windows(words, LETTERS, length=length)

    (_, alone), (_, together) = cut(above), cut(f"{above}\n\n{below}")
    for number in range(len(alone.ids) - 1):
        end = int(alone.mask[number].sum())
        assert together.ids[number, :end].tolist() == alone.ids[number, :end].tolist()
        assert together.features[number, :end].tolist() == alone.features[number, :end].tolist()
        assert int(together.mask[number].sum()) == end


def test_a_word_is_read_in_the_window_in_which_it_stands_deepest() -> None:
    words = split_words(" ".join(f"w{n}" for n in range(COUNT)))
    windows = cut_windows(words, NUMBERED)
    width = windows.ids.shape[1]
    depths: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for number, (ids, mask) in enumerate(zip(windows.ids, windows.mask, strict=True)):
        count = int(mask.sum()) - 2
        for position in range(1, count + 1):
            depths[int(ids[position]) - 3][number * width + position] = min(position - 1, count - position)
    assert sorted(depths) == list(range(COUNT))
    for number in range(COUNT):
        assert windows.heads[number] == windows.tails[number]
        assert depths[number][int(windows.heads[number])] == max(depths[number].values())
        if 80 <= number < COUNT - 80:
            assert max(depths[number].values()) >= 79


def test_neighbouring_windows_share_160_pieces() -> None:
    windows = cut_windows(split_words(" ".join(f"w{n}" for n in range(COUNT))), NUMBERED)
    assert windows.ids.shape == (6, 512)
    firsts = (windows.ids[:, 1] - 3).tolist()
    assert firsts == [0, 350, 700, 1050, 1400, 1750]
    assert windows.mask.sum(axis=1).tolist() == [512] * 5 + [252]


def test_a_text_that_fits_is_one_window() -> None:
    windows = cut_windows(split_words("w0 w1\nw2"), NUMBERED)
    assert windows.ids.tolist() == [[1, 3, 4, 5, 2]]
    assert windows.heads.tolist() == windows.tails.tolist() == [1, 2, 3]


def test_no_text_is_no_window() -> None:
    windows = cut_windows(split_words(""), NUMBERED)
    assert windows.ids.shape == windows.mask.shape == (0, 2)
    assert windows.heads.tolist() == windows.tails.tolist() == []


def test_a_long_word_is_read_at_its_beginning() -> None:
    windows = cut_windows(split_words("a" * 60 + " b"), LETTERS)
    assert windows.ids.tolist() == [[1, 3, *[5] * 23, 4, 2]]
    assert (windows.heads.tolist(), windows.tails.tolist()) == ([1, 25], [24, 25])


def test_an_endless_word_is_unknown() -> None:
    windows = cut_windows(split_words("b " + "a" * 20_000), LETTERS)
    assert windows.ids.tolist() == [[1, 4, 0, 2]]


def test_a_word_without_a_piece_is_read_as_unknown() -> None:
    bare = Tokenizer(models.WordLevel({**MARKS, "w0": 3}, unk_token="[UNK]"))
    bare.normalizer = None
    windows = cut_windows(split_words("w0 \x00 w0"), bare)
    assert windows.ids.tolist() == [[1, 3, 0, 3, 2]]
