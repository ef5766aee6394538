from __future__ import annotations

import re

import pytest

from retold.extraction.kinds import KIND_NOUN, KIND_WORD, KIND_WORDS, kind_in_words, kind_of_noun
from retold.vocabulary import default_vocabulary


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the graphic novel", "Comic"),
        ("the graphic-novel", "Comic"),
        ("a mini-series", "Series"),
        ("three short stories", "OtherWork"),
        ("the book series", "OtherWork"),
        ("the screenplay", None),
        ("the table", None),
    ],
)
def test_the_last_word_for_a_work_tells_its_kind(words: str, kind: str | None) -> None:
    assert kind_in_words(words) == kind


def test_a_word_is_the_same_kind_in_prose_and_beside_a_title() -> None:
    assert {kind_of_noun(word) or "" for word in KIND_WORDS} <= {*default_vocabulary().works, ""}
    assert [word for word, kind in KIND_WORDS.items() if (kind_of_noun(word) or "") != kind] == []


@pytest.mark.parametrize("word", ["season", "show", "franchise", "trilogy"])
def test_names_of_parts_and_groups_tell_a_kind_in_prose_alone(word: str) -> None:
    assert re.fullmatch(KIND_NOUN, word)
    assert not re.fullmatch(KIND_WORD, word)
    assert kind_in_words(f"the {word}") is None


def test_longer_words_are_read_before_the_shorter_ones_they_begin_with() -> None:
    for pattern in (KIND_NOUN, KIND_WORD):
        found = re.match(pattern, "comic book series")
        assert found is not None
        assert found.group() == "comic book series"
