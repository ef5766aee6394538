"""What documents state, as people marked it: the measure of extraction. Two formats are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retold.corpus import AnnotatedDocument, AnnotatedFact, AnnotatedMention, read_corpus
from retold.errors import UsageError

__all__ = ["Gold", "GoldEntity", "Triple", "gold_of", "read_gold", "read_gold_json"]

#: Subject, relation and object; an object is an entity's id or `=` and a value.
Triple = tuple[str, str, str]

_LITERALS = frozenset({"released", "rating", "episodes", "genre"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A thing that a gold document speaks of; without names if it is only described."""

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a document states. `traps` are wrong facts that a careless reader would take from it.

    `optional` facts count neither for nor against; `castings` are the works of (character, person);
    `text` is the document itself if the gold holds it, `mentions` the marks in it if it is marked text.
    """

    id: str
    entities: Mapping[str, GoldEntity] = field(repr=False)
    facts: frozenset[Triple] = field(repr=False)
    traps: frozenset[Triple] = field(default=frozenset(), repr=False)
    optional: frozenset[Triple] = field(default=frozenset(), repr=False)
    castings: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False)
    text: str | None = field(default=None, repr=False)
    mentions: tuple[AnnotatedMention, ...] | None = field(default=None, repr=False)


def read_gold(paths: Iterable[Path]) -> Iterator[Gold]:
    """Yield the gold of corpus files (marked text), gold files (`.json`) and folders of them.

    Raises UsageError where a file is missing or malformed.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.json")) or sorted(path.glob("*.txt"))
            if not inside:
                raise UsageError(f"{path}: no gold in this folder; it should hold .json or marked .txt files")
            yield from read_gold(inside)
        elif not path.exists():
            raise UsageError(f"{path}: no such file; give gold files or a folder of them")
        elif path.suffix == ".json":
            yield read_gold_json(path)
        else:
            yield from map(gold_of, read_corpus(path))


def gold_of(document: AnnotatedDocument) -> Gold:
    """Return what an annotated document states."""

    def triple(fact: AnnotatedFact) -> Triple:
        return fact.subject, fact.relation, fact.object

    return Gold(
        id=document.slug,
        entities={
            ident: GoldEntity(kind=kind, names=document.names(ident))
            for ident, kind in document.entities.items()
        },
        facts=frozenset(map(triple, document.facts)),
        traps=frozenset(map(triple, document.traps)),
        castings=_castings((fact.subject, fact.object, fact.within) for fact in document.facts),
        text=document.text,
        mentions=document.mentions,
    )


def read_gold_json(path: Path) -> Gold:
    """Return the gold of a JSON file; its text is read from the file it names, beside it.

    Raises UsageError if the file does not hold what gold needs.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return _gold_from_json(record, folder=path.parent)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: not a gold file ({type(error).__name__}: {error})") from error


def _gold_from_json(record: Mapping[str, Any], *, folder: Path) -> Gold:
    entities = {
        entity["id"]: GoldEntity(kind=entity["type"], names=tuple(entity.get("names", ())))
        for entity in record["entities"]
    }
    by_name = {name: ident for ident, entity in entities.items() for name in entity.names}

    def triple(fact: Mapping[str, Any]) -> Triple:
        target = fact["o"]
        if isinstance(target, dict):
            value = str(target["value"])
            target = f"={value}" if fact["p"] in _LITERALS else by_name.get(value, f"={value}")
        return fact["s"], fact["p"], target

    every = [*record["facts"], *record.get("optional", ())]
    facts = frozenset(triple(fact) for fact in record["facts"] if fact.get("where") != "related")
    text_file = folder / record.get("text_file", f"{record['id']}.txt")
    return Gold(
        id=record["id"],
        entities=entities,
        facts=facts,
        traps=frozenset(triple(f) for f in record.get("not_facts", ()) if f.get("s") and f.get("o")),
        optional=frozenset(map(triple, every)) - facts,
        castings=_castings((f["s"], triple(f)[2], f.get("in")) for f in every if f["p"] == "portrayed_by"),
        text=text_file.read_text(encoding="utf-8") if text_file.is_file() else None,
    )


def _castings(
    found: Iterable[tuple[str, str, str | None]],
) -> dict[tuple[str, str], frozenset[str]]:
    castings: dict[tuple[str, str], frozenset[str]] = {}
    for character, person, work in found:
        if work is not None:
            castings[character, person] = castings.get((character, person), frozenset()) | {work}
    return castings
