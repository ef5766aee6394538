"""Which of the short lines above some markup is the title of the work that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from retold.document import Role
from retold.extraction.capitals import SMALL_WORDS, title_case
from retold.extraction.headline import HeadlineWork, title_in_line
from retold.extraction.kinds import KIND_WORD, kind_in_words
from retold.extraction.lines import Line
from retold.extraction.markup.labels import segments_of

__all__ = ["METADATA", "PROSE", "SKIPPED", "has_small_word", "names_again", "title_above"]

#: Lines of these roles say nothing about the work of the page.
SKIPPED: Final = frozenset({Role.NAVIGATION, Role.RELATED, Role.DATA, Role.QUOTE, Role.CAPTION})
#: A line longer than this is a paragraph.
PROSE: Final = 200
#: Years, running times, certificates and the like.
METADATA: Final = re.compile(
    r"[^a-z]*(?:(?:\d+\s*(?:min(?:ute)?s?|m|hrs?|pp?|pages|eps?|episodes)|colou?r|b&w|dcp|subtitles?"
    r"|(?:18|19|20)\d\d|cert(?:ificate)?|rated|pg|with|in|and|black|white|silent|(?![a-z])[\w-]+)[\s.,;·|/'′()-]*){0,6}"
)

#: A title that its form gives away may stand above this many paragraphs.
_PASSED: Final = 3
_UPWARDS: Final = 6
_DEFINITION: Final = re.compile(
    r"[\"“‘'*_]*(?P<title>[^\W_][^,.;()\"“”*_\n]{1,70}?)[\"”’'*_]*\s+(?:\([^()]{1,80}\)\s+)?(?:is|was)\s+an?\s+"
    rf"(?:[\w’'-]+\s+){{0,6}}?(?P<noun>(?:[\w-]+\s+)?{KIND_WORD})\b"
    rf"(?!\s+(?:of(?! \d)|by|about|based|version|comed\w+|drama|romance|{KIND_WORD})\b)"
)
#: Rows of a cast list may part credits from their title.
_LEADER: Final = re.compile(r"\S\s*(?:\.\s?){4,}\s*\S")
_MOST_ROWS: Final = 40
_GOOD_TITLE: Final = 1.75
#: A whole line in quotation marks, or a title with its year, heads what follows, over paragraphs too.
_SURE_FORM: Final = 1.5
_NO_TITLE: Final = frozenset({*SKIPPED, Role.BYLINE, Role.DATE, Role.RATING, Role.CREDITS})
_LABELLED: Final = re.compile(r"[A-Z][\w’' ]{2,24}:\s")
_BYLINE: Final = re.compile(r"(?:by|words|photo|review|reviewed by|text|photograph)\b[\s:]", re.I)


def title_above(
    lines: Sequence[Line], first: int, *, floor: int, repeated: bool = False
) -> HeadlineWork | None:
    """Return the best title among the short lines just above line `first`, from line `floor` on.

    With `repeated`, only a title that another line names too.
    """
    best: HeadlineWork | None = None
    adjacent, passed = True, 0
    upwards = 0
    for index in range(first - 1, floor - 1, -1):
        line = lines[index]
        if _LEADER.search(line.text) and first - index < _MOST_ROWS:
            continue
        upwards += 1
        if upwards > _UPWARDS:
            break
        if best is None and line.role not in _NO_TITLE and (defined := _defined(line)) is not None:
            return defined
        if len(line.text) > PROSE:
            passed += 1
            if passed > _PASSED:
                break
            continue
        barred = (
            line.role in _NO_TITLE
            or _BYLINE.match(line.text) is not None
            or _LABELLED.match(line.text) is not None
            or any(segment.sure and not segment.start for segment in segments_of(line))
        )
        hit = None if barred else title_in_line(line.text) or _plain_title(line, lines)
        if hit is None:
            adjacent = adjacent and (barred or _describes(line.text))
            continue
        start, end, year, kind, weight = hit
        if passed and (weight < _SURE_FORM or best is not None):
            continue
        name = line.text[start:end]
        again = max(names_again(name, lines), int(not title_case(name)))
        if weight <= 1 and not again and (repeated or not (adjacent and has_small_word(name))):
            continue
        weight += 0.5 * min(again, 2) + _title_signs(name, lines) + (0.75 if adjacent else 0.0)
        weight += 0.5 if line.role is Role.TITLE else 0.0
        adjacent = False
        if best is None or weight > best.weight:
            best = HeadlineWork(name=name, span=line.span(start, end), kind=kind, year=year, weight=weight)
    return best if best is not None and best.weight >= _GOOD_TITLE else None


def _defined(line: Line) -> HeadlineWork | None:
    """Return the title that the first sentence of an article defines: "X (Y) is a 1950 film ..."."""
    match = _DEFINITION.match(line.text)
    if match is None or not title_case(match["title"]):
        return None
    kind = kind_in_words(match["noun"])
    name = match["title"]
    return HeadlineWork(name=name, span=line.span(*match.span("title")), kind=kind, year=None, weight=3.0)


def _plain_title(line: Line, lines: Sequence[Line]) -> tuple[int, int, None, None, float] | None:
    """Return the whole line as a title in sentence case if another line repeats it."""
    text = line.text
    if len(text) > 70 or not text[0].isupper() or text[-1] in ".?!:;,":
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    return (0, len(text), None, None, 1.0) if sum(bool(pattern.search(o.text)) for o in lines) > 1 else None


def _describes(text: str) -> bool:
    """Whether a line under a title says more of the work: its length, or "a radio play in four parts"."""
    kind = kind_in_words(text) if re.match(r"an? ", text) else None
    return kind is not None or METADATA.fullmatch(text) is not None


def names_again(name: str, lines: Sequence[Line]) -> int:
    """Return on how many other lines the name stands."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
    folded = name.casefold()
    found = (pattern.search(line.text) for line in lines if folded in line.text.casefold())
    return sum(match is not None and title_case(match.group()) for match in found) - 1


def has_small_word(name: str) -> bool:
    """Whether a small word or an article in the name says that it is no person's."""
    first, *others = name.split()
    small = any(word.casefold() in SMALL_WORDS or word.islower() for word in others)
    return small or name.find("'s ") > 0 or name.find("’s ") > 0 or first.casefold() in {"the", "a", "an"}


def _title_signs(name: str, lines: Sequence[Line]) -> float:
    """Return how much the words of a line say that they are a title and not a person."""
    words = name.split()
    if has_small_word(name):
        return 0.5
    if name.isupper():
        return 0.5 if len(name) > 3 else 0.0
    if len(words) in {2, 3}:
        last, folded = words[-1].casefold(), name.casefold()
        others = (line.text.casefold() for line in lines)
        return -1.0 if any(last in text and folded not in text for text in others) else 0.0
    return 0.0
