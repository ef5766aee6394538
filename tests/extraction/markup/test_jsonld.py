from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.claims import Claim, LocalEntity
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction.markup import MarkupExtractor
from retold.vocabulary import default_vocabulary

EXTRACTOR = MarkupExtractor(default_vocabulary())


def page(*items: Any, prose: str = "A page.") -> Document:
    text, blocks = prose, [Block(span=Span(start=0, end=len(prose)), role=Role.BODY)]
    for item in items:
        line = json.dumps(item, ensure_ascii=False)
        blocks.append(Block(span=Span(start=len(text) + 1, end=len(text) + 1 + len(line)), role=Role.DATA))
        text += "\n" + line
    return make_document(text, blocks=blocks, source=Source(uri="page.html"))


def shown(claim: Claim) -> str:
    def name(entity: LocalEntity) -> str:
        return f"{entity.names[0]} ({entity.kind})" if entity.names else f"({entity.kind})"

    target = name(claim.object) if isinstance(claim.object, LocalEntity) else claim.object.value
    return f"{name(claim.subject)} {claim.relation} {target}" + (
        f" in {name(claim.within)}" if claim.within else ""
    )


def facts(*items: Any) -> set[str]:
    return {shown(claim) for claim in EXTRACTOR.extract(page(*items)).claims}


def test_a_film_with_its_people_and_its_source() -> None:
    film = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": "The Salt Road",
        "director": {"@type": "Person", "name": "Mira Okoye"},
        "actor": [{"@type": "Person", "name": "Ines Vale"}, "Tom Ash"],
        "musicBy": "Ola Lind",
        "productionCompany": {"@type": "Organization", "name": "Low Tide"},
        "datePublished": "2021-05-12",
        "genre": ["Drama", "Road movie"],
        "isBasedOn": {"@type": "Book", "name": "Salt", "author": {"@type": "Person", "name": "Ann Roe"}},
    }
    assert facts(film) == {
        "The Salt Road (Film) director Mira Okoye (Person)",
        "The Salt Road (Film) actor Ines Vale (Person)",
        "The Salt Road (Film) actor Tom Ash (Person)",
        "The Salt Road (Film) composer Ola Lind (Person)",
        "The Salt Road (Film) production_company Low Tide (Organization)",
        "The Salt Road (Film) released 2021-05-12",
        "The Salt Road (Film) genre drama",
        "The Salt Road (Film) genre road movie",
        "The Salt Road (Film) based_on Salt (Novel)",
        "Salt (Novel) author Ann Roe (Person)",
    }


def test_a_performance_role_is_a_casting() -> None:
    series = {
        "@type": "TVSeries",
        "name": "Tidewatch",
        "numberOfEpisodes": 8,
        "actor": {
            "@type": "PerformanceRole",
            "actor": {"@type": "Person", "name": "Bae Yu-jin"},
            "characterName": "Captain Seo",
        },
    }
    assert facts(series) == {
        "Tidewatch (Series) episodes 8",
        "Tidewatch (Series) actor Bae Yu-jin (Person)",
        "Tidewatch (Series) character Captain Seo (Character)",
        "Captain Seo (Character) portrayed_by Bae Yu-jin (Person) in Tidewatch (Series)",
    }


def test_references_by_id_are_followed_across_a_graph_and_across_lines() -> None:
    graph = {
        "@graph": [
            {"@type": "Movie", "@id": "#film", "name": "Oar", "director": [{"@id": "#who"}]},
            {"@type": "Person", "@id": "#who", "name": "Lena Brandt"},
        ]
    }
    review = {
        "@type": "Review",
        "itemReviewed": {"@id": "#film"},
        "author": {"@type": "Person", "name": "Kofi Mensah"},
        "reviewRating": {"@type": "Rating", "ratingValue": 3.50, "bestRating": "5"},
    }
    assert facts(graph, review) == {
        "Oar (Film) director Lena Brandt (Person)",
        "Oar (Film) reviewed_by Kofi Mensah (Person)",
        "Oar (Film) rating 3.5/5",
    }


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"@type": "Book", "genre": "Memoir"}, "NonFictionBook"),
        ({"@type": "Book", "bookFormat": "https://schema.org/GraphicNovel"}, "Comic"),
        ({"@type": ["Product", "Book"]}, "Novel"),
        ({"@type": "http://schema.org/VideoGame"}, "Game"),
        ({"@type": "schema:PodcastSeries"}, "Audio"),
        ({"@type": "ComicSeries"}, "Comic"),
    ],
)
def test_the_type_and_its_hints_give_the_kind(item: dict[str, Any], kind: str) -> None:
    assert f"Oar ({kind}) composer Ola Lind (Person)" in facts({**item, "name": "Oar", "musicBy": "Ola Lind"})


def test_the_author_of_an_article_is_no_fact() -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Oar opens",
        "author": {"@type": "Person", "name": "K. M."},
    }
    assert facts(article) == set()


def test_opengraph_says_who_made_a_film_and_leaves_profiles_alone() -> None:
    meta = {
        "@type": "OpenGraph",
        "og:type": "video.movie",
        "og:title": "Oar (2019) - CineBase",
        "video:director": "https://example.org/name/1",
        "video:actor": ["Ines Vale", "Tom Ash"],
    }
    assert facts(meta) == {"Oar (Film) actor Ines Vale (Person)", "Oar (Film) actor Tom Ash (Person)"}


def test_the_quote_is_the_member_and_the_item_of_a_long_list() -> None:
    people = [{"@type": "Person", "name": f"Person Number{n}"} for n in range(12)]
    document = page({"@type": "Movie", "name": "Oar", "director": "Lena Brandt", "actor": people})
    quotes = {c.relation: c.evidence[0].quote for c in EXTRACTOR.extract(document).claims}
    assert quotes["director"] == '"director": "Lena Brandt"'
    assert quotes["actor"].startswith('{"@type": "Person", "name": "Person Number')


def test_lines_that_are_not_json_are_skipped() -> None:
    text = '{"@type": "Movie", "name":'
    document = make_document(
        text,
        blocks=[Block(span=Span(start=0, end=len(text)), role=Role.DATA)],
        source=Source(uri="broken.html"),
    )
    assert EXTRACTOR.extract(document).claims == ()


_KEYS = st.sampled_from(
    "@type @id @graph name actor director author isBasedOn review itemReviewed reviewRating ratingValue "
    "character characterName genre datePublished publisher partOfSeries hasPart publication og:type "
    "og:title".split()
)
_VALUES = st.recursive(
    st.sampled_from(
        ["Movie", "Book", "Person", "Review", "OpenGraph", "video.movie", "#1", "A B", "3/5", "2020"]
    )
    | st.text(max_size=8)
    | st.integers()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=25,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_any_json_gives_exact_quotes_and_known_entities(item: dict[str, Any]) -> None:
    document = page(item)
    extraction = EXTRACTOR.extract(document)
    mentioned = {mention.entity for mention in extraction.mentions}
    for mention in extraction.mentions:
        assert mention.surface == document.words(mention.span) != ""
    for claim in extraction.claims:
        assert claim.subject.id in mentioned
        for evidence in claim.evidence:
            assert evidence.quote == document.words(evidence.span) != ""
