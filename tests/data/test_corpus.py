"""The annotated corpus keeps to its format (data/corpus/FORMAT.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.corpus import AnnotatedDocument, AnnotatedFact, parse_corpus, read_corpus
from retold.vocabulary import default_vocabulary

CORPUS = Path(__file__).parents[2] / "data" / "corpus"


def mark_faults(document: AnnotatedDocument) -> Iterator[str]:
    """Yield what is wrong with the marks and the entities of a document."""
    if "[[" in document.text or "]]" in document.text:
        yield "a mark is broken"
    for ident in sorted(document.entities.keys() - {mention.entity for mention in document.mentions}):
        yield f"{ident} is declared but never marked"
    for ident, kind in document.entities.items():
        if kind not in default_vocabulary().kinds:
            yield f"{ident} has the unknown kind {kind}"


def fact_faults(document: AnnotatedDocument, fact: AnnotatedFact) -> Iterator[str]:
    """Yield what is wrong with a fact; the value of a trap need not stand in the text."""
    vocabulary = default_vocabulary()
    line = f"{fact.subject} {fact.relation} {fact.object}"
    kind = document.entities[fact.subject]
    target = None if fact.object.startswith("=") else document.entities[fact.object]
    if fact.relation not in vocabulary.relations:
        yield f"unknown relation: {line}"
    elif not vocabulary.allows(fact.relation, kind, target):
        yield f"{kind} {fact.relation} {target or 'a value'} is not allowed: {line}"
    values = {mention.value for mention in document.mentions}
    if target is None and fact in document.facts and fact.object[1:] not in values:
        yield f"the value is not marked: {line}"
    if fact.within is None:
        if fact.relation == "portrayed_by":
            yield f"'in WORK' is missing: {line}"
    elif fact.relation != "portrayed_by" or not vocabulary.is_work(document.entities[fact.within]):
        yield f"'in WORK' belongs to portrayed_by and names a work: {line}"


def faults(document: AnnotatedDocument) -> list[str]:
    """Return everything that is wrong with a document."""
    facts = (*document.facts, *document.traps)
    return [*mark_faults(document), *(fault for fact in facts for fault in fact_faults(document, fact))]


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents() -> list[AnnotatedDocument]:
    return [document for path in sorted(CORPUS.glob("*-*.txt")) for document in read_corpus(path)]


def test_every_mark_and_fact_keeps_to_the_format(documents: list[AnnotatedDocument]) -> None:
    assert {document.slug: found for document in documents if (found := faults(document))} == {}


def test_the_corpus_is_complete(documents: list[AnnotatedDocument]) -> None:
    assert len(documents) == 3427
    assert sum(len(document.facts) for document in documents) == 76322
    assert [slug for slug, times in Counter(d.slug for d in documents).items() if times > 1] == []


def test_identity_speaks_of_documents_and_entities_that_exist(documents: list[AnnotatedDocument]) -> None:
    declared = {document.slug: document.entities for document in documents}
    assert [row for row in rows("identity.tsv") if row[1] not in declared.get(row[0], {})] == []


def test_counterparts_and_conflicts_speak_of_known_things(documents: list[AnnotatedDocument]) -> None:
    slugs = {document.slug for document in documents}
    known = {row[2] for row in rows("identity.tsv")}
    assert [row for row in rows("counterparts.tsv") if not known.issuperset(row)] == []
    conflicts = rows("conflicts.tsv")
    assert [row for row in conflicts if row[1] not in known or not slugs.issuperset((row[4], row[6]))] == []


EXAMPLE = """#doc made-up
#kind news
[[f1|The Glass Orchard]] opened in [[=2021|2021]], with [[a1|Mara Quill]] as [[c1|Wren]].
#entities
f1 Film
a1 Person
c1 Character
#facts
f1 actor a1
#end
"""


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        ("f1 released =2022", "the value is not marked: f1 released =2022"),
        ("f1 directed_by a1", "unknown relation: f1 directed_by a1"),
        ("f1 based_on a1", "Film based_on Person is not allowed: f1 based_on a1"),
        ("f1 actor =2021", "Film actor a value is not allowed: f1 actor =2021"),
        ("c1 portrayed_by a1", "'in WORK' is missing: c1 portrayed_by a1"),
        (
            "c1 portrayed_by a1 in c1",
            "'in WORK' belongs to portrayed_by and names a work: c1 portrayed_by a1",
        ),
    ],
)
def test_a_wrong_fact_is_told(fact: str, fault: str) -> None:
    (document,) = parse_corpus(EXAMPLE.replace("f1 actor a1", fact))
    assert faults(document) == [fault]


def test_a_mark_that_does_not_close_is_told() -> None:
    (document,) = parse_corpus(EXAMPLE.replace("[[c1|Wren]]", "[[c1|Wren]"))
    assert faults(document) == ["a mark is broken", "c1 is declared but never marked"]
