"""Reads the texts of gold with the present extractors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from retold.codec import claim_to_json
from retold.errors import UsageError
from retold.evaluation.mentions import FoundMark, found_marks
from retold.gold import Gold
from retold.vocabulary import Vocabulary

__all__ = ["GoldReading", "read_texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReading:
    """What was read in the texts of gold: claims as JSON, and by the ids of marked gold what was marked."""

    claims: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[str, frozenset[FoundMark]] = field(default_factory=dict)


def read_texts(
    gold: Iterable[Gold], *, vocabulary: Vocabulary, on_progress: Callable[[str], None] | None = None
) -> GoldReading:
    """Return what the default extractors read in the texts. Raises UsageError where a gold has none."""
    from retold.extraction import default_extractors, extract
    from retold.reading import read_bytes

    extractors = default_extractors(vocabulary)
    found = GoldReading()
    for reference in gold:
        if reference.text is None:
            raise UsageError(f"{reference.id}: the gold names no text to read; give --claims.")
        if on_progress is not None:
            on_progress(reference.id)
        uri = f"{reference.id}.txt"
        for document in read_bytes(reference.text.encode("utf-8", "replace"), uri=uri):
            extraction = extract(document, extractors=extractors, vocabulary=vocabulary)
            found.claims.extend(claim_to_json(claim, uri=uri) for claim in extraction.claims)
            if reference.mentions is not None:
                marks = found_marks(reference.text, document, extraction)
                found.marks[reference.id] = found.marks.get(reference.id, frozenset()) | marks
    return found
