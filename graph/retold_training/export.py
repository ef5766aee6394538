"""Writes a trained network as what ships: the encoder as ONNX, the heads as arrays."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from retold.extraction.model.words import FEATURES
from retold_training.network import Encoder, Heads

__all__ = ["export"]


class _Encoding(nn.Module):
    """The encoder with inputs and output as the exported graph has them."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        return cast(Tensor, self.encoder(ids, mask, features))


def export(
    encoder: Encoder, heads: Heads, *, tokenizer: Path, about: Mapping[str, object], folder: Path
) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and model.json to `folder`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    encoder.eval()
    size = (2, 16)
    example = (
        torch.ones(size, dtype=torch.long),
        torch.ones(size, dtype=torch.long),
        torch.zeros((*size, len(FEATURES)), dtype=torch.long),
    )
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        axes = {0: "windows", 1: "pieces"}
        torch.onnx.export(
            _Encoding(encoder),
            example,
            str(whole),
            input_names=["ids", "mask", "features"],
            output_names=["hidden"],
            dynamic_axes={"ids": axes, "mask": axes, "features": axes, "hidden": axes},
            opset_version=17,
            dynamo=False,
        )
        # Only the table of words: 8-bit products of matrices cost a tenth of the right facts on real pages.
        quantize_dynamic(
            whole, folder / "encoder.onnx", op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8
        )
    arrays = {name: tensor.detach().numpy().astype(np.float16) for name, tensor in heads.state_dict().items()}
    np.savez(folder / "heads.npz", **arrays)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    (folder / "model.json").write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")
