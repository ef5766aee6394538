from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer, models  # noqa: E402

from corpus_texts import ORCHARD, document_of  # noqa: E402
from marked_texts import marks_of  # noqa: E402
from retold.extraction.model import heads as reading  # noqa: E402
from retold.extraction.model.pairs import (  # noqa: E402
    antecedent_features,
    antecedent_pairs,
    relation_features,
    relation_pairs,
)
from retold.extraction.model.windows import cut_windows  # noqa: E402
from retold.extraction.model.words import split_words  # noqa: E402
from retold_training.documents import Example, example  # noqa: E402
from retold_training.network import Encoder, EncoderShape, Heads, between  # noqa: E402
from retold_training.training import Settings, Trainer, hidden_states, log_sum_exp  # noqa: E402

SIZE = 16
TEXTS = [ORCHARD.replace("Quill", name) for name in ("Quill", "Vale", "Reeve", "Ash", "Bell", "Cole", "Dunn")]
TOKENIZER = Tokenizer(
    models.WordPiece(
        {mark: n for n, mark in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]"])}
        | {
            f"{sign}{c}": 4 + 26 * (sign == "##") + n
            for sign in ("", "##")
            for n, c in enumerate("abcdefghijklmnopqrstuvwxyz")
        },
        unk_token="[UNK]",
        max_input_chars_per_word=100,
    )
)


def toy_encoder(*, relative: int = 0) -> Encoder:
    return Encoder(
        EncoderShape(
            vocab_size=60,
            hidden_size=SIZE,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=520,
            layer_norm_eps=1e-6,
            relative_buckets=relative,
        )
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_reader_computes_what_the_network_learned(seed: int) -> None:
    torch.manual_seed(seed)
    heads = Heads(SIZE).eval()
    plain = reading.Heads({name: tensor.numpy() for name, tensor in heads.state_dict().items()})
    marks = marks_of(
        "The Glass Orchard ( Mara Quill ) , not Summer Ash : it is by her",
        ("The Glass Orchard", "Work"),
        ("Mara Quill", "Person"),
        ("Summer Ash", "Work"),
        ("it", "described work"),
        ("her", "described person"),
    )
    first, last = torch.randn(len(marks.words), SIZE), torch.randn(len(marks.words), SIZE)
    spans = [torch.from_numpy(a) for a in (marks.first, marks.last, marks.types)]
    earlier, later = antecedent_pairs(marks)
    left, right, _ = relation_pairs(marks)
    of_pairs = antecedent_features(marks, earlier, later)
    of_relations = relation_features(marks, np.array([0, 1, 2, 2, 1]), left, right)
    i, j = torch.from_numpy(left), torch.from_numpy(right)
    with torch.no_grad():
        mentions = heads.mentions(first, last, *spans)
        learned = [
            torch.log_softmax(heads.tag(first), dim=1),
            mentions,
            torch.log_softmax(heads.kinds(mentions), dim=1),
            heads.antecedents(
                mentions, torch.from_numpy(earlier), torch.from_numpy(later), torch.from_numpy(of_pairs)
            ),
            heads.relations(mentions, between(first, *spans[:2], i, j), i, j, torch.from_numpy(of_relations)),
        ]
    own = plain.mentions(first.numpy(), last.numpy(), marks)
    read = [
        plain.tags(first.numpy()),
        own,
        plain.kinds(own),
        plain.antecedents(own, earlier, later, of_pairs),
        plain.relations(own, first.numpy(), marks, left, right, of_relations),
    ]
    for ours, theirs in zip(read, learned, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), atol=2e-5)


@pytest.mark.parametrize("relative", [0, 32])
def test_a_document_is_read_the_same_beside_a_longer_one(relative: int) -> None:
    torch.manual_seed(1)
    encoder = toy_encoder(relative=relative).eval()
    windows = [cut_windows(split_words(text), TOKENIZER) for text in ("a glass orchard", "so long " * 200)]
    with torch.no_grad():
        (alone,) = hidden_states(encoder, windows[:1])
        beside, long = hidden_states(encoder, windows)
    assert len(windows[1].ids) > 1
    assert (len(alone[0]), len(long[0])) == (3, 400)
    for one, other in zip(alone, beside, strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), atol=1e-5)


def test_pairs_are_pooled_by_a_smooth_maximum() -> None:
    scores = torch.tensor([[0.0, -1e4], [1.0, -1e4], [-2.0, 3.0]])
    pooled = log_sum_exp(scores, torch.tensor([0, 0, 1]), 2)
    np.testing.assert_allclose(pooled.numpy(), [[np.log(1 + np.e), np.log(2) - 1e4], [-2.0, 3.0]], rtol=1e-6)


class StoppedError(Exception):
    """The machine went down."""


def trainer(*, stop_at: int | None = None, losses: list[dict[str, float]] | None = None) -> Trainer[Example]:
    prepared = 0

    def prepare(one: Example, chance: random.Random) -> Example:
        nonlocal prepared
        prepared += 1
        if prepared == stop_at:
            raise StoppedError
        return one

    torch.manual_seed(7)
    return Trainer(
        toy_encoder(),
        Heads(SIZE),
        TOKENIZER,
        [example(document_of(text)) for text in TEXTS],
        prepare=prepare,
        length=lambda one: len(one.marks.words),
        settings=Settings(epochs=2.0, documents_a_step=2),
        tell=(losses if losses is not None else []).append,
    )


def weights_of(one: Trainer[Example]) -> dict[str, np.ndarray]:
    return {
        name: tensor.numpy()
        for part in (one.encoder, one.heads)
        for name, tensor in part.state_dict().items()
    }


def test_training_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    whole = trainer()
    whole.run()
    checkpoint = tmp_path / "checkpoint.pt"
    with pytest.raises(StoppedError):
        trainer(stop_at=8).run(checkpoint, every=-1.0)
    resumed = trainer()
    resumed.run(checkpoint)
    assert resumed.step == whole.step == 7
    assert not list(tmp_path.glob("*.part"))
    before = weights_of(trainer())
    after, expected = weights_of(resumed), weights_of(whole)
    assert after.keys() == expected.keys()
    for name, weight in expected.items():
        np.testing.assert_array_equal(after[name], weight, err_msg=name)
    assert (before["layers.0.query.weight"] != expected["layers.0.query.weight"]).any()
    assert (before["words.weight"] == expected["words.weight"]).all()


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    first = trainer()
    first.run(tmp_path / "checkpoint.pt")
    losses: list[dict[str, float]] = []
    again = trainer(losses=losses)
    again.run(tmp_path / "checkpoint.pt")
    assert losses == []
    np.testing.assert_equal(weights_of(again), weights_of(first))
