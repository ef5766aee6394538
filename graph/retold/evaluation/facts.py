"""How well claims agree with gold: precision, recall and F1, document by document.

A fact is right when its subject, relation and object are (`retold.evaluation.alignment` says when); a casting
also needs the work. Denied and rumoured claims are no answers. Optional gold facts count neither way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from retold.document import Span
from retold.evaluation.alignment import align, literals_agree
from retold.evaluation.scores import Calibration, Score, Threshold, calibration, thresholds
from retold.gold import Gold, GoldEntity, Triple

__all__ = ["Answer", "Evaluation", "Mistake", "Quotation", "Verdict", "evaluate"]

_NO_ANSWERS = frozenset({"denied", "rumoured"})


class Verdict(StrEnum):
    """What became of an answer or of a gold fact; a trap is a wrong answer that the gold warns of."""

    WRONG = "wrong"
    TRAP = "trap"
    MISSED = "missed"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """Words that a claim rests on, and where in the document the claim says they stand."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A fact that was claimed, or one that was not found, with names for its entities.

    `confidence` is that of the surest claim, 0 for a missed fact; `quotations` are those of all its claims,
    or where the gold marks the object of a missed fact.
    """

    document: str
    verdict: Verdict
    subject: str
    relation: str
    object: str
    confidence: float = 0.0
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mistake:
    """A wrong answer (`missed` false; `trap` if the gold warns of it) or a fact that was not found."""

    document: str
    missed: bool
    subject: str
    relation: str
    object: str
    trap: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the mistake as JSON."""
        return {
            "document": self.document,
            "mistake": "missed" if self.missed else "trap" if self.trap else "wrong",
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures over all documents (micro-averaged) and of each relation, and what became of every fact.

    `traps` is how many the gold sets, `trapped` how many were fallen into; `strays` are the documents of
    claims that no gold speaks of: they are not counted. `mentions` are the scores of the marks by kind (see
    `retold.evaluation.mentions`), None where only claims were given.
    """

    documents: int
    total: Score
    relations: Mapping[str, Score]
    traps: int
    trapped: int
    calibration: Calibration
    thresholds: tuple[Threshold, ...]
    strays: tuple[str, ...]
    answers: tuple[Answer, ...] = field(repr=False)
    mentions: Mapping[str, Score] | None = None

    @property
    def trap_rate(self) -> float:
        """The share of the traps that were fallen into."""
        return self.trapped / self.traps if self.traps else 0.0

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Every wrong answer and every fact that was missed."""
        return tuple(
            Mistake(
                document=answer.document,
                missed=answer.verdict is Verdict.MISSED,
                subject=answer.subject,
                relation=answer.relation,
                object=answer.object,
                trap=answer.verdict is Verdict.TRAP,
            )
            for answer in self.answers
            if answer.verdict is not Verdict.RIGHT
        )

    def to_json(self) -> dict[str, Any]:
        """Return the figures and counts of all, of each relation, kind, bin of confidence and threshold."""
        record = {
            "documents": self.documents,
            **self.total.to_json(),
            "traps": self.traps,
            "trapped": self.trapped,
            "trap_rate": self.trap_rate,
            "relations": _with_gold(self.relations),
            "calibration": self.calibration.to_json(),
            "thresholds": [item.to_json() for item in self.thresholds],
            "strays": list(self.strays),
        }
        if self.mentions is not None:
            record["mentions"] = _with_gold(self.mentions)
        return record


def evaluate(
    gold: Iterable[Gold],
    claims: Iterable[Mapping[str, Any]],
    *,
    mentions: Mapping[str, Score] | None = None,
) -> Evaluation:
    """Return how well claims, in the JSON form of `retold.codec.claim_to_json`, agree with gold.

    A claim belongs to the gold document whose id is its `document`'s file name without the ending. One that
    gives no confidence counts as certain. `mentions` are passed on.
    """
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        by_document.setdefault(Path(str(claim["document"])).stem, []).append(claim)
    relations: dict[str, Score] = {}
    answers: list[Answer] = []
    outcomes: list[tuple[float, bool]] = []
    documents = traps = trapped = 0
    known = set()
    for document in gold:
        documents += 1
        known.add(document.id)
        own = [c for c in by_document.get(document.id, ()) if c.get("status", "stated") not in _NO_ANSWERS]
        marked = _Marking(document, own)
        traps += len(document.traps)
        trapped += len(marked.fallen)
        for relation, score in marked.scores():
            relations[relation] = relations.get(relation, Score()) + score
        outcomes += [(found.confidence, found.right) for found in marked.found.values()]
        answers += marked.answers()
    total = sum(relations.values(), Score())
    return Evaluation(
        documents=documents,
        total=total,
        relations=dict(sorted(relations.items())),
        traps=traps,
        trapped=trapped,
        calibration=calibration(outcomes),
        thresholds=thresholds(outcomes, gold=total.gold),
        strays=tuple(sorted(by_document.keys() - known)),
        answers=tuple(answers),
        mentions=mentions,
    )


@dataclass(slots=True, kw_only=True)
class _Found:
    """What all claims of one fact come to."""

    right: bool
    confidence: float = 0.0
    quotations: dict[Quotation, None] = field(default_factory=dict)


class _Marking:
    """The claims of one document, marked right or wrong."""

    def __init__(self, gold: Gold, claims: Sequence[Mapping[str, Any]]) -> None:
        self.gold = gold
        self.system = _system_entities(claims)
        links = [(_ident(c["subject"]), str(c["relation"]), _target(c["object"])) for c in claims]
        self.mapping = align(gold, self.system, links)
        self.found: dict[Triple, _Found] = {}
        self.fallen: set[Triple] = set()
        for claim in claims:
            self._mark(claim)

    def _mark(self, claim: Mapping[str, Any]) -> None:
        gold, relation = self.gold, str(claim["relation"])
        subject = self.mapping.get(_ident(claim["subject"]))
        if "value" in claim["object"]:
            value = str(claim["object"]["value"])
            target: str | None = self._literal(gold.facts, subject, relation, value) or f"={value}"
            is_optional = self._literal(gold.optional, subject, relation, value) is not None
        else:
            target = self.mapping.get(_ident(claim["object"]))
            is_optional = False
        answer = (
            subject or f"?{_ident(claim['subject'])}",
            relation,
            target or f"?{_ident(claim['object'])}",
        )
        right = answer in gold.facts
        if answer in gold.optional or (is_optional and not right):
            return
        self.fallen |= {answer} & gold.traps
        if right and relation == "portrayed_by" and claim.get("in"):
            works = gold.castings.get((answer[0], answer[2]))
            if works and self.mapping.get(_ident(claim["in"])) not in works:
                right, answer = False, (*answer[:2], f"{answer[2]} in another work")
        found = self.found.setdefault(answer, _Found(right=right))
        found.confidence = max(found.confidence, _confidence(claim))
        found.quotations.update(dict.fromkeys(_quotations(claim)))

    @staticmethod
    def _literal(facts: frozenset[Triple], subject: str | None, relation: str, value: str) -> str | None:
        """Return the gold literal of a subject that agrees with a value."""
        return next(
            (
                fact[2]
                for fact in sorted(facts)
                if fact[0] == subject
                and fact[1] == relation
                and fact[2].startswith("=")
                and literals_agree(relation, fact[2][1:], value)
            ),
            None,
        )

    def _missed(self) -> list[Triple]:
        return sorted(self.gold.facts - {answer for answer, found in self.found.items() if found.right})

    def scores(self) -> Iterator[tuple[str, Score]]:
        for (_, relation, _), found in self.found.items():
            yield relation, Score(right=int(found.right), wrong=int(not found.right))
        for _, relation, _ in self._missed():
            yield relation, Score(missed=1)

    def answers(self) -> Iterator[Answer]:
        """Yield the wrong answers, the missed facts and the right answers, each in order."""
        wrong = sorted(answer for answer, found in self.found.items() if not found.right)
        for answer in wrong:
            yield self._answer(answer, Verdict.TRAP if answer in self.fallen else Verdict.WRONG)
        for answer in self._missed():
            yield self._answer(answer, Verdict.MISSED)
        for answer in sorted(answer for answer, found in self.found.items() if found.right):
            yield self._answer(answer, Verdict.RIGHT)

    def _answer(self, triple: Triple, verdict: Verdict) -> Answer:
        found = self.found.get(triple)
        return Answer(
            document=self.gold.id,
            verdict=verdict,
            subject=self._name(triple[0]),
            relation=triple[1],
            object=self._name(triple[2]),
            confidence=found.confidence if found else 0.0,
            quotations=tuple(sorted(found.quotations)) if found else tuple(self._marks_of(triple[2])),
        )

    def _marks_of(self, target: str) -> Iterator[Quotation]:
        for mark in self.gold.mentions or ():
            if target == (mark.entity if mark.value is None else f"={mark.value}"):
                words = (self.gold.text or "")[mark.span.start : mark.span.end]
                yield Quotation(span=mark.span, quote=words)

    def _name(self, ident: str) -> str:
        if ident in self.gold.entities:
            entity = self.gold.entities[ident]
            return min(entity.names, default=f"(unnamed {entity.kind})")
        if ident.startswith("?"):
            return "?" + next(
                iter(self.system.get(ident[1:], GoldEntity(kind="", names=())).names), ident[1:]
            )
        return ident


def _with_gold(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: {**score.to_json(), "gold": score.gold} for name, score in scores.items()}


def _confidence(claim: Mapping[str, Any]) -> float:
    given = claim.get("confidence")
    if not isinstance(given, int | float) or math.isnan(given):
        return 1.0
    return min(max(float(given), 0.0), 1.0)


def _quotations(claim: Mapping[str, Any]) -> Iterator[Quotation]:
    """Yield the evidence of a claim that says where it stands; a file of claims need not give any."""
    for item in claim.get("evidence") or ():
        match item:
            case {"start": int(start), "end": int(end), "quote": str(quote)}:
                yield Quotation(span=Span(start=start, end=end), quote=quote)


def _ident(entity: Mapping[str, Any]) -> str:
    return str(entity.get("id"))


def _target(record: Mapping[str, Any]) -> str:
    return f"={record['value']}" if "value" in record else _ident(record)


def _system_entities(claims: Iterable[Mapping[str, Any]]) -> dict[str, GoldEntity]:
    """Return the entities that claims speak of, each with all its names."""
    found: dict[str, GoldEntity] = {}
    for claim in claims:
        for part in ("subject", "object", "in"):
            record = claim.get(part)
            if not record or "value" in record:
                continue
            known = found.get(_ident(record))
            names = dict.fromkeys([*(known.names if known else ()), *record.get("names", ())])
            kind = known.kind if known else str(record.get("kind"))
            found[_ident(record)] = GoldEntity(kind=kind, names=tuple(names))
    return found
