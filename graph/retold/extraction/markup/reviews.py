"""Who reviewed the work of a page, and how it was rated."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from retold.document import Role, Span
from retold.extraction.headline import HeadlineWork, title_in_line
from retold.extraction.lines import Line
from retold.extraction.markup.names import read_name
from retold.extraction.markup.ratings import Rating, find_rating, labelled_rating
from retold.values import fold

__all__ = ["Byline", "RatedLine", "bylines", "is_review", "rated_lines"]

_SKIPPED: Final = frozenset({Role.NAVIGATION, Role.RELATED, Role.DATA, Role.CAPTION, Role.QUOTE})
_BY: Final = re.compile(
    r"(?:(?P<review>reviewed by|(?:[a-z]+ )?review by|review:|reviewer:|critic:|listened to by:?"
    r"|watched by|played by:)"
    r"|(?P<by>by|words(?: by)?|text(?: by)?|written by|posted by|compiled by|author)\b)\s*:?\s+",
    re.I,
)
_SIGNED: Final = re.compile(r"[–—-]{1,2}\s*")
_AFTER: Final = re.compile(
    r"\s*(?:$|[|,∙·•/(@❘.]|//|[–—-]\s|for\b|in\b|is\b|at\b|\d|updated\b|published\b|posted\b)", re.I
)
_BIO: Final = re.compile(
    r"\s+(?:is an?|teaches|writes|covers|lives|eats|reviews|joined|watches|reads|has (?:written|reviewed)"
    r"|edits"
    r"|reports|hosts|blogs|runs|works)\b"
)
_REVIEW: Final = re.compile(r"\breview(?:s|ed|er)?\b|\bcritic\b", re.I)
_TITLED: Final = re.compile(r"\s*,?\s+(?:chief |senior )?(?:film |tv |book |games |theatre )?critic\b", re.I)
_COMMON: Final = re.compile(
    r"\b(?:film|movie|news|review|desk|staff|editor|team|magazine|reporter|culture|books?|stage|the"
    r"|critics?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedLine:
    """A rating in its line, with the title that the line itself gives, if it does."""

    index: int
    line: Line
    rating: Rating
    title: HeadlineWork | None
    labelled: bool

    @property
    def span(self) -> Span:
        """The words that state the rating."""
        return self.line.span(self.rating.start, self.rating.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The name of whoever signs the page. `review`: the words themselves say that it is a review."""

    name: str
    span: Span
    quote: Span
    review: bool
    confidence: float


def rated_lines(lines: Sequence[Line]) -> list[RatedLine]:
    """Return the lines that rate a work: labelled, alone, after a title, or as a paragraph's last words."""
    found = []
    for index, line in enumerate(lines):
        if line.role in _SKIPPED:
            continue
        rating = _labelled_part(line.text)
        labelled = rating is not None
        title = None
        if rating is None:
            rating, title = _unlabelled(line)
        if rating is not None and rating.value:
            found.append(RatedLine(index=index, line=line, rating=rating, title=title, labelled=labelled))
    return found


def _labelled_part(text: str) -> Rating | None:
    """Return the rating that a line, or a part of it after a separator, gives with a label."""
    for start in [0, *(m.end() for m in re.finditer(r"\s(?:[|·∙•]|/{1,2})\s+", text))][:6]:
        if rating := labelled_rating(text[start:]):
            return replace(rating, start=start + rating.start, end=start + rating.end)
    return None


def _unlabelled(line: Line) -> tuple[Rating | None, HeadlineWork | None]:
    text = line.text
    rating = find_rating(text)
    if rating is None:
        return None, None
    before, after = text[: rating.start].strip(" |·∙–—-:(["), text[rating.end :].strip(" |·∙–—-:.)]")
    if line.role is Role.RATING and not after and (title := _own_title(line, before, least=1.0)):
        return rating, title
    if before and len(before) <= 90 and text[rating.start - 1 : rating.start] == "(" and not after:
        return rating, _own_title(line, before, least=1.0)
    if not before and (len(after) <= 60 or line.role is Role.RATING):
        return rating, None
    if line.role is Role.RATING and len(text) < 100:
        return rating, None
    if len(before) <= 120 and not after:
        parts = re.split(r"\s+[|·∙•/–—]\s+", before)
        if title := _own_title(line, parts[0], least=1.0 if len(parts) > 1 or rating.scaled else 1.5):
            return rating, title
    return _closing(text), None


def _own_title(line: Line, words: str, *, least: float) -> HeadlineWork | None:
    """Return the title that the words before a rating are."""
    hit = title_in_line(words)
    if hit is None or hit[4] < least or (hit[4] < 1.5 and _BY.match(words)):
        return None
    start, end, year, kind, weight = hit
    at = line.text.index(words)
    span = line.span(at + start, at + end)
    return HeadlineWork(name=words[start:end], span=span, kind=kind, year=year, weight=weight)


def _closing(text: str) -> Rating | None:
    """Return the rating that is the last sentence of a paragraph."""
    for start in [m.end() for m in re.finditer(r"(?<=[.!?…”\"])\s+", text)][-2:]:
        rating = find_rating(text, start)
        if rating is None or not rating.scaled or rating.start != start:
            continue
        if re.match(r"\s*(?:stars?)?\s*(?:$|[.,(|–—])", text[rating.end :]):
            return rating
    return None


def is_review(lines: Sequence[Line], *, rated: bool) -> bool:
    """Whether the page says of itself that it is a review."""
    top = [line for line in lines if line.role not in _SKIPPED][:5]
    return rated or any(_REVIEW.search(line.text) for line in top if len(line.text) < 160)


def bylines(
    lines: Sequence[Line], *, known: Collection[str], titles: Collection[str], books: bool = False
) -> list[Byline]:
    """Return who signs the page, the surest first.

    `known` are the folded names of the people who made the work, `titles` the folded titles on the page.
    With `books`, a "by" right under a title names the author of the book.
    """
    shown = [line for line in lines if line.role not in _SKIPPED]
    found: list[Byline] = []
    for position, line in enumerate(shown):
        edge = position < 10 or position >= len(shown) - 4
        if not edge and line.role is not Role.BYLINE:
            continue
        last = position >= len(shown) - 2
        follows = position > 0 and shown[position - 1].text.casefold().strip(" :") in {
            "by",
            "words by",
            "written by",
        }
        if follows and (byline := _alone(line, last=True)) is not None:
            found.append(byline)
            continue
        byline = _labelled(line) or (
            _alone(line, last=last) if position > 1 or line.role is Role.BYLINE else None
        )
        if byline is None and last:
            byline = _biography(line, shown[:position])
        if books and byline and position and fold(shown[position - 1].text) in titles:
            continue
        if byline is None or fold(byline.name) in known or fold(byline.name) in titles:
            continue
        found.append(byline)
    return sorted(found, key=lambda byline: (not byline.review, -byline.confidence, byline.span))


def _labelled(line: Line) -> Byline | None:
    """Read "By X", "Words: X", "Reviewed by X" at the beginning of a line or of a part of it."""
    text = line.text
    for start in [0, *(m.end() for m in re.finditer(r"(?:\s[|∙·•❘/]{1,2}\s+|(?<=[.])\s+)", text))]:
        match = _BY.match(text, start)
        if match is None or (match["by"] and start and not match["by"][0].isupper() and len(text) > 160):
            continue
        name = read_name(text, match.end(), len(text))
        if name and _AFTER.match(text, name[1]) and _personal(text[slice(*name)]):
            return Byline(
                name=text[slice(*name)],
                span=line.span(*name),
                quote=line.span(match.start(), name[1]),
                review=bool(match["review"]),
                confidence=0.85,
            )
    return None


def _alone(line: Line, *, last: bool) -> Byline | None:
    """Read a line that is a name and little else: "X", "– X", "X, chief film critic", "X for The Paper"."""
    text = line.text
    name = read_name(text, 0, len(text))
    if name is None or len(text) > 90 or not _personal(text[slice(*name)]):
        return None
    rest = text[name[1] :]
    critic = _TITLED.match(rest) is not None
    signed = line.role is Role.BYLINE or (
        last and re.match(r"\s*(?:$|[|∙·❘]|,\s*[^\Wa-z]|for\b|in\b)", rest) is not None
    )
    if not (critic or signed or (rest.strip(" .") == "" and len(text.split()) >= 2)):
        return None
    if len(text[slice(*name)].split()) < 2 or (text[slice(*name)].isupper() and line.role is not Role.BYLINE):
        return None
    confidence = 0.85 if critic or line.role is Role.BYLINE else 0.75
    return Byline(
        name=text[slice(*name)],
        span=line.span(*name),
        quote=line.whole,
        review=critic,
        confidence=confidence,
    )


def _biography(line: Line, before: Sequence[Line]) -> Byline | None:
    """Read the note on its author that closes a review: "X teaches at ..."."""
    name = read_name(line.text, 0, len(line.text))
    if name is None or len(line.text) > 200 or not _BIO.match(line.text, name[1]):
        return None
    words = line.text[slice(*name)]
    if len(words.split()) < 2 or not _personal(words) or any(words in other.text for other in before):
        return None
    return Byline(name=words, span=line.span(*name), quote=line.whole, review=False, confidence=0.75)


def _personal(name: str) -> bool:
    return (
        not _COMMON.search(name) and len(name.split()) <= 4 and not (name.isupper() and len(name.split()) > 3)
    )
