"""The words of genres."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["GENRE_PHRASE", "genre_of"]

_GENRE: Final = (
    r"(?:neo-noir|film noir|noir|action|adventure|thriller|comedy|comedies|drama|horror|romantic|romance|fantasy|"
    r"sci-fi|science[ -]fiction|crime|mystery|western|war|musical|biographical|animated|coming-of-age|superhero|"
    r"historical|period|supernatural|psychological|slasher|spy|heist|sports?|documentary|mockumentary|dramedy|"
    r"rom-?com|romcom|satire|satirical|anthology|family|gothic|erotic|political|legal|medical|disaster|vampire|"
    r"zombie|survival|dystopian|post-apocalyptic|cyberpunk|steampunk|black|dark|screwball|slapstick|epic|"
    r"martial arts|kaiju|monster|isekai|shōnen|shonen|slice-of-life|teen|young-adult|melodrama|costume|"
    r"true-crime|true crime|tragicomedy|farce|revenge|road|concert|biopic|folk|body|cosmic|buddy|holiday|christmas|"
    r"military|espionage|detective|police|procedural|sitcom|whodunnit|parody|fairy[ -]tale|fairytale)"
)
#: A run of genre words.
GENRE_PHRASE: Final = rf"{_GENRE}(?:(?: |, |-| and |/){_GENRE})*"
# A genre phrase must name a genre by itself, not only colour one.
_GENRE_HEADS: Final = re.compile(
    r"\b(?:noir|neo-noir|action|adventure|thriller|comedy|comedies|drama|horror|romance|fantasy|sci-fi|"
    r"science[ -]fiction|crime|mystery|western|musical|superhero|slasher|documentary|mockumentary|dramedy|"
    r"rom-?com|romcom|satire|anthology|melodrama|isekai|slice-of-life|true[ -]crime|tragicomedy|farce|biopic|"
    r"coming-of-age|sitcom|whodunnit|parody|fairy[ -]?tale|martial arts|biographical|romantic)\b",
    re.I,
)


def genre_of(phrase: str) -> str | None:
    """Return the genre that a run of genre words names, or None if they only colour another noun.

    >>> genre_of("romantic comedy"), genre_of("dark")
    ('romantic comedy', None)
    """
    return phrase.casefold() if _GENRE_HEADS.search(phrase) else None
