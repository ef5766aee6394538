from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.corpus import AnnotatedFact, parse_corpus, read_corpus
from retold.document import Span
from retold.errors import UsageError

ORCHARD = """#doc z-orchard
#kind review
[[f1|The Glass Orchard]], by [[d1|Mara Quill]], came out in [[=2021|2021]].
[[d1~|She]] took it from [[n1~|a novel]].
#entities
f1 Film
d1 Person
n1 Novel
#facts
f1 director d1
f1 released =2021
f1 based_on n1
#not n1 author d1
#end
"""
DATA = Path(__file__).parent.parent / "data" / "corpus"


def test_a_document_is_read_without_its_marks() -> None:
    (document,) = parse_corpus(ORCHARD)
    assert document.slug == "z-orchard"
    assert document.kind == "review"
    assert document.text == ("The Glass Orchard, by Mara Quill, came out in 2021.\nShe took it from a novel.")
    assert document.entities == {"f1": "Film", "d1": "Person", "n1": "Novel"}


def test_mentions_keep_their_place_and_say_what_they_are() -> None:
    (document,) = parse_corpus(ORCHARD)
    assert [
        (document.text[m.span.start : m.span.end], m.entity, m.value, m.nominal) for m in document.mentions
    ] == [
        ("The Glass Orchard", "f1", None, False),
        ("Mara Quill", "d1", None, False),
        ("2021", None, "2021", False),
        ("She", "d1", None, True),
        ("a novel", "n1", None, True),
    ]
    assert document.mentions[0].span == Span(start=0, end=17)
    assert document.names("d1") == ("Mara Quill",)
    assert document.names("n1") == ()


def test_facts_and_traps_are_apart() -> None:
    (document,) = parse_corpus(ORCHARD)
    assert document.facts == (
        AnnotatedFact(subject="f1", relation="director", object="d1"),
        AnnotatedFact(subject="f1", relation="released", object="=2021"),
        AnnotatedFact(subject="f1", relation="based_on", object="n1"),
    )
    assert document.traps == (AnnotatedFact(subject="n1", relation="author", object="d1"),)


def test_a_casting_names_its_work() -> None:
    text = "#doc a\n[[c|Mo]]\n#entities\nc Character\np Person\nf Film\n#facts\nc portrayed_by p in f\n#end\n"
    (document,) = parse_corpus(text)
    assert document.facts == (AnnotatedFact(subject="c", relation="portrayed_by", object="p", within="f"),)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("nothing here", "corpus: no annotated document"),
        (ORCHARD.replace("#facts\n", ""), "'z-orchard': the line '#facts' is missing"),
        (ORCHARD.replace("d1 Person\n", ""), "declared"),
        (ORCHARD.replace("f1 Film", "f1"), "an entity is an id and a kind, not 'f1'"),
        (ORCHARD.replace("f1 director d1", "f1 director"), "a fact is a subject, a relation and an object"),
        (ORCHARD.replace("f1 director d1", "f1 director d9"), "names 'd9', which is not declared"),
        (ORCHARD.replace("f1 director d1", "f1 director d1 at f1"), "only 'in WORK' may follow, not 'at f1'"),
    ],
)
def test_a_fault_is_told_with_its_place(broken: str, complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(parse_corpus(broken))
    assert complaint in str(caught.value)


_words = st.text(st.characters(exclude_characters="[]|\n#\r", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.tuples(_words, _words), max_size=8))
def test_marked_words_stand_where_the_mention_says(pairs: list[tuple[str, str]]) -> None:
    body = "".join(f"{plain}[[e1|{marked}]]" for plain, marked in pairs)
    (document,) = parse_corpus(f"#doc a\n{body}\n#entities\ne1 Film\n#facts\n#end\n")
    assert document.text == "".join(plain + marked for plain, marked in pairs)
    assert [document.text[m.span.start : m.span.end] for m in document.mentions] == [m for _, m in pairs]


@pytest.mark.parametrize("path", sorted(DATA.glob("families-*.txt")), ids=lambda path: path.stem)
def test_our_corpus_is_well_formed(path: Path) -> None:
    documents = list(read_corpus(path))
    assert len(documents) == 5
    assert all(document.facts and "[[" not in document.text for document in documents)
