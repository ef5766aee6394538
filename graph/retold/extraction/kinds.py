"""Which kind of work a schema.org type, a word or a credit tells of."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "BOOKS",
    "KIND_NOUN",
    "KIND_WORD",
    "KIND_WORDS",
    "SCREEN",
    "STAGED",
    "kind_in_words",
    "kind_of_book",
    "kind_of_noun",
    "kind_of_type",
]

#: What can be directed, acted in and broadcast.
SCREEN: Final = frozenset({"Film", "Series"})
STAGED: Final = frozenset({"Film", "Series", "Play", "Audio", "Game"})
#: What has an author rather than a screenwriter.
BOOKS: Final = frozenset({"Novel", "ShortStory", "Comic", "NonFictionBook", "Play", "OtherWork"})

_TYPES: Final = {
    "movie": "Film",
    "tvseries": "Series",
    "tvminiseries": "Series",
    "tvseason": "Series",
    "webseries": "Series",
    "book": "Novel",
    "audiobook": "Novel",
    "novel": "Novel",
    "shortstory": "ShortStory",
    "comicstory": "Comic",
    "comicseries": "Comic",
    "comicissue": "Comic",
    "graphicnovel": "Comic",
    "manga": "Comic",
    "play": "Play",
    "theaterevent": "Play",
    "videogame": "Game",
    "game": "Game",
    "podcastseries": "Audio",
    "radioseries": "Audio",
    "musicalbum": "Audio",
    "musicrecording": "Audio",
    "bookseries": "OtherWork",
    "movieseries": "OtherWork",
    "creativeworkseries": "OtherWork",
    "videogameseries": "OtherWork",
    "tvepisode": "OtherWork",
}

# Words for works; a hyphen may be a blank in the text. The empty kind is for words that only look like one.
_WORDS: Final = {
    "Film": (
        "film movie feature feature-film picture blockbuster biopic flick motion-picture featurette "
        "anime-film anime-movie telefilm docudrama whodunnit tearjerker"
    ),
    "Series": (
        "series show miniseries mini-series sitcom drama-series k-drama c-drama j-drama kdrama cdrama "
        "telenovela soap docuseries docu-series season seasons serial anime tv-anime anime-series "
        "web-series limited-series tv-series television-series tv-drama dorama"
    ),
    "Novel": (
        "novel novels book books bestseller novella novelization novelisation paperback light-novel web-novel"
    ),
    "ShortStory": "short-story ghost-story story novelette",
    "Comic": (
        "manga comic comics webtoon manhwa manhua graphic-novel comic-book comic-strip webcomic "
        "bande-dessinée comic-series comic-book-series manga-series manhwa-series webtoon-series"
    ),
    "NonFictionBook": (
        "memoir memoirs biography autobiography nonfiction non-fiction nonfiction-book "
        "non-fiction-book exposé history-book"
    ),
    "Play": "play musical opera stage-play stage-musical stageplay ballet operetta",
    "Game": "game videogame video-game rpg visual-novel",
    "Audio": (
        "podcast podcast-series album radio-drama radio-play radio-series audio-drama audiobook "
        "radio-serial song"
    ),
    "OtherWork": (
        "franchise trilogy saga cycle poem quartet duology anthology universe tetralogy pentalogy "
        "stories short-stories story-collection picture-book fairy-tale novel-series book-series "
        "film-series video-game-series"
    ),
    "": "screenplay",
}
# Beside titles and in credits these name a part, a group or a shelf of works, or something else.
_ONLY_IN_PROSE: Final = frozenset(
    "feature featurette picture show season seasons soap novels books comics "
    "franchise trilogy saga cycle quartet duology anthology universe tetralogy pentalogy".split()
)
_KINDS: Final = {
    spelling: kind
    for kind, words in _WORDS.items()
    for word in words.split()
    for spelling in (word, word.replace("-", " "))
}
_LONGEST_FIRST: Final = sorted(_KINDS, key=lambda word: (-len(word), word))
#: Words for works beside titles and in credits, and the kinds they stand for; each with hyphens and blanks.
KIND_WORDS: Final = {word: _KINDS[word] for word in _LONGEST_FIRST if word not in _ONLY_IN_PROSE}
#: A pattern for any of them, in the singular or plural, without a group.
KIND_WORD: Final = f"(?:{'|'.join(map(re.escape, KIND_WORDS))})s?"
#: A pattern for a noun that stands for a work in prose.
KIND_NOUN: Final = (
    r"(?:(?:short|feature)[ -]film|"
    + "|".join(re.escape(word) for word in _LONGEST_FIRST if _KINDS[word])
    + ")"
)
_KIND_WORD: Final = re.compile(rf"\b({KIND_WORD})\b", re.I)

_NON_FICTION: Final = re.compile(
    r"\b(?:non-?fiction|memoir|autobiograph\w*|biograph\w*|essays?|reportage|true crime|diar(?:y|ies))\b",
    re.I,
)
_COMIC: Final = re.compile(
    r"\b(?:comics?|comic book|manga|manhwa|manhua|webtoon|graphic ?novel|bande dessinée)\b", re.I
)
_SHORT: Final = re.compile(r"\bshort stor(?:y|ies)\b", re.I)


def kind_of_type(name: str) -> str | None:
    """Return the kind that a schema.org type in lower case stands for."""
    return _TYPES.get(name)


def kind_of_book(hints: str) -> str:
    """Return the kind of a book, from its genre, format and subject."""
    for pattern, kind in ((_COMIC, "Comic"), (_NON_FICTION, "NonFictionBook"), (_SHORT, "ShortStory")):
        if pattern.search(hints):
            return kind
    return "Novel"


def kind_in_words(text: str) -> str | None:
    """Return the kind that the last word for a work in `text` stands for.

    >>> kind_in_words("the bestselling graphic novel"), kind_in_words("the film of the stage play")
    ('Comic', 'Play')
    """
    found = _KIND_WORD.findall(text)
    return (_kind_of_word(found[-1]) or None) if found else None


def kind_of_noun(noun: str) -> str | None:
    """Return the kind that a noun names, or None.

    >>> kind_of_noun("Graphic Novel"), kind_of_noun("short film"), kind_of_noun("table")
    ('Comic', 'Film', None)
    """
    return "Film" if noun.casefold().endswith("film") else _kind_of_word(noun) or None


def _kind_of_word(word: str) -> str:
    plain = word.casefold()
    return _KINDS.get(plain) or _KINDS.get(plain.removesuffix("s"), "")
