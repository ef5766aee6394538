"""What holds for whatever text an extractor is given."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims import LocalEntity
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.extraction import Extraction, default_extractors, extract
from retold.extraction.patterns import PatternExtractor
from retold.identifiers import local_id
from retold.vocabulary import default_vocabulary

CUES = (
    "directed by |written and directed by |based on |the novel |the film |the series |is a 2019 drama film |"
    "starring | as | plays |by |of the same name |sequel to |premiered on |premieres on Netflix |HBO |"
    "in eight episodes |reportedly |will |not |set in Lisbon |and |of |won |novelist |"
    "director Mara Quill |Mr. |Directed by: |Cast: |Review: |4/5 |★★★ |A "
).split("|")
NAMES = (
    "“Night Ferry” |'Night Ferry' |*Night Ferry* |Night Ferry |Night Ferry (2019) |Mara Quill |"
    "Mara Quill’s |Quill |Kim Go-eun |Ada Stone (Anna) |Anna |J. R. Osk |3 May 2021 |2019 |"
    "October |Oscar |the Booker Prize |김고은 |🎬 |ß|İ"
).split("|")
SIGNS = [*"“”‘’\"'*_()[]«⟨⟩{1\n\r\t\x00\u202e\u200f\u00a0\u2028\ud800", ", ", ". ", "! ", "… ", ": ", "\n\n"]
ODDITIES = ["⟨P0⟩", "⟨W0⟩ ", "⟨X99⟩", "%s", "\\1", "A" * 300, "the " * 40, "Cole, " * 30, "(" * 50]
FRAGMENTS = st.sampled_from([*CUES, *NAMES, *SIGNS, *ODDITIES])
#: Sentences that engines read; the slots take names and whatever else.
SENTENCES = [
    "“{}” is a 2019 film directed by {}. ",
    "{} directed “{}”, starring {} as {}. ",
    "The film stars {} as {}, and {} plays {}. ",
    "“{}” is a film based on the novel “{}” by {}. ",
    "It is based on {}’s novel of the same name, with {} ({}) and {} ({}). ",
    "{} will reportedly direct “{}”. ",
    "“{}” premieres on Netflix on {}. \n",
]
SLOTS = st.sampled_from(["Mara Quill", "Night Ferry", "Anna", "Quill", "Ada Stone", "3 May 2021"]) | FRAGMENTS
FILLED = st.builds(
    lambda sentence, names: sentence.format(*names),
    st.sampled_from(SENTENCES),
    st.lists(SLOTS, min_size=5, max_size=5),
)
TEXTS = st.lists(FILLED | FRAGMENTS | st.text(max_size=4), max_size=30).map("".join)


@cache
def engine() -> PatternExtractor:
    return PatternExtractor(default_vocabulary())


def document_of(text: str, *, roles: list[Role]) -> Document:
    """Return a document with a block for each line; the roles take turns."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            role = roles[number % len(roles)]
            blocks.append(Block(span=Span(start=at, end=at + len(line)), role=role))
        at += len(line) + 1
    return make_document(text, blocks=blocks, source=Source(uri="any.txt", language="en"))


DOCUMENTS = st.builds(document_of, TEXTS, roles=st.lists(st.sampled_from(Role), min_size=1, max_size=4))


def assert_sound(document: Document, found: Extraction) -> None:
    entities: dict[str, LocalEntity] = {}
    for claim in found.claims:
        assert claim.document == document.id
        for evidence in claim.evidence:
            assert evidence.document == document.id
            assert evidence.quote == document.words(evidence.span) != ""
            assert 0 <= evidence.span.start < evidence.span.end <= len(document.text)
            assert 0 < evidence.confidence <= 1
        for entity in (claim.subject, claim.object, claim.within):
            if isinstance(entity, LocalEntity):
                assert entities.setdefault(entity.id, entity) == entity
        target = claim.object.kind if isinstance(claim.object, LocalEntity) else None
        assert default_vocabulary().allows(claim.relation, claim.subject.kind, target)
        assert claim.subject != claim.object
    first: dict[str, int] = {}
    for mention in found.mentions:
        assert mention.document == document.id
        assert mention.surface == document.words(mention.span) != ""
        if mention.entity in entities:
            assert mention.kind == entities[mention.entity].kind
            first.setdefault(mention.entity, mention.span.start)
    assert set(entities) == {local_id(document.id, n) for n in range(1, len(entities) + 1)}
    by_number = sorted(first, key=lambda ident: int(ident.rpartition("#e")[2]))
    assert [first[ident] for ident in by_number] == sorted(first.values())
    assert len({claim.id for claim in found.claims}) == len(found.claims)


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_patterns_say_only_what_the_text_shows(document: Document) -> None:
    assert_sound(document, engine().extract(document))


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_all_engines_together_say_only_what_the_text_shows(document: Document) -> None:
    vocabulary = default_vocabulary()
    assert_sound(
        document, extract(document, extractors=default_extractors(vocabulary), vocabulary=vocabulary)
    )


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_the_same_document_is_read_the_same_way_twice(document: Document) -> None:
    assert PatternExtractor(default_vocabulary()).extract(document) == engine().extract(document)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from([Role.NAVIGATION, Role.RELATED]))
def test_nothing_is_read_from_menus_and_links_to_other_pages(text: str, role: Role) -> None:
    assert engine().extract(document_of(text, roles=[role])) == Extraction()


def test_the_sentences_of_these_tests_are_read() -> None:
    text = "“Night Ferry” is a 2019 film directed by Mara Quill."
    claims = engine().extract(document_of(text, roles=[Role.BODY])).claims
    assert {(claim.relation, claim.evidence[0].quote) for claim in claims} == {
        ("director", text),
        ("released", text),
    }


def test_a_text_without_blocks_is_not_read() -> None:
    text = "“Night Ferry” is a 2019 film directed by Mara Quill."
    assert engine().extract(make_document(text, blocks=[], source=Source(uri="a"))) == Extraction()


LONG = {
    "initials": "A " * 20_000,
    "brackets": "(" * 5_000,
    "list of letters": "X, " * 20_000,
    "articles": "the " * 20_000,
    "open quotes": "“A" * 5_000,
    "emphasis": "**A* " * 5_000,
    "exclamation": "!" * 100_000,
    "ellipses": "…" * 100_000,
    "dotted letters": "A." * 20_000,
    "years": "(1999) " * 8_000,
    "hyphens": "A-" * 20_000,
    "cues": "directed by " * 5_000,
    "is a": "A is a film " * 5_000,
    "nothing": "\x00" * 100_000,
    "right to left": "\u202eA\u200f " * 8_000,
    "spaces": " " * 100_000 + ".",
    "one word": "A" * 200_000,
    "many sentences": "Mara Quill directed “Night Ferry”, and Ada Stone plays Anna. " * 3_000,
    "one megabyte without a full stop": "Mara Quill as Anna in Night Ferry with " * 27_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("role", [Role.BODY, Role.TITLE])
def test_a_huge_line_is_read_to_its_end(text: str, role: Role) -> None:
    # A pattern that tries every way of splitting the line would not end.
    vocabulary = default_vocabulary()
    document = document_of(text, roles=[role])
    assert_sound(
        document, extract(document, extractors=default_extractors(vocabulary), vocabulary=vocabulary)
    )
