"""The two real documents that retold must read first: a film review and an article on a series' finale.

Their texts belong to others and are not part of the project; the tests skip where they are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import retold
from retold.api import Graph
from retold.queries.work import WorkSummary

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
TITLE = "Love in the Big City"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with retold.open(tmp_path_factory.mktemp("seeds") / "seeds.db") as graph:
        report = graph.add(str(SEEDS))
        assert (report.added, report.failed) == (2, [])
        yield graph


def test_the_novel_has_its_year_and_one_author_under_both_orders_of_the_name(graph: Graph) -> None:
    novel = graph.adaptations(TITLE).work
    (author,) = novel.authors
    assert (novel.kind, novel.released) == ("Novel", "2019")
    assert {"Sang Young Park", "Park Sang-young"} <= set(graph.show(author.id).entity.names)


def test_the_novel_was_made_into_a_film_and_a_series(graph: Graph) -> None:
    made = [(tree.work.kind, tree.work.name.casefold()) for tree in graph.adaptations(TITLE).adaptations]
    assert sorted(made) == [("Film", TITLE.casefold()), ("Series", TITLE.casefold())]


def test_the_film_has_its_director_and_its_two_leads(graph: Graph) -> None:
    film = work(graph, "Film")
    assert [person.name for person in film.directors] == ["E.oni"]
    assert cast(film) == {("Kim Go-eun", "Jae-hee"), ("Steven Sanghyun Noh", "Heung-soo")}
    (noh,) = (row.actor.id for row in film.cast if row.actor.name.endswith("Noh"))
    assert {"Steve Sanghyun Noh", "Steven Sanghyun Noh"} <= set(graph.show(noh).entity.names)


def test_the_series_has_its_day_episodes_services_and_leads(graph: Graph) -> None:
    series = work(graph, "Series")
    assert (series.released, series.episodes) == ("2024-10-21", 8)
    assert {service.name for service in series.broadcasters} == {"TVING", "Rakuten Viki"}
    assert {("Nam Yoon-su", "Go Young"), ("Jin Ho-eun", "Shim Gyu-ho")} <= cast(series)


def test_the_review_has_its_critic_rating_and_outlet(graph: Graph) -> None:
    (review,) = graph.reviews(TITLE, kind="Film").reviews
    assert review.critic is not None
    assert (review.critic.name, review.rating, review.outlet) == ("Jericho Tadeo", "4.5/5", "The Asian Cut")


def test_an_actor_of_one_film_has_one_work(graph: Graph) -> None:
    (row,) = graph.works("Kim Go-eun").works
    assert (row.work.kind, [role.name for role in row.characters]) == ("Film", ["Jae-hee"])


def test_each_fact_of_the_three_works_shows_words_of_its_document(graph: Graph) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    answer = graph.adaptations(TITLE)
    facts = [fact for tree in (answer, *answer.adaptations) for fact in tree.work.facts]
    assert len(facts) > 15
    for fact in facts:
        evidence = graph.why(fact).evidence
        assert evidence
        assert all(any(item.quote in text for text in texts) for item in evidence)


def work(graph: Graph, kind: str) -> WorkSummary:
    (found,) = (tree.work for tree in graph.adaptations(TITLE).adaptations if tree.work.kind == kind)
    return found


def cast(work: WorkSummary) -> set[tuple[str, str | None]]:
    return {(row.actor.name, row.character.name if row.character else None) for row in work.cast}
