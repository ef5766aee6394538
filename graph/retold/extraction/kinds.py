"""Which kind of work a schema.org type, a word or a credit tells of."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["KIND_WORD", "KIND_WORDS", "kind_in_words", "kind_of_book", "kind_of_type"]

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

_NON_FICTION: Final = re.compile(
    r"\b(?:non-?fiction|memoir|autobiograph\w*|biograph\w*|essays?|reportage|true crime|diar(?:y|ies))\b",
    re.I,
)
_COMIC: Final = re.compile(
    r"\b(?:comics?|comic book|manga|manhwa|manhua|webtoon|graphic ?novel|bande dessinée)\b", re.I
)
_SHORT: Final = re.compile(r"\bshort stor(?:y|ies)\b", re.I)

#: Words for works and the kinds they stand for, longer words before the shorter ones they contain.
KIND_WORDS: Final = {
    "graphic novel": "Comic",
    "comic book": "Comic",
    "comic strip": "Comic",
    "webcomic": "Comic",
    "comic": "Comic",
    "manga": "Comic",
    "manhwa": "Comic",
    "manhua": "Comic",
    "webtoon": "Comic",
    "short story": "ShortStory",
    "ghost story": "ShortStory",
    "short stories": "OtherWork",
    "story collection": "OtherWork",
    "stories": "OtherWork",
    "poem": "OtherWork",
    "picture book": "OtherWork",
    "fairy tale": "OtherWork",
    "stage play": "Play",
    "stage musical": "Play",
    "screenplay": "",
    "radio play": "Audio",
    "radio drama": "Audio",
    "radio serial": "Audio",
    "audio drama": "Audio",
    "podcast": "Audio",
    "album": "Audio",
    "song": "Audio",
    "play": "Play",
    "musical": "Play",
    "opera": "Play",
    "light novel": "Novel",
    "web novel": "Novel",
    "novella": "Novel",
    "novel": "Novel",
    "memoir": "NonFictionBook",
    "autobiography": "NonFictionBook",
    "biography": "NonFictionBook",
    "non-fiction book": "NonFictionBook",
    "nonfiction book": "NonFictionBook",
    "video game": "Game",
    "game": "Game",
    "tv anime": "Series",
    "anime series": "Series",
    "anime": "Series",
    "television series": "Series",
    "tv drama": "Series",
    "tv series": "Series",
    "web series": "Series",
    "miniseries": "Series",
    "mini-series": "Series",
    "manga series": "Comic",
    "manhwa series": "Comic",
    "webtoon series": "Comic",
    "comic series": "Comic",
    "comic book series": "Comic",
    "novel series": "OtherWork",
    "book series": "OtherWork",
    "film series": "OtherWork",
    "video game series": "OtherWork",
    "podcast series": "Audio",
    "radio series": "Audio",
    "series": "Series",
    "feature film": "Film",
    "film": "Film",
    "movie": "Film",
    "story": "ShortStory",
    "book": "Novel",
}
#: A pattern for any of them, in the singular or plural, without a group.
KIND_WORD: Final = "(?:" + "|".join(sorted(map(re.escape, KIND_WORDS), key=len, reverse=True)) + ")s?"
_KIND_WORD: Final = re.compile(rf"\b({KIND_WORD})\b", re.I)


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
    found = [_kind_of_word(match.group(1).casefold()) for match in _KIND_WORD.finditer(text)]
    return (found[-1] or None) if found else None


def _kind_of_word(word: str) -> str:
    return KIND_WORDS.get(word) or KIND_WORDS.get(word.removesuffix("s"), "")
