"""Common nouns that tell the kind of a work, and the words of genres."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["BOOKS", "GENRE_PHRASE", "KIND_NOUN", "SCREEN", "STAGED", "genre_of", "kind_of_noun"]

_NOUNS: Final = {
    "Film": (
        "film movie feature picture blockbuster biopic flick motion-picture featurette anime-film anime-movie "
        "telefilm docudrama whodunnit tearjerker"
    ),
    "Series": (
        "series show miniseries mini-series sitcom drama-series k-drama c-drama j-drama kdrama cdrama telenovela soap "
        "docuseries docu-series season seasons serial anime web-series limited-series tv-series dorama"
    ),
    "Novel": "novel novels book books bestseller novella novelization novelisation paperback light-novel web-novel",
    "ShortStory": "short-story novelette",
    "Comic": (
        "manga comic comics webtoon manhwa manhua graphic-novel comic-book comic-strip webcomic bande-dessinée "
        "comic-series manga-series"
    ),
    "NonFictionBook": "memoir memoirs biography autobiography nonfiction non-fiction exposé history-book",
    "Play": "play musical opera stage-play stage-musical stageplay ballet operetta",
    "Game": "game videogame video-game rpg visual-novel",
    "Audio": "podcast album radio-drama radio-play audio-drama audiobook radio-serial song",
    "OtherWork": "franchise trilogy saga cycle poem quartet duology anthology universe tetralogy pentalogy",
}
_KIND: Final = {noun.replace("-", " "): kind for kind, nouns in _NOUNS.items() for noun in nouns.split()} | {
    noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()
}

#: What can be directed, acted in and broadcast.
SCREEN: Final = frozenset({"Film", "Series"})
STAGED: Final = frozenset({"Film", "Series", "Play", "Audio", "Game"})
#: What has an author rather than a screenwriter.
BOOKS: Final = frozenset({"Novel", "ShortStory", "Comic", "NonFictionBook", "Play", "OtherWork"})

#: A noun of a kind, longest first.
KIND_NOUN: Final = (
    r"(?:(?:short|feature)[ -]film|"
    + "|".join(sorted((re.escape(noun) for noun in _KIND), key=lambda noun: (-len(noun), noun)))
    + r")"
)

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


def kind_of_noun(noun: str) -> str | None:
    """Return the kind that a noun names, or None.

    >>> kind_of_noun("Graphic Novel"), kind_of_noun("short film"), kind_of_noun("table")
    ('Comic', 'Film', None)
    """
    plain = noun.casefold()
    if plain.endswith("film"):
        return "Film"
    return _KIND.get(plain) or _KIND.get(plain.removesuffix("s"))


def genre_of(phrase: str) -> str | None:
    """Return the genre that a run of genre words names, or None if they only colour another noun.

    >>> genre_of("romantic comedy"), genre_of("dark")
    ('romantic comedy', None)
    """
    return phrase.casefold() if _GENRE_HEADS.search(phrase) else None
