"""Sentences that look like a statement about the page's film and are none."""

from __future__ import annotations

import pytest

from retold.claims import Literal
from retold.document import Block, Role, Source, Span, make_document
from retold.extraction.patterns import PatternExtractor
from retold.vocabulary import default_vocabulary

LEAD = "“Night Ferry” is a 2019 film directed by Mara Quill."


def said_of_the_film(sentence: str) -> set[tuple[str, str]]:
    """Return relation and object of what the sentence says on a page about a film."""
    text = f"{LEAD}\n\n{sentence}"
    spans = [Span(start=0, end=len(LEAD)), Span(start=len(LEAD) + 2, end=len(text))]
    document = make_document(
        text, blocks=[Block(span=span, role=Role.BODY) for span in spans], source=Source(uri="page.txt")
    )
    return {
        (claim.relation, claim.object.value if isinstance(claim.object, Literal) else claim.object.names[0])
        for claim in PatternExtractor(default_vocabulary()).extract(document).claims
        if any(evidence.span in spans[1] for evidence in claim.evidence)
    }


def test_a_plain_sentence_is_read() -> None:
    assert ("actor", "Ada Stone") in said_of_the_film("The film stars Ada Stone as Anna.")


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The film, dedicated to director Hugo Falk, stars Ada Stone.", ("director", "Hugo Falk")),
        ("Critics compared the film to “Iron Sunday”, directed by Hugo Falk.", ("director", "Hugo Falk")),
        ("Two years later, Quill directed “Glass Harbour”, starring Eva Lind.", ("actor", "Eva Lind")),
        ("The film is shown where “Iron Sunday” had premiered in 1962.", ("released", "1962")),
        ("The assistant director Tess Moor kept the ferry on time.", ("director", "Tess Moor")),
        ("The film’s casting director, Tess Moor, found Ada Stone.", ("director", "Tess Moor")),
        ("Director of photography Leo Marsh lights it.", ("director", "Leo Marsh")),
        ("Executive producer Tess Moor flew in from Rome.", ("producer", "Tess Moor")),
        ("Ada Stone plays Anna’s mother.", ("character", "Anna")),
        ("Leo Marsh and Ada Stone, who played Tom and Anna in the games, appear.", ("character", "Tom")),
        ("Ada Stone is set to star as Anna.", ("actor", "Anna")),
        ("Leo Marsh wrote the film with Tess Moor.", ("actor", "Tess Moor")),
        ("The film replaced its first director, Hugo Falk.", ("director", "Hugo Falk")),
        ("The DVD was released on 4 June 2020.", ("released", "2020-06-04")),
        ("A sequel, directed by Hugo Falk, was released in 2022.", ("director", "Hugo Falk")),
        ("The film was written off by critics and by Tess Moor.", ("screenwriter", "Tess Moor")),
        ("The story was inspired by the life of Tess Moor.", ("based_on", "Tess Moor")),
        ("Ada Stone is married to actor Leo Marsh.", ("actor", "Leo Marsh")),
    ],
)
def test_what_only_looks_like_a_statement_is_not_claimed(sentence: str, wrong: tuple[str, str]) -> None:
    assert wrong not in said_of_the_film(sentence)


@pytest.mark.xfail(reason="read wrongly: what is said of a thing that is no work goes to the film")
@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The restaurant was opened in 1998 by Ada Stone.", ("released", "1998")),
        ("The book accompanying the film was written by Tess Moor.", ("screenwriter", "Tess Moor")),
        ("Her stunt double, Eva Lind, plays the piano.", ("actor", "Eva Lind")),
    ],
)
def test_what_is_said_of_something_else_is_not_claimed(sentence: str, wrong: tuple[str, str]) -> None:
    assert wrong not in said_of_the_film(sentence)
