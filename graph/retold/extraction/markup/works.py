"""Which work a stretch of markup is about, and of what kind it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from retold.document import Role
from retold.extraction.headline import HeadlineWork, title_in_line
from retold.extraction.kinds import KIND_WORD, kind_in_words
from retold.extraction.lines import Line
from retold.extraction.markup.titles import PROSE, SKIPPED

__all__ = ["PERFORMED", "Subject", "lines_beside", "page_words", "reviewed_kind", "stated_kind", "work_kind"]

#: A kind must lead by this much to be believed.
_MARGIN: Final = 0.3
#: A page must name a kind of work this many times as often as any other.
_CLEARLY: Final = 1.5
#: Kinds of works that have a director and a cast.
PERFORMED: Final = frozenset({"Film", "Series", "Play", "Game", "Audio"})
_LABEL_VOTES: Final = {
    "director": {"Film": 1.0, "Series": 0.6, "Play": 0.3},
    "cast": {"Film": 0.6, "Series": 0.6, "Play": 0.4},
    "writer": {"Film": 0.5, "Series": 0.5, "Play": 0.3},
    "producer": {"Film": 0.5, "Series": 0.4},
    "composer": {"Film": 0.4, "Series": 0.3, "Game": 0.2, "Play": 0.2},
    "distributor": {"Film": 1.0},
    "company": {"Film": 0.4, "Series": 0.3, "Game": 0.2},
    "episodes": {"Series": 3.0},
    "broadcaster": {"Series": 0.6, "Film": 0.5},
    "creator": {"Series": 1.5, "Game": 0.5},
    "author": {"Novel": 1.5},
    "publisher": {"Novel": 0.8, "Game": 0.8, "Comic": 0.5},
    "translator": {"Novel": 1.5, "Comic": 0.5},
    "illustrator": {"Comic": 1.0},
    "story": {"Comic": 0.5},
    "narrator": {"Audio": 0.5},
}
_WORD_VOTES: Final = (
    (
        "Series",
        2.0,
        r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -](?:episodes?|eps|parts?"
        r"|parter|part (?:series|drama))\b|\bseasons?\b"
        r"|\bmini-?series\b"
        r"|\bseries\b|\btv anime\b|\b(?:tv|television) (?:drama|film|play)\b|\b\d+ ?[x×] ?\d+ ?min"
        r"|\bsimulcast\b"
        r"|\btelenovela\b|\bk-drama\b|\bweb drama\b|\bserials?\b(?! killer)|\bbbc (?:one|two|three|four)\b"
        r"|\bitv\d?\b|\bchannel (?:4|5|four|five)\b|\bpart (?:one|two|three|\d) of (?:two|three|four|\d)\b",
    ),
    (
        "Film",
        1.0,
        r"\b\d{2,3}\s?(?:min(?:ute)?s?\b|m\b|['′’])|\brun(?:ning)?\s?time\b|\bin cinemas\b|\ba film by\b"
        r"|\b(?:dcp|35mm)\b|\bfilms?\b|\bmovies?\b",
    ),
    ("Novel", 1.5, r"\b(?:isbn|hardback|paperback|hardcover|\d+\s?pp?\.?|\d+ pages)\b"),
    (
        "Game",
        2.0,
        r"\b(?:ps[45]|playstation|xbox|nintendo|on steam|platforms?|developer|role-playing game)\b",
    ),
    ("Comic", 1.5, r"\b(?:manga|manhwa|manhua|webtoon|graphic novel|comic)\b"),
    ("Play", 1.5, r"\b(?:theatre|theater|playhouse|on stage|stage play|musical)\b"),
    ("Audio", 4.0, r"\b(?:radio (?:play|drama|serial)|audio drama|audio play)\b"),
    ("Audio", 1.0, r"\bpodcast\b"),
)
_VOTE_PATTERNS: Final = tuple((kind, votes, re.compile(words, re.I)) for kind, votes, words in _WORD_VOTES)
_FROM: Final = re.compile(
    r"\b(?:based (?:up)?on|adapted from|inspired by|suggested by|from|after|source:?)\b[^.;|·]*", re.I
)
_THE: Final = re.compile(
    r"\b(?:the|this|a)\s+(?:[\w-]+\s+)?(film|movie|picture|series|show|drama|miniseries|novel|book|memoir"
    r"|play|musical"
    r"|production|game|comic|manga|webtoon|podcast|album)\b",
    re.I,
)
_PLURALS: Final = re.compile(
    r"\b(film|movie|series|show|drama|novel|book|memoir|play|musical|game|comic|podcast)s?\b(?!-)", re.I
)
_THE_KINDS: Final = {
    **dict.fromkeys(("film", "movie", "picture"), "Film"),
    **dict.fromkeys(("series", "show", "drama", "miniseries"), "Series"),
    **dict.fromkeys(("novel", "book"), "Novel"),
    **dict.fromkeys(("play", "musical", "production"), "Play"),
    **dict.fromkeys(("comic", "manga", "webtoon"), "Comic"),
    **dict.fromkeys(("podcast", "album"), "Audio"),
    "memoir": "NonFictionBook",
    "game": "Game",
}


_CUES: Final = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (
            "Film",
            r"\b(?:directed by|director|in cinemas|box office|on screen|camera|cinematograph\w+"
            r"|screenplay|\d+ min(?:ute)?s)\b",
        ),
        (
            "Series",
            r"\b(?:seasons? (?:\d|one|two|three|finale)|episodes?|series (?:one|two|three|\d)|showrunner"
            r"|finale|binge)\b",
        ),
        ("Novel", r"\b(?:pages|pp|prose|chapters?|hardback|paperback|translated by)\b"),
        ("Play", r"\b(?:theatre|theater|stalls|on stage|staging|playwright)\b"),
        (
            "Game",
            r"\b(?:gameplay|consoles?|nintendo|xbox|playstation|on steam|boss fights?|role-playing game)\b",
        ),
    )
)


_BESIDE: Final = (
    ("Novel", re.compile(r"\btrs?\.|\btrans\.|\bpress\b|\bbooks\b|\bisbn\b|\bpp\b|[£$€]\d", re.I)),
    ("Film", re.compile(r"\bdir\b|\bcert\b|\b\d{2,3}\s?min", re.I)),
    ("Series", re.compile(r"\bseasons?\b|\bepisodes?\b|\bepisode\b|\bs\d\b", re.I)),
)


#: How far from a title the words stand that state its kind.
_REACH: Final = 120
#: How many lines above its credits the title of a work may stand.
_BACK: Final = 12
_KIND_BEFORE: Final = re.compile(rf"\b(?P<kind>{KIND_WORD})\s+[\"“‘'*_『]*$", re.I)
_KIND_AFTER: Final = re.compile(
    rf"[\"”’'*_』]*\s+(?:(?:\([^()]*\)\s+)?(?:is|was)\s+an?\s+(?:[\w-]+\s+){{0,6}}?|\()"
    rf"(?P<kind>{KIND_WORD})\b(?!\s+(?:of|by|about)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The work that markup is about.

    `words` vote for its kind unless the page states it (`stated`); `doubt` lowers the confidence in it.
    """

    title: HeadlineWork
    words: Counter[str]
    stated: str | None = None
    doubt: float = 0.0


def lines_beside(lines: Sequence[Line], title: HeadlineWork, first: int, last: int) -> list[Line]:
    """Return the short lines around lines `first` to `last` that speak of the same work: from its title to
    the next one."""
    begin = max(first - 3, 0)
    for index in range(first, max(first - _BACK, -1), -1):
        if lines[index].start <= title.span.start < lines[index].start + len(lines[index].text):
            begin = index
            break
    end = last + 1
    while end < min(last + 4, len(lines)):
        hit = title_in_line(lines[end].text)
        if hit is not None and hit[4] >= 2:
            break
        end += 1
    return [line for line in lines[begin:end] if len(line.text) <= PROSE and line.role not in SKIPPED]


def page_words(lines: Sequence[Line]) -> Counter[str]:
    """Return how often a page says "the film", "the season", "in theatres" and so on, by kind."""
    found: Counter[str] = Counter()
    for line in lines:
        if line.role not in {Role.DATA, Role.RELATED}:
            text = _FROM.sub("", line.text)
            found.update(_THE_KINDS[match[1].casefold()] for match in _THE.finditer(text))
            if line.role is Role.TITLE:
                found.update(_THE_KINDS[m[1].casefold()] for m in _PLURALS.finditer(text) for _ in range(3))
            for kind, pattern in _CUES:
                found[kind] += len(pattern.findall(text))
    return +found


def stated_kind(name: str, lines: Sequence[Line], *, among: Collection[str] | None = None) -> str | None:
    """Return the kind that the words right beside the title state: "the TV anime X", "X is a 2019 film".

    Only the kinds of `among` count, if it is given.
    """
    folded, votes = name.casefold(), Counter[str | None]()
    title = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
    for line in lines:
        text = line.text
        if line.role in {Role.DATA, Role.RELATED} or folded not in text.casefold():
            continue
        for found in title.finditer(text):
            before = _KIND_BEFORE.search(text[max(found.start() - _REACH, 0) : found.start()])
            after = _KIND_AFTER.match(text, found.end(), found.end() + _REACH)
            votes.update(kind_in_words(match["kind"]) for match in (before, after) if match)
    ranked = [
        (kind, count) for kind, count in votes.most_common() if kind and (among is None or kind in among)
    ]
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def reviewed_kind(title: HeadlineWork, words: Counter[str], beside: str) -> str | None:
    """Return the kind of the work that a review is about, from the line beside its title and the page."""
    if title.kind:
        return title.kind
    for kind, pattern in _BESIDE:
        if pattern.search(beside):
            return kind
    ranked = words.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] >= _CLEARLY * ranked[1][1])
    return ranked[0][0] if clear else None


def work_kind(subject: Subject, keys: Collection[str], lines: Sequence[Line]) -> str | None:
    """Return the kind of the work that credits with these labels are about, or None if nothing tells."""
    if subject.title.kind:
        return subject.title.kind
    votes: defaultdict[str, float] = defaultdict(float)
    for key in sorted(keys):
        for kind, weight in _LABEL_VOTES.get(key, {}).items():
            votes[kind] += weight
    shown = " \n".join(_FROM.sub("", line.text) for line in lines if len(line.text) < 300)
    for kind, weight, pattern in _VOTE_PATTERNS:
        if pattern.search(shown):
            votes[kind] += weight
    for kind, count in subject.words.items():
        votes[kind] += 0.5 * min(count, 3)
    if not votes:
        return kind_in_words(shown)
    ranked = sorted(votes, key=lambda kind: (-votes[kind], kind))
    clear = len(ranked) == 1 or votes[ranked[0]] - votes[ranked[1]] >= _MARGIN
    return ranked[0] if clear and votes[ranked[0]] >= 1 else None
