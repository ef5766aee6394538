"""The small functions that the patterns are made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.claims import Status
from retold.document import Span
from retold.extraction.kinds import kind_of_noun
from retold.extraction.patterns.genres import genre_of
from retold.extraction.patterns.names import is_titled, looks_like_person, quoted_titles
from retold.extraction.patterns.titles import head_kind
from retold.extraction.sentences import split_sentences
from retold.extraction.status import status_of


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, Span(start=0, end=len(text)))]


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in quoted_titles(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("She directs. He writes.", ["She directs.", "He writes."]),
        ("Dr. Mara Quill directs. She writes.", ["Dr. Mara Quill directs.", "She writes."]),
        ("It stars A. B. Cole. He sings.", ["It stars A. B. Cole.", "He sings."]),
        ("Set in the U.S. Navy. It sank.", ["Set in the U.S. Navy.", "It sank."]),
        ("It opens Oct. 3 in Rome.", ["It opens Oct. 3 in Rome."]),
        ("“Run!” she says. They run.", ["“Run!” she says.", "They run."]),
        ("He asks “Why?” Nobody knows.", ["He asks “Why?”", "Nobody knows."]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("It ends… And begins.", ["It ends…", "And begins."]),
        ("It cost $1.5 million. It made two.", ["It cost $1.5 million.", "It made two."]),
        ("Night Ferry\n\n  A review\n", ["Night Ferry", "A review"]),
        ("Really?! “Night Ferry” again.", ["Really?!", "“Night Ferry” again."]),
        ("", []),
        (" \n\t", []),
        ("!!!", ["!!!"]),
    ],
)
def test_a_text_is_cut_where_sentences_end(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@given(st.text(alphabet='Ab .!?…\n"”’)\t\x00\u202e'))
def test_sentences_cover_every_character_that_is_no_space(text: str) -> None:
    found = list(split_sentences(text, Span(start=0, end=len(text))))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)


def test_a_part_of_a_text_is_cut_with_the_offsets_of_the_whole() -> None:
    assert list(split_sentences("Skip. She directs. He", Span(start=6, end=18))) == [Span(start=6, end=18)]


@pytest.mark.parametrize("run", ["!" * 200_000, "…" * 200_000, "A." * 100_000, ". " * 100_000])
def test_a_run_of_marks_takes_no_longer_than_its_length(run: str) -> None:
    # Seconds against hours: a slow pattern would not end.
    assert "".join(sentences(run)).replace(" ", "") == run.replace(" ", "")


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("2013 American musical comedy film", "Film"),
        ("Japanese manga series", "Comic"),
        ("book series", "OtherWork"),
        ("eight-part television miniseries", "Series"),
        ("film of the stage play", "Play"),
        ("bestselling memoir", "NonFictionBook"),
        ("short story", "ShortStory"),
        ("radio play", "Audio"),
        ("video game", "Game"),
        ("village in Norway", None),
        ("", None),
    ],
)
def test_the_head_of_a_phrase_gives_its_kind(phrase: str, kind: str | None) -> None:
    assert head_kind(phrase) == kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Graphic Novel", "Comic"),
        ("graphic-novel", "Comic"),
        ("short film", "Film"),
        ("FILMS", "Film"),
        ("sitcom", "Series"),
        ("novella", "Novel"),
        ("memoirs", "NonFictionBook"),
        ("podcast", "Audio"),
        ("table", None),
        ("", None),
    ],
)
def test_a_noun_gives_a_kind(noun: str, kind: str | None) -> None:
    assert kind_of_noun(noun) == kind


@pytest.mark.parametrize(
    ("phrase", "genre"),
    [
        ("romantic comedy", "romantic comedy"),
        ("Science fiction", "science fiction"),
        ("dark fairy tale", "dark fairy tale"),
        ("dark", None),
        ("family", None),
        ("", None),
    ],
)
def test_a_genre_must_be_named_not_coloured(phrase: str, genre: str | None) -> None:
    assert genre_of(phrase) == genre


@pytest.mark.parametrize(
    "name", ["Kim Go-eun", "Mara Quill", "J. R. Osk", "Ana de la Torre", "SAN DI", "Jean-Luc O’Hara"]
)
def test_a_full_name_looks_like_a_person(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Kate",
        "",
        "Harbour Pictures",
        "Season Two",
        "Agent 47",
        "The Lamplighter",
        "One Two Three Four Five Six",
    ],
)
def test_single_words_companies_and_numbers_do_not_look_like_a_person(name: str) -> None:
    assert not looks_like_person(name)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("She read “The Glass Orchard” twice.", ["The Glass Orchard"]),
        ("She read ‘The Glass Orchard’ twice.", ["The Glass Orchard"]),
        ('She read "The Glass Orchard," then slept.', ["The Glass Orchard"]),
        ("She read 'The Glass Orchard' twice.", ["The Glass Orchard"]),
        ("She read *The Glass Orchard* twice.", ["The Glass Orchard"]),
        ("She read **The Glass Orchard** twice.", ["The Glass Orchard"]),
        ("She read _The Glass Orchard_ twice.", ["The Glass Orchard"]),
        ("She read «The Glass Orchard» twice.", ["The Glass Orchard"]),
        ("She read 《Glass Orchard》 twice.", ["Glass Orchard"]),
        ("She read ‘Ostrow’s Orchard’ twice.", ["Ostrow’s Orchard"]),
        ("“I never wept so much,” she says.", []),
        ("It’s hers, and that’s it.", []),
        ("“The Glass Orchard twice.", []),
    ],
)
def test_titles_in_quotation_marks_or_emphasis_are_found(text: str, titles: list[str]) -> None:
    assert quoted(text) == titles


@given(st.text(alphabet="ABab “”‘’\"'*_«»《》\n,.!"))
def test_quoted_titles_are_titled_words_of_the_text(text: str) -> None:
    assert all(is_titled(title) for title in quoted(text))


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Mara Quill directed the film.", Status.STATED),
        ("Mara Quill will direct the film.", Status.PLANNED),
        ("Mara Quill is set to direct the film.", Status.PLANNED),
        ("Mara Quill is reportedly directing the film.", Status.RUMOURED),
        ("Mara Quill is in talks to direct the film.", Status.RUMOURED),
        ("Rumour has it that Mara Quill may direct the film.", Status.RUMOURED),
        ("Mara Quill denied that she would direct the film.", Status.DENIED),
        ("Mara Quill dropped out of directing the film.", Status.DENIED),
        ("The film was not directed by Mara Quill.", Status.DENIED),
        ("It is not true that Mara Quill will direct the film.", Status.DENIED),
    ],
)
def test_a_sentence_states_plans_rumours_or_denies(sentence: str, status: Status) -> None:
    at = sentence.index("direct")
    assert status_of(sentence, sentence[:at], sentence[at:]) is status
