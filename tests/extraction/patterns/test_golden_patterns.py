"""Whole texts and what the patterns must read in them, no more and no less.

Set RETOLD_UPDATE_GOLDEN=1 to write what is read now into the files, then look at the difference: each line
must be true of the text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.claims import Claim, Literal, LocalEntity
from retold.codec import dump_line
from retold.document import Document
from retold.extraction.patterns import PatternExtractor
from retold.reading import read_bytes
from retold.vocabulary import default_vocabulary

#: Cases in which a claim is wrong. Their files hold only what is true.
WRONG = {
    "denial": "who denies a report does not deny that he directs",
    "question-and-negation": "a denied source is read as a denied author of this work",
    "translated-novel": "an ampersand ends the name of a publisher",
}
CASES = Path(__file__).parents[2] / "golden" / "extraction-patterns"


def facts(document: Document) -> Iterator[str]:
    """Yield each claim in short: names instead of ids, and the words of its best evidence."""
    found = PatternExtractor(default_vocabulary()).extract(document)
    for claim in sorted(found.claims, key=lambda claim: (claim.evidence[0].span, claim.relation, claim.id)):
        yield dump_line(_in_short(claim))


def _in_short(claim: Claim) -> dict[str, str]:
    record = {"subject": _name(claim.subject), "relation": claim.relation, "object": _name(claim.object)}
    if claim.within is not None:
        record["in"] = _name(claim.within)
    return record | {"status": claim.status.value, "quote": claim.evidence[0].quote}


def _name(thing: LocalEntity | Literal) -> str:
    if isinstance(thing, Literal):
        return thing.value
    return f"{thing.kind}: {thing.names[0] if thing.names else '(no title)'}"


def _marked() -> Iterator[object]:
    for case in sorted(CASES.iterdir()):
        marks = [pytest.mark.xfail(reason=WRONG[case.name])] if case.name in WRONG else []
        yield pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", list(_marked()))
def test_a_text_gives_the_facts_written_down_for_it(case: Path) -> None:
    (document,) = read_bytes((case / "input.txt").read_bytes(), uri="input.txt")
    found = list(facts(document))
    expected = case / "expected.jsonl"
    if os.environ.get("RETOLD_UPDATE_GOLDEN") == "1" and case.name not in WRONG:
        expected.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_the_facts_written_down_quote_the_text(case: Path) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8")
    for line in (case / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        assert json.loads(line)["quote"] in text
