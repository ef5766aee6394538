"""How well names and values are found where the gold is marked text: by exact words and kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from retold.annotation import is_name, names_of, value_spans
from retold.claims import Literal
from retold.document import Document
from retold.evaluation.places import place
from retold.evaluation.scores import Score
from retold.extraction.base import Extraction
from retold.gold import Gold
from retold.vocabulary import Vocabulary
from retold.vocabulary.model import WORK

__all__ = ["ALL", "DATE", "LITERAL", "FoundMark", "found_marks", "score_mentions"]

#: The rows that are no kinds: values that are dates, other values, and names of every kind.
DATE: Final = "date"
LITERAL: Final = "literal"
ALL: Final = "all"

_ISO: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FoundMark:
    """A name with its kind or a value with DATE or LITERAL, between two places of the gold's text."""

    start: int
    end: int
    kind: str


def found_marks(text: str, document: Document, extraction: Extraction) -> frozenset[FoundMark]:
    """Return the names and values that an extraction marks, placed in the gold's `text`.

    Descriptions are left out. A value stands where the evidence of its claim first prints it.
    """
    names = names_of(extraction)
    found = [(mention.span, mention.kind) for mention in extraction.mentions if is_name(mention, names)]
    for claim in extraction.claims:
        if isinstance(claim.object, Literal) and (span := next(value_spans(document, claim), None)):
            found.append((span, _kind_of_value(claim.object.value)))
    placed = ((place(text, document.words(span), near=span.start), kind) for span, kind in found)
    return frozenset(FoundMark(start=span.start, end=span.end, kind=kind) for span, kind in placed if span)


def score_mentions(
    gold: Iterable[Gold], found: Mapping[str, Iterable[FoundMark]], *, vocabulary: Vocabulary
) -> dict[str, Score]:
    """Return the scores of names by kind, of works as one (Work), of dates and values, and of names (all).

    Words and kind must be exact; among works in the row Work the kinds do not count. `found` goes by the ids
    of the gold, and gold without marks does not count. Empty if there is none with marks.
    """
    scores: defaultdict[str, Score] = defaultdict(Score)
    for document in gold:
        if document.mentions is None:
            continue
        expected = {
            FoundMark(
                start=mark.span.start,
                end=mark.span.end,
                kind=document.entities[mark.entity].kind if mark.entity else _kind_of_value(mark.value or ""),
            )
            for mark in document.mentions
            if not mark.nominal
        }
        answers = set(found.get(document.id, ()))
        for kind in {mark.kind for mark in expected | answers}:
            scores[kind] += _score(
                {mark for mark in expected if mark.kind == kind},
                {mark for mark in answers if mark.kind == kind},
            )
        scores[WORK] += _score(
            {(mark.start, mark.end) for mark in expected if vocabulary.is_work(mark.kind)},
            {(mark.start, mark.end) for mark in answers if vocabulary.is_work(mark.kind)},
        )
    kinds = [kind for kind in (*vocabulary.kinds, *sorted(scores)) if kind not in {WORK, DATE, LITERAL}]
    total = sum((scores[kind] for kind in dict.fromkeys(kinds) if kind in scores), Score())
    ordered = dict.fromkeys([*kinds, WORK, DATE, LITERAL])
    rows = {kind: scores[kind] for kind in ordered if kind in scores}
    return {**rows, ALL: total} if rows else {}


def _score(expected: set[object], answers: set[object]) -> Score:
    right = len(expected & answers)
    return Score(right=right, wrong=len(answers) - right, missed=len(expected) - right)


def _kind_of_value(value: str) -> str:
    return DATE if _ISO.fullmatch(value) else LITERAL
