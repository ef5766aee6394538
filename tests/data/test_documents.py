"""The sample documents: enough of them, of every kind, and all of them readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import retold
from retold.api import Graph
from retold.document import Document
from retold.reading import read

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
FILES = sorted(path for path in DOCUMENTS.glob("*/*") if path.is_file())


def test_there_are_eight_families_in_five_formats() -> None:
    assert Counter(path.parent.name for path in FILES) == {
        "death-note": 5,
        "fingersmith": 4,
        "great-expectations": 5,
        "homecoming": 3,
        "itaewon-class": 4,
        "little-shop-of-horrors": 4,
        "love-in-the-big-city": 5,
        "the-last-of-us": 4,
    }
    assert Counter(path.suffix for path in FILES) == {".html": 13, ".md": 7, ".txt": 8, ".docx": 3, ".pdf": 3}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_read_as_one_document(path: Path) -> None:
    (document,) = read(str(path))
    assert isinstance(document, Document)
    assert document.source.uri == str(path)
    assert len(document.text.split()) > 120


def test_the_readme_names_every_family() -> None:
    readme = (DOCUMENTS.parent / "README.md").read_text(encoding="utf-8")
    assert [
        name for name in sorted({path.parent.name for path in FILES}) if f"documents/{name}/" not in readme
    ] == []


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with retold.open(tmp_path_factory.mktemp("documents") / "retold.db") as opened:
        report = opened.add(str(DOCUMENTS))
        assert (report.added, list(report.failed)) == (len(FILES), [])
        yield opened


def castings(graph: Graph, title: str, *, kind: str, year: int) -> set[tuple[str, str]]:
    """Return who plays whom in a work, as pairs of actor and character."""
    cast = graph.cast(title, kind=kind, year=year).cast
    return {(member.actor.name, member.character.name) for member in cast if member.character}


def test_the_korean_film_of_a_british_novel_is_found_with_its_makers(graph: Graph) -> None:
    family = graph.adaptations("Fingersmith")
    assert [author.name for author in family.work.authors] == ["Sarah Waters"]
    film = next(child.work for child in family.adaptations if child.work.name == "The Handmaiden")
    assert film.kind == "Film"
    assert film.released == "2016"
    assert [person.name for person in film.directors] == ["Park Chan-wook"]


def test_a_director_is_one_person_in_either_order_of_the_name(graph: Graph) -> None:
    works = graph.works("Chan-wook Park").works
    (handmaiden,) = [credit for credit in works if credit.work.name == "The Handmaiden"]
    assert "director" in handmaiden.roles


def test_a_cast_sheet_is_read_whole(graph: Graph) -> None:
    assert castings(graph, "The Handmaiden", kind="Film", year=2016) == {
        ("Cho Jin-woong", "Uncle Kouzuki"),
        ("Ha Jung-woo", "Count Fujiwara"),
        ("Kim Hae-sook", "Miss Sasaki"),
        ("Kim Min-hee", "Lady Hideko"),
        ("Kim Tae-ri", "Sook-hee"),
        ("Moon So-ri", "Hideko’s aunt"),
    }


def test_a_modernised_novel_keeps_its_new_names(graph: Graph) -> None:
    film = castings(graph, "Great Expectations", kind="Film", year=1998)
    assert film >= {("Anne Bancroft", "Nora Dinsmoor"), ("Robert De Niro", "Arthur Lustig")}


def test_a_webtoon_and_its_series_share_their_author(graph: Graph) -> None:
    family = graph.adaptations("Itaewon Class")
    assert (family.work.kind, [author.name for author in family.work.authors]) == ("Comic", ["Jo Gwang-jin"])
    (series,) = [child.work for child in family.adaptations if child.work.name == "Itaewon Class"]
    assert (series.kind, series.released, series.episodes) == ("Series", "2020-01-31", 16)


def test_a_game_becomes_a_series(graph: Graph) -> None:
    family = graph.adaptations("The Last of Us")
    assert family.work.kind == "Game"
    assert [(child.work.kind, child.work.released) for child in family.adaptations] == [
        ("Series", "2023-01-15")
    ]


def test_a_critic_and_a_rating_come_with_their_outlet(graph: Graph) -> None:
    (review,) = graph.reviews("Death Note", kind="Film", year=2017).reviews
    assert review.critic is not None
    assert (review.critic.name, review.rating, review.outlet) == ("Casimir Boateng", "2/5", "Panel & Frame")


@pytest.mark.parametrize("name", ["Taron Egerton", "Scarlett Johansson", "Chris Evans"])
def test_who_was_only_in_talks_plays_nobody(graph: Graph, name: str) -> None:
    with graph.view() as view:
        found = view.find(name, kinds={"Person"})
        facts = [fact for person in found for fact in view.facts(object=person.id)]
    assert facts == []
