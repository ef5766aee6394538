from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.claims import Claim, LocalEntity
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction.markup import MarkupExtractor
from retold.vocabulary import default_vocabulary

EXTRACTOR = MarkupExtractor(default_vocabulary())


def page(text: str, *, roles: dict[int, Role] | None = None) -> Document:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            role = (roles or {}).get(number, Role.BODY)
            blocks.append(Block(span=Span(start=at, end=at + len(line)), role=role))
        at += len(line) + 1
    return make_document(text, blocks=blocks, source=Source(uri="page.txt"))


def shown(claim: Claim) -> str:
    def name(entity: LocalEntity) -> str:
        return f"{entity.names[0]} ({entity.kind})" if entity.names else f"({entity.kind})"

    target = name(claim.object) if isinstance(claim.object, LocalEntity) else claim.object.value
    return f"{name(claim.subject)} {claim.relation} {target}"


def facts(text: str, *, roles: dict[int, Role] | None = None) -> set[str]:
    return {shown(claim) for claim in EXTRACTOR.extract(page(text, roles=roles)).claims}


def test_a_block_of_credits_belongs_to_the_title_above_it() -> None:
    text = (
        "The Salt Road\n"
        "Directed by: Mira Okoye\n"
        "Written by: Ola Lind and Tom Ash\n"
        "Music: Ines Vale\n"
        "Production company: Low Tide Films\n"
        "Distributor: Northlight\n"
        "Release date: 12 May 2021 (France)\n"
        "Running time: 101 minutes\n"
    )
    assert facts(text) == {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) screenwriter Ola Lind (Person)",
        "The Salt Road (Film) screenwriter Tom Ash (Person)",
        "The Salt Road (Film) composer Ines Vale (Person)",
        "The Salt Road (Film) production_company Low Tide Films (Organization)",
        "The Salt Road (Film) distributor Northlight (Organization)",
        "The Salt Road (Film) released 2021-05-12",
    }


def test_a_line_may_hold_title_and_credits() -> None:
    assert facts("THE SALT ROAD (2021). Dir: Mira Okoye. Starring Ines Vale, Tom Ash. 101 min.") == {
        "THE SALT ROAD (Film) director Mira Okoye (Person)",
        "THE SALT ROAD (Film) actor Ines Vale (Person)",
        "THE SALT ROAD (Film) actor Tom Ash (Person)",
    }


@pytest.mark.parametrize(
    "line", ["Cast: Ines Vale (Captain Roe), Tom Ash", "Cast: Ines Vale as Captain Roe, Tom Ash"]
)
def test_characters_stand_in_brackets_or_after_as(line: str) -> None:
    assert facts(f"The Salt Road\nDirector: Mira Okoye\n{line}") == {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) actor Ines Vale (Person)",
        "The Salt Road (Film) actor Tom Ash (Person)",
        "The Salt Road (Film) character Captain Roe (Character)",
        "Captain Roe (Character) portrayed_by Ines Vale (Person)",
    }


@pytest.mark.parametrize(
    "rows",
    [
        "Ines Vale . . . . Captain Roe\nTom Ash . . . . . the Pilot",
        "Captain Roe ........ Ines Vale\nThe Pilot .......... Tom Ash",
        "Ines Vale (Captain Roe)\nTom Ash (the Pilot)",
    ],
)
def test_a_cast_list_may_print_either_side_first(rows: str) -> None:
    assert {
        "Captain Roe (Character) portrayed_by Ines Vale (Person)",
        "Pilot (Character) portrayed_by Tom Ash (Person)",
    } <= {
        fact.replace("The Pilot", "Pilot") for fact in facts(f"THE SALT ROAD\n{rows}\nDirected by Mira Okoye")
    }


def test_the_source_of_a_work_has_its_own_author() -> None:
    text = "The Salt Road\nDirector: Mira Okoye\nScreenplay: Tom Ash, from the novel “Salt” by Ann Roe\n"
    assert facts(text) == {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) screenwriter Tom Ash (Person)",
        "The Salt Road (Film) based_on Salt (Novel)",
        "Salt (Novel) author Ann Roe (Person)",
    }


def test_a_source_without_a_title_has_no_name() -> None:
    text = "The Salt Road\nDirector: Mira Okoye\nBased on: the stage play by Ann Roe"
    assert facts(text) == {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) based_on (Play)",
        "(Play) author Ann Roe (Person)",
    }


def test_episodes_and_a_network_make_it_a_series() -> None:
    text = "Tidewatch Nine of the Coast\nCreated by: Mira Okoye\nNetwork: Channel Sea\nNo. of episodes: 8"
    assert facts(text) == {
        "Tidewatch Nine of the Coast (Series) creator Mira Okoye (Person)",
        "Tidewatch Nine of the Coast (Series) broadcaster Channel Sea (Organization)",
        "Tidewatch Nine of the Coast (Series) episodes 8",
    }


def test_people_who_are_no_part_of_the_vocabulary_are_left_out() -> None:
    others = "Art director: Tom Ash\nCasting director: Ines Vale\nEditor: Ann Roe"
    text = f"The Salt Road\nDirector: Mira Okoye\n{others}"
    assert facts(text) == {"The Salt Road (Film) director Mira Okoye (Person)"}


def test_a_label_may_stand_above_its_values() -> None:
    text = (
        "The Salt Road\n\nDirected by\nMira Okoye\nStarring\nInes Vale\nTom Ash\nRunning time\n101 minutes\n"
        "Based on\nSalt\nby Ann Roe\nMusic by\nOla Lind"
    )
    assert {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) actor Ines Vale (Person)",
        "The Salt Road (Film) actor Tom Ash (Person)",
        "The Salt Road (Film) based_on Salt (OtherWork)",
        "Salt (OtherWork) author Ann Roe (Person)",
        "The Salt Road (Film) composer Ola Lind (Person)",
    } == facts(text)


def test_a_menu_of_sections_holds_no_credits() -> None:
    assert facts("The Salt Road\nMusic\nTheatre\nFilm\nArt & design\nBooks") == set()


def test_credits_without_a_title_say_nothing() -> None:
    assert facts("Directed by: Mira Okoye\nMusic: Ines Vale") == set()


@pytest.mark.parametrize("role", [Role.NAVIGATION, Role.RELATED, Role.QUOTE])
def test_menus_and_teasers_say_nothing(role: Role) -> None:
    assert facts("The Salt Road\nDirector: Mira Okoye", roles={1: role}) == set()


def test_the_quote_is_the_credit_and_not_the_line() -> None:
    extraction = EXTRACTOR.extract(
        page("THE SALT ROAD (2021). Dir: Mira Okoye. Starring Ines Vale, Tom Ash.")
    )
    assert {claim.evidence[0].quote for claim in extraction.claims} == {
        "Dir: Mira Okoye.",
        "Starring Ines Vale, Tom Ash.",
    }


def test_entities_are_numbered_in_the_order_of_first_mention() -> None:
    document = page("The Salt Road\nDirector: Mira Okoye\nMusic: Ines Vale")
    numbers = {m.surface: m.entity.removeprefix(document.id) for m in EXTRACTOR.extract(document).mentions}
    assert numbers == {"The Salt Road": "#e1", "Mira Okoye": "#e2", "Ines Vale": "#e3"}


_WORDS = st.sampled_from(
    [
        *"The Salt Road Directed by: Cast: Music Ines Vale Tom (Roe) as and , . ; | / “ ”".split(),
        *"' * ★ ★★★½ 4/5 8/10".split(),
        *(
            "Rating:",
            "By",
            "Review:",
            "(2021)",
            "....",
            "\n",
            "\n\n",
            "from the novel",
            "Based on",
            "é",
            "\t",
        ),
    ]
)


@given(
    st.lists(_WORDS | st.text(max_size=4), max_size=40),
    st.lists(st.sampled_from(list(Role)), min_size=1, max_size=8),
)
def test_any_page_gives_exact_quotes_and_known_entities(words: list[str], roles: list[Role]) -> None:
    text = " ".join(words)
    document = page(text, roles=dict(enumerate(roles)))
    extraction = EXTRACTOR.extract(document)
    assert extraction == EXTRACTOR.extract(document)
    mentioned = {mention.entity for mention in extraction.mentions}
    vocabulary = default_vocabulary()
    for mention in extraction.mentions:
        assert mention.surface == document.words(mention.span) != ""
    for claim in extraction.claims:
        target = claim.object if isinstance(claim.object, LocalEntity) else None
        assert vocabulary.allows(claim.relation, claim.subject.kind, target.kind if target else None)
        assert {e.id for e in (claim.subject, target, claim.within) if e} <= mentioned
        for evidence in claim.evidence:
            assert evidence.quote == document.words(evidence.span) != ""


def test_a_title_with_of_in_it_is_not_cut_at_the_of() -> None:
    text = "The Salt Road (film)\nDirected by: Mira Okoye\nBased on: The Last of Them by Greta Holm\n"
    assert facts(text) >= {
        "The Salt Road (Film) based_on The Last of Them (OtherWork)",
        "The Last of Them (OtherWork) author Greta Holm (Person)",
    }


def test_a_company_that_the_page_names_as_such_wrote_nothing() -> None:
    text = (
        "The Salt Road (film)\n"
        "Directed by: Mira Okoye\n"
        "Based on: The Last of Them by Muddy Dog\n"
        "The Last of Them is a game developed by Muddy Dog for consoles.\n"
    )
    assert not any(" author " in fact for fact in facts(text))


@pytest.mark.parametrize(
    ("producer", "expected"),
    [
        ("Art Linden", {"The Salt Road (Film) producer Art Linden (Person)"}),
        ("Low Tide Films", {"The Salt Road (Film) production_company Low Tide Films (Organization)"}),
        ("KBN Drama", {"The Salt Road (Film) production_company KBN Drama (Organization)"}),
        ("Lanternhouse", set()),
    ],
)
def test_a_producer_is_a_person_a_company_or_unclear(producer: str, expected: set[str]) -> None:
    found = facts(f"The Salt Road (film)\nDirected by: Mira Okoye\nProduced by: {producer}\n")
    assert found - {"The Salt Road (Film) director Mira Okoye (Person)"} == expected


def test_who_plays_in_it_is_not_a_writer() -> None:
    found = facts("THE SALT ROAD (2021). Dir: Mira Okoye. Written by Ola Lind, with Tom Ash as Dr Vale.\n")
    assert {fact for fact in found if "screenwriter" in fact} == {
        "THE SALT ROAD (Film) screenwriter Ola Lind (Person)"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "A film of the same name, directed by Mira Okoye and starring Ines Vale, is based on the first part.",
        "A serial version, written by Ola Lind and starring Ines Vale as Young, was released on 21 October.",
        "The Salt Road, written by Ola Lind and published by Canto, spent three decades in development.",
    ],
)
def test_sentences_are_no_credits(sentence: str) -> None:
    assert facts(f"The Salt Road (novel)\n{sentence}\n") == set()


def test_a_source_stands_right_after_the_names() -> None:
    found = facts("1. The Salt Road (2021)\nDirected by Mira Okoye and set after the first film.\n")
    assert found == {
        "The Salt Road (Film) released 2021",
        "The Salt Road (Film) director Mira Okoye (Person)",
    }


def test_labels_of_a_box_are_no_characters() -> None:
    text = "The Salt Road (novel)\nAuthor: Ola Lind\nMagazine: Weekly Comet\nFormat: Cloth Bound\n"
    assert facts(text) == {"The Salt Road (Novel) author Ola Lind (Person)"}


def test_two_rows_parted_by_colons_are_no_cast_without_a_heading() -> None:
    rows = "Captain Ruun: Ines Vale\nHester: Tom Ash\n"
    without = facts(f"The Salt Road (film)\nDirected by: Mira Okoye\n{rows}")
    headed = facts(f"The Salt Road (film)\nDirected by: Mira Okoye\nCast\n{rows}")
    assert not any(" actor " in fact for fact in without)
    assert "Captain Ruun (Character) portrayed_by Ines Vale (Person)" in headed


def test_a_bare_cast_list_does_not_make_a_film() -> None:
    rows = "Captain Ruun . . . . . Ines Vale\nHester Moon . . . . . Tom Ash\n"
    assert facts(f"The Salt Road (2005)\n{rows}") == set()
    serial = facts(f"The Salt Road (2005)\nA serial in six parts\n{rows}")
    assert "The Salt Road (Series) actor Ines Vale (Person)" in serial


def test_the_first_sentence_of_an_article_says_what_its_box_is_about() -> None:
    text = (
        "The Salt Road (Ukrainian: Шлях) is a Soviet musical comedy film of 1973.\nDirected by: Mira Okoye\n"
    )
    assert facts(text) == {"The Salt Road (Film) director Mira Okoye (Person)"}
