"""Sentences to triples: python tests/benchmarks/text2kg.py [DIR] [--json]

Reads every sentence of Text2KGBench (the film and the book ontology of wikidata_tekgen, training and
validation part) with the default extractors, and prints two figures for each ontology:

- official, as the benchmark's own script counts: of a sentence, only triples whose relation the sentence is
  labelled with; labels equal but for case, blanks and underscores; precision, recall and F1 averaged over the
  sentences, 0 where nothing is left;
- strict: every triple whose relation is in the ontology, summed over all sentences. Most sentences say more
  than their one or two labels, so precision is a lower bound.

Rows of one sentence are one. DIR holds `wikidata_tekgen`; without it, ../shared/benchmarks/text2kgbench is
read where that folder stands beside the checkout. Nothing is learned from the training part.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from retold.claims import Claim, Literal, LocalEntity, Status
from retold.errors import DocumentError
from retold.extraction import Extraction, default_extractors, extract
from retold.extraction.base import Extractor
from retold.reading import read_bytes
from retold.vocabulary import default_vocabulary

_DEFAULT: Final = Path(__file__).parents[2].parent / "shared" / "benchmarks" / "text2kgbench"
_PARTS: Final = ("train", "validation")
_ANSWERS: Final = frozenset({Status.STATED, Status.PLANNED})
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)

#: Subject, relation and object as labels.
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A relation of the benchmark. `inverse`: its subject is our object; `outcome`: of awards alone."""

    label: str
    inverse: bool = False
    outcome: str | None = None


#: Our relations and theirs; what their ontology lacks is left out there.
COUNTERPARTS: Final[Mapping[str, Sequence[Counterpart]]] = {
    "based_on": (Counterpart(label="based on"),),
    "author": (Counterpart(label="author"),),
    "director": (Counterpart(label="director"),),
    "screenwriter": (Counterpart(label="screenwriter"),),
    "illustrator": (Counterpart(label="illustrator"),),
    "actor": (Counterpart(label="cast member"),),
    "character": (Counterpart(label="characters"),),
    "publisher": (Counterpart(label="publisher"),),
    "production_company": (Counterpart(label="production company"),),
    "released": (Counterpart(label="publication date"),),
    "genre": (Counterpart(label="genre"),),
    "set_in": (Counterpart(label="narrative location"),),
    "award": (
        Counterpart(label="award received", outcome="won"),
        Counterpart(label="nominated for", outcome="nominated"),
    ),
    "follows": (Counterpart(label="followed by", inverse=True),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1, from 0 to 1."""

    precision: float
    recall: float
    f1: float


def triples_of(extraction: Extraction) -> frozenset[Triple]:
    """Return what an extraction states in the benchmark's relations, an entity by its fullest name."""
    surfaces: dict[str, str] = {}
    for mention in extraction.mentions:
        surfaces.setdefault(mention.entity, mention.surface)

    def label(entity: LocalEntity) -> str:
        return entity.names[0] if entity.names else surfaces.get(entity.id, "")

    found = set()
    for claim in extraction.claims:
        if claim.status not in _ANSWERS:
            continue
        for counterpart in _counterparts(claim):
            target = claim.object
            words = _value(claim, target) if isinstance(target, Literal) else label(target)
            ends = (label(claim.subject), words)
            subject, other = ends[::-1] if counterpart.inverse else ends
            found.add((subject, counterpart.label, other))
    return frozenset(found)


def _counterparts(claim: Claim) -> Iterator[Counterpart]:
    outcome = claim.qualifiers.get("outcome", "won")
    for counterpart in COUNTERPARTS.get(claim.relation, ()):
        if counterpart.outcome in (None, outcome):
            yield counterpart


def _value(claim: Claim, literal: Literal) -> str:
    return written_date(literal.value) if claim.relation == "released" else literal.value


def written_date(iso: str) -> str:
    """Return a date as the benchmark writes it: what is not known is the first.

    >>> written_date("2009-06-24"), written_date("2003")
    ('24 June 2009', '01 January 2003')
    """
    year, month, day = (*iso.split("-"), "01", "01")[:3]
    return f"{day} {_MONTHS[int(month) - 1]} {year}"


def normalised(triple: Triple) -> str:
    """Return a triple as the benchmark compares it."""
    return "".join(re.sub(r"_|\s+", "", label).lower() for label in triple)


def official(gold: frozenset[Triple], found: Iterable[Triple]) -> Figures:
    """Return the figures of one sentence as the benchmark counts them."""
    relations = {relation for _, relation, _ in gold}
    expected = {normalised(triple) for triple in gold}
    answers = {normalised(triple) for triple in found if triple[1] in relations}
    return _figures(len(expected & answers), answers=len(answers), gold=len(expected))


def averaged(figures: Sequence[Figures]) -> Figures:
    """Return the means of the figures of all sentences; F1 is the mean of theirs."""
    number = max(len(figures), 1)
    return Figures(
        precision=sum(item.precision for item in figures) / number,
        recall=sum(item.recall for item in figures) / number,
        f1=sum(item.f1 for item in figures) / number,
    )


def strict(pairs: Iterable[tuple[frozenset[Triple], Iterable[Triple]]]) -> Figures:
    """Return the figures over all sentences, each with its labels and its triples."""
    right = answered = wanted = 0
    for gold, found in pairs:
        expected, answers = set(map(normalised, gold)), set(map(normalised, found))
        right, answered, wanted = (
            right + len(expected & answers),
            answered + len(answers),
            wanted + len(expected),
        )
    return _figures(right, answers=answered, gold=wanted)


def _figures(right: int, *, answers: int, gold: int) -> Figures:
    precision = right / answers if answers else 0.0
    recall = right / gold if gold else 0.0
    total = precision + recall
    return Figures(precision=precision, recall=recall, f1=2 * precision * recall / total if total else 0.0)


def sentences(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[Triple]]:
    """Return the triples of each sentence; a row holds one triple, and several rows may share a sentence."""
    found: dict[str, frozenset[Triple]] = {}
    for row in rows:
        triple = (row["sub_label"], row["rel_label"], row["obj_label"])
        found[row["sent"]] = found.get(row["sent"], frozenset()) | {triple}
    return found


def measure(folder: Path) -> dict[str, dict[str, Any]]:
    """Return for each ontology of a folder how many sentences it has and the two figures."""
    vocabulary = default_vocabulary()
    extractors = default_extractors(vocabulary)
    results = {}
    for path in sorted((folder / "wikidata_tekgen" / "ontologies").glob("*.json")):
        ontology = json.loads(path.read_text(encoding="utf-8"))
        labels = {relation["label"] for relation in ontology["relations"]}
        gold = sentences(_rows(folder / "wikidata_tekgen", ontology["id"]))
        pairs = [
            (triples, frozenset(t for t in _read(words, extractors) if t[1] in labels))
            for words, triples in gold.items()
        ]
        results[ontology["title"]] = {
            "sentences": len(pairs),
            "triples": sum(len(triples) for triples, _ in pairs),
            "official": asdict(averaged([official(*pair) for pair in pairs])),
            "strict": asdict(strict(pairs)),
        }
    return results


def _rows(folder: Path, ontology: str) -> Iterator[dict[str, Any]]:
    for part in _PARTS:
        path = folder / part / f"{ontology}_{part}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _read(words: str, extractors: Sequence[Extractor]) -> frozenset[Triple]:
    found: frozenset[Triple] = frozenset()
    try:
        documents = list(read_bytes(words.encode("utf-8", "replace"), uri="sentence.txt"))
    except DocumentError:
        return found
    for document in documents:
        found |= triples_of(extract(document, extractors=extractors, vocabulary=default_vocabulary()))
    return found


def main() -> None:
    """Measure and print, as a table or as JSON."""
    parser = argparse.ArgumentParser(description="Measure on Text2KGBench.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DEFAULT, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if not (arguments.folder / "wikidata_tekgen").is_dir():
        print(f"text2kg: skipped, for {arguments.folder} holds no wikidata_tekgen")
        return
    results = measure(arguments.folder)
    if arguments.json:
        print(json.dumps(results, indent=2))
        return
    print(f"{'ontology':16}{'count':12}{'sentences':>10}{'precision':>11}{'recall':>11}{'F1':>11}")
    for title, result in results.items():
        for name in ("official", "strict"):
            rates = "".join(f"{rate:11.3f}" for rate in result[name].values())
            print(f"{title:16}{name:12}{result['sentences']:10,}{rates}")


if __name__ == "__main__":
    main()
