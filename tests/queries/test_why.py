from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import retold
from graphs import build, check_schema, doc
from retold.errors import UsageError
from retold.queries.choose import choose
from retold.queries.shapes import object_name
from retold.queries.why import CONTEXT, context_of, why
from retold.store import Fact, View


def fact_of(view: View, kind: str, relation: str, value: str) -> Fact:
    subject = choose(view, "The Glass Orchard", kind=kind)
    return next(f for f in view.facts(subject=subject.id, relations=[relation]) if object_name(f) == value)


def test_a_fact_shows_the_words_of_every_document(world: View) -> None:
    fact = fact_of(world, "film", "director", "Mara Quill")
    found = why(world, fact.id).to_json()
    check_schema("why", found)
    assert found["fact"]["id"] == fact.id
    assert [(e["document"], e["site"], e["published"], e["quote"]) for e in found["evidence"]] == [
        (
            "notes/film.txt",
            "The Lantern",
            "2021-03-06",
            "Mara Quill directs, and Bo Lind plays Iris Vane beside Noor Haddad.",
        ),
        (
            "notes/remake.txt",
            None,
            None,
            "Le Verger, a remake of the film The Glass Orchard of Mara Quill, comes in 2026.",
        ),
        (
            "notes/second.txt",
            "Daily Frame",
            "2021-03-20",
            "The Glass Orchard was filmed by Mara Quill with Bo Lind in 2021, says Ruth Cole, "
            "who gives it two of five.",
        ),
    ]
    first = found["evidence"][0]
    assert first["before"] == ("The Glass Orchard is based on The Glass Orchard, the novel by Ines Faber. ")
    assert first["after"] == " It opened on March 5, 2021."
    assert (first["confidence"], first["extractor"], first["status"]) == (0.9, "test/1", "stated")


def test_offsets_lead_to_the_quote(world: View) -> None:
    for item in why(world, fact_of(world, "series", "episodes", "6").id).evidence:
        document = world.document(item.document)
        assert document is not None
        assert document.text[item.start : item.end] == item.quote
        assert item.before + item.quote + item.after in document.text


def test_a_claim_shows_its_own_words_only(world: View) -> None:
    fact = fact_of(world, "film", "director", "Mara Quill")
    for ident in fact.claims:
        found = why(world, ident).to_json()
        check_schema("why", found)
        assert found["claim"]["id"] == ident
        assert [item["claim"] for item in found["evidence"]] == [ident]
        assert found["claim"]["document"] == found["evidence"][0]["document"]


def test_denials_stand_against_a_fact(tmp_path: Path) -> None:
    stated = doc("[[p1|Ivo Brandt]] directs [[f1|Twin Lamps]].", "f1 director p1", uri="a.txt")
    denied = doc(
        "[[p1|Ivo Brandt]] says he never directed [[f1|Twin Lamps]].", "f1 director p1 | denied", uri="b.txt"
    )
    with build(tmp_path / "graph.db", stated, denied) as view:
        (fact,) = view.facts(subject=choose(view, "Twin Lamps").id)
        answer = why(view, fact.id)
        assert [item.document for item in answer.evidence] == ["a.txt"]
        assert [(item.document, item.status) for item in answer.against] == [("b.txt", "denied")]


def test_one_text_under_two_sources_is_one_piece_of_evidence(tmp_path: Path) -> None:
    pages = [
        doc("[[p1|Ivo Brandt]] directs [[f1|Twin Lamps]].", "f1 director p1", uri=uri, site=site)
        for uri, site in (("b.txt", "Second"), ("a.txt", "First"))
    ]
    with build(tmp_path / "graph.db", *pages) as view:
        (fact,) = view.facts(subject=choose(view, "Twin Lamps").id)
        (item,) = why(view, fact.id).evidence
        assert (item.document, item.documents, item.site) == ("a.txt", ("a.txt", "b.txt"), "First")


def test_a_rejected_fact_is_still_explained_by_its_id(tmp_path: Path) -> None:
    page = doc("[[p1|Ivo Brandt]] directs [[f1|Twin Lamps]].", "f1 director p1")
    path = tmp_path / "graph.db"
    with build(path, page) as view:
        (fact,) = view.facts(subject=choose(view, "Twin Lamps").id)
    with retold.open(path) as graph:
        graph.reject(fact.id, by="a reader")
        found = graph.why(fact.id)
    assert found.fact is None
    assert found.claim is not None
    assert (found.claim.claim.id, found.claim.rejected) == ("c" + fact.id[1:], True)
    assert [item.quote for item in found.evidence] == ["Ivo Brandt directs Twin Lamps."]


def test_weak_evidence_is_left_out(world: View) -> None:
    work = choose(world, "Le Verger")
    (fact,) = world.facts(subject=work.id, relations=["director"])
    assert [item.confidence for item in why(world, fact.id).evidence] == [0.6]
    assert why(world, fact.id, min_confidence=0.7).evidence == ()


@pytest.mark.parametrize("ident", ["f0000000000000000", "c0000000000000000", "nonsense", ""])
def test_an_unknown_id_is_told(world: View, ident: str) -> None:
    with pytest.raises(UsageError, match="no claim or fact has the id"):
        why(world, ident)


def test_context_ends_where_the_sentence_does() -> None:
    text = "He left. The film, from 2019, was hers. It flopped."
    start = text.index("from 2019")
    assert context_of(text, start, start + len("from 2019")) == ("The film, ", ", was hers.")


def test_whole_sentences_are_shown_between_their_neighbours() -> None:
    text = "One. He left. The film is hers. It flopped. Two."
    start = text.index("The film")
    assert context_of(text, start, start + len("The film is hers.")) == ("He left. ", " It flopped.")


def test_a_page_without_sentences_gives_whole_words() -> None:
    text = "word " * 200 + "QUOTE" + " more" * 200
    before, after = context_of(text, 1000, 1005)
    assert len(before) <= CONTEXT
    assert len(after) <= CONTEXT
    assert before.startswith("word ")
    assert after.endswith(" more")


@given(st.text(alphabet="aB .!?\n\"'é", max_size=600), st.data())
def test_context_is_always_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = context_of(text, start, end)
    assert text[start - len(before) : start] == before
    assert text[end : end + len(after)] == after
    assert max(len(before), len(after)) <= CONTEXT
