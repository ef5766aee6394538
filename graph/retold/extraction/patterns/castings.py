"""Who plays whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from retold.extraction.kinds import STAGED
from retold.extraction.patterns.finding import Finding, Reading
from retold.extraction.patterns.marks import Thing, expand
from retold.extraction.patterns.names import looks_like_person
from retold.extraction.patterns.roles import CASTINGS

__all__ = ["castings"]

_BRACKETS: Final = expand(r"(?P<c>⟨[PCX]\d+⟩) \((?P<p>⟨[PCX]\d+⟩)(?:,[^()]*)?\)")
#: A role that is described and not named, with its actor: "a hotshot rookie (Damson Idris)".
_DESCRIBED_ROLE: Final = expand(r"\b[a-z][\w'-]+ \((?P<o>{P})\)")
#: In a cast list the actor stands before the bracket; the engine for credits reads those.
_CAST_LABEL: Final = re.compile(r"\b(?:[Cc]ast|[Rr]ecurring|[Ss]tarring|[Vv]oices)\b[^.]{0,12}:")
#: "A and B, who played C and D" pairs them crosswise, which takes more than the nearest names.
_AND_BEFORE: Final = re.compile(r"⟨[PX]\d+⟩(?:,? and |, )$")
_AND_AFTER: Final = re.compile(r",? and ⟨[CX]\d+⟩")
_IN_WORK: Final = re.compile(r"[^.;⟨]{0,20}(?:in|on) (?:the )?(?:[\w'-]+ ){0,3}(⟨[WN]\d+⟩)")
#: Much further down a sentence another work has mostly been spoken of.
_REACH: Final = 30


def castings(reading: Reading) -> Iterator[Finding]:
    """Yield actor, character and portrayed_by for each person and character that a phrase joins."""
    actors_lead = _actors_lead(reading)
    for casting in CASTINGS:
        for match in casting.pattern.finditer(reading.masked):
            if casting.name == "bracket" and (actors_lead or _is_entry(reading, match)):
                continue
            if _AND_BEFORE.search(reading.masked[: match.start()]) and _AND_AFTER.match(
                reading.masked, match.end()
            ):
                continue
            # "The Fox (Mara Quill)" names a work and its author.
            if reading.masked[: match.start("c")].endswith("The "):
                continue
            # "Mara Quill plays Anna's mother" says nothing of Anna.
            if reading.masked.startswith("'s ", match.end("c")):
                continue
            person, character = reading.mark(match["p"]), reading.mark(match["c"])
            if person.letter != "P" or character.letter != "C" or not (person.thing and character.thing):
                continue
            work = _work_after(reading, match.end()) or reading.subject(
                match.start(), match.end(), STAGED, reach=_REACH
            )
            if work is None:
                continue
            rule, at = f"casting-{casting.name}", match.start()
            yield reading.found(rule, "actor", work, person.thing, at=at)
            yield reading.found(rule, "character", work, character.thing, at=at)
            yield reading.found(rule, "portrayed_by", character.thing, person.thing, at=at, within=work)
    for match in _DESCRIBED_ROLE.finditer(reading.masked):
        mark = reading.mark(match["o"])
        work = reading.subject(match.start(), match.end(), STAGED)
        if work and mark.thing and mark.letter == "P" and looks_like_person(mark.surface):
            yield reading.found("described-role", "actor", work, mark.thing, at=match.start())


def _work_after(reading: Reading, at: int) -> Thing | None:
    """Return the work of "... as Lily Bart in the film"."""
    match = _IN_WORK.match(reading.masked, at)
    work = reading.mark(match.group(1)).thing if match else None
    return work if work is not None and work.kind in STAGED else None


def _actors_lead(reading: Reading) -> bool:
    """Whether the brackets of a sentence hold characters rather than actors: full names stand before them."""
    before = inside = 0
    for match in _BRACKETS.finditer(reading.masked):
        before += looks_like_person(reading.mark(match["c"]).surface)
        inside += looks_like_person(reading.mark(match["p"]).surface)
    return before > inside or (before > 2 and before == inside)


def _is_entry(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a bracket is an entry of a list rather than a part of a sentence."""
    whole = match.span() == (0, len(reading.masked.rstrip(".")))
    labelled = _CAST_LABEL.search(reading.masked[: match.start()]) is not None
    return whole or labelled or reading.mark(match["c"]).surface.isupper()
