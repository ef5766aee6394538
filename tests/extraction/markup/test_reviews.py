from __future__ import annotations

from pathlib import Path

import pytest

from retold.claims import Claim, LocalEntity
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction.headline import headline_works, page_kind
from retold.extraction.markup import MarkupExtractor
from retold.vocabulary import default_vocabulary

EXTRACTOR = MarkupExtractor(default_vocabulary())
PROSE = "The film is slow, and The Salt Road is the better for it. Watch the film twice."


def page(*lines: str, **roles: Role) -> Document:
    blocks, at = [], 0
    for number, line in enumerate(lines):
        role = roles.get(f"line{number}", Role.BODY)
        blocks.append(Block(span=Span(start=at, end=at + len(line)), role=role))
        at += len(line) + 1
    return make_document("\n".join(lines), blocks=blocks, source=Source(uri="page.txt"))


def shown(claim: Claim) -> str:
    target = claim.object
    name = target.names[0] if isinstance(target, LocalEntity) else target.value
    return f"{claim.subject.names[0]} ({claim.subject.kind}) {claim.relation} {name}"


def facts(document: Document) -> set[str]:
    return {shown(claim) for claim in EXTRACTOR.extract(document).claims}


@pytest.mark.parametrize(
    "headline",
    ["The Salt Road review: a slow ride", "Film review: The Salt Road", "‘The Salt Road’ Is a Slow Ride"],
)
def test_a_review_rates_the_work_of_its_headline(headline: str) -> None:
    document = page(
        headline, "By Kofi Mensah", PROSE, "Rating: 4.5 out of 5.", line0=Role.TITLE, line1=Role.BYLINE
    )
    assert {fact.partition(" review: ")[0] for fact in facts(document)} >= {
        "The Salt Road (Film) rating 4.5/5",
    }
    if "eview" in headline:
        assert "The Salt Road (Film) reviewed_by Kofi Mensah" in facts(document)


def test_a_byline_is_no_fact_where_nothing_is_reviewed() -> None:
    document = page(
        "The Salt Road (2021) opens", "By Kofi Mensah", PROSE, line0=Role.TITLE, line1=Role.BYLINE
    )
    assert facts(document) == set()


def test_ratings_that_disagree_are_not_believed() -> None:
    document = page("The Salt Road review: slow", PROSE, "Story ★★☆☆☆", "Sound ★★★★☆", line0=Role.TITLE)
    assert not any(" rating " in fact for fact in facts(document))


def test_short_reviews_rate_each_their_own_work() -> None:
    document = page("**The Salt Road** (2021) – 4/5", "A film to see. " * 3, "**Oar of Ash** (2020) – 2/5")
    assert facts(document) == {"The Salt Road (Film) rating 4/5", "Oar of Ash (Film) rating 2/5"}


def test_headline_works_come_best_first() -> None:
    document = page("The Salt Road review: better than ‘Oar’", PROSE, line0=Role.TITLE)
    assert headline_works(document)[0].name == "The Salt Road"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("The Salt Road review", "review"),
        ("Tidewatch episode 8 recap", "recap"),
        ("The 10 best films of 2021", "list"),
        ("Mira Okoye talks to us", "interview"),
        ("Mira Okoye to direct a film", "news"),
    ],
)
def test_the_headline_tells_what_sort_of_page_it_is(headline: str, kind: str) -> None:
    assert page_kind(page(headline, "Words.", line0=Role.TITLE)) == kind


def test_a_definition_makes_it_an_encyclopedia_page() -> None:
    assert page_kind(
        page("It", "The Salt Road is a 2021 Danish film directed by Mira Okoye and shot at sea, at night.")
    ) == ("encyclopedia")


SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_the_review_among_the_seeds_has_its_critic_and_rating() -> None:
    from retold.reading import read_bytes

    found = set()
    for path in sorted(SEEDS.glob("*.txt")):
        for document in read_bytes(path.read_bytes(), uri=str(path)):
            found |= {claim.relation for claim in EXTRACTOR.extract(document).claims}
    assert {"rating", "reviewed_by"} <= found
