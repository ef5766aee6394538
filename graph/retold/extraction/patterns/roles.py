"""The phrases that join actors and characters, and the nouns and verbs that tell people from characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retold.extraction.patterns.marks import expand

__all__ = ["CASTINGS", "ROLES", "Casting", "RoleNoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """A phrase that names a person (group `p`) and the character they play (group `c`)."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNoun:
    """Words before or after a name (group `x`) that tell its type: `name` is P(erson) or C(haracter)."""

    name: str
    pattern: re.Pattern[str]


_AS: Final = r" (?:as|in the role of|in the part of|playing|portraying) (?:the |a |an |his |her )?(?!lead |main |well )(?:(?!with |and |in )[\w'-]+ ){0,3}?"
#: "plays Winton's mother Babi": the role is Babi, not Winton.
_ROLE: Final = r"(?:⟨[CPX]\d+⟩'s (?:[a-z-]+ ){1,3})?(?P<c>{C})(?!'s)"
CASTINGS: Final = (
    Casting(name="as", pattern=expand(r"(?P<p>{P})(?:,? \([^()]{0,40}\))?" + _AS + _ROLE)),
    Casting(
        name="bracket",
        pattern=expand(
            r"(?P<c>{C}),? \((?:played by |portrayed by |voiced by |voice of |an? [a-z ]+ )?(?P<p>{P})\)"
        ),
    ),
    Casting(
        name="plays",
        pattern=expand(
            r"(?P<p>{P})(?:,? \([^()]{0,40}\))?,? (?:who )?(?:also |will |who will |is set to |is to )?(?:plays?|played|portrays?|portrayed|voices|voiced|stars? as|starred as|is playing|reprises? (?:his|her|their) role as|embodies|inhabits) (?:the |a |an |his |her )?(?:[\w'-]+,? ){0,4}?"
            + _ROLE
        ),
    ),
    Casting(name="possessive", pattern=expand(r"(?P<p>⟨P\d+⟩)'s? (?:[a-z-]+ ){0,3}(?P<c>⟨[CX]\d+⟩)(?! \()")),
    Casting(
        name="played-by",
        pattern=expand(
            r"(?P<c>{C}),? (?:[^⟨⟩.;]{1,40}, )?(?:who )?(?:(?:and )?is |was )?(?:here )?(?:played|portrayed|voiced)"
            r"(?: with [^⟨⟩.;]{1,60}?)? by (?:the )?(?:[a-z-]+ ){0,2}(?P<p>{P})"
        ),
    ),
    Casting(
        name="is",
        pattern=expand(r"(?P<p>{P}) is (?:the |a |an )?(?:[a-z-]+,? ){0,2}(?P<c>⟨C\d+⟩)(?=[,.;]| and)"),
    ),
)

ROLES: Final = (
    RoleNoun(
        name="P",
        pattern=expand(
            r"\b(?:[Aa]ctor|[Aa]ctress|[Dd]irector|[Ff]ilmmaker|[Nn]ovelist|[Aa]uthor|[Ww]riter|[Ss]creenwriter|[Pp]roducer|[Cc]omposer|[Ss]tar|[Cc]omedian|[Ss]inger|[Cc]ritic|[Pp]laywright|[Ss]howrunner|[Mm]angaka|[Cc]inematographer|[Tt]ranslator|[Jj]ournalist|[Ee]ditor|[Pp]oet|[Cc]artoonist|[Pp]hotographer|[Ss]creen legend|newcomer|veteran)s? (?P<x>{PL})"
        ),
    ),
    RoleNoun(
        name="P",
        pattern=expand(
            r"(?P<x>{P}),? (?:who|said|says|told|explains?|explained|directed|wrote|starred|directs|stars|co-stars|plays|played)\b"
        ),
    ),
    RoleNoun(
        name="C",
        pattern=expand(
            r"\b(?:protagonist|heroine|hero|villain|antagonist|character|anti-hero|antihero|narrator|detective|named|called) (?P<x>{C})"
        ),
    ),
)
