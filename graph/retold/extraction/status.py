"""Whether a sentence states, announces, rumours or denies what it says."""

from __future__ import annotations

import re
from typing import Final

from retold.claims import Status

__all__ = ["status_of"]

_RUMOURED: Final = re.compile(
    r"\b(?:rumou?r(?:s|ed)?|reportedly|allegedly|in (?:early |final )?talks|is said to|are said to|speculat\w+|eyed (?:for|to)|circling|"
    r"in negotiations|being considered|is considering|frontrunner|whisper\w*|unconfirmed|could (?:star|direct|play)|might (?:star|direct|play)|"
    r"may (?:star|direct|play)|linked to|wish ?list|fan[- ]?cast\w*|would love to|hopes? to|wants? to (?:star|direct|play|adapt))\b",
    re.I,
)
_DENIED: Final = re.compile(
    r"\b(?:den(?:y|ies|ied)|no longer|dropped out|drops out|pulled out|backed out|stepped down|turned down|passed on|"
    r"cancel(?:l?ed|s)|scrapped|shelved|withdr[ae]wn?|fell through|not true|false|hoax|debunk\w*|replaced by|was replaced|recast|"
    r"never (?:made|happened|filmed|materiali[sz]ed|directed|wrote|starred|played)|originally (?:cast|attached|set to|slated)|was to have|would have|declined)\b",
    re.I,
)
_NEGATED: Final = re.compile(
    r"\b(?:not|never|nor|n't|neither|isn't|wasn't|doesn't|didn't|won't|rather than|instead of|unlike)\b(?: [\w'-]+){0,4} ?[\"“‘]?$",
    re.I,
)
_PLANNED: Final = re.compile(
    r"\b(?:will|[Ww]ill be|upcoming|forthcoming|is set to|are set to|set for|slated|scheduled|in development|in the works|is due|"
    r"to star|to direct|to play|to adapt|has been cast|have been cast|is attached|are attached|plans? to|in pre-production|green-?lit|begins? (?:filming|production)|"
    r"currently (?:filming|shooting))\b",
)


def status_of(sentence: str, before: str, after: str) -> Status:
    """Return how `sentence` stands to a phrase in it that stands between the words `before` and `after`."""
    if _RUMOURED.search(sentence):
        return Status.RUMOURED
    # Words far from the phrase deny or announce something else.
    near = _last(before, 60)
    if _DENIED.search(f"{_last(before, 70)} {after[:90]}") or _NEGATED.search(near):
        return Status.DENIED
    return Status.PLANNED if _PLANNED.search(f"{near} {after[:30]}") else Status.STATED


def _last(words: str, length: int) -> str:
    """Return the end of `words` without the rest of a word that the cut goes through ("tran|slated")."""
    end = words[-length:]
    return end.partition(" ")[2] if words[-length - 1 : -length].isalnum() else end
