"""The training loop: examples to weights, with checkpoints from which it goes on."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from retold.errors import UsageError
from retold.extraction.model.labels import DESCRIBED, LEGAL, WORKS
from retold.extraction.model.pairs import (
    antecedent_features,
    antecedent_pairs,
    relation_features,
    relation_pairs,
)
from retold.extraction.model.windows import Windows, cut_windows
from retold_training.documents import Example
from retold_training.network import Encoder, Heads, between

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Settings", "Trainer", "hidden_states"]

Text = TypeVar("Text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train. Losses are summed with their weights; rates fall to zero over the run."""

    epochs: float = 6.0
    seed: int = 1
    documents_a_step: int = 3
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    tag_weight: float = 1.0
    kind_weight: float = 2.0
    antecedent_weight: float = 1.0
    relation_weight: float = 0.7
    trap_weight: float = 3.0
    masked: float = 0.08


class Trainer(Generic[Text]):
    """Owns the network, its optimiser and the place in the run.

    `prepare` makes of a text what is to be learned from it this time; `legal` are the relations that may
    hold by the types of subject and object. `tell` hears of the losses now and then.
    """

    def __init__(
        self,
        encoder: Encoder,
        heads: Heads,
        tokenizer: Tokenizer,
        texts: Sequence[Text],
        *,
        prepare: Callable[[Text, random.Random], Example],
        length: Callable[[Text], int],
        settings: Settings,
        tell: Callable[[dict[str, float]], None],
        legal: NDArray[np.bool_] = LEGAL,
    ) -> None:
        self.encoder, self.heads, self.tokenizer = encoder, heads, tokenizer
        self.texts, self.prepare, self.length = texts, prepare, length
        self.settings, self.legal, self.tell = settings, legal, tell
        gap = tokenizer.token_to_id("[MASK]")
        if gap is None:
            raise UsageError("the tokenizer knows no [MASK]; training hides pieces behind it")
        self.gap = gap
        encoder.words.weight.requires_grad_(requires_grad=False)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": settings.encoder_rate},
                {"params": list(heads.parameters()), "lr": settings.head_rate},
            ],
            weight_decay=settings.weight_decay,
            fused=True,
        )
        self.step = 0
        self.steps = int(settings.epochs * len(texts) / settings.documents_a_step)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)

    def _rate(self, step: int) -> float:
        warm = max(1, int(self.settings.warm_up * self.steps))
        return min(step / warm, max(0.0, (self.steps - step) / max(1, self.steps - warm)))

    def run(self, checkpoint: Path | None = None, *, every: float = 120.0) -> None:
        """Train to the end, from `checkpoint` if it exists; it is written anew every so many seconds."""
        if checkpoint and checkpoint.exists():
            self._restore(checkpoint)
        self.encoder.train()
        self.heads.train()
        begun = saved = time.monotonic()
        losses: list[dict[str, float]] = []
        for batch in self._batches():
            torch.manual_seed(self.settings.seed * 1_000_003 + self.step)
            losses.append(self._learn(batch))
            self.step += 1
            if self.step % 100 == 0 or self.step == self.steps:
                mean = {name: round(float(np.mean([x[name] for x in losses])), 4) for name in losses[0]}
                losses.clear()
                seconds = round(time.monotonic() - begun)
                self.tell({"step": self.step, "of": self.steps, "seconds": seconds, **mean})
            if checkpoint and time.monotonic() - saved > every:
                self._save(checkpoint)
                saved = time.monotonic()
        if checkpoint:
            self._save(checkpoint)
        self.encoder.eval()
        self.heads.eval()

    def _save(self, path: Path) -> None:
        part = path.with_suffix(".part")
        torch.save(
            {
                "encoder": self.encoder.state_dict(),
                "heads": self.heads.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "schedule": self.schedule.state_dict(),
                "step": self.step,
                "settings": asdict(self.settings),
            },
            part,
        )
        part.replace(path)

    def _restore(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.encoder.load_state_dict(state["encoder"])
        self.heads.load_state_dict(state["heads"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]

    def _batches(self) -> Iterator[list[Example]]:
        """Yield the steps that are still to be done; what a step reads depends on seed and number only."""
        per_epoch = max(1, len(self.texts) // self.settings.documents_a_step)
        order: list[list[int]] = []
        for step in range(self.step, self.steps):
            epoch, place = divmod(step, per_epoch)
            if place == 0 or not order:
                order = self._order(epoch)
            chance = random.Random(f"{self.settings.seed} {step}")
            yield [self.prepare(self.texts[number], chance) for number in order[place]]

    def _order(self, epoch: int) -> list[list[int]]:
        """Return the steps of an epoch: documents of about one length together, so that little is padded."""
        chance = random.Random(f"{self.settings.seed} {epoch}")
        size = self.settings.documents_a_step
        shuffled = chance.sample(range(len(self.texts)), len(self.texts))
        steps = []
        for first in range(0, len(shuffled), size * 16):
            group = sorted(shuffled[first : first + size * 16], key=lambda n: self.length(self.texts[n]))
            steps += [group[place : place + size] for place in range(0, len(group), size)]
        chance.shuffle(steps)
        return steps

    def _with_gaps(self, windows: Windows) -> Windows:
        """Return the windows with some pieces hidden, so that no word is relied on alone."""
        gaps = (torch.rand(windows.ids.shape) < self.settings.masked).numpy()
        gaps[:, 0] = False
        return replace(windows, ids=np.where(gaps, self.gap, windows.ids))

    def _learn(self, batch: Sequence[Example]) -> dict[str, float]:
        windows = [self._with_gaps(cut_windows(e.marks.words, self.tokenizer)) for e in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = hidden_states(self.encoder, windows)
        settings = self.settings
        parts = [
            losses_of(self.heads, one, *state, legal=self.legal, trap_weight=settings.trap_weight)
            for one, state in zip(batch, states, strict=True)
        ]
        weights = {
            "tag": settings.tag_weight,
            "kind": settings.kind_weight,
            "antecedent": settings.antecedent_weight,
            "relation": settings.relation_weight,
        }
        total = sum(
            (weights[name] * value for part in parts for name, value in part.items()), torch.zeros(())
        ) / len(batch)
        self.optimiser.zero_grad()
        total.backward()
        for group in self.optimiser.param_groups:
            nn.utils.clip_grad_norm_(group["params"], 1.0)
        self.optimiser.step()
        self.schedule.step()
        return {
            name: float(np.mean([float(part[name].detach()) for part in parts if name in part] or [0.0]))
            for name in weights
        }


def hidden_states(encoder: Encoder, windows: Sequence[Windows]) -> list[tuple[Tensor, Tensor]]:
    """Return for each document its words' hidden states, at first and last piece; all in one batch."""
    width = max(w.ids.shape[1] for w in windows)

    def stacked(name: str) -> Tensor:
        arrays = [getattr(w, name) for w in windows]
        return torch.from_numpy(
            np.concatenate(
                [np.pad(a, [(0, 0), (0, width - a.shape[1]), *[(0, 0)] * (a.ndim - 2)]) for a in arrays]
            )
        )

    hidden = encoder(stacked("ids"), stacked("mask"), stacked("features")).float()
    flat = hidden.reshape(-1, hidden.shape[-1])
    states = []
    first = 0
    for w in windows:
        own = w.ids.shape[1]
        heads, tails = ((p // own + first) * width + p % own for p in (w.heads, w.tails))
        states.append((flat[torch.from_numpy(heads)], flat[torch.from_numpy(tails)]))
        first += len(w.ids)
    return states


def losses_of(
    heads: Heads,
    one: Example,
    word_heads: Tensor,
    word_tails: Tensor,
    *,
    legal: NDArray[np.bool_],
    trap_weight: float,
) -> dict[str, Tensor]:
    """Return the losses of a document: of tags by mention, of relations by fact, lest one drown another."""
    marks = one.marks
    losses = {
        "tag": functional.cross_entropy(
            heads.tag(heads.dropout(word_heads)), torch.from_numpy(one.tags), reduction="sum"
        )
        / max(4, len(marks))
    }
    if not len(marks):
        return losses
    first, last, types = (torch.from_numpy(a) for a in (marks.first, marks.last, marks.types))
    mentions = heads.mentions(word_heads, word_tails, first, last, types)
    works = np.isin(marks.types, list(WORKS)) & (one.kinds[one.entities] >= 0)
    if works.any():
        # All mentions of a work vote on its kind, as they do when the model reads.
        own, work = np.unique(one.entities[works], return_inverse=True)
        votes = functional.log_softmax(heads.kinds(mentions[torch.from_numpy(works)]), dim=1)
        sums = torch.zeros((len(own), votes.shape[1])).index_add(0, torch.from_numpy(work), votes)
        losses["kind"] = functional.cross_entropy(sums, torch.from_numpy(one.kinds[own]))
    losses |= _antecedent_loss(heads, one, mentions)
    losses |= _relation_loss(heads, one, mentions, word_heads, legal=legal, trap_weight=trap_weight)
    return losses


def _antecedent_loss(heads: Heads, one: Example, mentions: Tensor) -> dict[str, Tensor]:
    """Return the negative log-likelihood of all right antecedents of each mention (Lee et al. 2017)."""
    earlier, later = antecedent_pairs(one.marks)
    if not len(earlier):
        return {}
    features = torch.from_numpy(antecedent_features(one.marks, earlier, later))
    scores = heads.antecedents(mentions, torch.from_numpy(earlier), torch.from_numpy(later), features)
    count = len(one.marks)
    right = one.entities[earlier] == one.entities[later]
    table = torch.full((count, count + 1), -1e4)
    table[:, count] = 0.0
    table = table.index_put((torch.from_numpy(later), torch.from_numpy(earlier)), scores)
    gold = torch.zeros((count, count + 1), dtype=torch.bool)
    gold[torch.from_numpy(later[right]), torch.from_numpy(earlier[right])] = True
    gold[:, count] = ~gold.any(dim=1)
    rows = torch.from_numpy(np.unique(later))
    table, gold = table[rows], gold[rows]
    all_ = torch.logsumexp(table, dim=1)
    good = torch.logsumexp(table.masked_fill(~gold, -1e9), dim=1)
    # Descriptions are fewer and harder than names: they count double.
    weight = torch.from_numpy(1.0 + np.isin(one.marks.types, list(DESCRIBED)))[rows]
    return {"antecedent": ((all_ - good) * weight).sum() / weight.sum()}


def _relation_loss(
    heads: Heads,
    one: Example,
    mentions: Tensor,
    word_heads: Tensor,
    *,
    legal: NDArray[np.bool_],
    trap_weight: float,
) -> dict[str, Tensor]:
    left, right, may = relation_pairs(one.marks, legal=legal)
    if not len(left):
        return {}
    features = torch.from_numpy(relation_features(one.marks, one.entities, left, right))
    i, j = torch.from_numpy(left), torch.from_numpy(right)
    first, last = torch.from_numpy(one.marks.first), torch.from_numpy(one.marks.last)
    scores = heads.relations(mentions, between(word_heads, first, last, i, j), i, j, features)
    size = int(one.entities.max()) + 1
    cells, cell = np.unique(one.entities[left] * size + one.entities[right], return_inverse=True)
    scores = scores.masked_fill(~torch.from_numpy(may), -1e4)
    pooled = log_sum_exp(scores, torch.from_numpy(cell), len(cells))
    allowed = np.zeros((len(cells), may.shape[1]), dtype=bool)
    np.logical_or.at(allowed, cell, may)
    target = np.zeros(allowed.shape, dtype=np.float32)
    weight = allowed.astype(np.float32)
    place = {int(value): number for number, value in enumerate(cells)}
    for subject, relation, thing in one.traps:
        row = place.get(subject * size + thing)
        if row is not None:
            weight[row, relation] *= trap_weight
    for subject, relation, thing in one.facts:
        row = place.get(subject * size + thing)
        if row is not None and allowed[row, relation]:
            target[row, relation], weight[row, relation] = 1.0, 1.0
    loss = functional.binary_cross_entropy_with_logits(
        pooled, torch.from_numpy(target), weight=torch.from_numpy(weight), reduction="sum"
    )
    return {"relation": loss / max(4, len(one.facts))}


def log_sum_exp(scores: Tensor, cell: Tensor, count: int) -> Tensor:
    """Return cells x relations: the smooth maximum over the pairs of mentions of each cell."""
    index = cell[:, None].expand_as(scores)
    most = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(0, index, scores.detach(), "amax")
    sums = torch.zeros_like(most).index_add(0, cell, torch.exp(scores - most[cell]))
    return most + torch.log(sums.clamp(min=1e-30))
