"""The trained extractor: reads any document with the weights that ship beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retold.document import Document, Role, Span
from retold.extraction.base import Extraction
from retold.extraction.model.confidence import Correction
from retold.extraction.model.heads import Floats, Heads
from retold.extraction.model.reading import Reading, read
from retold.extraction.model.windows import Windows, cut_windows
from retold.extraction.model.words import split_words
from retold.extraction.model.writing import write
from retold.extraction.sentences import split_sentences

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["WEIGHTS", "ModelExtractor"]

#: The folder of the weights that ship with retold.
WEIGHTS: Final = Path(__file__).parent / "weights"
#: Windows that are encoded at once; more take more memory and no less time.
_BATCH: Final = 4


@dataclass(frozen=True, eq=False, kw_only=True)
class ModelExtractor:
    """Reads mentions and claims with the trained model; what it needs is loaded at the first document.

    `least` is the confidence of the least sure claim that is told, None for the model's own threshold.
    The same text gives the same reading on one machine, whatever the number of threads.
    """

    weights: Path = WEIGHTS
    threads: int = 1
    least: float | None = None

    @cached_property
    def _about(self) -> dict[str, Any]:
        about: dict[str, Any] = json.loads((self.weights / "model.json").read_text(encoding="utf-8"))
        return about

    @property
    def name(self) -> str:
        """The engine and the version of its weights."""
        return f"model/{self._about['version']}"

    @cached_property
    def _correction(self) -> Correction:
        return Correction.from_json(self._about["correction"])

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return InferenceSession(
            str(self.weights / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.weights / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _heads(self) -> Heads:
        with np.load(self.weights / "heads.npz") as arrays:
            return Heads({name: arrays[name].astype(np.float32) for name in arrays.files})

    def read(self, text: str) -> Reading:
        """Return the model's reading of a text, before claims are written."""
        words = split_words(text)
        windows = cut_windows(words, self._tokenizer)
        word_heads, word_tails = self._hidden_states(windows)
        return read(words, word_heads, word_tails, heads=self._heads)

    def extract(self, document: Document) -> Extraction:
        """Return what the document says; structured data at its end is left to other engines."""
        prose = document.text[: _end_of_prose(document)]
        if not any(c.isalnum() for c in prose):
            return Extraction()
        reading = self.read(prose)
        return write(
            document,
            reading,
            sentences=list(split_sentences(prose, Span(start=0, end=len(prose)))),
            extractor=self.name,
            least=self._about["threshold"] if self.least is None else self.least,
            correction=self._correction,
        )

    def _hidden_states(self, windows: Windows) -> tuple[Floats, Floats]:
        """Return words x hidden size at the first and the last piece of each word."""
        width = windows.ids.shape[1]
        size = self._heads.weights["tag.weight"].shape[1]
        heads, tails = (np.zeros((len(windows.heads), size), dtype=np.float32) for _ in range(2))
        for first in range(0, len(windows.ids), _BATCH):
            batch = slice(first, first + _BATCH)
            (hidden,) = self._session.run(
                None,
                {
                    "ids": windows.ids[batch],
                    "mask": windows.mask[batch],
                    "features": windows.features[batch],
                },
            )
            flat = hidden.reshape(-1, size)
            own = (windows.heads // width >= first) & (windows.heads // width < first + _BATCH)
            heads[own] = flat[windows.heads[own] - first * width]
            tails[own] = flat[windows.tails[own] - first * width]
        return heads, tails


def _end_of_prose(document: Document) -> int:
    return min(
        (block.span.start for block in document.blocks if block.role is Role.DATA),
        default=len(document.text),
    )
