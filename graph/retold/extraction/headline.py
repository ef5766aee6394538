"""What a page is about, as its title lines say: the works they name, and what sort of page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from retold.document import Document, Role, Span
from retold.extraction.capitals import SMALL_WORDS, capital_runs, title_case, title_shape
from retold.extraction.kinds import kind_in_words
from retold.extraction.lines import Line, lines_of

__all__ = ["HeadlineWork", "headline_works", "page_kind", "title_in_line"]

_QUOTED: Final = re.compile(
    r"(?<!\w)(?:“(?P<a>[^“”]{2,80})”|‘(?P<b>[^‘\n]{2,80}?)’(?!\w)|\"(?P<c>[^\"]{2,80})\""
    r"|'(?P<d>[^'\n]{2,80}?)'(?!\w)"
    r"|\*{1,3}(?P<e>[^*]{2,80})\*{1,3}|\b_(?P<f>[^_]{2,80})_\b|«(?P<g>[^«»]{2,80})»)"
)
_YEAR: Final = r"\((?:[^()]{0,40}?[\s,;])??(?P<year>(?:18|19|20)\d\d)(?:[–-]\d{0,4})?(?:[,;][^()]{0,40})?\)"
_TITLE_YEAR: Final = re.compile(
    rf"^(?P<title>[^\s(][^()\n|]{{0,78}}?)\s*(?:\((?P<other>[^()\d]{{2,60}})\)\s*)?{_YEAR}"
)
_REVIEW_AFTER: Final = re.compile(
    r"^(?P<title>[^\n|]{2,80}?)[,:]?\s+(?:[–—-]\s+)?(?:(?:season|series|episodes?|ep\.?|s\d|volume"
    r"|vol\.)\b[^:–—]{0,20}\s)?"
    r"(?:(?P<medium>film|movie|tv|book|game|theatre|theater|series|play|album|podcast|audiobook)\s+)?"
    r"(?:review(?:ed)?|recap|finale|explained)\b(?!\s+of\b)",
    re.I,
)
_REVIEW_BEFORE: Final = re.compile(
    r"^(?:(?P<medium>film|movie|tv|book|game|theatre|theater|series|play|stage|radio|album|podcast|dvd"
    r"|restoration)\s+)?"
    r"(?:review|recap|restoration|rewatch)s?\s*(?:of\b|[:|–—-])\s*(?P<title>[^|–—\n]{2,80})",
    re.I,
)
#: Words of section heads, menus and mastheads, which are set like titles.
_SECTION: Final = re.compile(
    r"\b(?:home|menu|reviews?|news|cast|credits?|crew|synopsis|presents?|press|issue|exclusive|share"
    r"|subscribe"
    r"|log in|newsletter|edition|weekly|magazine|courier|gazette|herald|times|observer|programme|notes?"
    r"|comments?|verdict|voices|contact|the box|pros|cons|vol|staff|adaptations?|productions?|awards"
    r"|background"
    r"|plot|reception|development|release|summary|overview|details|info(?:rmation)?|trivia|about|section"
    r"|language|country|pictures|music|further reading|see also|references|history|characters|soundtrack"
    r"|minutes|catalogue|record|chapter|company|scope|winner|original|tv|theatre|theater|stage|streaming"
    r"|letters?|arts|culture"
    r"|opinion|conversations?|interviews?|talking|television)\b\.?",
    re.I,
)
_ELSEWHERE: Final = re.compile(
    r"(?:more|related|also|next|trending|see also|read|coming|most read|you may|if you liked|previously"
    r"|in this"
    r"|up next)\b.*(?::|\|)",
    re.I,
)
_NOT_TITLE: Final = re.compile(r"an? .{2,40} (?:films?|production|picture|movie|original|series)$", re.I)
#: What a programme or a numbered list prints before a title: an hour, a day, a number, a prize.
_BEFORE_TITLE: Final = re.compile(
    r"(?:\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\.?,?\s+(?:[\w ]{2,24}:\s+)?|\d{1,2}[.:]\d\d\s+"
    r"|\d{1,3}[.)]\s+(?=\S)|#\d{1,3}[.:)]?\s+"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?:\s+|best [\w ]{3,30}:\s+)",
    re.I,
)
_NO_TITLE: Final = re.compile(
    r"\.{3,}|(?:\. ){3}|\s{3,}|[£$€]|//|\d[.:]\d\d|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?\b"
    r"|\d+\s?(?:pp?|min)\b"
    r"|\bof the (?:week|month|day)\b|\bin review\b|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)",
    re.I,
)
_MEDIA: Final = {
    "film": "Film", "movie": "Film", "dvd": "Film", "restoration": "Film", "tv": "Series", "series": "Series",
    "book": "Novel", "game": "Game", "theatre": "Play", "theater": "Play", "play": "Play", "stage": "Play",
    "radio": "Audio", "album": "Audio", "podcast": "Audio",
}  # fmt: skip
_SKIPPED: Final = frozenset({Role.NAVIGATION, Role.RELATED, Role.DATA, Role.CAPTION})
#: How many lines at the top of a page may hold its headline.
_TOP: Final = 14
#: How many title lines are looked at, and how long they may be: more would make a hostile page slow.
_MOST: Final = 40
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineWork:
    """A work that a title line names. `weight` grows with the signs that it is a title; 2 is a good one."""

    name: str
    span: Span
    kind: str | None
    year: str | None
    weight: float


def title_in_line(text: str) -> tuple[int, int, str | None, str | None, float] | None:
    """Return start and end of the title that a whole line is, its year, its kind and a weight, or None.

    It reads "X (2021)", "“X”", "X review", "Film review: X", "X" in title case.
    """
    before = _BEFORE_TITLE.match(text)
    skip = before.end() if before else 0
    if (hit := _title_in(text[skip:])) is None:
        return None
    start, end, year, kind, weight = hit
    return start + skip, end + skip, year, kind, weight


def _title_in(text: str) -> tuple[int, int, str | None, str | None, float] | None:
    weight, year, kind = 0.0, None, None
    start, end = 0, len(text)
    if before := _REVIEW_BEFORE.match(text):
        start, end, weight = before.start("title"), before.end("title"), 2.0
        kind = _MEDIA.get((before["medium"] or "").casefold())
    elif (after := _REVIEW_AFTER.match(text)) and (title_case(after["title"]) or _QUOTED.match(text)):
        end, weight = after.end("title"), 2.0
        kind = _MEDIA.get((after["medium"] or "").casefold())
    inner = text[start:end]
    quoted = [m for m in _QUOTED.finditer(inner) if title_case(_quoted_text(m))]
    if dated := _TITLE_YEAR.match(inner):
        year = dated["year"]
        end = start + dated.end("title")
        weight += 2.0
        if quoted and quoted[0].end() <= end - start + 1:
            start, end = _inside(quoted[0], start)
    elif quoted and (weight or len(quoted) == 1):
        whole = quoted[0].start() == 0 and quoted[0].end() >= len(inner.rstrip(" .,")) - 1
        weight += 2.0 if whole else 1.0
        start, end = _inside(quoted[0], start)
    elif not weight:
        if (
            _NO_TITLE.search(text)
            or len(text) > 70
            or text.endswith((".", "?", ",", ";"))
            or re.search(r"[|›»▸→@©]|\s[·/]\s|:$", text)
        ):
            return None
        weight = 1.0
    if _NOT_TITLE.match(text):
        return None
    name = re.sub(r"\s*\([^()]*\)$", "", text[start:end]).strip(' .,:;/–—-"“”‘’*_')
    if not title_case(name) or len(name.split()) > 12 or _SECTION.fullmatch(name) or _ELSEWHERE.match(text):
        return None
    if re.search(r"^\w+ed by\s|\bphotos?:", name, re.I):
        return None
    if re.search(r"\s(?:as|by)\s|\bphoto\b|\bclick\b", name, re.I) and weight < 1.5:
        return None
    if name.split()[-1].casefold() in SMALL_WORDS or not any(c.isalpha() for c in name):
        return None
    if weight <= 1.0 and _SECTION.search(name):
        return None
    if weight <= 1.0 and ":" in name and not name.isupper():
        weight = 0.5
    start = text.index(name, start)
    return start, start + len(name), year, kind, weight


def _quoted_text(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _inside(match: re.Match[str], offset: int) -> tuple[int, int]:
    index = next(number for number, group in enumerate(match.groups(), start=1) if group)
    return offset + match.start(index), offset + match.end(index)


def headline_works(document: Document, *, lines: Sequence[Line] | None = None) -> tuple[HeadlineWork, ...]:
    """Return the works that the title lines at the top of the page name, the most likely first."""
    lines = lines_of(document) if lines is None else lines
    top = [line for line in lines if line.role not in _SKIPPED]
    titled = [line for line in top if line.role is Role.TITLE and len(line.text) <= _LONGEST][:_MOST]
    first = titled or [line for line in top[:_TOP] if len(line.text) <= 160]
    found: dict[str, HeadlineWork] = {}
    for line in first:
        rest = "\n".join(other.text for other in top if other is not line)
        for work in (*_stated(line, rest), *_repeated(line, rest)):
            known = found.get(work.name.casefold())
            if known is None or known.weight < work.weight:
                found[work.name.casefold()] = work
    return tuple(sorted(found.values(), key=lambda work: (-work.weight, work.span)))


def _stated(line: Line, rest: str) -> Iterator[HeadlineWork]:
    """Yield the title that the form of a line says it is; one that the page never repeats weighs less."""
    hit = title_in_line(line.text)
    if hit is not None:
        start, end, year, kind, weight = hit
        name = line.text[start:end]
        again = _count(name, rest)
        explicit = weight >= 2
        weight += 0.5 * min(again, 4) + (0.5 if explicit or (line.role is Role.TITLE and again) else 0.0)
        weight -= 0.5 if name.isupper() and not explicit else 0.0
        if weight >= 2 and kind is None:
            kind = kind_in_words(" ".join(line.text[:start].split()[-2:]).strip("\"“‘'*_ "))
        yield HeadlineWork(name=name, span=line.span(start, end), kind=kind, year=year, weight=weight)


def _repeated(line: Line, rest: str) -> Iterator[HeadlineWork]:
    """Yield the capitalised words of a headline that the rest of the page repeats as they are."""
    if line.text.isupper():
        return
    whole = f"{line.text}\n{rest}"
    for start, end in capital_runs(line.text):
        name = line.text[start:end]
        again = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", rest))
        if again and not _SECTION.fullmatch(name):
            weight = 1.0 + 0.5 * min(again, 4) + title_shape(name, whole)
            yield HeadlineWork(name=name, span=line.span(start, end), kind=None, year=None, weight=weight)


def _count(name: str, text: str) -> int:
    """Return how often a text prints the name with its capitals, in upper case or not."""
    found = re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)
    return sum(title_case(words) for words in found)


_PAGE_SIGNS: Final = (
    ("recap", r"\brecap\b|\bepisode \d+\b.{0,40}\bexplained\b"),
    (
        "review",
        r"\breview(?:ed|er|s)?\b|\b(?:rating|score|verdict|grade)\s*:|[★⭐]{2,}|\bout of (?:5|10|four|five"
        r"|ten)\b",
    ),
    ("interview", r"\binterview(?:s|ed)?\b|\bq ?& ?a\b|\btalks to\b"),
    (
        "list",
        r"^(?:the )?(?:\d+|five|ten|seven|twelve) (?:best |new )?(?:movies|films|books|shows|series)\b"
        r"|\bbest (?:movies|films|books|shows|series|anime)\b|\b\d+ (?:movies|films|books|shows|series) to\b",
    ),
)
_PAGE_PATTERNS: Final = tuple((kind, re.compile(signs, re.I)) for kind, signs in _PAGE_SIGNS)
_DEFINITION: Final = re.compile(
    r"[^.]{2,120}\b(?:is|was) an? (?:[\w-]+ ){0,6}(?:film|novel|series|play|manga|game|book|musical)\b"
)


def page_kind(document: Document, *, lines: Sequence[Line] | None = None) -> str:
    """Return what sort of page it is: review, recap, interview, list, encyclopedia or news.

    The title lines decide, then a printed rating, then the first sentence.
    """
    lines = lines_of(document) if lines is None else lines
    kept = [line for line in lines if line.role not in _SKIPPED]
    titles = [line.text for line in kept if line.role is Role.TITLE] or [line.text for line in kept[:3]]
    for kind, pattern in _PAGE_PATTERNS:
        if any(pattern.search(text) for text in titles):
            return kind
    if any(line.role is Role.RATING for line in kept):
        return "review"
    body = next((line.text for line in kept if line.role is Role.BODY and len(line.text) > 80), "")
    return "encyclopedia" if _DEFINITION.match(body) else "news"
