from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked_texts import marks_of
from retold.extraction.model.labels import LEGAL, LITERALS, RELATIONS, TYPES
from retold.extraction.model.pairs import (
    ANTECEDENT_FEATURES,
    RELATION_FEATURES,
    Marks,
    antecedent_features,
    antecedent_pairs,
    relation_features,
    relation_pairs,
)
from retold.extraction.model.words import split_words

#: First columns of what a pair of mentions that may be one entity is said to be.
SAME, SAME_FOLDED, IN_LATER, IN_EARLIER, LAST_PART, FIRST_PART, NOTHING_SHARED, INITIALS = range(8)


def set_columns(row: np.ndarray) -> list[int]:
    assert set(row.tolist()) <= {0.0, 1.0}
    return np.flatnonzero(row).tolist()


def antecedent_row(marks: Marks) -> list[int]:
    """Return what is said of the first and the second mention."""
    return set_columns(antecedent_features(marks, np.array([0]), np.array([1]))[0])


def names_compared(earlier: str, later: str, kind: str = "Person") -> list[int]:
    marks = marks_of(f"{earlier} and {later}", (earlier, kind), (later, kind))
    return [column for column in antecedent_row(marks) if column < 8]


@pytest.mark.parametrize(
    ("earlier", "later", "agreement"),
    [
        ("Mara Quill", "Mara Quill", [SAME, SAME_FOLDED, LAST_PART, FIRST_PART]),
        ("Mara Quill", "MARA QUILL", [SAME_FOLDED, LAST_PART, FIRST_PART]),
        ("Amélie", "Amelie", [SAME_FOLDED, LAST_PART, FIRST_PART]),
        ("Quill", "Mara Quill", [IN_LATER, LAST_PART]),
        ("Mara Quill", "Mara", [IN_EARLIER, FIRST_PART]),
        ("Mara Quill", "Mara Reed", [FIRST_PART]),
        ("Mara Quill", "Tom Reed", [NOTHING_SHARED]),
        ("Mara Quill Reed", "MQR", [NOTHING_SHARED, INITIALS]),
        ("MQR", "Mara Quill Reed", [NOTHING_SHARED, INITIALS]),
    ],
)
def test_names_are_compared(earlier: str, later: str, agreement: list[int]) -> None:
    assert names_compared(earlier, later) == agreement


def test_descriptions_are_not_compared_as_names() -> None:
    marks = marks_of("the film and the film", ("the film", "described work"), ("the film", "described work"))
    assert [column for column in antecedent_row(marks) if column < 12] == [11]
    assert 25 in antecedent_row(marks)
    marks = marks_of("the film and The Film", ("the film", "described work"), ("The Film", "Work"))
    assert [column for column in antecedent_row(marks) if column < 12] == [10]
    assert not {25, 26} & set(antecedent_row(marks))


def test_all_that_is_said_of_two_names_is_known() -> None:
    marks = marks_of(
        "Mara Quill and Tom Reed met.\nThen it rained. Quill left.",
        ("Mara Quill", "Person"),
        ("Tom Reed", "Person"),
        ("Quill", "Person"),
    )
    rows = antecedent_features(marks, np.array([0, 0, 1]), np.array([1, 2, 2]))
    # Distance to 5 words, nothing between, one line (the first), same type, one sentence.
    assert set_columns(rows[0]) == [NOTHING_SHARED, 8, 12, 18, 22, 23, 24, 26, 27]
    # 10 words on, one name between, the earlier in the first line, two sentences on.
    assert set_columns(rows[1]) == [IN_EARLIER, LAST_PART, 8, 13, 19, 23, 26, 29]
    assert set_columns(rows[2]) == [NOTHING_SHARED, 8, 13, 18, 23, 26, 29]


@pytest.mark.parametrize(
    ("distance", "column"),
    [(1, 12), (5, 12), (6, 13), (15, 13), (16, 14), (40, 14), (41, 15), (100, 15), (250, 16), (251, 17)],
)
def test_the_distance_of_mentions_falls_into_a_range(distance: int, column: int) -> None:
    marks = marks_of(f"Quill {'so ' * (distance - 1)}Reed", ("Quill", "Person"), ("Reed", "Person"))
    assert [c for c in antecedent_row(marks) if 12 <= c < 18] == [column]


@pytest.mark.parametrize(("others", "column"), [(0, 18), (1, 19), (2, 20), (4, 20), (5, 21)])
def test_only_mentions_that_might_be_meant_count_as_between(others: int, column: int) -> None:
    text = "Quill " + "Reed Seoul " * others + "Quill"
    between = [("Reed", "Person"), ("Seoul", "Place")] * others
    marks = marks_of(text, ("Quill", "Person"), *between, ("Quill", "Person"))
    row = antecedent_features(marks, np.array([0]), np.array([len(marks) - 1]))[0]
    assert [c for c in set_columns(row) if 18 <= c < 22] == [column]


def test_mentions_of_one_class_may_be_one_entity() -> None:
    marks = marks_of(
        "Quill Cassie she Seoul 2021 Orchard it 2021",
        ("Quill", "Person"),
        ("Cassie", "Character"),
        ("she", "described person"),
        ("Seoul", "Place"),
        ("2021", "date"),
        ("Orchard", "Work"),
        ("it", "described work"),
        ("2021", "date"),
    )
    earlier, later = antecedent_pairs(marks)
    assert list(zip(earlier.tolist(), later.tolist(), strict=True)) == [(0, 2), (1, 2), (5, 6)]


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=0, max_value=len(TYPES) - 1), max_size=20))
def test_every_pair_of_mentions_is_considered_once(types: list[int]) -> None:
    places = np.arange(len(types), dtype=np.intp)
    marks = Marks(
        words=split_words("word " * len(types)),
        first=places,
        last=places,
        types=np.array(types, dtype=np.intp),
    )
    people, works = {"Person", "Character", "described person"}, {"Work", "described work"}

    def may_be_one(a: str, b: str) -> bool:
        if {a, b} <= people:
            return {a, b} != {"Person", "Character"}
        return {a, b} <= works or (a == b and TYPES.index(a) not in LITERALS)

    earlier, later = antecedent_pairs(marks)
    assert list(zip(earlier.tolist(), later.tolist(), strict=True)) == [
        (i, j) for j in range(len(types)) for i in range(j) if may_be_one(TYPES[types[i]], TYPES[types[j]])
    ]
    left, right, legal = relation_pairs(marks)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [
        (i, j)
        for i in range(len(types))
        for j in range(len(types))
        if i != j and LEGAL[types[i], types[j]].any()
    ]
    assert (legal == LEGAL[marks.types[left], marks.types[right]]).all()


def test_relations_join_what_their_types_allow() -> None:
    marks = marks_of("Orchard by Quill in 2021", ("Orchard", "Work"), ("Quill", "Person"), ("2021", "date"))
    left, right, legal = relation_pairs(marks)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 1), (0, 2)]
    assert [RELATIONS[n] for n in np.flatnonzero(legal[1])] == ["released"]
    assert {RELATIONS[n] for n in np.flatnonzero(legal[0])} >= {"director", "author", "actor"}
    assert "character" not in {RELATIONS[n] for n in np.flatnonzero(legal[0])}


def test_mentions_more_than_500_words_apart_are_not_related() -> None:
    near = marks_of(f"Orchard {'so ' * 499}Quill", ("Orchard", "Work"), ("Quill", "Person"))
    far = marks_of(f"Orchard {'so ' * 500}Quill", ("Orchard", "Work"), ("Quill", "Person"))
    assert [len(relation_pairs(marks)[0]) for marks in (near, far)] == [1, 0]


def relation_row(marks: Marks, left: int, right: int, clusters: list[int] | None = None) -> list[int]:
    entities = np.array(clusters or range(len(marks)), dtype=np.intp)
    return set_columns(relation_features(marks, entities, np.array([left]), np.array([right]))[0])


def test_all_that_is_said_of_a_work_and_a_person_is_known() -> None:
    marks = marks_of(
        "The Glass Orchard (Mara Quill)\n\nSummer Ash. It stars Tom Reed.",
        ("The Glass Orchard", "Work"),
        ("Mara Quill", "Person"),
        ("Summer Ash", "Work"),
        ("It", "described work"),
        ("Tom Reed", "Person"),
    )
    clusters = [0, 1, 2, 2, 3]
    # Subject first, one word between, same line and sentence, no mention or work between, parenthesis before
    # the object; the first of two works, mentioned once, in the headline; both in the first line.
    assert relation_row(marks, 0, 1, clusters) == [0, 2, 9, 13, 16, 20, 26, 28, 32, 37, 38, 39]
    # Subject behind, 4 words between, two lines and two sentences on, a mention between, and it is a work.
    assert relation_row(marks, 3, 1, clusters) == [3, 11, 15, 17, 21, 24, 26, 29, 33, 35, 39]
    # One word between, nothing else; the work is the second, has two mentions and no other has more.
    assert relation_row(marks, 3, 4, clusters) == [0, 2, 9, 13, 16, 20, 24, 29, 33, 35]
    # 9 words, three mentions and two works between.
    assert relation_row(marks, 0, 4, clusters) == [0, 4, 11, 15, 18, 22, 28, 32, 37, 38]


@pytest.mark.parametrize(
    ("gap", "column"),
    [(0, 1), (1, 2), (2, 3), (4, 3), (5, 4), (10, 4), (11, 5), (25, 5), (60, 6), (150, 7), (151, 8)],
)
def test_the_words_between_subject_and_object_fall_into_a_range(gap: int, column: int) -> None:
    marks = marks_of(f"Orchard {'so ' * gap}Quill", ("Orchard", "Work"), ("Quill", "Person"))
    assert [c for c in relation_row(marks, 0, 1) if 1 <= c < 9] == [column]


@pytest.mark.parametrize(
    ("mentions", "columns"),
    [(1, [28, 32, 35, 36]), (2, [28, 33, 35, 36]), (3, [28, 33, 35, 36]), (4, [28, 34, 35, 36])],
)
def test_prominence_counts_the_mentions_of_a_work(mentions: int, columns: list[int]) -> None:
    marks = marks_of(
        "Here.\n" + "Orchard " * mentions + "Quill", *[("Orchard", "Work")] * mentions, ("Quill", "Person")
    )
    assert [c for c in relation_row(marks, 0, mentions, [0] * mentions + [1]) if 28 <= c < 38] == columns


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Orchard, Quill", 13),
        ("Orchard 4.5 Quill", 13),
        ("Orchard.com Quill", 13),
        ("Orchard. Quill", 14),
        ("Orchard\nQuill", 14),
        ("Orchard! So?\nQuill", 15),
    ],
)
def test_sentences_end_at_a_stop_with_space_behind_it_or_with_their_line(text: str, sentences: int) -> None:
    marks = marks_of(text, ("Orchard", "Work"), ("Quill", "Person"))
    assert [c for c in relation_row(marks, 0, 1) if 13 <= c < 16] == [sentences]


@pytest.mark.parametrize("mentions", [[], [("Orchard", "Work")]])
def test_too_few_mentions_make_no_pairs(mentions: list[tuple[str, str]]) -> None:
    marks = marks_of("Orchard is here", *mentions)
    earlier, later = antecedent_pairs(marks)
    left, right, legal = relation_pairs(marks)
    clusters = np.zeros(len(marks), dtype=np.intp)
    assert len(earlier) == len(later) == len(left) == len(right) == 0
    assert legal.shape == (0, len(RELATIONS))
    assert antecedent_features(marks, earlier, later).shape == (0, ANTECEDENT_FEATURES)
    assert relation_features(marks, clusters, left, right).shape == (0, RELATION_FEATURES)
