"""What a page shows: which entities, in which words, with which quotes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphs import Page, build, doc
from retold.errors import NoAnswerError, UsageError
from retold.store import Entity, View
from retold.views.page import draw
from retold.views.page.neighbourhood import around, whole
from retold.views.page.scene import make_scene

REVIEW = doc(
    "[[f1|The Glass Orchard]] is a film of the novel [[n1|The Glass Orchard]] by [[p1|Mara Quill]].\n"
    "[[p2|Bo Reyes]] plays [[c1|Mia]] and [[p3|Ines Sol]] directs; it opened in [[=2021|2021]].\n"
    "A play, [[y1|Orchard Nights]], is planned.",
    "f1 based_on n1; n1 author p1; c1 portrayed_by p2 in f1; f1 actor p2; f1 character c1\n"
    "f1 director p3 | 0.4; f1 released =2021 | release=festival; y1 based_on n1 | planned",
    uri="https://example.org/orchard",
    title="Glass and apples",
    site="The Lantern",
    published="2021-03-05",
)
NOTE = doc(
    "[[f1|The Glass Orchard]], from the novel [[n1|The Glass Orchard]], stars [[p2|Bo Reyes]].",
    "f1 based_on n1; f1 actor p2",
    uri="notes/second.txt",
)
APART = doc("[[w1|Salt]] was written by [[p9|Una Ferry]].", "w1 author p9", uri="apart.txt")


@pytest.fixture
def view(tmp_path: Path) -> View:
    return build(tmp_path / "graph.db", REVIEW, NOTE, APART)


def only(view: View, name: str, kind: str) -> Entity:
    (entity,) = view.find(name, kinds=[kind])
    return entity


def names(entities: tuple[Entity, ...]) -> list[str]:
    return [f"{entity.kind} {entity.name}" for entity in entities]


def scene_of(view: View, focus: Entity, **options: Any) -> dict[str, Any]:
    return make_scene(view, around(view, focus, **options))


def words(scene: dict[str, Any]) -> list[str]:
    """Return the facts of a scene as lines."""

    def name(ident: str) -> str:
        return str(scene["entities"][ident]["name"])

    lines = []
    for fact in scene["facts"].values():
        target = fact["value"] if "value" in fact else name(fact["object"])
        line = f"{name(fact['subject'])} {scene['relations'][fact['relation']]['label']} {target}"
        lines.append(line + (f" in {name(fact['within'])}" if "within" in fact else ""))
    return lines


def test_one_step_reaches_what_the_facts_of_the_focus_name(view: View) -> None:
    part = around(view, only(view, "The Glass Orchard", "Novel"), depth=1)
    assert names(part.entities) == [
        "Novel The Glass Orchard",
        "Film The Glass Orchard",
        "Person Mara Quill",
        "Play Orchard Nights",
    ]
    assert (part.total, part.depth) == (4, 1)


def test_two_steps_reach_the_people_of_an_adaptation_but_nothing_unconnected(view: View) -> None:
    part = around(view, only(view, "The Glass Orchard", "Novel"), depth=2)
    assert set(names(part.entities)[4:]) == {"Person Bo Reyes", "Person Ines Sol", "Character Mia"}


def test_a_casting_joins_character_actor_and_work(view: View) -> None:
    part = around(view, only(view, "Mia", "Character"), depth=1)
    assert set(names(part.entities)) == {"Character Mia", "Person Bo Reyes", "Film The Glass Orchard"}


def test_the_nearest_and_best_documented_stay_when_there_are_too_many(view: View) -> None:
    part = around(view, only(view, "The Glass Orchard", "Novel"), depth=5, limit=2)
    assert names(part.entities) == ["Novel The Glass Orchard", "Film The Glass Orchard"]
    assert (part.total, part.depth) == (4, 1)


def test_facts_below_the_confidence_are_left_out(view: View) -> None:
    part = around(view, only(view, "The Glass Orchard", "Film"), depth=1, min_confidence=0.5)
    assert "Person Ines Sol" not in names(part.entities)
    assert "director" not in {fact.relation for fact in part.facts}


def test_without_a_focus_everything_with_a_fact_is_shown(view: View) -> None:
    part = whole(view)
    assert len(part.entities) == part.total == 9
    assert names(part.entities)[0] == "Film The Glass Orchard"


def test_a_large_graph_shows_the_works_of_most_facts_with_their_neighbours(tmp_path: Path) -> None:
    pages = [
        doc(
            f"[[w1|Work {number:02}]] names "
            + ", ".join(f"[[p{i}|Guest {number} {i}]]" for i in range(size)),
            "; ".join(f"w1 actor p{i}" for i in range(size)),
            uri=f"{number}.txt",
        )
        for number, size in enumerate([1, 3, 2])
    ]
    view = build(tmp_path / "graph.db", *pages)
    part = whole(view, limit=5)
    assert part.total == 9
    assert names(part.entities)[:5] == [
        "OtherWork Work 01",
        *[f"{e.kind} {e.name}" for e in part.entities[1:5]],
    ]
    assert [e.name for e in part.entities if e.kind == "OtherWork"] == ["Work 01", "Work 02", "Work 00"]
    assert all(fact.object.id in {e.id for e in part.entities} for fact in part.facts)  # type: ignore[union-attr]


def test_facts_are_said_in_the_words_of_the_vocabulary_and_in_its_order(view: View) -> None:
    scene = scene_of(view, only(view, "The Glass Orchard", "Novel"))
    assert words(scene) == [
        "Orchard Nights based on The Glass Orchard",
        "The Glass Orchard based on The Glass Orchard",
        "The Glass Orchard written by Mara Quill",
        "The Glass Orchard directed by Ines Sol",
        "The Glass Orchard starring Bo Reyes",
        "The Glass Orchard character Mia",
        "Mia played by Bo Reyes in The Glass Orchard",
        "The Glass Orchard released 2021",
    ]


def test_an_edge_bundles_the_facts_between_two_things(view: View) -> None:
    scene = scene_of(view, only(view, "The Glass Orchard", "Novel"))
    assert len(scene["edges"]) == 7
    ident = only(view, "Orchard Nights", "Play").id
    (edge,) = (edge for edge in scene["edges"] if ident in (edge["from"], edge["to"]))
    assert edge["text"] == "based on"
    assert edge["dashes"] is True
    assert edge["arrows"] == {"to": {"enabled": False}, "from": {"enabled": True}}
    assert [edge["dashes"] for edge in scene["edges"]].count(True) == 1


def test_a_fact_shows_its_words_and_where_they_were_read(view: View) -> None:
    scene = scene_of(view, only(view, "The Glass Orchard", "Novel"))
    (fact,) = (fact for fact in scene["facts"].values() if fact["relation"] == "released")
    (evidence,) = fact["evidence"]
    assert fact["qualifiers"] == {"release": "festival"}
    assert evidence["quote"] == "Bo Reyes plays Mia and Ines Sol directs; it opened in 2021."
    assert scene["documents"][evidence["document"]] == {
        "title": "Glass and apples",
        "site": "The Lantern",
        "published": "2021-03-05",
        "uri": "https://example.org/orchard",
        "href": "https://example.org/orchard",
    }


def test_a_local_path_is_no_link(view: View) -> None:
    scene = scene_of(view, only(view, "The Glass Orchard", "Novel"))
    (fact,) = (fact for fact in scene["facts"].values() if fact["relation"] == "actor")
    documents = [scene["documents"][evidence["document"]] for evidence in fact["evidence"]]
    assert {"uri": "notes/second.txt"} in documents


def test_a_fact_of_many_documents_shows_five_quotes_and_counts_the_rest(tmp_path: Path) -> None:
    pages = [
        doc(f"[[f1|Salt]], number {n}, is by [[p1|Una Ferry]].", "f1 director p1", uri=f"{n}.txt")
        for n in range(8)
    ]
    view = build(tmp_path / "graph.db", *pages)
    (fact,) = make_scene(view, whole(view))["facts"].values()
    assert (len(fact["evidence"]), fact["more"]) == (5, 3)
    assert len({evidence["document"] for evidence in fact["evidence"]}) == 5


def test_the_legend_counts_the_kinds_in_the_view_and_has_the_colours_of_the_vocabulary(view: View) -> None:
    legend = {kind["plural"]: kind for kind in make_scene(view, whole(view))["kinds"]}
    assert {name: kind["count"] for name, kind in legend.items()} == {
        "novels": 1, "plays": 1, "films": 1, "works": 1, "people": 4, "characters": 1,
    }  # fmt: skip
    assert legend["films"]["color"] == view.vocabulary.kinds["Film"].color
    assert legend["films"]["shape"] == "box"
    assert legend["people"]["shape"] == "dot"


def test_the_same_documents_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    def html(name: str, *pages: Page) -> bytes:
        view = build(tmp_path / name, *pages)
        return draw(view, focus=only(view, "The Glass Orchard", "Novel")).html

    assert html("one.db", REVIEW, NOTE, APART) == html("two.db", APART, NOTE, REVIEW)


def test_the_page_says_what_it_leaves_out(view: View) -> None:
    focus = only(view, "The Glass Orchard", "Novel")
    page = draw(view, focus=focus, depth=1, limit=3)
    assert page.note == ("Showing 3 of 4 things within 1 step of The Glass Orchard: the most relevant ones.")
    assert page.note in page.html.decode("utf-8")
    assert (page.shown, page.total) == (3, 4)
    assert draw(view, limit=8).note == "Showing 8 of 9 things in the graph: the most relevant ones."
    assert draw(view, focus=focus).note is None


def test_a_thing_without_facts_is_a_page_with_one_node(tmp_path: Path) -> None:
    view = build(
        tmp_path / "graph.db", doc("[[n1|Salt]] may be by [[p1|Una Ferry]].", "n1 author p1 | rumoured")
    )
    scene = scene_of(view, only(view, "Salt", "Novel"))
    assert [node["label"] for node in scene["nodes"]] == ["Salt"]
    assert json.loads(json.dumps(scene))["facts"] == {}


def test_an_empty_graph_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(NoAnswerError, match="retold add"):
        draw(build(tmp_path / "graph.db"))


@pytest.mark.parametrize(("depth", "limit"), [(0, 300), (-1, 300), (2, 0)])
def test_a_depth_or_limit_below_one_is_refused(view: View, depth: int, limit: int) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        draw(view, depth=depth, limit=limit)


def test_things_of_one_name_are_told_apart_by_their_year(tmp_path: Path) -> None:
    view = build(
        tmp_path / "graph.db",
        doc(
            "[[f1|Salt]] opened in [[=1961|1961]] and again in [[=1963|1963]].\n"
            "[[f2|Salt]] opened in [[=2010|2010]], [[f3|Rye]] in [[=1999|1999]].",
            "f1 released =1963; f1 released =1961; f2 released =2010; f3 released =1999",
        ),
    )
    assert sorted(node["label"] for node in make_scene(view, whole(view))["nodes"]) == [
        "Rye",
        "Salt\n(1961)",
        "Salt\n(2010)",
    ]


def test_a_thing_that_is_only_described_has_no_name_made_up(tmp_path: Path) -> None:
    view = build(tmp_path / "graph.db", doc("[[f1~|A film]] by [[p1|Una Ferry]].", "f1 director p1"))
    labels = {node["label"] for node in make_scene(view, whole(view))["nodes"]}
    assert labels == {"unnamed film", "Una Ferry"}


def test_a_graph_with_words_that_the_vocabulary_lacks_says_which(view: View) -> None:
    smaller = replace(view.vocabulary, relations={"actor": view.vocabulary.relations["actor"]})
    with pytest.raises(UsageError, match="does not know author, based_on, character"):
        make_scene(View(view._connection, vocabulary=smaller), whole(view))
