from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings

from corpus_texts import ORCHARD, document_of, documents
from retold.corpus import AnnotatedDocument
from retold.extraction.model.labels import KINDS, RELATIONS, TAGS, TYPES
from retold.extraction.model.tagging import find_mentions
from retold_training.documents import example, read_folder, tags_of


def test_marks_become_mentions_with_types_and_entities() -> None:
    one = example(document_of(ORCHARD))
    assert (one.slug, one.genre) == ("z-orchard", "review")
    assert [
        (surface, TYPES[kind], entity)
        for surface, kind, entity in zip(one.marks.surfaces(), one.marks.types, one.entities, strict=True)
    ] == [
        ("The Glass Orchard", "Work", 0),
        ("Mara Quill", "Person", 1),
        ("2021", "date", 2),
        ("She", "described person", 1),
        ("it", "described work", 0),
        ("a novel", "described work", 3),
        ("Tom Reed", "Person", 4),
        ("Cassie", "Character", 5),
        ("Quill", "Person", 1),
        ("Seoul", "Place", 6),
    ]
    film, novel = KINDS.index("Film"), KINDS.index("Novel")
    assert one.kinds.tolist() == [film, -1, -1, novel, -1, -1, -1]


def test_facts_and_traps_speak_of_the_numbers_of_entities() -> None:
    one = example(document_of(ORCHARD))
    assert [(s, RELATIONS[r], o) for s, r, o in one.facts] == [
        (0, "director", 1),
        (0, "released", 2),
        (0, "based_on", 3),
        (0, "actor", 4),
        (0, "character", 5),
        (5, "portrayed_by", 4),
    ]
    assert [(s, RELATIONS[r], o) for s, r, o in one.traps] == [(3, "author", 1)]


def test_a_value_is_what_facts_use_it_for_or_what_it_looks_like() -> None:
    one = example(
        document_of(
            "#doc z-values\n#kind list\n[[f1|Emma]]: [[=8|eight]], [[=2021|2021]], [[=12|12]], [[=4/5|4/5]], "
            "[[=Gothic|gothic]], [[=2021-05|May 2021]].\n#entities\nf1 Film\n#facts\nf1 rating =8\n#end\n"
        )
    )
    assert dict(zip(one.marks.surfaces(), (TYPES[kind] for kind in one.marks.types), strict=True)) == {
        "Emma": "Work",
        "eight": "rating",
        "2021": "date",
        "12": "number",
        "4/5": "rating",
        "gothic": "genre",
        "May 2021": "date",
    }


def test_marks_that_cut_a_word_and_their_facts_are_left_out() -> None:
    one = example(
        document_of(
            "#doc z-cut\n#kind list\n[[f1|Emma]]nuelle by [[d1|Mara]]\n#entities\nf1 Film\nd1 Person\n"
            "#facts\nf1 director d1\n#end\n"
        )
    )
    assert one.marks.surfaces() == ["Mara"]
    assert one.facts == ()


def test_tags_tell_beginning_inside_end_and_single() -> None:
    one = example(document_of(ORCHARD))
    assert [TAGS[tag] for tag in one.tags[:7]] == [
        "B-Work",
        "I-Work",
        "E-Work",
        "O",
        "O",
        "B-Person",
        "E-Person",
    ]
    assert TAGS[one.tags[one.marks.first[2]]] == "S-date"


@settings(max_examples=25)
@given(documents())
def test_tags_are_read_back_as_the_mentions_they_were_made_of(document: AnnotatedDocument) -> None:
    one = example(document)
    certain = np.full((len(one.marks.words), len(TAGS)), -50.0, dtype=np.float32)
    certain[np.arange(len(certain)), tags_of(one.marks)] = 0.0
    marks, sure = find_mentions(one.marks.words, certain)
    for name in ("first", "last", "types"):
        assert getattr(marks, name).tolist() == getattr(one.marks, name).tolist()
    assert sure.tolist() == [1.0] * len(marks)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    for name in ("b-1.txt", "a-1.txt", "README.md"):
        (tmp_path / name).write_text(ORCHARD.replace("z-orchard", name), encoding="utf-8")
    assert [document.slug for document in read_folder(tmp_path)] == ["a-1.txt", "b-1.txt"]
