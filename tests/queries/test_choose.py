from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, doc
from retold.errors import AmbiguousNameError, UnknownNameError, UsageError
from retold.queries.choose import choose, describe, having, originals, parse_kinds
from retold.store import View
from retold.vocabulary import default_vocabulary


def test_a_name_is_found_however_it_is_written(world: View) -> None:
    assert choose(world, "mara quill").name == "Mara Quill"
    assert choose(world, "Quill, Mara").name == "Mara Quill"


def test_an_id_is_a_name(world: View) -> None:
    quill = choose(world, "Mara Quill")
    assert choose(world, quill.id) == quill


def test_namesakes_are_told_apart_by_kind_year_and_people(world: View) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        choose(world, "The Glass Orchard")
    assert sorted(line for _, line in caught.value.candidates) == [
        "Film, 2021, Mara Quill, Bo Lind",
        "Novel, 2015, Ines Faber",
        "Series, 2024, Hana Sato, Ana Reyes",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "The Glass Orchard (film)",
        "The Glass Orchard (2021)",
        "The Glass Orchard (film, 2021)",
        "The Glass Orchard (2021 film)",
        "The Glass Orchard (film 2021)",
    ],
)
def test_a_name_may_say_what_it_means(world: View, name: str) -> None:
    assert choose(world, name).kind == "Film"


def test_a_preference_decides_if_one_candidate_remains(world: View) -> None:
    works = world.vocabulary.works
    assert choose(world, "The Glass Orchard", kinds=works, prefer=originals).kind == "Novel"
    assert choose(world, "The Glass Orchard", prefer=having("episodes")).kind == "Series"
    with pytest.raises(AmbiguousNameError):
        choose(world, "The Glass Orchard", prefer=having("composer"))


def test_a_name_that_looks_alike_is_suggested(world: View) -> None:
    with pytest.raises(UnknownNameError) as caught:
        choose(world, "The Glas Orchrd")
    assert "The Glass Orchard" in caught.value.suggestions


def test_brackets_that_say_no_kind_are_part_of_the_name(world: View) -> None:
    with pytest.raises(UnknownNameError, match=r"called 'The Glass Orchard \(uncut\)'"):
        choose(world, "The Glass Orchard (uncut)")


def test_what_exists_but_does_not_fit_is_told(world: View) -> None:
    with pytest.raises(UsageError, match=r"nothing called 'Mara Quill' fits Film; .*Person"):
        choose(world, "Mara Quill", kind="film")
    with pytest.raises(UsageError, match=r"fits 1999; .*Novel, 2015"):
        choose(world, "The Glass Orchard", year=1999)
    with pytest.raises(UsageError, match=r"'Mara Quill' is the name of a person; a work is needed here"):
        choose(world, "Mara Quill", kinds=world.vocabulary.works)


def test_people_characters_and_places_are_described(world: View) -> None:
    assert describe(world, choose(world, "Mara Quill")) == "Person, directed The Glass Orchard"
    assert describe(world, choose(world, "Iris Vane")) == "Character, played by Bo Lind, in The Glass Orchard"
    assert describe(world, choose(world, "Lisbon")) == "Place, is the setting of The Glass Orchard"


@pytest.mark.parametrize("word", ["film", "Films", "FILM"])
def test_a_kind_may_be_written_in_any_case_or_number(word: str) -> None:
    assert parse_kinds(default_vocabulary(), word) == {"Film"}


def test_work_stands_for_every_kind_of_work() -> None:
    assert parse_kinds(default_vocabulary(), "work") == default_vocabulary().works
    assert parse_kinds(default_vocabulary(), "short stories") == {"ShortStory"}


def test_an_unknown_kind_is_told_with_those_that_are_known() -> None:
    with pytest.raises(
        UsageError, match="'movie' is no kind of thing in the vocabulary; the kinds are Novel"
    ):
        parse_kinds(default_vocabulary(), "movie")


def test_of_sources_in_a_circle_none_is_preferred(tmp_path: Path) -> None:
    page = doc("[[f1|Amber]] and [[n1|Amber]]", "f1 based_on n1; n1 based_on f1")
    with build(tmp_path / "graph.db", page) as view, pytest.raises(AmbiguousNameError):
        choose(view, "Amber", prefer=originals)
