"""Marked documents as the network learns them: mentions of words with types, entities, relations, traps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.corpus import AnnotatedDocument, AnnotatedFact, read_corpus
from retold.extraction.model.labels import KINDS, RELATIONS, TAGS, TYPES, type_of
from retold.extraction.model.pairs import Marks
from retold.extraction.model.words import split_words

__all__ = ["Example", "example", "read_folder"]

_VALUE_TYPES = {"released": "date", "rating": "rating", "episodes": "number", "genre": "genre"}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Example:
    """One document. Entities are numbered; `kinds` has -1 where a kind is no kind of work.

    `facts` and `traps` are rows of (subject entity, relation, object entity).
    """

    slug: str
    genre: str
    marks: Marks
    entities: NDArray[np.intp]
    kinds: NDArray[np.intp]
    tags: NDArray[np.int64]
    facts: tuple[tuple[int, int, int], ...]
    traps: tuple[tuple[int, int, int], ...]


def read_folder(folder: Path) -> Iterator[AnnotatedDocument]:
    """Yield every marked document of a folder, file by file. Raises UsageError for a malformed one."""
    for path in sorted(folder.glob("*-*.txt")):
        yield from read_corpus(path)


def example(document: AnnotatedDocument) -> Example:
    """Return what is to be learned from a document. Marks that cut a word are left out."""
    words = split_words(document.text)
    first_at = {int(start): number for number, start in enumerate(words.starts)}
    last_at = {int(end): number for number, end in enumerate(words.ends)}
    value_types = _types_of_values(document)
    rows: list[tuple[int, int, int, str]] = []
    for mention in document.mentions:
        first, last = first_at.get(mention.span.start), last_at.get(mention.span.end)
        if first is None or last is None:
            continue
        if mention.value is not None:
            kind = value_types.get(mention.value)
            if kind is not None:
                rows.append((first, last, kind, f"={kind}={mention.value}"))
        else:
            assert mention.entity is not None
            found = type_of(document.entities[mention.entity], described=mention.nominal)
            if found is not None:
                rows.append((first, last, found, mention.entity))
    rows.sort()
    numbers = {name: number for number, name in enumerate(dict.fromkeys(row[3] for row in rows))}
    marks = Marks(
        words=words,
        first=np.array([row[0] for row in rows], dtype=np.intp),
        last=np.array([row[1] for row in rows], dtype=np.intp),
        types=np.array([row[2] for row in rows], dtype=np.intp),
    )
    kinds = [document.entities.get(name, "") for name in numbers]
    return Example(
        slug=document.slug,
        genre=document.kind,
        marks=marks,
        entities=np.array([numbers[row[3]] for row in rows], dtype=np.intp),
        kinds=np.array([KINDS.index(k) if k in KINDS else -1 for k in kinds], dtype=np.intp),
        tags=tags_of(marks),
        facts=tuple(_triples(document.facts, numbers)),
        traps=tuple(_triples(document.traps, numbers)),
    )


def tags_of(marks: Marks) -> NDArray[np.int64]:
    """Return the tag of each word."""
    tags = np.zeros(len(marks.words), dtype=np.int64)
    number = {tag: place for place, tag in enumerate(TAGS)}
    for first, last, kind in zip(
        marks.first.tolist(), marks.last.tolist(), marks.types.tolist(), strict=True
    ):
        name = TYPES[kind]
        if first == last:
            tags[first] = number[f"S-{name}"]
        else:
            tags[first : last + 1] = number[f"I-{name}"]
            tags[first], tags[last] = number[f"B-{name}"], number[f"E-{name}"]
    return tags


def _types_of_values(document: AnnotatedDocument) -> dict[str, int]:
    """Return what each marked value is: what a fact uses it for, else a date or a number by its look."""
    types = {
        fact.object[1:]: TYPES.index(_VALUE_TYPES[fact.relation])
        for fact in (*document.traps, *document.facts)
        if fact.object.startswith("=") and fact.relation in _VALUE_TYPES
    }
    for mention in document.mentions:
        if mention.value and mention.value not in types:
            digits = mention.value.replace("-", "")
            if digits.isdigit() and len(mention.value) >= 4:
                types[mention.value] = TYPES.index("date")
            elif mention.value.isdigit():
                types[mention.value] = TYPES.index("number")
            elif any(c.isdigit() for c in mention.value):
                types[mention.value] = TYPES.index("rating")
            else:
                types[mention.value] = TYPES.index("genre")
    return types


def _triples(facts: Iterable[AnnotatedFact], numbers: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    for fact in facts:
        if fact.relation not in RELATIONS:
            continue
        target = fact.object
        if target.startswith("="):
            target = f"={TYPES.index(_VALUE_TYPES[fact.relation])}{target}"
        if fact.subject in numbers and target in numbers:
            yield numbers[fact.subject], RELATIONS.index(fact.relation), numbers[target]
