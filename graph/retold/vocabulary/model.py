"""Kinds and relations as values, and where they come from.

`retold.yaml` declares the built-in vocabulary. `retold.json` is the same, made from it by
`python -m retold.vocabulary`, because every command needs the vocabulary and importing a YAML parser takes
longer than answering most questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

__all__ = [
    "LITERALS",
    "WORK",
    "Kind",
    "Relation",
    "Vocabulary",
    "default_vocabulary",
    "load_vocabulary",
    "vocabulary_from_json",
    "vocabulary_to_json",
]

#: Stands for every kind of work in domains and ranges.
WORK: Final = "Work"
#: What a literal relation may hold.
LITERALS: Final = ("date", "rating", "number", "text")

_BUILT_IN: Final = Path(__file__).with_name("retold.yaml")
_COMPILED: Final = _BUILT_IN.with_suffix(".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing. `parent` is "Work" for works and None otherwise; `color` is #rrggbb."""

    name: str
    label: str
    plural: str
    parent: str | None = None
    color: str
    schema: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation from the kinds of its domain to the kinds of its range, or to a literal.

    `many` tells whether one subject may have several objects at once; where it is false, two values
    contradict each other. `phrases` are the words a question may use for it.
    """

    name: str
    label: str
    inverse: str
    inverse_label: str
    domain: tuple[str, ...]
    range: tuple[str, ...] = ()
    literal: str | None = None
    many: bool = True
    phrases: tuple[str, ...] = ()
    schema: str | None = None
    wikidata: str | None = None
    wikidata_inverse: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every kind and relation, in the order of the files that declare them."""

    kinds: Mapping[str, Kind]
    relations: Mapping[str, Relation]
    works: frozenset[str] = field(repr=False)

    def is_work(self, kind: str) -> bool:
        """Whether `kind` is a kind of work."""
        return kind in self.works

    def allows(self, relation: str, subject: str, target: str | None) -> bool:
        """Whether `relation` may lead from kind `subject` to kind `target` (None: a literal)."""
        declared = self.relations.get(relation)
        if declared is None or not self._admits(declared.domain, subject):
            return False
        if target is None:
            return declared.literal is not None
        return self._admits(declared.range, target)

    def _admits(self, kinds: Sequence[str], kind: str) -> bool:
        return kind in kinds or (WORK in kinds and kind in self.works)


@cache
def default_vocabulary() -> Vocabulary:
    """Return the built-in vocabulary."""
    return vocabulary_from_json(json.loads(_COMPILED.read_text(encoding="utf-8")))


def load_vocabulary(extra: Iterable[str | Path] = ()) -> Vocabulary:
    """Return the built-in vocabulary, read from its YAML, with what the `extra` files declare added.

    A file may redefine a built-in kind or relation by giving it anew.
    Raises VocabularyError with the file and the line of the first fault.
    """
    from retold.vocabulary.files import read_files

    kinds, relations = read_files([_BUILT_IN, *map(Path, extra)])
    return _vocabulary(kinds, relations)


def vocabulary_to_json(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return `{"kinds": [...], "relations": [...]}`, each with the fields of its class."""
    return {
        "kinds": [asdict(kind) for kind in vocabulary.kinds.values()],
        "relations": [asdict(relation) for relation in vocabulary.relations.values()],
    }


def vocabulary_from_json(record: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary that `vocabulary_to_json` wrote."""

    def fields(item: Mapping[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}

    kinds = {item["name"]: Kind(**fields(item)) for item in record["kinds"]}
    relations = {item["name"]: Relation(**fields(item)) for item in record["relations"]}
    return _vocabulary(kinds, relations)


def _vocabulary(kinds: Mapping[str, Kind], relations: Mapping[str, Relation]) -> Vocabulary:
    return Vocabulary(
        kinds=MappingProxyType(dict(kinds)),
        relations=MappingProxyType(dict(relations)),
        works=frozenset(kind.name for kind in kinds.values() if kind.parent == WORK),
    )
