"""Names in lists: "A, B and C", "A (X), B as Y", with the offsets of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = [
    "Credited",
    "Extent",
    "is_company",
    "is_person",
    "read_character",
    "read_companies",
    "read_name",
    "read_people",
]

#: A half-open range of a line's text.
Extent = tuple[int, int]

_WORD: Final = re.compile(r"[\"“”„«][^\"“”„«»()]{1,30}[\"“”»]|[^\s,;:|()\[\]/·•∙&…\"“”«»]+")
_PARTICLES: Final = frozenset(
    """
    de da do dos das del della delle di du des der den van von zu zur ter ten la le el al bin bint
    ibn y e i af av och mac nic ní ó st
    """.split()
)
_ABBREVIATED: Final = frozenset(
    """
    jr sr dr mr mrs ms st prof lt col capt sgt rev fr gen hon
    """.split()
)
_NO_NAME: Final = frozenset(
    """
    the a an and or with from by for in on of at to as is was it its this that these his her their
    our we i you he she they not no based after before when where who what why how all also more
    read see watch directed written produced created starring director writer producer music cast
    screenplay script out now new coming streaming available released opens various tba tbc tbd n/a
    unknown none several others additional et monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december runtime
    running rated cert certificate colour color
    """.split()
)
_LINK: Final = re.compile(
    r"\s*[,;]\s*(?:and\s+|&\s*|with\s+|featuring\s+|also\s+|plus\s+)?|\s+(?:and|with|featuring)\s+"
    r"|\s*&\s*|\s*/\s*",
    re.I,
)
_WITH: Final = re.compile(r"\b(?:with|featuring)\b", re.I)
_DOTS: Final = re.compile(r"\s*[·•∙|]\s*")
_AS: Final = re.compile(r"\s+as\s+(?!well\b)", re.I)
_PAREN: Final = re.compile(r"\s*\(([^()]{1,80})\)")
_COMPANY: Final = re.compile(
    r"\b(?:pictures?|films?|studios?|entertainment|productions?|media|company|inc|ltd|llc|bv|gmbh|aps"
    r"|kino|tv|"
    r"television|network|press|books|group|broadcasting|animation|cinema|filmproduktion|audio|records"
    r"|arts|house|yapım|produktion|produ(?:zioni|cciones|ções|cers)|filmes|filmi|partners|collective"
    r"|labs?|corp(?:oration)?|channel|publish(?:ers|ing)|orchestra)\b",
    re.I,
)
_UNNAMED: Final = re.compile(
    r"(?:him|her|them)sel(?:f|ves)|voices?|narrators?|various|also .*|\d.*|v\.?o\.?", re.I
)
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """A person of a list, and the characters printed with the name."""

    name: Extent
    characters: tuple[Extent, ...] = ()


def is_company(name: str) -> bool:
    """Whether a word of the name says that it is a company."""
    return _COMPANY.search(name) is not None


def is_person(name: str) -> bool:
    """Whether a name may be a person's: two words or more, not all in capitals, and no word of companies."""
    words = name.split()
    return (
        len(words) >= 2
        and not is_company(name)
        and (name.isupper() or not any(len(word) > 2 and word.isupper() for word in words))
    )


def _is_name_word(word: str) -> bool:
    head = word.lstrip("\"“„«'‘’")[:1]
    if not head or not head.isalpha() or word.casefold().strip(".'’") in _NO_NAME:
        return False
    joined = re.match(r"(?:d|l|dell|al|el|ul|o)['’-](\w)", word)
    return not head.islower() or (joined is not None and joined[1].isupper())


def read_name(text: str, at: int, end: int) -> Extent | None:
    """Return where the person's name that starts at `at` stands, or None if no name starts there."""
    start, last, words = at, at, 0
    while words < _LONGEST and (match := _WORD.match(text, at, end)):
        word = match.group()
        bare = word.rstrip(".'’!?")
        if not _is_name_word(word):
            following = _WORD.match(text, match.end() + 1, end)
            particle = words and word in _PARTICLES and following and _is_name_word(following.group())
            if not particle:
                break
        words += 1
        last = match.end()
        stopped = word.endswith(".") and not (
            len(bare) == 1 or "." in bare or bare.casefold() in _ABBREVIATED
        )
        if stopped or word.endswith(("!", "?")):
            last -= 1
            break
        if text[last : last + 1] not in {" ", "\u00a0"} or text[last + 1 : last + 2].isspace():
            break
        at = last + 1
    return (start, last) if last > start and any(c.isalpha() for c in text[start:last]) else None


def read_character(text: str, at: int, end: int) -> Extent | None:
    """Return where the character's name that fills `text[at:end]` stands, without a leading article.

    None for roles without a name ("the widow", "himself").
    """
    words = text[at:end]
    if match := re.search(r",\s+(?=[a-z0-9(])|\s+\(|\s+[–—/]\s", words):
        words = words[: match.start()]
    lead = re.match(r"[\s\"“‘']*(?:(?:the\s+)?voice of\s+)?(?:(?:the|a|an)\s+)?[\"“‘']?", words, re.I)
    start = at + (lead.end() if lead else 0)
    stop = at + len(words.rstrip(" .,;:\"”’'"))
    # A nickname's closing quotation mark belongs to the name that its opening one is in.
    name = text[start:stop]
    if name.count("“") > name.count("”") or name.count('"') % 2:
        stop += 1
    first = re.match(r"\w+", name)
    if not first or len(name) > 60 or _UNNAMED.fullmatch(name) or first.group()[0].islower():
        return None
    return (start, min(stop, end))


def read_people(text: str, at: int, end: int, *, cast: bool = False) -> tuple[list[Credited], int]:
    """Return the people of the list that starts at `at`, and where it stops.

    With `cast`, words in brackets and after "as" are characters.
    """
    people: list[Credited] = []
    comma = False
    while name := read_name(text, at, end):
        stop = name[1]
        if (
            comma
            and not cast
            and people
            and " " not in text[slice(*name)]
            and " " in text[slice(*people[0].name)]
        ):
            return people, people[-1].name[1]
        characters: tuple[Extent, ...] = ()
        if (paren := _PAREN.match(text, stop, end)) is not None:
            if cast:
                characters = _characters(text, paren.start(1), paren.end(1))
            stop = paren.end()
        elif cast and (linked := _AS.match(text, stop, end)):
            close = re.compile(r"[,;.|)](?=\s|$)|\s+(?:and|with)\s+(?=[^\Wa-z])|$").search(
                text, linked.end(), end
            )
            until = _after_abbreviations(text, linked.end(), close.start() if close else end, end)
            characters = _characters(text, linked.end(), until)
            stop = until
        people.append(Credited(name=name, characters=characters))
        link = _LINK.match(text, stop, end) or (_DOTS.match(text, stop, end) if cast else None)
        if link is None or link.end() == stop:
            return people, stop
        following = read_name(text, link.end(), end)
        if following is None:
            return people, stop
        # "Written by A, with B as C": what follows is the cast.
        if not cast and (link.group().strip().startswith(";") or _WITH.search(link.group())):
            return people, stop
        at = link.end()
        comma = link.group().strip() == ","
    return people, people[-1].name[1] if people else at


def _after_abbreviations(text: str, start: int, stop: int, end: int) -> int:
    """Move the end of a character's name past the full stop of "Mr." and its like."""
    while stop < end and text[stop] == "." and re.search(r"(?:^|\s)(\w+)$", text[start:stop]):
        word = text[start:stop].split()[-1].casefold()
        if word not in _ABBREVIATED and len(word) > 1:
            break
        close = re.compile(r"[,;.|)](?=\s|$)|$").search(text, stop + 1, end)
        stop = close.start() if close else end
    return stop


def _characters(text: str, start: int, end: int) -> tuple[Extent, ...]:
    found = []
    for part in re.compile(r"[^/]+").finditer(text, start, end):
        if character := read_character(text, part.start(), part.end()):
            found.append(character)
    return tuple(found)


def read_companies(text: str, at: int, end: int) -> tuple[list[Extent], int]:
    """Return the organizations of the list that starts at `at`, and where it stops."""
    found: list[Extent] = []
    while True:
        article = re.compile(r"(?:the\s+)?", re.I).match(text, at, end)
        start = article.end() if article and re.match(r"the\s", text[at:end]) else at
        close = re.compile(
            r"\s*(?:[,;|·•∙(\[\n]|\.(?=\s|$)|\s+(?:and|for|in|on|from|with|by|as|to)\s|\s[–—/-]\s|/|\s{2,}|$)"
        ).search(text, start, end)
        stop = close.start() if close else end
        words = text[start:stop]
        if (
            not words
            or len(words.split()) > 7
            or not (words[0].isupper() or words[0].isdigit() or _inner(words))
            or re.match(r"(?:on|in|at|from|via|for|now)\b", words, re.I)
        ):
            return found, at
        found.append((start, stop))
        paren = _PAREN.match(text, stop, end)
        at = paren.end() if paren else stop
        link = re.compile(r"\s*[,/]\s*(?:and\s+)?|\s+(?:and|&)\s+", re.I).match(text, at, end)
        if link is None:
            return found, at
        at = link.end()


def _inner(words: str) -> bool:
    """Whether a name in lower case has a capital or sign inside, as names of services do (tvN, iQIYI)."""
    return re.match(r"[a-z]{1,3}[A-Z]", words) is not None
