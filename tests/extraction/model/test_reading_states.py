"""Reading with weights made by hand: a word's hidden state says its tag and the kind of its work."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retold.extraction.model.heads import Heads
from retold.extraction.model.labels import KINDS, RELATIONS, TAGS, TYPES
from retold.extraction.model.pairs import ANTECEDENT_FEATURES, RELATION_FEATURES
from retold.extraction.model.reading import Reading, read
from retold.extraction.model.words import split_words

SIZE = len(TAGS) + len(KINDS)
#: Columns of the features: names agree when folded, both are descriptions, and both in one sentence.
SAME_NAME, BOTH_DESCRIBED, ONE_SENTENCE = 1, 11, 13


def heads_by_hand(**logits: float) -> Heads:
    """Return heads that join equal names and descriptions, and relate what stands in one sentence."""

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, dtype=np.float32)

    def one_at(count: int, *columns: int) -> np.ndarray:
        row = zeros(1, count)
        row[0, list(columns)] = 1
        return row

    kinds = len(KINDS)
    score, bias = zeros(len(RELATIONS), 1), np.full(len(RELATIONS), -50, dtype=np.float32)
    for relation, logit in logits.items():
        score[RELATIONS.index(relation), 0] = 50 + logit
    return Heads(
        {
            "tag.weight": 20 * np.eye(len(TAGS), SIZE, dtype=np.float32),
            "mention.weight": np.eye(kinds, 3 * SIZE, k=len(TAGS), dtype=np.float32),
            "mention_type.weight": zeros(len(TYPES), kinds),
            "kind.weight": np.eye(kinds, dtype=np.float32),
            "antecedent_left.weight": zeros(1, kinds),
            "antecedent_right.weight": zeros(1, kinds),
            "antecedent_both.weight": zeros(1, kinds),
            "antecedent_features.weight": one_at(ANTECEDENT_FEATURES, SAME_NAME, BOTH_DESCRIBED),
            "antecedent_score.weight": np.ones((1, 1), dtype=np.float32),
            "antecedent_score.bias": np.array([-0.5], dtype=np.float32),
            "relation_left.weight": zeros(1, kinds),
            "relation_right.weight": zeros(1, kinds),
            "relation_both.weight": zeros(1, kinds),
            "relation_between.weight": zeros(1, SIZE),
            "relation_features.weight": one_at(RELATION_FEATURES, ONE_SENTENCE),
            "relation_score.weight": score,
            "relation_score.bias": bias,
        }
    )


def read_tagged(tagged: str, **logits: float) -> Reading:
    """Read words that may be followed by `/` and their tag, and `/` and the kind of their work."""
    rows = [[word.split("/") for word in line.split()] for line in tagged.split("\n")]
    words = split_words("\n".join(" ".join(parts[0] for parts in row) for row in rows))
    states = np.zeros((len(words), SIZE), dtype=np.float32)
    for state, (_, *about) in zip(states, (parts for row in rows for parts in row), strict=True):
        state[TAGS.index(about[0].replace("_", " ")) if about else 0] = 1
        if len(about) > 1:
            state[len(TAGS) + KINDS.index(about[1])] = 3
    return read(words, states, states, heads=heads_by_hand(**logits))


def test_equal_names_are_one_entity_and_other_names_another() -> None:
    reading = read_tagged("Mara/B-Person Quill/E-Person met Tom/S-Person . mara/B-Person QUILL/E-Person left")
    assert reading.marks.surfaces() == ["Mara Quill", "Tom", "mara QUILL"]
    assert reading.entities.tolist() == [0, 1, 0]
    assert reading.kinds == ("Person", "Person")
    assert reading.sure.tolist() == pytest.approx([1.0] * 3, abs=1e-6)


def test_values_are_one_by_their_type_and_their_words() -> None:
    reading = read_tagged("2021/S-date 2021/S-number 2021/S-date Gothic/S-genre gothic/S-genre")
    assert reading.entities.tolist() == [0, 1, 0, 2, 2]
    assert reading.kinds == ("date", "number", "genre")


def test_all_mentions_of_a_work_vote_on_its_kind() -> None:
    reading = read_tagged("Emma/S-Work/Film Emma/S-Work/Novel Emma/S-Work/Novel Ash/S-Work/Play")
    assert reading.entities.tolist() == [0, 0, 0, 1]
    assert reading.kinds == ("Novel", "Play")


def test_a_described_person_is_a_person() -> None:
    assert read_tagged("she/S-described_person left Seoul/S-Place").kinds == ("Person", "Place")


def test_related_is_what_the_types_allow_and_the_weights_say() -> None:
    reading = read_tagged("Emma/S-Work/Film by Mara/S-Person in 2021/S-date\nTom/S-Person", director=0.0)
    (fact,) = reading.facts
    assert (fact.subject, fact.relation, fact.object) == (0, "director", 1)
    assert fact.probability == pytest.approx(0.5, abs=1e-5)
    assert (fact.left, fact.right) == (0, 1)
    assert [(left, right) for left, right, _ in fact.pairs] == [(0, 1)]


def test_every_pair_of_mentions_speaks_for_a_fact() -> None:
    reading = read_tagged("Emma/S-Work by Mara/S-Person , emma/S-Work", director=-1.0)
    (fact,) = reading.facts
    assert fact.probability == pytest.approx(1 / (1 + math.exp(1 - math.log(2))), abs=1e-4)
    assert [(left, right) for left, right, _ in fact.pairs] == [(0, 1), (2, 1)]
    assert [score for _, _, score in fact.pairs] == pytest.approx([-1.0, -1.0], abs=1e-4)


@pytest.mark.parametrize(("logit", "facts"), [(-2.9, 1), (-3.0, 0)])
def test_facts_less_probable_than_one_in_twenty_are_not_told(logit: float, facts: int) -> None:
    assert len(read_tagged("Emma/S-Work by Mara/S-Person", director=logit).facts) == facts


def test_no_work_is_related_to_itself() -> None:
    reading = read_tagged("Emma/S-Work is Emma/S-Work after Ash/S-Work", follows=2.0)
    assert {(fact.subject, fact.object) for fact in reading.facts} == {(0, 1), (1, 0)}


def test_eight_pairs_at_most_are_kept_for_a_fact() -> None:
    reading = read_tagged("Mara/S-Person " + "Emma/S-Work " * 12, director=0.0)
    (fact,) = reading.facts
    assert [(left, right) for left, right, _ in fact.pairs] == [(n, 0) for n in range(1, 9)]


@pytest.mark.parametrize("tagged", ["", "so it goes", "Mara/S-Person"])
def test_a_text_without_mentions_has_no_facts(tagged: str) -> None:
    reading = read_tagged(tagged, director=2.0)
    assert reading.facts == ()
    assert len(reading.entities) == len(reading.kinds) == tagged.count("/")


def test_the_same_states_give_the_same_reading() -> None:
    tagged = "Emma/S-Work by Mara/S-Person , Ash/S-Work by Tom/S-Person and emma/S-Work"
    one, other = (read_tagged(tagged, director=0.5, author=-1.0) for _ in range(2))
    assert one.facts == other.facts
    assert len(one.facts) == 8
