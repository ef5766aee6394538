"""What is one thing and what is two, from what documents say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphs import build, doc
from retold.resolution.decisions import Judgement
from retold.store import View


def one(view: View, *names: str, kind: str | None = None) -> bool:
    """Whether all local entities with one of these names are one thing."""
    kinds = None if kind is None else [kind]
    found = {
        entity.id
        for entity in view.entities(kinds=kinds)
        for member in view.members(entity.id)
        if set(names) & set(member.names)
    }
    assert found
    return len(found) == 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


def test_films_of_one_title_by_different_directors_stay_apart(path: Path) -> None:
    pages = [
        doc("[[f1|Crash]] by [[p1|David Cronenberg]].", "f1 director p1", uri="a"),
        doc("[[f1|Crash]] by [[p1|Paul Haggis]].", "f1 director p1", uri="b"),
    ]
    with build(path, *pages) as view:
        assert not one(view, "Crash")
        (left,), (right,) = (view.members(entity.id) for entity in view.find("Crash"))
        explained = view.explain(left.id, right.id)
        assert explained.judgement is Judgement.DIFFERENT
        assert sorted(explained.reasons[0].removeprefix("made by different people: ").split("; ")) == [
            "david cronenberg",
            "paul haggis",
        ]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("1996", "1996-05-17", True), ("1996", "1997", True), ("1996", "2004", False), ("1996", "1998", False)],
)
def test_films_of_one_title_go_by_their_years(path: Path, left: str, right: str, same: bool) -> None:
    pages = [
        doc(f"[[f1|Crash]] of [[={year}|{year}]].", f"f1 released ={year}", uri=uri)
        for uri, year in (("a", left), ("b", right))
    ]
    with build(path, *pages) as view:
        assert one(view, "Crash") is same


def test_a_remake_by_the_same_director_is_another_film(path: Path) -> None:
    pages = [
        doc(
            f"[[f1|Funny Games]] ([[={year}|{year}]]) by [[p1|Michael Haneke]].",
            f"f1 director p1; f1 released ={year}",
            uri=year,
        )
        for year in ("1997", "2007")
    ]
    unsure = doc("[[p1|Michael Haneke]] made [[f1|Funny Games]].", "f1 director p1", uri="c")
    with build(path, *pages, unsure) as view:
        assert len(view.find("Funny Games")) == 3
        assert len(view.find("Michael Haneke")) == 1


def test_a_film_that_nothing_tells_apart_joins_the_only_one_of_its_title(path: Path) -> None:
    known = doc("[[f1|Crash]] by [[p1|Paul Haggis]].", "f1 director p1", uri="a")
    bare = doc("[[f1|Crash]] is set in [[l1|Los Angeles]].", "f1 set_in l1", uri="b")
    with build(path, known, bare) as view:
        assert one(view, "Crash")
        left, right = view.members(view.find("Crash")[0].id)
        assert view.explain(left.id, right.id).reasons == (
            "same title and medium, and nothing tells them apart: 'crash' and 'crash' (0.75)",
        )


def test_shared_people_tell_which_of_two_films_is_meant(path: Path) -> None:
    pages = [
        doc(
            "[[f1|Crash]] by [[p1|Paul Haggis]], with [[p2|Bo Lind]].", "f1 director p1; f1 actor p2", uri="a"
        ),
        doc("[[f1|Crash]] by [[p1|Ann Lee]], with [[p2|Mo Ray]].", "f1 director p1; f1 actor p2", uri="b"),
        doc("In [[f1|Crash]] we saw [[p2|Mo Ray]].", "f1 actor p2", uri="c"),
    ]
    with build(path, *pages) as view:
        assert sorted(entity.documents for entity in view.find("Crash")) == [1, 2]
        (ray,) = view.find("Mo Ray")
        assert len(view.facts(object=ray.id, relations=["actor"])) == 1


def test_a_short_story_and_a_novel_of_one_title_are_told_apart_by_a_document_that_names_both(
    path: Path,
) -> None:
    both = doc(
        "[[n1|Algernon]] ([[=1966|1966]]) grew from [[h1|Algernon]] ([[=1959|1959]]). "
        "Both are by [[p1|Dan Keyes]].",
        "n1 based_on h1; n1 author p1; h1 author p1; n1 released =1966; h1 released =1959",
        uri="a",
    )
    again = doc("[[n1|Algernon]], the novel by [[p1|Dan Keyes]].", "n1 author p1", uri="b")
    with build(path, both, again) as view:
        assert {(entity.kind, entity.documents) for entity in view.find("Algernon")} >= {("ShortStory", 1)}
        assert len(view.find("Dan Keyes")) == 1


def test_an_eponymous_novel_joins_the_named_one(path: Path) -> None:
    described = doc(
        "[[f1|The Orchard]] follows [[n1~|the eponymous novel]] by [[p1|Ines Faber]].",
        "f1 based_on n1; n1 author p1",
        uri="a",
    )
    named = doc("[[n1|The Orchard]], a novel by [[p1|Faber Ines]].", "n1 author p1", uri="b")
    other = doc("[[n1|The Orchard]], a novel by [[p1|Tom Ashe]].", "n1 author p1", uri="c")
    with build(path, described, named, other) as view:
        assert sorted(entity.documents for entity in view.entities(kinds=["Novel"])) == [1, 2]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Park Sang-young", "Sang Young Park", True),
        ("Kim Go-eun", "Goeun Kim", True),
        ("Kwon, Hyuk", "Hyuk Kwon", True),
        ("Amélie Durand", "AMELIE DURAND", True),
        ("Park Sang-young", "Park Sang-yong", False),
        ("Park", "Park", False),
        ("Mara Quill", "Mara Quilt", False),
    ],
)
def test_people_go_by_their_full_names(path: Path, left: str, right: str, same: bool) -> None:
    pages = [
        doc(f"[[p1|{left}]] won [[a1|the Golden Pear]].", "p1 award a1", uri="a"),
        doc(f"[[p1|{right}]] won [[a1|the Silver Fig]].", "p1 award a1", uri="b"),
    ]
    with build(path, *pages) as view:
        assert one(view, left, right, kind="Person") is same


@pytest.mark.parametrize(
    ("second", "role", "same"), [("Noh Sang-hyun", "Heung-soo", True), ("Noh Sang-hyun", "Jae-hee", False)]
)
def test_a_name_without_its_first_name_is_the_same_person_only_in_the_same_surroundings(
    path: Path, second: str, role: str, same: bool
) -> None:
    pages = [
        doc(
            "[[f1|Big City]]: [[p1|Steven Sanghyun Noh]] as [[c1|Heung-soo]].",
            "c1 portrayed_by p1 in f1",
            uri="a",
        ),
        doc(
            f"[[f1|{'Big City' if same else 'Small Town'}]]: [[p1|{second}]] as [[c1|{role}]].",
            "c1 portrayed_by p1 in f1",
            uri="b",
        ),
    ]
    with build(path, *pages) as view:
        assert one(view, "Steven Sanghyun Noh", second) is same


@pytest.mark.parametrize(("role", "same"), [("Heung-soo", True), ("Jae-hee", False)])
def test_names_that_differ_in_one_word_are_one_person_in_one_part(path: Path, role: str, same: bool) -> None:
    pages = [
        doc(f"[[f1|Big City]]: [[p1|{name}]] as [[c1|{part}]].", "c1 portrayed_by p1 in f1", uri=name)
        for name, part in (("Steve Sanghyun Noh", "Heung-soo"), ("Steven Sanghyun Noh", role))
    ]
    with build(path, *pages) as view:
        assert one(view, "Steve Sanghyun Noh", "Steven Sanghyun Noh") is same


def test_a_stage_name_is_one_person_only_in_one_work(path: Path) -> None:
    pages = [
        doc(f"Page {uri}: [[f1|{title}]] by [[p1|E.oni]].", "f1 director p1", uri=uri)
        for uri, title in (("a", "Big City"), ("b", "Big City"), ("c", "Small Town"))
    ]
    with build(path, *pages) as view:
        assert sorted(entity.documents for entity in view.find("E.oni")) == [1, 2]


def test_a_character_is_one_in_the_novel_and_its_film_and_another_elsewhere(path: Path) -> None:
    pages = [
        doc("[[n1|The Orchard]] is about [[c1|Gyu-ho]].", "n1 character c1", uri="a"),
        doc(
            "[[f1|Appletree]], after [[n1|The Orchard]], has [[c1|GyuHo]].",
            "f1 based_on n1; f1 character c1",
            uri="b",
        ),
        doc("[[f1|Another]] has [[c1|Gyu-ho]].", "f1 character c1", uri="c"),
    ]
    with build(path, *pages) as view:
        assert sorted(entity.documents for entity in view.entities(kinds=["Character"])) == [1, 2]


def test_a_first_name_is_the_one_character_who_has_it(path: Path) -> None:
    pages = [
        doc("[[f1|Orchard]] with [[c1|Iris Vane]].", "f1 character c1", uri="a"),
        doc("In [[f1|Orchard]], [[c1|Iris]] leaves.", "f1 character c1", uri="b"),
    ]
    sibling = doc("[[f1|Orchard]] also has [[c1|Iris Holm]].", "f1 character c1", uri="c")
    with build(path, *pages) as view:
        assert one(view, "Iris Vane", "Iris")
    with build(path.with_name("other.db"), *pages, sibling) as view:
        assert len(list(view.entities(kinds=["Character"]))) == 3


def test_organizations_places_and_awards_go_by_their_names(path: Path) -> None:
    pages = [
        doc(f"[[f1|{title}]] on [[o1|{name}]].", "f1 broadcaster o1", uri=title)
        for title, name in (("Ash", "TVING"), ("Elm", "Tving"), ("Oak", "Tving Plus"))
    ]
    with build(path, *pages) as view:
        assert [(e.name, e.documents) for e in view.entities(kinds=["Organization"])] == [
            ("TVING", 2),
            ("Tving Plus", 1),
        ]


def test_rumoured_and_denied_claims_do_not_identify(path: Path) -> None:
    pages = [
        doc("[[f1|Crash]] by [[p1|Ann Lee]].", "f1 director p1", uri="a"),
        doc("[[f1|Crash]] is not by [[p1|Bo Lind]].", "f1 director p1 | denied", uri="b"),
    ]
    with build(path, *pages) as view:
        assert one(view, "Crash")
