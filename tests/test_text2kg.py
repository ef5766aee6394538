"""The benchmark of sentences and triples: what its figures count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.text2kg import (
    COUNTERPARTS,
    Figures,
    averaged,
    measure,
    normalised,
    official,
    sentences,
    strict,
    triples_of,
    written_date,
)
from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.document import Span
from retold.extraction import Extraction
from retold.vocabulary import default_vocabulary

FILM = LocalEntity(id="1", kind="Film", names=("Glass Orchard", "Orchard"))
MARA = LocalEntity(id="2", kind="Person", names=("Mara Quill",))
NOVEL = LocalEntity(id="3", kind="Novel")
PRIZE = LocalEntity(id="4", kind="Award", names=("Golden Pear",))
WORDS = Evidence(document="d", span=Span(start=0, end=1), quote="x", extractor="test/1", confidence=0.5)

DIRECTED = ("Glass Orchard", "director", "Mara Quill")
GENRE = ("Glass Orchard", "genre", "drama")


def claim(
    subject: LocalEntity,
    relation: str,
    target: LocalEntity | str,
    *,
    status: Status = Status.STATED,
    outcome: str | None = None,
) -> Claim:
    return Claim(
        subject=subject,
        relation=relation,
        object=Literal(value=target) if isinstance(target, str) else target,
        evidence=(WORDS,),
        qualifiers={"outcome": outcome} if outcome else {},
        status=status,
    )


def triples(*claims: Claim) -> frozenset[tuple[str, str, str]]:
    return triples_of(Extraction(claims=claims))


def test_our_relations_are_told_in_theirs() -> None:
    found = triples(
        claim(FILM, "director", MARA), claim(FILM, "actor", MARA), claim(FILM, "released", "2021-03-05")
    )
    assert found == {
        DIRECTED,
        ("Glass Orchard", "cast member", "Mara Quill"),
        ("Glass Orchard", "publication date", "05 March 2021"),
    }


def test_a_relation_that_they_have_the_other_way_is_turned() -> None:
    sequel = LocalEntity(id="9", kind="Novel", names=("Glass Orchard II",))
    assert triples(claim(sequel, "follows", FILM)) == {("Glass Orchard", "followed by", "Glass Orchard II")}


def test_awards_won_and_lost_are_two_relations() -> None:
    assert triples(claim(FILM, "award", PRIZE)) == {("Glass Orchard", "award received", "Golden Pear")}
    assert triples(claim(FILM, "award", PRIZE, outcome="nominated")) == {
        ("Glass Orchard", "nominated for", "Golden Pear")
    }


def test_what_they_have_no_relation_for_is_no_triple() -> None:
    assert triples(claim(FILM, "reviewed_by", MARA)) == frozenset()


@pytest.mark.parametrize("status", [Status.DENIED, Status.RUMOURED])
def test_what_a_sentence_denies_is_no_triple(status: Status) -> None:
    assert triples(claim(FILM, "director", MARA, status=status)) == frozenset()


def test_a_thing_without_a_name_goes_by_its_description() -> None:
    span = Span(start=0, end=9)
    mention = Mention(document="d", span=span, surface="the novel", kind="Novel", entity="3")
    reading = Extraction(mentions=(mention,), claims=(claim(NOVEL, "author", MARA),))
    assert triples_of(reading) == {("the novel", "author", "Mara Quill")}


def test_a_date_that_is_not_known_to_the_day_is_the_first() -> None:
    assert [written_date(iso) for iso in ("2021", "2021-04", "2021-04-30")] == [
        "01 January 2021",
        "01 April 2021",
        "30 April 2021",
    ]


def test_case_blanks_and_underscores_do_not_count() -> None:
    assert normalised(("Glass Orchard", "cast member", "Mara")) == normalised(
        ("glass_orchard", "Cast_Member", " MARA")
    )


def test_the_official_figure_passes_over_relations_that_the_sentence_is_not_labelled_with() -> None:
    assert official(frozenset({DIRECTED}), [DIRECTED, GENRE]) == Figures(precision=1.0, recall=1.0, f1=1.0)
    assert official(frozenset({DIRECTED}), [GENRE]) == Figures(precision=0.0, recall=0.0, f1=0.0)


def test_the_official_figure_counts_other_objects_of_a_labelled_relation_as_wrong() -> None:
    found = official(frozenset({DIRECTED, GENRE}), [DIRECTED, ("Glass Orchard", "director", "Bo Lind")])
    assert found == Figures(precision=0.5, recall=0.5, f1=0.5)


def test_the_official_figures_are_means_over_sentences() -> None:
    one = Figures(precision=1.0, recall=0.5, f1=2 / 3)
    none = Figures(precision=0.0, recall=0.0, f1=0.0)
    assert averaged([one, none]) == Figures(precision=0.5, recall=0.25, f1=1 / 3)
    assert averaged([]) == none


def test_the_strict_figure_counts_every_triple_of_every_sentence() -> None:
    found = strict([(frozenset({DIRECTED}), [DIRECTED, GENRE]), (frozenset({GENRE}), [])])
    assert found == Figures(precision=0.5, recall=0.5, f1=0.5)


def test_rows_of_one_sentence_are_one() -> None:
    row = {"sub_label": "A", "obj_label": "B", "sent": "A B C."}
    assert sentences([{**row, "rel_label": "director"}, {**row, "rel_label": "genre"}]) == {
        "A B C.": {("A", "director", "B"), ("A", "genre", "B")}
    }


def test_every_relation_of_the_table_is_one_of_ours() -> None:
    assert set(COUNTERPARTS) <= set(default_vocabulary().relations)


def test_a_folder_is_measured_ontology_by_ontology(tmp_path: Path) -> None:
    data = tmp_path / "wikidata_tekgen"
    for name in ("ontologies", "train", "validation"):
        (data / name).mkdir(parents=True)
    ontology = {"title": "Films", "id": "ont_9_film", "relations": [{"label": "director"}]}
    (data / "ontologies" / "9_film_ontology.json").write_text(json.dumps(ontology), encoding="utf-8")
    rows = [
        ("The Glass Orchard is a 2021 film directed by Mara Quill.", "The Glass Orchard", "Mara Quill"),
        ("Nothing is said here.", "Oldboy", "Ada Bell"),
    ]
    for part, (sentence, subject, target) in zip(("train", "validation"), rows, strict=True):
        row = {"sub_label": subject, "rel_label": "director", "obj_label": target, "sent": sentence}
        (data / part / f"ont_9_film_{part}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    half = {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert measure(tmp_path) == {
        "Films": {
            "sentences": 2,
            "triples": 2,
            "official": half,
            "strict": {"precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)},
        }
    }
