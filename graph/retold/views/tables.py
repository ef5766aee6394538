"""The graph as a table: one fact a line, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import BinaryIO, Final

from retold.claims import Literal
from retold.escape import csv_safe
from retold.store import Fact, View

__all__ = ["COLUMNS", "write_csv"]

COLUMNS: Final = (
    "fact",
    "subject_id",
    "subject_kind",
    "subject",
    "relation",
    "object_id",
    "object_kind",
    "object",
    "in_id",
    "in",
    "qualifiers",
    "status",
    "confidence",
    "documents",
    "claims",
)


def write_csv(view: View, out: BinaryIO, *, min_confidence: float = 0.0) -> int:
    """Write every fact as a line of CSV (RFC 4180, UTF-8) and return the number of facts.

    `object` is a name or a value; `object_id` and `object_kind` are empty for a value. `in` is the work of a
    casting. Several claims or qualifiers share a cell, separated by "; ". A cell that a spreadsheet could
    take for a formula (it begins with = + - @, also after blanks, or with a line end) has an apostrophe
    before it; control characters become U+FFFD.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for fact in view.all_facts(min_confidence=min_confidence):
        writer.writerow([csv_safe(cell) for cell in _row(fact)])
        count += 1
    text.detach()
    return count


def _row(fact: Fact) -> tuple[str, ...]:
    target, work = fact.object, fact.within
    shown = ("", "", target.value) if isinstance(target, Literal) else (target.id, target.kind, target.name)
    return (
        fact.id,
        fact.subject.id,
        fact.subject.kind,
        fact.subject.name,
        fact.relation,
        *shown,
        work.id if work else "",
        work.name if work else "",
        _qualifiers(fact.qualifiers),
        fact.status.value,
        str(round(fact.confidence, 4)),
        str(fact.documents),
        "; ".join(fact.claims),
    )


def _qualifiers(qualifiers: Mapping[str, str]) -> str:
    return "; ".join(f"{key}={value}" for key, value in sorted(qualifiers.items()))
