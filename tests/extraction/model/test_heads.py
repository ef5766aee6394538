from __future__ import annotations

import math

import numpy as np
import pytest

from marked_texts import marks_of
from retold.extraction.model.heads import Heads, log_softmax, sigmoid

SIZE, MENTION, HIDDEN, FEATURES = 3, 4, 5, 6
SHAPES = {
    "tag.weight": (7, SIZE),
    "tag.bias": (7,),
    "mention.weight": (MENTION, 3 * SIZE),
    "mention.bias": (MENTION,),
    "mention_type.weight": (13, MENTION),
    "kind.weight": (10, MENTION),
    "kind.bias": (10,),
    "antecedent_left.weight": (HIDDEN, MENTION),
    "antecedent_left.bias": (HIDDEN,),
    "antecedent_right.weight": (HIDDEN, MENTION),
    "antecedent_both.weight": (HIDDEN, MENTION),
    "antecedent_features.weight": (HIDDEN, FEATURES),
    "antecedent_score.weight": (1, HIDDEN),
    "antecedent_score.bias": (1,),
    "relation_left.weight": (HIDDEN, MENTION),
    "relation_left.bias": (HIDDEN,),
    "relation_right.weight": (HIDDEN, MENTION),
    "relation_both.weight": (HIDDEN, MENTION),
    "relation_between.weight": (HIDDEN, SIZE),
    "relation_features.weight": (HIDDEN, FEATURES),
    "relation_score.weight": (2, HIDDEN),
    "relation_score.bias": (2,),
}
MARKS = marks_of(
    "The Glass Orchard by Mara Quill , not Summer Ash",
    ("The Glass Orchard", "Work"),
    ("Mara Quill", "Person"),
    ("Summer Ash", "Work"),
)


@pytest.fixture(params=range(3))
def chance(request: pytest.FixtureRequest) -> np.random.Generator:
    return np.random.default_rng(request.param)


def floats(chance: np.random.Generator, *shape: int) -> np.ndarray:
    return chance.normal(size=shape).astype(np.float32)


def heads_of(chance: np.random.Generator) -> Heads:
    return Heads({name: floats(chance, *shape) for name, shape in SHAPES.items()})


def linear(heads: Heads, name: str, values: list[float]) -> list[float]:
    """Return a linear layer's answer to one row, number by number."""
    weight = heads.weights[f"{name}.weight"].tolist()
    bias = heads.weights.get(f"{name}.bias", np.zeros(len(weight))).tolist()
    return [
        sum(w * v for w, v in zip(row, values, strict=True)) + b for row, b in zip(weight, bias, strict=True)
    ]


def mean_of(rows: list[list[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)] if rows else [0.0] * SIZE


def gelu(x: float) -> float:
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def added(*rows: list[float]) -> list[float]:
    return [sum(column) for column in zip(*rows, strict=True)]


def test_tags_are_logarithms_of_probabilities(chance: np.random.Generator) -> None:
    heads, states = heads_of(chance), floats(chance, 4, SIZE)
    tags = heads.tags(states)
    for row, state in zip(tags, states.tolist(), strict=True):
        scores = linear(heads, "tag", state)
        whole = sum(map(math.exp, scores))
        assert row.tolist() == pytest.approx([math.log(math.exp(s) / whole) for s in scores], abs=1e-5)


def test_a_mention_is_its_first_piece_its_last_piece_and_its_mean(chance: np.random.Generator) -> None:
    heads, first, last = heads_of(chance), floats(chance, 10, SIZE), floats(chance, 10, SIZE)
    mentions = heads.mentions(first, last, MARKS)
    assert mentions.dtype == np.float32
    for row, (a, b, kind) in zip(mentions, [(0, 2, 2), (4, 5, 0), (8, 9, 2)], strict=True):
        joined = first[a].tolist() + last[b].tolist() + mean_of(first[a : b + 1].tolist())
        of_type = heads.weights["mention_type.weight"][kind].tolist()
        expected = [gelu(x) for x in added(linear(heads, "mention", joined), of_type)]
        assert row.tolist() == pytest.approx(expected, abs=1e-5)


def test_kinds_are_logarithms_of_probabilities(chance: np.random.Generator) -> None:
    kinds = heads_of(chance).kinds(floats(chance, 3, MENTION))
    assert kinds.shape == (3, 10)
    assert np.exp(kinds).sum(axis=1).tolist() == pytest.approx([1.0] * 3, abs=1e-5)


def test_antecedents_are_scored_pair_by_pair(chance: np.random.Generator) -> None:
    heads, mentions, features = heads_of(chance), floats(chance, 3, MENTION), floats(chance, 2, FEATURES)
    scores = heads.antecedents(mentions, np.array([0, 1]), np.array([2, 2]), features)
    for score, i, row in zip(scores.tolist(), (0, 1), features.tolist(), strict=True):
        left, right = mentions[i].tolist(), mentions[2].tolist()
        hidden = added(
            linear(heads, "antecedent_left", left),
            linear(heads, "antecedent_right", right),
            linear(heads, "antecedent_both", [a * b for a, b in zip(left, right, strict=True)]),
            linear(heads, "antecedent_features", row),
        )
        (expected,) = linear(heads, "antecedent_score", [max(h, 0) for h in hidden])
        assert score == pytest.approx(expected, abs=1e-4)


def test_relations_are_scored_pair_by_pair_with_the_words_between(chance: np.random.Generator) -> None:
    heads, mentions, states = heads_of(chance), floats(chance, 3, MENTION), floats(chance, 10, SIZE)
    pairs = [(0, 1, range(3, 4)), (1, 0, range(3, 4)), (0, 2, range(3, 8)), (2, 1, range(6, 8))]
    features = floats(chance, len(pairs), FEATURES)
    left, right = (np.array([pair[n] for pair in pairs]) for n in range(2))
    scores = heads.relations(mentions, states, MARKS, left, right, features)
    assert scores.shape == (4, 2)
    for row, (i, j, words), own in zip(scores.tolist(), pairs, features.tolist(), strict=True):
        a, b = mentions[i].tolist(), mentions[j].tolist()
        hidden = added(
            linear(heads, "relation_left", a),
            linear(heads, "relation_right", b),
            linear(heads, "relation_both", [x * y for x, y in zip(a, b, strict=True)]),
            linear(heads, "relation_between", mean_of([states[w].tolist() for w in words])),
            linear(heads, "relation_features", own),
        )
        assert row == pytest.approx(linear(heads, "relation_score", [max(h, 0) for h in hidden]), abs=1e-4)


def test_neighbours_have_no_words_between_them() -> None:
    chance = np.random.default_rng(0)
    heads = heads_of(chance)
    marks = marks_of("Orchard Quill", ("Orchard", "Work"), ("Quill", "Person"))
    mentions, features = floats(chance, 2, MENTION), floats(chance, 1, FEATURES)
    pair = np.array([0]), np.array([1])
    one, other = (
        heads.relations(mentions, floats(chance, 2, SIZE), marks, *pair, features) for _ in range(2)
    )
    assert one.tolist() == other.tolist()


def test_no_mentions_have_no_scores() -> None:
    chance = np.random.default_rng(0)
    heads, states = heads_of(chance), floats(chance, 2, SIZE)
    marks = marks_of("so it")
    mentions = heads.mentions(states, states, marks)
    none = np.zeros(0, dtype=np.intp)
    assert mentions.shape == (0, MENTION)
    assert heads.kinds(mentions).shape == (0, 10)
    features = np.zeros((0, FEATURES), dtype=np.float32)
    assert heads.antecedents(mentions, none, none, features).shape == (0,)
    assert heads.relations(mentions, states, marks, none, none, features).shape == (0, 2)


def test_large_scores_do_not_overflow() -> None:
    scores = np.array([[1e30, 0, -1e30], [-1e4, -1e4, -1e4]], dtype=np.float32)
    with np.errstate(over="raise", invalid="raise"):
        logs = log_softmax(scores)
        shares = sigmoid(np.array([-1e30, -60, 0, 60, 1e30], dtype=np.float32))
    assert logs[0, 0] == 0
    assert logs[1].tolist() == pytest.approx([math.log(1 / 3)] * 3)
    assert shares.tolist() == pytest.approx([0, 0, 0.5, 1, 1], abs=1e-12)
