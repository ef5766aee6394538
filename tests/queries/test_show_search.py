from __future__ import annotations

import pytest

from graphs import check_schema
from retold.errors import UsageError
from retold.queries.search import search
from retold.queries.show import show
from retold.store import View


def test_an_entity_is_shown_with_facts_in_both_directions(world: View) -> None:
    found = show(world, "The Glass Orchard", kind="film").to_json()
    check_schema("show", found)
    assert found["entity"]["documents"] == 3
    assert [(f["relation"], f["object"].get("name", f["object"].get("value"))) for f in found["facts"]] == [
        ("based_on", "The Glass Orchard"),
        ("director", "Mara Quill"),
        ("actor", "Bo Lind"),
        ("actor", "Noor Haddad"),
        ("character", "Iris Vane"),
        ("reviewed_by", "Ruth Cole"),
        ("reviewed_by", "Tom Ashe"),
        ("rating", "2/5"),
        ("rating", "4/5"),
        ("released", "2021"),
        ("released", "2021-03-05"),
    ]
    assert [(f["relation"], f["subject"]["name"]) for f in found["mentioned_in"]] == [
        ("based_on", "Le Verger"),
        ("portrayed_by", "Iris Vane"),
    ]
    assert found["mentioned_in"][1]["in"]["id"] == found["entity"]["id"]


def test_what_is_denied_is_shown_as_unconfirmed(world: View) -> None:
    found = show(world, "The Glass Orchard", kind="film").to_json()
    assert [(c["relation"], c["object"]["names"], c["status"]) for c in found["unconfirmed"]] == [
        ("director", ["Ivo Brandt"], "denied")
    ]


def test_the_sources_of_all_facts_are_named(world: View) -> None:
    found = show(world, "The Glass Orchard", kind="film").to_json()
    assert [(s["document"], s["title"], s["site"]) for s in found["sources"]] == [
        ("notes/film.txt", "A fragile harvest", "The Lantern"),
        ("notes/remake.txt", None, None),
        ("notes/second.txt", None, "Daily Frame"),
    ]


def test_search_finds_names_with_typing_errors_and_words_in_texts(world: View) -> None:
    found = search(world, "Mara Quil")
    check_schema("search", found.to_json())
    assert [entity.name for entity in found.entities][:1] == ["Mara Quill"]
    passages = search(world, "fragile orchard inherits").passages
    assert all(p.match for p in passages)
    (passage,) = search(world, "inherits").passages
    assert (passage.uri, passage.match) == ("notes/novel.txt", "inherits")
    assert passage.before.endswith("Iris Vane ")


def test_search_keeps_to_a_kind(world: View) -> None:
    assert {e.kind for e in search(world, "Glass Orchard", kind="film").entities} == {"Film"}


@pytest.mark.parametrize(("text", "limit"), [("  ", 20), ("orchard", 0)])
def test_a_search_for_nothing_is_refused(world: View, text: str, limit: int) -> None:
    with pytest.raises(UsageError):
        search(world, text, limit=limit)
