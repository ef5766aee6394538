from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, check_schema, doc
from retold.errors import AmbiguousNameError, UsageError
from retold.queries.cast import cast
from retold.queries.reviews import reviews
from retold.queries.works import works
from retold.store import View


def test_an_actor_comes_once_with_the_character(world: View) -> None:
    found = cast(world, "The Glass Orchard", kind="film").to_json()
    check_schema("cast", found)
    assert [(m["actor"]["name"], (m["character"] or {}).get("name")) for m in found["cast"]] == [
        ("Bo Lind", "Iris Vane"),
        ("Noor Haddad", None),
    ]
    assert len(found["cast"][0]["facts"]) == 3
    assert len(found["cast"][1]["facts"]) == 1
    assert found["characters"] == []


def test_characters_without_an_actor_are_told_apart(world: View) -> None:
    answer = cast(world, "The Glass Orchard", kind="novel")
    assert answer.cast == ()
    assert [character.name for character in answer.characters] == ["Iris Vane"]


def test_a_title_means_the_work_that_has_actors(tmp_path: Path) -> None:
    page = doc(
        "[[p1|Bo Lind]] is in [[f1|Twin Lamps]], from the novel [[n1|Twin Lamps]].",
        "f1 actor p1; f1 based_on n1",
    )
    with build(tmp_path / "graph.db", page) as view:
        assert cast(view, "Twin Lamps").work.kind == "Film"


def test_of_two_works_with_actors_none_is_taken_for_the_other(world: View) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        cast(world, "The Glass Orchard")
    kinds = sorted(description.split(",")[0] for _, description in caught.value.candidates)
    assert kinds == ["Film", "Series"]


def test_one_actor_in_two_roles_has_a_line_for_each(tmp_path: Path) -> None:
    page = doc(
        "In [[f1|Twin Lamps]] [[p1|Bo Lind]] plays [[c1|Abel]] and [[c2|Cain]].",
        "f1 actor p1; c1 portrayed_by p1 in f1; c2 portrayed_by p1 in f1",
    )
    with build(tmp_path / "graph.db", page) as view:
        found = cast(view, "Twin Lamps")
        assert [(m.actor.name, m.character and m.character.name) for m in found.cast] == [
            ("Bo Lind", "Abel"),
            ("Bo Lind", "Cain"),
        ]


def test_a_person_has_roles_and_characters_in_works(world: View) -> None:
    found = works(world, "Bo Lind").to_json()
    check_schema("works", found)
    assert [(w["work"]["name"], w["work"]["released"], w["roles"]) for w in found] == [
        ("The Glass Orchard", "2021-03-05", ["actor"]),
    ]
    assert [character["name"] for character in found[0]["characters"]] == ["Iris Vane"]
    assert len(found[0]["facts"]) == 2


def test_works_are_ordered_by_date_and_denied_ones_left_out(world: View) -> None:
    assert [(w.work.name, w.roles) for w in works(world, "Ivo Brandt").works] == [
        ("Le Verger", ("director",))
    ]


def test_a_character_and_a_platform_have_works_too(world: View) -> None:
    assert [(w.work.kind, w.roles) for w in works(world, "Iris Vane").works] == [
        ("Novel", ("character",)),
        ("Film", ("character",)),
    ]
    assert [(w.work.kind, w.roles) for w in works(world, "Lumen").works] == [("Series", ("broadcaster",))]


def test_a_work_is_no_maker_of_works(world: View) -> None:
    with pytest.raises(UsageError, match="'Le Verger' is the name of a film"):
        works(world, "Le Verger")


def test_reviews_have_critic_rating_outlet_and_date(world: View) -> None:
    found = reviews(world, "The Glass Orchard").to_json()
    check_schema("reviews", found)
    assert [
        (r["critic"]["name"], r["rating"], r["outlet"], r["published"], r["document"], len(r["facts"]))
        for r in found
    ] == [
        ("Tom Ashe", "4/5", "The Lantern", "2021-03-06", "notes/film.txt", 2),
        ("Ruth Cole", "2/5", "Daily Frame", "2021-03-20", "notes/second.txt", 2),
    ]
    assert found[0]["work"]["kind"] == "Film"


def test_a_rating_without_a_critic_is_a_review(tmp_path: Path) -> None:
    page = doc("[[f1|Twin Lamps]]: [[=B+|B+]].", "f1 rating =B+")
    with build(tmp_path / "graph.db", page) as view:
        (review,) = reviews(view, "Twin Lamps").reviews
        assert (review.critic, review.rating, review.outlet) == (None, "B+", None)


def test_in_a_round_up_a_rating_goes_to_the_critic_beside_it(tmp_path: Path) -> None:
    page = doc(
        "What critics say of [[f1|Twin Lamps]].\n[[p1|Ruth Cole]] gives it [[=2/5|two of five]].\n"
        "[[p2|Tom Ashe]] is moved and says [[=5/5|five of five]].\n[[p3|Noor Haddad]] slept.",
        "f1 reviewed_by p1; f1 rating =2/5; f1 reviewed_by p2; f1 rating =5/5; f1 reviewed_by p3",
    )
    with build(tmp_path / "graph.db", page) as view:
        found = {r.critic.name: r.rating for r in reviews(view, "Twin Lamps").reviews if r.critic}
        assert found == {"Ruth Cole": "2/5", "Tom Ashe": "5/5", "Noor Haddad": None}
