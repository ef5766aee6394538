"""Public documents with entities and relations of other kinds, from which the network learns what these are.

Re-DocRED (Tan et al. 2022): paragraphs of Wikipedia with mentions, entities and 96 relations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.extraction.model.labels import LITERALS, TYPES
from retold.extraction.model.pairs import Marks
from retold.extraction.model.words import split_words
from retold_training.documents import Example, tags_of

__all__ = ["any_relation", "read_redocred"]

_TYPES = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "TIME": "date",
    "NUM": "number",
    "MISC": "Work",
}


def any_relation(count: int) -> NDArray[np.bool_]:
    """Return which of `count` relations may join two types: all, from anything but values."""
    legal = np.zeros((len(TYPES), len(TYPES), count), dtype=bool)
    subjects = [number for number in range(len(TYPES)) if number not in LITERALS]
    legal[subjects] = True
    return legal


def read_redocred(folder: Path) -> Iterator[Example]:
    """Yield the documents of both parts in `folder`."""
    relations = json.loads((folder / "rel2id.json").read_text(encoding="utf-8"))
    for name in ("dev_revised.json", "test_revised.json"):
        for record in json.loads((folder / name).read_text(encoding="utf-8")):
            yield _example(record, relations)


def _example(record: dict[str, object], relations: dict[str, int]) -> Example:
    sentences: list[list[str]] = record["sents"]  # type: ignore[assignment]
    text, places = "", []
    for sentence in sentences:
        own = []
        for word in sentence:
            text += " " if text and word not in (",", ".", ")", "'s", ";", ":") and text[-1] != "(" else ""
            own.append((len(text), len(text) + len(word)))
            text += word
        places.append(own)
    words = split_words(text)
    first_at = {int(start): number for number, start in enumerate(words.starts)}
    last_at = {int(end): number for number, end in enumerate(words.ends)}
    rows: list[tuple[int, int, int, int]] = []
    for entity, mentions in enumerate(record["vertexSet"]):  # type: ignore[arg-type, var-annotated]
        for mention in mentions:
            begin, end = mention["pos"]
            first = first_at.get(places[mention["sent_id"]][begin][0])
            last = last_at.get(places[mention["sent_id"]][end - 1][1])
            if first is not None and last is not None:
                rows.append((first, last, TYPES.index(_TYPES[mention["type"]]), entity))
    rows = _apart(sorted(rows))
    marks = Marks(
        words=words,
        first=np.array([row[0] for row in rows], dtype=np.intp),
        last=np.array([row[1] for row in rows], dtype=np.intp),
        types=np.array([row[2] for row in rows], dtype=np.intp),
    )
    count = len(record["vertexSet"])  # type: ignore[arg-type]
    return Example(
        slug=str(record["title"]),
        genre="encyclopedia",
        marks=marks,
        entities=np.array([row[3] for row in rows], dtype=np.intp),
        kinds=np.full(count, -1, dtype=np.intp),
        tags=tags_of(marks),
        facts=tuple(
            (label["h"], relations[label["r"]], label["t"])
            for label in record["labels"]  # type: ignore[attr-defined]
        ),
        traps=(),
    )


def _apart(rows: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return the rows without those that overlap an earlier one."""
    kept: list[tuple[int, int, int, int]] = []
    for row in rows:
        if not kept or row[0] > kept[-1][1]:
            kept.append(row)
    return kept
