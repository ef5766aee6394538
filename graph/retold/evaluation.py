"""How well claims agree with gold: precision, recall and F1, document by document.

An entity of the system is the gold entity when their kinds are alike and a name agrees: case, diacritics,
hyphens, the order of words and leading articles do not count, and of a person or character a part of the
name suffices. A work that the text only describes ("the eponymous novel") is met by an entity of its kind
that shares a relation with it. A fact is right when its subject, relation and object are; a casting also
needs the work. Denied and rumoured claims are no answers. Optional gold facts count neither way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retold.gold import Gold, GoldEntity, Triple

__all__ = ["Evaluation", "Mistake", "Score", "evaluate"]

_GROUPS = {
    "Novel": "book",
    "ShortStory": "book",
    "NonFictionBook": "book",
    "Book": "book",
    "OtherWork": "work",
}
_WORKS = frozenset({"book", "comic", "play", "film", "series", "game", "audio", "work"})
_PEOPLE = frozenset({"person", "character"})
_NO_ANSWERS = frozenset({"denied", "rumoured"})
_DESCRIPTION = re.compile(
    r"\b(novel|novella|film|book|series|play|story|memoir|game|musical|comic|manga|show|miniseries|movie"
    r"|classic|remake|original|version|adaptation)s?\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of facts and the figures that follow from them, from 0 to 1."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right, wrong=self.wrong + other.wrong, missed=self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """The share of the answers that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold facts that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def gold(self) -> int:
        """The number of gold facts."""
        return self.right + self.missed

    def to_json(self) -> dict[str, Any]:
        """Return figures and counts."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


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
    """The figures over all documents (micro-averaged) and of each relation, and every mistake.

    `traps` is how many the gold sets, `trapped` how many were fallen into; `strays` are the documents of
    claims that no gold speaks of: they are not counted.
    """

    documents: int
    total: Score
    relations: Mapping[str, Score]
    traps: int
    trapped: int
    mistakes: tuple[Mistake, ...]
    strays: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"documents", figures and counts, "traps", "trapped", "relations": {...}, "strays"}`."""
        return {
            "documents": self.documents,
            **self.total.to_json(),
            "traps": self.traps,
            "trapped": self.trapped,
            "relations": {
                name: {**score.to_json(), "gold": score.gold} for name, score in self.relations.items()
            },
            "strays": list(self.strays),
        }


def evaluate(gold: Iterable[Gold], claims: Iterable[Mapping[str, Any]]) -> Evaluation:
    """Return how well claims, in the JSON form of `retold.codec.claim_to_json`, agree with gold.

    A claim belongs to the gold document whose id is its `document`'s file name without the ending.
    """
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        by_document.setdefault(Path(str(claim["document"])).stem, []).append(claim)
    relations: dict[str, Score] = {}
    mistakes: list[Mistake] = []
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
        mistakes += marked.mistakes()
    return Evaluation(
        documents=documents,
        total=sum(relations.values(), Score()),
        relations=dict(sorted(relations.items())),
        traps=traps,
        trapped=trapped,
        mistakes=tuple(mistakes),
        strays=tuple(sorted(by_document.keys() - known)),
    )


class _Marking:
    """The claims of one document, marked right or wrong."""

    def __init__(self, gold: Gold, claims: Sequence[Mapping[str, Any]]) -> None:
        self.gold = gold
        self.system = _system_entities(claims)
        links = [(_ident(c["subject"]), str(c["relation"]), _target(c["object"])) for c in claims]
        self.mapping = _align(gold, self.system, links)
        self.answers: dict[Triple, bool] = {}
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
        self.answers[answer] = right

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
                and _literals_agree(relation, fact[2][1:], value)
            ),
            None,
        )

    def _missed(self) -> list[Triple]:
        return sorted(self.gold.facts - {answer for answer, right in self.answers.items() if right})

    def scores(self) -> Iterator[tuple[str, Score]]:
        for (_, relation, _), right in self.answers.items():
            yield relation, Score(right=int(right), wrong=int(not right))
        for _, relation, _ in self._missed():
            yield relation, Score(missed=1)

    def mistakes(self) -> Iterator[Mistake]:
        wrong = sorted(answer for answer, right in self.answers.items() if not right)
        for missed, triples in ((False, wrong), (True, self._missed())):
            for subject, relation, target in triples:
                yield Mistake(
                    document=self.gold.id,
                    missed=missed,
                    subject=self._name(subject),
                    relation=relation,
                    object=self._name(target),
                    trap=(subject, relation, target) in self.fallen,
                )

    def _name(self, ident: str) -> str:
        if ident in self.gold.entities:
            entity = self.gold.entities[ident]
            return min(entity.names, default=f"(unnamed {entity.kind})")
        if ident.startswith("?"):
            return "?" + next(
                iter(self.system.get(ident[1:], GoldEntity(kind="", names=())).names), ident[1:]
            )
        return ident


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


def _group(kind: str) -> str:
    """Return the group in which kinds are not told apart: any book is a book."""
    return _GROUPS.get(kind, kind.casefold())


def _align(gold: Gold, system: Mapping[str, GoldEntity], links: Sequence[Triple]) -> dict[str, str | None]:
    """Map each entity of the system to the gold entity that it is, or None."""
    mapping: dict[str, str | None] = {}
    ties: dict[str, list[str]] = {}
    for ident, entity in system.items():
        scores = {gid: score for gid, known in gold.entities.items() if (score := _likeness(entity, known))}
        best = [gid for gid, score in scores.items() if score == max(scores.values())]
        mapping[ident] = best[0] if len(best) == 1 else None
        if len(best) > 1:
            ties[ident] = best
    facts = gold.facts | gold.optional
    for ident, best in ties.items():
        # One name, several gold entities: the one that shares most facts.
        shared = {
            gid: sum((gid, r, mapping.get(o) or o) in facts for s, r, o in links if s == ident)
            + sum((mapping.get(s), r, gid) in facts for s, r, o in links if o == ident)
            for gid in best
        }
        mapping[ident] = max(best, key=shared.__getitem__)
    for gid, known in gold.entities.items():
        if any(not _DESCRIPTION.search(name) for name in known.names):
            continue
        # A work that the text describes but never names: met through a relation that both have.
        for ident, entity in system.items():
            if (
                mapping[ident] is None
                and _group(entity.kind) == _group(known.kind)
                and any(
                    (s == ident and (gid, r, mapping.get(o)) in facts)
                    or (o == ident and (mapping.get(s), r, gid) in facts)
                    for s, r, o in links
                )
            ):
                mapping[ident] = gid
    return mapping


def _likeness(entity: GoldEntity, known: GoldEntity) -> int:
    """Return how well two entities agree in kind and name; 0 if they cannot be one."""
    group, wanted = _group(entity.kind), _group(known.kind)
    if group != wanted and not ("work" in (group, wanted) and {group, wanted} <= _WORKS):
        return 0
    best = max((_names_agree(wanted, a, b) for a in known.names for b in entity.names), default=0)
    return best * 2 + (group == wanted) if best else 0


def _tokens(name: str) -> tuple[str, ...]:
    # Unlike `values.fold`, hyphens join here: the two halves of a given name must not match alone.
    text = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    found = re.findall(r"\w+", re.sub(r"['’‘`\-‐–]", "", text))
    return tuple(t for i, t in enumerate(found) if i or t not in {"the", "a", "an"}) or tuple(found)


def _names_agree(group: str, left: str, right: str) -> int:
    """Return 3 for one name, 2 for its words in another order, 1 for a part of it, 0 for two names."""
    a, b = _tokens(left), _tokens(right)
    if not a or not b:
        return 0
    if "".join(a) == "".join(b):
        return 3
    if sorted(a) == sorted(b) or (group in _PEOPLE and sorted("".join(a)) == sorted("".join(b))):
        return 2
    if group in _PEOPLE | {"organization"} and (set(a) <= set(b) or set(b) <= set(a)):
        return 1
    is_title = group in _WORKS | {"award", "event", "place"}
    return int(is_title and min(len(a), len(b)) >= 2 and (a[: len(b)] == b or b[: len(a)] == a))


def _literals_agree(relation: str, gold: str, value: str) -> bool:
    gold, value = gold.strip().casefold(), value.strip().casefold()
    if relation == "released":
        a, b = gold.split("-"), value.split("-")
        return len(b[0]) == 4 and all(x == y for x, y in zip(a, b, strict=False))
    if relation == "genre":
        words, others = set(_tokens(gold)), set(_tokens(value))
        return bool(words and others) and (words <= others or others <= words)
    return re.sub(r"\s", "", gold.replace("out of", "/")) == re.sub(r"\s", "", value.replace("out of", "/"))
