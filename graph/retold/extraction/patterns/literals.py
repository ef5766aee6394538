"""Numbers of episodes, and genres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from retold.extraction.kinds import KIND_NOUN, SCREEN
from retold.extraction.patterns.finding import Finding, Reading
from retold.extraction.patterns.genres import GENRE_PHRASE, genre_of
from retold.extraction.patterns.marks import expand
from retold.values import parse_number

__all__ = ["literals"]

_SERIES: Final = frozenset({"Series"})
_EPISODES: Final = re.compile(
    r"\b(?P<n>\d{1,3}|(?:twenty|thirty)(?:-\w+)?|[a-z]+)(?: |-)(?:half-hour |hour-long |one-hour )?"
    r"(?:episodes?|eps|part(?= (?:mini)?series))(?= |,|\.|$|\))",
    re.I,
)
#: "He has spent six episodes waiting" counts nothing.
_ELAPSED: Final = re.compile(
    r"\b(?:spent|spends|after|for|within|first|last|next|only|takes?|took|early|another|of the)(?: the)? $",
    re.I,
)
#: "Six episodes of something else" counts the episodes of another show.
_OF_SOMETHING_ELSE: Final = re.compile(r" of (?:the )?(?:[\w-]+ ){0,2}⟨[XWP]")
_IS_A: Final = expand(r"(?P<s>{W})(?:,? \([^()]*\))*,? (?:is|was) (?:an?|the) (?P<phrase>[^.;]{3,120})")
_GENRE: Final = re.compile(
    rf"(?<![\w-])(?P<g>{GENRE_PHRASE})(?= (?:(?:television |web |feature |TV )?(?:{KIND_NOUN}))\b"
    r"|(?: that| about|,| directed| starring| written| from| stars|\.))",
    re.I,
)
_GENRE_AS_SUBJECT: Final = re.compile(
    rf"\b(?:[Tt]he|[Tt]his) (?P<g>{GENRE_PHRASE})"
    r"(?=,| stars| follows| tells| centers| sees| captures| flick| film| movie)"
)


def literals(reading: Reading) -> Iterator[Finding]:
    """Yield episodes and genre."""
    for match in _EPISODES.finditer(reading.masked):
        number = parse_number(match["n"])
        if number is None or number < 2 or _ELAPSED.search(reading.masked[: match.start()]):
            continue
        if _OF_SOMETHING_ELSE.match(reading.masked, match.end()):
            continue
        if series := reading.subject(match.start(), match.end(), _SERIES):
            yield reading.found("episodes", "episodes", series, str(number), at=match.start())
    for match in _IS_A.finditer(reading.masked):
        work, found = reading.mark(match["s"]).thing, _GENRE.search(match["phrase"])
        if work and work.kind and found and (genre := genre_of(found["g"])):
            yield reading.found("is-a-genre", "genre", work, genre, at=0)
    for match in _GENRE_AS_SUBJECT.finditer(reading.masked):
        focus, genre = reading.focus(SCREEN), genre_of(match["g"])
        if focus and genre:
            yield reading.found("genre-as-subject", "genre", focus, genre, at=0)
