"""Cast lists without labels: "A . . . . B", "A (B)", "A: B" line by line, either name first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from retold.extraction.lines import Line
from retold.extraction.markup.labels import segments_of
from retold.extraction.markup.names import Extent, read_character, read_name
from retold.extraction.markup.titles import SKIPPED

__all__ = ["CastRow", "cast_rows"]

_LEADER: Final = re.compile(r"\s*(?:\.\s?){3,}\s*|\s*…+\s*|\t+\s*|\s{3,}")
_DASH: Final = re.compile(r"\s+[–—]\s+")
_COLON: Final = re.compile(r":\s+")
_PAREN: Final = re.compile(r"(?P<left>[^()]{3,50}?)\s+\((?P<right>[^()]{2,60})\)$")
_HEAD: Final = re.compile(
    r"(?:the |voice |main |additional |principal )*(?:cast|voices|players)\b.{0,30}$", re.I
)
_VOICE: Final = re.compile(r"(?:the )?voice of\b", re.I)
_TITLED: Final = re.compile(
    r"(?:the|mr|mrs|ms|miss|dr|old|young|captain|colonel|sergeant|inspector|detective|sister|brother"
    r"|father|mother|aunt"
    r"|auntie|uncle|king|queen|prince|princess|lady|lord|sir|madame|nurse|doctor|officer|agent|professor"
    r"|judge)\b",
    re.I,
)
_JOB: Final = re.compile(
    r"\b(?:design|choreograph\w*|edit(?:or|ing)|camera|sound|costumes?|photograph\w*|art|producers?"
    r"|author|title"
    r"|language|genre|version|songs?|lyrics|lighting|stage|sets?|words|crew|role|best|awards?|prize|winner)\b",
    re.I,
)
#: Words of the labels of boxes and notes, which a colon parts from their values too.
_LABEL: Final = re.compile(
    r"\b(?:publish\w+|magazine|developers?|run|volumes?|chapters?|pages?|dates?|years?|website|country"
    r"|network|channel|imprint|demographic|studios?|format|length|price|platforms?|engine|budget|rating"
    r"|isbn|source|where|when|next|previous|followed|preceded|notes?|tickets?|venue|status|episodes?"
    r"|seasons?|series|released?|location|distribut\w+|compan(?:y|ies)|english|original|written|directed"
    r"|based|score|photos?|images?|text|review\w*|story|tags?|filed|categor\w+)\b",
    re.I,
)
#: Fewer rows are no list; without a heading, rows that a colon parts must be more.
_LEAST: Final = 2
_LEAST_UNHEADED: Final = 3
_NEAR: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CastRow:
    """A line that pairs a performer with a character, or with none that has a name."""

    index: int
    line: Line
    person: Extent
    character: Extent | None


def cast_rows(lines: Sequence[Line], *, credited: Collection[int] = ()) -> list[list[CastRow]]:
    """Return the cast lists of a page: runs of lines of one layout in which the two names can be told apart.

    Lines with dashes or colons need a heading, or other credits (lines `credited`) close by.
    """

    def near(index: int) -> bool:
        return any(abs(index - other) <= _NEAR for other in credited)

    found: list[list[CastRow]] = []
    index = 0
    tried: dict[Splitter, int] = {}
    while index < len(lines):
        for split in (_by_leader, _by_paren, _by_dash, _by_colon):
            if index < tried.get(split, 0):
                continue
            run = _run(lines, index, split)
            tried[split] = index + len(run)
            headed = _headed(lines, index) or all(_VOICE.match(line.text) for _, line, *_ in run)
            if len(run) < _LEAST or (split in {_by_colon, _by_dash} and not (headed or near(index))):
                continue
            if split is _by_colon and not headed and len(run) < _LEAST_UNHEADED:
                continue
            if rows := _oriented(run, split_is_paren=split is _by_paren):
                found.append(rows)
                index += len(run) - 1
                break
        index += 1
    return found


Pair = tuple[int, Line, Extent, Extent]
Splitter = Callable[[str], tuple[Extent, Extent] | None]


def _run(lines: Sequence[Line], first: int, split: Splitter) -> list[Pair]:
    run: list[Pair] = []
    for index in range(first, len(lines)):
        line = lines[index]
        plain = line.role not in SKIPPED and len(line.text) <= 120 and not segments_of(line)
        sides = split(line.text) if plain else None
        if sides is None:
            break
        run.append((index, line, *sides))
    return run


def _by_leader(text: str) -> tuple[Extent, Extent] | None:
    return _halves(text, _LEADER.search(text))


def _by_dash(text: str) -> tuple[Extent, Extent] | None:
    return _halves(text, _DASH.search(text))


def _by_colon(text: str) -> tuple[Extent, Extent] | None:
    match = _COLON.search(text)
    return None if match and _LABEL.search(text, 0, match.start()) else _halves(text, match)


def _by_paren(text: str) -> tuple[Extent, Extent] | None:
    match = _PAREN.fullmatch(text)
    return (match.span("left"), match.span("right")) if match else None


def _halves(text: str, match: re.Match[str] | None) -> tuple[Extent, Extent] | None:
    if match is None or not match.start() or match.end() >= len(text):
        return None
    left, right = text[: match.start()], text[match.end() :]
    if _LEADER.search(right) or _JOB.search(left) or _JOB.search(right) or text[0] in '"“‘':
        return None
    if max(len(left), len(right)) > 60 or re.search(r"\bby\s*$|:$", left) or left[-1] in ".!?":
        return None
    return (0, match.start()), (match.end(), len(text))


def _headed(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above says that a cast list follows."""
    return index > 0 and _HEAD.fullmatch(lines[index - 1].text.strip(" :◆*#")) is not None


def _oriented(run: Sequence[Pair], *, split_is_paren: bool) -> list[CastRow]:
    """Tell performers from characters by the side that looks like people, or give up."""
    scores = [0, 0]
    for _, line, *sides in run:
        for side, (start, end) in enumerate(sides):
            words = line.text[start:end].strip()
            name = read_name(line.text, start, end)
            if name is None or name[1] < end - 2:
                scores[side] -= 1
            elif len(words.split()) >= 2 and not _TITLED.match(words):
                scores[side] += 1
            else:
                scores[side] -= 1
    if split_is_paren:
        person = 0
        if scores[0] < len(run) - 1:
            return []
    elif scores[0] == scores[1]:
        return []
    else:
        person = 0 if scores[0] > scores[1] else 1
    rows = []
    for index, line, *sides in run:
        start, end = sides[person]
        name = read_name(line.text, start, end)
        if name is None or line.text[name[1] : end].strip(" .*"):
            continue
        rows.append(
            CastRow(
                index=index,
                line=line,
                person=name,
                character=read_character(line.text, *sides[1 - person]),
            )
        )
    return rows if len(rows) >= _LEAST else []
