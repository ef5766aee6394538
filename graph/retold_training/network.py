"""The network: an encoder with features of case and line, and heads that read its hidden states."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from retold.extraction.model.labels import KINDS, RELATIONS, TAGS, TYPES
from retold.extraction.model.pairs import ANTECEDENT_FEATURES, RELATION_FEATURES
from retold.extraction.model.words import FEATURES

__all__ = ["Encoder", "EncoderShape", "Heads", "load_encoder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderShape:
    """Sizes of a BERT-like encoder, named as in its configuration."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int
    layer_norm_eps: float
    #: Width of the buckets of relative positions (MPNet); 0 where there are none.
    relative_buckets: int = 0
    first_position: int = 0


class Layer(nn.Module):
    """One transformer layer (Vaswani et al. 2017, normalised after each part as in BERT)."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        size = shape.hidden_size
        self.attention_heads = shape.num_attention_heads
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.attention_norm = nn.LayerNorm(size, eps=shape.layer_norm_eps)
        self.inner = nn.Linear(size, shape.intermediate_size)
        self.outer = nn.Linear(shape.intermediate_size, size)
        self.norm = nn.LayerNorm(size, eps=shape.layer_norm_eps)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Return the next hidden states; `bias` is added to the attention scores."""
        batch, length, size = hidden.shape
        split = (batch, length, self.attention_heads, size // self.attention_heads)
        query, key, value = (
            part(hidden).view(split).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        attended = self.output(attended.transpose(1, 2).reshape(batch, length, size))
        hidden = self.attention_norm(hidden + attended)
        fed = self.outer(functional.gelu(self.inner(hidden)))
        return cast(Tensor, self.norm(hidden + fed))


class Encoder(nn.Module):
    """Reads windows of pieces: ids, mask and features to hidden states."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.positions = nn.Embedding(shape.max_position_embeddings, shape.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(count, shape.hidden_size) for count in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(shape.hidden_size, eps=shape.layer_norm_eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.num_hidden_layers))
        self.dropout = nn.Dropout(0.1)
        if shape.relative_buckets:
            self.relative = nn.Embedding(shape.relative_buckets, shape.num_attention_heads)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Return windows x pieces x hidden size."""
        places = torch.arange(ids.shape[1], device=ids.device) + self.shape.first_position
        hidden = self.words(ids) + self.positions(places)[None]
        for number, table in enumerate(self.features):
            hidden = hidden + table(features[:, :, number])
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        if self.shape.relative_buckets:
            bias = bias + self._relative_bias(ids.shape[1])
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return cast(Tensor, hidden)

    def _relative_bias(self, length: int) -> Tensor:
        """Return 1 x heads x length x length (Raffel et al. 2020, as MPNet has it)."""
        places = torch.arange(length)
        distance = places[:, None] - places[None, :]
        half = self.shape.relative_buckets // 2
        bucket = (distance < 0).long() * half
        distance = distance.abs()
        exact = half // 2
        far = exact + (
            torch.log(distance.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)
        ).long().clamp(max=half - 1 - exact)
        bucket = bucket + torch.where(distance < exact, distance, far)
        return cast(Tensor, self.relative(bucket).permute(2, 0, 1)[None])


def load_encoder(folder: Path, *, layers: int | None = None) -> Encoder:
    """Return the encoder of a published BERT or MPNet in `folder`; `layers` keeps the first ones only."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    mpnet = config["model_type"] == "mpnet"
    shape = EncoderShape(
        **{
            name: config[name]
            for name in (
                "vocab_size",
                "hidden_size",
                "num_attention_heads",
                "intermediate_size",
                "max_position_embeddings",
                "layer_norm_eps",
            )
        },
        num_hidden_layers=layers or config["num_hidden_layers"],
        relative_buckets=config["relative_attention_num_buckets"] if mpnet else 0,
        first_position=2 if mpnet else 0,
    )
    encoder = Encoder(shape)
    published = {
        name.removeprefix("mpnet.").removeprefix("bert."): tensor
        for name, tensor in load_file(folder / "model.safetensors").items()
    }
    encoder.load_state_dict(
        {ours: published[theirs] for ours, theirs in _names(shape, mpnet=mpnet)}, strict=False
    )
    if not mpnet:
        with torch.no_grad():
            encoder.positions.weight += published["embeddings.token_type_embeddings.weight"][0]
    return encoder


def _names(shape: EncoderShape, *, mpnet: bool) -> list[tuple[str, str]]:
    """Return pairs of our names of weights and the published ones."""
    names = [
        ("words.weight", "embeddings.word_embeddings.weight"),
        ("positions.weight", "embeddings.position_embeddings.weight"),
        ("norm.weight", "embeddings.LayerNorm.weight"),
        ("norm.bias", "embeddings.LayerNorm.bias"),
    ]
    if mpnet:
        names.append(("relative.weight", "encoder.relative_attention_bias.weight"))
        parts = {
            "query": "attention.attn.q",
            "key": "attention.attn.k",
            "value": "attention.attn.v",
            "output": "attention.attn.o",
            "attention_norm": "attention.LayerNorm",
        }
    else:
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
        }
    parts |= {"inner": "intermediate.dense", "outer": "output.dense", "norm": "output.LayerNorm"}
    for layer in range(shape.num_hidden_layers):
        for ours, theirs in parts.items():
            for weight in ("weight", "bias"):
                names.append((f"layers.{layer}.{ours}.{weight}", f"encoder.layer.{layer}.{theirs}.{weight}"))
    return names


class Heads(nn.Module):
    """What is read from hidden states. `retold.extraction.model.heads` computes the same without torch."""

    def __init__(
        self,
        size: int,
        *,
        tags: int = len(TAGS),
        types: int = len(TYPES),
        relations: int = len(RELATIONS),
        mention: int = 256,
        antecedent: int = 128,
        relation: int = 256,
    ) -> None:
        super().__init__()
        self.tag = nn.Linear(size, tags)
        self.mention = nn.Linear(3 * size, mention)
        self.mention_type = nn.Embedding(types, mention)
        self.kind = nn.Linear(mention, len(KINDS))
        self.antecedent_left = nn.Linear(mention, antecedent)
        self.antecedent_right = nn.Linear(mention, antecedent, bias=False)
        self.antecedent_both = nn.Linear(mention, antecedent, bias=False)
        self.antecedent_features = nn.Linear(ANTECEDENT_FEATURES, antecedent, bias=False)
        self.antecedent_score = nn.Linear(antecedent, 1)
        self.relation_left = nn.Linear(mention, relation)
        self.relation_right = nn.Linear(mention, relation, bias=False)
        self.relation_both = nn.Linear(mention, relation, bias=False)
        self.relation_between = nn.Linear(size, relation, bias=False)
        self.relation_features = nn.Linear(RELATION_FEATURES, relation, bias=False)
        self.relation_score = nn.Linear(relation, relations)
        self.dropout = nn.Dropout(0.2)
        nn.init.constant_(self.relation_score.bias, -3.0)

    def mentions(self, heads: Tensor, tails: Tensor, first: Tensor, last: Tensor, types: Tensor) -> Tensor:
        """Return mentions x mention size; `heads` and `tails` are words x hidden size."""
        sums = functional.pad(torch.cumsum(heads, dim=0), (0, 0, 1, 0))
        mean = (sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]
        joined = torch.cat([heads[first], tails[last], mean], dim=1)
        return functional.gelu(
            self.mention(self.dropout(joined)) + self.mention_type(types), approximate="tanh"
        )

    def kinds(self, mentions: Tensor) -> Tensor:
        """Return mentions x kinds of works."""
        return cast(Tensor, self.kind(self.dropout(mentions)))

    def antecedents(self, mentions: Tensor, earlier: Tensor, later: Tensor, features: Tensor) -> Tensor:
        """Return one score per pair; no antecedent scores 0."""
        mentions = self.dropout(mentions)
        hidden = functional.relu(
            self.antecedent_left(mentions)[earlier]
            + self.antecedent_right(mentions)[later]
            + self.antecedent_both(mentions[earlier] * mentions[later])
            + self.antecedent_features(features)
        )
        return cast(Tensor, self.antecedent_score(self.dropout(hidden))[:, 0])

    def relations(
        self, mentions: Tensor, between: Tensor, left: Tensor, right: Tensor, features: Tensor
    ) -> Tensor:
        """Return pairs x relations; `between` is the mean hidden state of the words between two mentions."""
        mentions = self.dropout(mentions)
        hidden = functional.relu(
            self.relation_left(mentions)[left]
            + self.relation_right(mentions)[right]
            + self.relation_both(mentions[left] * mentions[right])
            + self.relation_between(between)
            + self.relation_features(features)
        )
        return cast(Tensor, self.relation_score(self.dropout(hidden)))


def between(heads: Tensor, first: Tensor, last: Tensor, left: Tensor, right: Tensor) -> Tensor:
    """Return pairs x hidden size: the mean over the words from the end of one mention to the other."""
    sums = functional.pad(torch.cumsum(heads, dim=0), (0, 0, 1, 0))
    start = torch.minimum(last[left], last[right]) + 1
    end = torch.maximum(first[left], first[right])
    count = (end - start).clamp(min=1)
    return (sums[torch.maximum(end, start)] - sums[start]) / count[:, None]
