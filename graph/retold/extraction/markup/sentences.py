"""Whether words that look like credits stand in a sentence, which other engines read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from retold.extraction.markup.labels import Segment

__all__ = ["in_sentence"]

#: Verbs that say something of a work or its makers; credits hold participles only ("directed by").
_VERB: Final = re.compile(
    r"(?<![\w’'-])(?:is|was|are|were|has|have|had|will|would|could|can|did|does|became|becomes|began"
    r"|begins|came|comes|went|goes|made|makes|took|takes|gave|gives|told|tells|shows|finds|follows|won"
    r"|wins|wrote|writes|directs|adapts|played|plays|spent|spends|appeared|appears|received|receives"
    r"|opened|premiered|ran|remains|remained|arrived|arrives|stayed|stays|relates?|had|starred|followed"
    r"|reworks?|moves|moved|sees|turns|turned|keeps|kept|puts|brings|brought)(?![\w’'-])(?!\s+by\b)"
)
_END: Final = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[^\Wa-z])")
_ABBREVIATED: Final = re.compile(
    r"(?:^|\W)(?:[A-Z]|dir|prod|tr|trs|trans|dr|mr|mrs|ms|st|jr|sr|sc|mus)\.$", re.I
)
_LONGEST: Final = 8
#: Quoted titles and words in brackets have verbs of their own.
_ASIDE: Final = re.compile(r"[\"“][^\"“”]{1,120}[\"”]|\([^()]{1,160}\)")


def in_sentence(text: str, segments: Sequence[Segment]) -> bool:
    """Whether the first of a line's credits is part of a sentence with a finite verb.

    A label before a colon or a row of dots is none, whatever follows.
    """
    first = segments[0]
    if text[first.start : first.value].rstrip().endswith((":", "…", "...", ". .")):
        return False
    start, end = _sentence(text, first.value)
    plain = _ASIDE.sub(lambda found: " " * len(found.group()), text[start:end])
    return _VERB.search(plain) is not None


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence that holds offset `at` begins and ends."""
    start = 0
    for found in _END.finditer(text):
        if _ABBREVIATED.search(text, max(found.start() - _LONGEST, 0), found.start()):
            continue
        if found.end() <= at:
            start = found.end()
        elif found.start() >= at:
            return start, found.start()
    return start, len(text)
