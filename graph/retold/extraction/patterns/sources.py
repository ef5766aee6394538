"""What a work is based on, what it follows and what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from retold.extraction.kinds import BOOKS, STAGED
from retold.extraction.patterns.finding import BASED_ON, Finding, Reading
from retold.extraction.patterns.marks import expand

__all__ = ["sources"]

_BASED_ON: Final = expand(
    rf"\b{BASED_ON} (?:the |a |an |his |her |their |⟨D\d+⟩ )?(?:(?:⟨[PX]\d+⟩(?:,? and ⟨[PX]\d+⟩|, ⟨[PX]\d+⟩)*)'s? )?"
    r"(?:⟨D\d+⟩ )?(?:⟨X\d+⟩ )?(?:[\w'-]+,? (?:⟨D\d+⟩ )?){0,6}?(?P<o>{W})"
)
_FOLLOWS: Final = expand(
    r"\b(?:sequel|follow-up|followup|successor) to (?:the )?(?:⟨D\d+⟩(?:'s)? )?(?:[\w'-]+ ){0,3}?(?P<o>{W})"
)
_PART_OF: Final = expand(
    r"\b(?:installment|instalment|entry|film|chapter|book|novel|volume|part|movie|outing|season) (?:in|of) "
    r"(?:the )?(?:⟨D\d+⟩ )?(?:[a-z-]+ )?(?P<o>⟨[WXP]\d+⟩) "
    r"(?:film |movie |book |novel |cinematic |slasher |horror )?"
    r"(?:franchise|series|trilogy|saga|cycle|universe|quartet)"
)
_ADAPTED: Final = STAGED | {"Comic", "OtherWork", "Novel"}


def sources(reading: Reading) -> Iterator[Finding]:
    """Yield based_on, follows and part_of."""
    for match in _BASED_ON.finditer(reading.masked):
        source = reading.mark(match["o"]).thing
        work = reading.subject(match.start(), match.end(), _ADAPTED)
        if work and source and source.kind and work is not source:
            yield reading.found("based-on", "based_on", work, source, at=match.start())
    for match in _FOLLOWS.finditer(reading.masked):
        earlier = reading.mark(match["o"]).thing
        if earlier is None or earlier.kind is None:
            continue
        work = reading.subject(match.start(), match.end(), frozenset({earlier.kind}))
        if work and work is not earlier:
            yield reading.found("sequel", "follows", work, earlier, at=match.start())
    for match in _PART_OF.finditer(reading.masked):
        mark = reading.mark(match["o"])
        work = reading.subject(match.start(), match.end(), STAGED | BOOKS)
        whole = reading.works.titled(mark.surface, "OtherWork", at=mark.span.start)
        if work and work is not whole:
            yield reading.found("part-of", "part_of", work, whole, at=match.start())
