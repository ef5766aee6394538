from __future__ import annotations

import pytest

from retold import errors
from retold.errors import (
    AmbiguousNameError,
    DocumentError,
    RetoldError,
    UnknownNameError,
    UsageError,
    VocabularyError,
)


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_can_be_caught_as_one(name: str) -> None:
    assert issubclass(getattr(errors, name), RetoldError)


def test_a_name_that_fits_nothing_or_too_much_is_for_the_caller_to_mend() -> None:
    assert issubclass(UnknownNameError, UsageError)
    assert issubclass(AmbiguousNameError, UsageError)


def test_an_unknown_name_comes_with_those_that_look_alike() -> None:
    error = UnknownNameError("Lamplihgter", suggestions=["The Lamplighter", "Lamplight"])
    assert str(error) == (
        "nothing in the graph is called 'Lamplihgter'. Did you mean 'The Lamplighter', 'Lamplight'?"
    )
    assert error.suggestions == ("The Lamplighter", "Lamplight")


def test_an_unknown_name_like_no_other_is_only_named() -> None:
    assert str(UnknownNameError("Zzz")) == "nothing in the graph is called 'Zzz'."


def test_an_ambiguous_name_lists_what_it_fits() -> None:
    error = AmbiguousNameError("Lantern", candidates=[("film-1", "film, 2019"), ("novel-1", "novel, 1911")])
    assert str(error) == (
        "'Lantern' fits 2 entities; give an id, or add a kind or a year in brackets, "
        "as in 'Title (film, 2013)':\n  film-1   film, 2019\n  novel-1  novel, 1911"
    )


def test_a_document_error_says_where_what_and_what_to_do() -> None:
    error = DocumentError("a.pdf", "the file is encrypted.", hint="Remove the password.")
    assert str(error) == "a.pdf: the file is encrypted. Remove the password."
    assert (error.uri, error.reason, error.hint) == (
        "a.pdf",
        "the file is encrypted.",
        "Remove the password.",
    )
    assert str(DocumentError("a.pdf", "nothing to read")) == "a.pdf: nothing to read"


def test_a_vocabulary_error_names_file_and_line() -> None:
    assert str(VocabularyError("mine.yaml", "wrong", line=7)) == "mine.yaml, line 7: wrong"
    assert str(VocabularyError("mine.yaml", "cannot be read")) == "mine.yaml: cannot be read"
