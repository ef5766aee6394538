"""Reading relations off masked sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from retold.claims import Status
from retold.document import Role
from retold.extraction.kinds import BOOKS
from retold.extraction.patterns.castings import castings
from retold.extraction.patterns.finding import Finding, Reading
from retold.extraction.patterns.literals import literals
from retold.extraction.patterns.marks import Mark, Sentence, Thing
from retold.extraction.patterns.phrases import CUES, PAIRS
from retold.extraction.patterns.sources import sources
from retold.extraction.patterns.works import Works
from retold.values import parse_date

__all__ = ["findings"]

_PEOPLE: Final = frozenset(
    "director screenwriter creator producer composer translator illustrator actor author".split()
)
#: Rules in which an author is a part of a work's name.
_NAMED_BY: Final = frozenset({"work-by-author", "kind-by-author"})


def findings(text: str, sentences: Sequence[Sentence], works: Works) -> Iterator[Finding]:
    """Yield what the sentences state, in their order."""
    for sentence in sentences:
        if sentence.role is Role.TITLE and not any(mark.letter in "PC" for mark in sentence.marks):
            continue
        reading = Reading(text, sentence, works)
        for rule in (_cues, _pairs, castings, sources, literals):
            yield from rule(reading)


def _cues(reading: Reading) -> Iterator[Finding]:
    for cue in CUES:
        for match in cue.pattern.finditer(reading.masked):
            work = reading.subject(match.start(), match.end(), cue.kinds)
            if work is None:
                continue
            relation = cue.relation
            if relation == "written":
                relation = "author" if work.kind in BOOKS else "screenwriter"
            for mark in reading.listed(match["o"]):
                target = _object(mark, relation)
                if target is not None and target is not work:
                    yield reading.found(cue.name, relation, work, target, at=match.start("o"))


def _pairs(reading: Reading) -> Iterator[Finding]:
    for pair in PAIRS:
        for match in pair.pattern.finditer(reading.masked):
            subject = reading.mark(match["s"])
            work = subject.thing
            if (
                work is None
                or work.kind not in pair.kinds
                or (pair.relation == "released" and not subject.sure)
            ):
                continue
            for mark in reading.listed(match["o"]):
                target = _object(mark, pair.relation)
                if target is not None and target is not work:
                    found = reading.found(pair.name, pair.relation, work, target, at=match.start())
                    # What is planned of "the novel by Mara Quill" is not that she wrote it.
                    named_by = pair.name in _NAMED_BY and found.status is Status.PLANNED
                    yield replace(found, status=Status.STATED) if named_by else found


def _object(mark: Mark, relation: str) -> Thing | str | None:
    """Return what a mark stands for as the object of `relation`, or None if it does not fit."""
    if relation == "released":
        return parse_date(mark.surface)
    if relation in _PEOPLE and mark.letter != "P":
        return None
    # Companies produce too; a single name is more often one of theirs.
    if relation == "producer" and mark.thing and " " not in mark.thing.names[0]:
        return None
    return mark.thing
