from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.annotation import annotate, slug_of
from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.corpus import AnnotatedDocument, AnnotatedFact, parse_corpus, read_corpus
from retold.document import Document, Source, Span, make_document
from retold.extraction import default_extractors, extract
from retold.extraction.base import Extraction
from retold.reading import read_bytes
from retold.vocabulary import default_vocabulary

DATA = Path(__file__).parent.parent / "data" / "corpus"
FILM = LocalEntity(id="#1", kind="Film", names=("Glass Orchard", "Orchard"))
MARA = LocalEntity(id="#2", kind="Person", names=("Mara Quill",))
NOVEL = LocalEntity(id="#3", kind="Novel")


def text_of(words: str) -> Document:
    return make_document(words, blocks=[], source=Source(uri="notes.txt"))


def mention(document: Document, words: str, entity: LocalEntity, *, after: int = 0) -> Mention:
    start = document.text.index(words, after)
    span = Span(start=start, end=start + len(words))
    return Mention(document=document.id, span=span, surface=words, kind=entity.kind, entity=entity.id)


def claim(
    document: Document,
    subject: LocalEntity,
    relation: str,
    target: LocalEntity | str,
    *,
    status: Status = Status.STATED,
    within: LocalEntity | None = None,
) -> Claim:
    whole = Evidence(
        document=document.id,
        span=Span(start=0, end=len(document.text)),
        quote=document.text,
        extractor="test/1",
        confidence=0.7,
    )
    return Claim(
        subject=subject,
        relation=relation,
        object=Literal(value=target) if isinstance(target, str) else target,
        evidence=(whole,),
        within=within,
        status=status,
    )


def read_back(document: Document, extraction: Extraction) -> AnnotatedDocument:
    (found,) = parse_corpus(annotate(document, extraction, slug="notes"))
    assert found.text == document.text
    return found


def test_a_document_is_written_as_a_person_would_mark_it() -> None:
    document = text_of("Glass Orchard (2021) is Mara Quill's film of a novel.\nThe film runs eight episodes.")
    extraction = Extraction(
        mentions=(
            mention(document, "Glass Orchard", FILM),
            mention(document, "Mara Quill", MARA),
            mention(document, "a novel", NOVEL),
            mention(document, "The film", FILM),
        ),
        claims=(
            claim(document, FILM, "released", "2021"),
            claim(document, FILM, "director", MARA),
            claim(document, FILM, "based_on", NOVEL, status=Status.PLANNED),
            claim(document, FILM, "episodes", "8"),
            claim(document, NOVEL, "author", MARA, status=Status.DENIED),
        ),
    )
    assert annotate(document, extraction, slug="notes") == (
        "#doc notes\n"
        "[[f1|Glass Orchard]] ([[=2021|2021]]) is [[p1|Mara Quill]]'s film of [[n1~|a novel]].\n"
        "[[f1~|The film]] runs [[=8|eight]] episodes.\n"
        "#entities\n"
        "f1 Film\n"
        "p1 Person\n"
        "n1 Novel\n"
        "#facts\n"
        "f1 released =2021\n"
        "f1 director p1\n"
        "f1 based_on n1\n"
        "f1 episodes =8\n"
        "#not n1 author p1\n"
        "#end\n"
    )


def test_a_casting_names_its_work() -> None:
    document = text_of("Iris is Mara Quill.")
    iris = LocalEntity(id="#9", kind="Character", names=("Iris",))
    found = read_back(
        document, Extraction(claims=(claim(document, iris, "portrayed_by", MARA, within=FILM),))
    )
    assert found.facts == (AnnotatedFact(subject="c1", relation="portrayed_by", object="p1", within="f1"),)


@pytest.mark.parametrize("status", [Status.RUMOURED, Status.DENIED])
def test_what_is_not_said_to_be_so_becomes_a_trap(status: Status) -> None:
    document = text_of("Nobody says Mara Quill directs in 2021.")
    extraction = Extraction(
        claims=(
            claim(document, FILM, "director", MARA, status=status),
            claim(document, FILM, "released", "2021", status=status),
        )
    )
    found = read_back(document, extraction)
    assert found.facts == ()
    assert [fact.object for fact in found.traps] == ["p1", "=2021"]


def test_what_is_stated_as_well_is_no_trap() -> None:
    document = text_of("Mara Quill directs.")
    claims = (
        claim(document, FILM, "director", MARA, status=Status.DENIED),
        claim(document, FILM, "director", MARA),
    )
    found = read_back(document, Extraction(claims=claims))
    assert (len(found.facts), found.traps) == (1, ())


def test_of_overlapping_names_the_longest_is_marked() -> None:
    document = text_of("Mara Quill of Orchard")
    orchard = LocalEntity(id="#7", kind="Place", names=("Quill of Orchard",))
    mentions = (mention(document, "Mara", MARA), mention(document, "Quill of Orchard", orchard))
    mentions = (*mentions, mention(document, "Mara Quill", MARA), mention(document, "Orchard", FILM))
    named = (claim(document, FILM, "director", MARA), claim(document, FILM, "set_in", orchard))
    found = read_back(document, Extraction(mentions=mentions, claims=named))
    marked = [document.words(mark.span) for mark in found.mentions]
    assert marked == ["Mara", "Quill of Orchard"]


def test_of_equal_words_the_thing_with_more_claims_is_marked() -> None:
    document = text_of("Orchard")
    place = LocalEntity(id="#0", kind="Place", names=("Orchard",))
    extraction = Extraction(
        mentions=(mention(document, "Orchard", place), mention(document, "Orchard", FILM)),
        claims=(claim(document, FILM, "director", MARA), claim(document, FILM, "set_in", place)),
    )
    (mark,) = read_back(document, extraction).mentions
    assert mark.entity == "f1"


def test_a_value_that_the_text_does_not_print_is_left_out() -> None:
    document = text_of("It opens soon.")
    found = read_back(document, Extraction(claims=(claim(document, FILM, "released", "2021"),)))
    assert found.facts == ()


@pytest.mark.parametrize(
    ("text", "relation", "value", "words"),
    [
        ("It opened on March 5, 2021.", "released", "2021-03-05", "March 5, 2021"),
        ("Its 12-episode run", "episodes", "12", "12"),
        ("I give it 4.5 out of 5.", "rating", "4.5/5", "4.5 out of 5"),
        ("Verdict: ★★★★☆", "rating", "4/5", "★★★★☆"),
        ("Grade: B+", "rating", "B+", "B+"),
        ("A Romantic\xa0Comedy", "genre", "romantic comedy", "Romantic\xa0Comedy"),
    ],
)
def test_a_value_is_marked_where_it_is_printed(text: str, relation: str, value: str, words: str) -> None:
    document = text_of(text)
    found = read_back(document, Extraction(claims=(claim(document, FILM, relation, value),)))
    assert [(document.words(m.span), m.value) for m in found.mentions] == [(words, value)]
    assert [fact.object for fact in found.facts] == [f"={value}"]


def test_kinds_and_relations_that_the_format_lacks_are_left_out() -> None:
    document = text_of("Song by Mara Quill")
    song = LocalEntity(id="#5", kind="Anthem", names=("Song",))
    extraction = Extraction(
        mentions=(mention(document, "Song", song), mention(document, "Mara Quill", MARA)),
        claims=(claim(document, song, "author", MARA), claim(document, FILM, "cursed_by", MARA)),
    )
    found = read_back(document, extraction)
    assert (found.entities, found.facts) == ({"p1": "Person"}, ())


@pytest.mark.parametrize(
    "text",
    [
        "see [[f1|Glass Orchard]] and [[=1|one]]",
        "[[[[]]]] [[]] [",
        "#doc other\n#kind review\n#entities\n#facts\n#end\n#end",
        "#kind\n\n#kindness\n#endless",
        "a | b ~ | c",
        "",
        "\n\n",
    ],
)
def test_a_text_that_looks_like_the_format_is_read_back_as_it_is(text: str) -> None:
    assert read_back(text_of(text), Extraction()).mentions == ()


def test_words_that_a_mark_cannot_hold_stay_unmarked() -> None:
    document = text_of("[REC] by Mara\nQuill")
    mentions = (mention(document, "[REC]", FILM), mention(document, "Mara\nQuill", MARA))
    assert read_back(document, Extraction(mentions=mentions)).mentions == ()


_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[",
        "]]",
        "|",
        "~",
        "=",
        "#",
        "#end",
        "#doc ",
        "#facts",
        "\n",
        " ",
        "f1",
        "Quill",
        "2021",
        "ä",
        "\u2028",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=30).map("".join)
_ENTITIES = [
    FILM,
    MARA,
    NOVEL,
    LocalEntity(id="#4", kind="Organization", names=("Lantern",)),
    LocalEntity(id="#5", kind="Film", names=("Quill",)),
]


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Extraction]:
    document = text_of(draw(_TEXTS))
    size = len(document.text)
    mentions = []
    for entity in draw(st.lists(st.sampled_from(_ENTITIES), max_size=6)):
        start, end = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
        span = Span(start=start, end=end)
        mentions.append(
            Mention(
                document=document.id,
                span=span,
                surface=document.words(span),
                kind=entity.kind,
                entity=entity.id,
            )
        )
    things = st.sampled_from(_ENTITIES)
    claims = [
        claim(document, subject, relation, target, status=status)
        for subject, relation, target, status in draw(
            st.lists(
                st.tuples(
                    things,
                    st.sampled_from(["director", "based_on", "released", "genre", "nonsense"]),
                    st.one_of(things, st.sampled_from(["2021", "f1", "x|y", " ä", "]]", "\n", ""])),
                    st.sampled_from(list(Status)),
                ),
                max_size=6,
            )
        )
    ]
    return document, Extraction(mentions=tuple(mentions), claims=tuple(claims))


@given(readings())
def test_what_is_written_is_read_back(reading: tuple[Document, Extraction]) -> None:
    document, extraction = reading
    written = annotate(document, extraction, slug="notes")
    found = read_back(document, extraction)
    kind_of = {entity.id: entity.kind for entity in _ENTITIES}
    spans = {(m.span, kind_of[m.entity]) for m in extraction.mentions}
    for mark in found.mentions:
        if mark.entity is not None:
            assert (mark.span, found.entities[mark.entity]) in spans
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.mentions))
    marked = [mark.span for mark in found.mentions]
    for item in extraction.mentions:
        words = document.words(item.span)
        is_markable = bool(words) and not set(words) & set("[]|\n")
        assert not is_markable or any(item.span.overlaps(span) for span in marked)
    allowed = default_vocabulary().allows
    expected = {
        (c.relation, c.subject.kind, c.object.kind)
        for c in extraction.claims
        if isinstance(c.object, LocalEntity)
        and c.status in {Status.STATED, Status.PLANNED}
        and allowed(c.relation, c.subject.kind, c.object.kind)
    }
    assert {
        (fact.relation, found.entities[fact.subject], found.entities[fact.object])
        for fact in found.facts
        if not fact.object.startswith("=")
    } == expected
    values = {mark.value for mark in found.mentions if mark.value is not None}
    assert {fact.object[1:] for fact in found.facts if fact.object.startswith("=")} == values
    assert annotate(document, extraction, slug="notes") == written


def test_what_our_extractors_read_is_read_back_with_every_mention_and_fact() -> None:
    vocabulary = default_vocabulary()
    extractors = default_extractors(vocabulary)
    facts = 0
    for reference in read_corpus(sorted(DATA.glob("families-*.txt"))[0]):
        for document in read_bytes(reference.text.encode(), uri=f"{reference.slug}.txt"):
            found = read_back(document, extract(document, extractors=extractors, vocabulary=vocabulary))
            facts += len(found.facts)
    assert facts > 0


def test_a_slug_is_made_of_the_name_of_the_file() -> None:
    assert slug_of("a/b/Oldboy: a review.txt") == "oldboy-a-review"
    assert slug_of("https://example.org/reviews/oldboy.html#top") == "oldboy"
    assert slug_of("-") == "document"
