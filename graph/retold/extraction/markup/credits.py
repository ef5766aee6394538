"""Credit lines: who made a work, in which role, as blocks and boxes print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from retold.document import Role, Span
from retold.extraction.headline import HeadlineWork, title_in_line
from retold.extraction.lines import Line
from retold.extraction.markup.draft import Draft, Thing
from retold.extraction.markup.labels import Segment, segments_of
from retold.extraction.markup.names import is_company, read_companies, read_people
from retold.extraction.markup.sources import SOURCE, read_source
from retold.extraction.markup.titles import METADATA, PROSE, SKIPPED, title_above
from retold.extraction.markup.works import Subject, stated_kind, work_kind
from retold.values import DATE_PATTERN, parse_date, parse_number

__all__ = ["Group", "credit_groups", "read_group"]

_SURE: Final = 0.9
_BARE: Final = 0.85
_GUESSED: Final = 0.8
_BETWEEN: Final = 2

_PEOPLE: Final = {
    "director": "director",
    "producer": "producer",
    "composer": "composer",
    "creator": "creator",
    "translator": "translator",
    "illustrator": "illustrator",
    "author": "author",
}
_COMPANIES: Final = {
    "company": "production_company",
    "distributor": "distributor",
    "broadcaster": "broadcaster",
    "publisher": "publisher",
}
_BOOKS: Final = frozenset({"Novel", "ShortStory", "Comic", "NonFictionBook", "OtherWork"})
_PERFORMED: Final = frozenset({"Film", "Series", "Play", "Game", "Audio"})
_SCRIPTED: Final = frozenset({"Film", "Series", "Game"})
_AFTER_NAMES: Final = re.compile(
    r"\s*(?:$|[.;|·•∙)\]/(–—]|-\s|,\s*(?:\d|from|after|based|adapted|with|who|and others|et al)"
    r"|(?:from|after|based|adapted|at|for|in|on|with|and|to|as|under)\b|\d|\[|[“”\"])",
)
_PREFIX: Final = re.compile(r"(?:[\d#№]{1,3}[.):]?\s+)?")


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """Neighbouring credit lines that speak of one work."""

    first: int
    last: int
    title: HeadlineWork | None = None
    inline: bool = False
    segments: list[Segment] = field(default_factory=list)

    def keys(self) -> set[str]:
        """What the labels of the group stand for."""
        return {key for segment in self.segments for key in segment.keys}


def credit_groups(lines: Sequence[Line]) -> list[Group]:
    """Return the groups of credit lines of a page, in order."""
    parsed = [[] if line.role in SKIPPED else segments_of(line) for line in lines]
    groups: list[Group] = []
    for index, (line, segments) in enumerate(zip(lines, parsed, strict=True)):
        if not segments:
            continue
        neighbours = [*parsed[max(index - 2, 0) : index], *parsed[index + 1 : index + 3]]
        company = line.role is Role.CREDITS or any(segment.sure for near in neighbours for segment in near)
        kept = [s for s in segments if s.sure or company or (len(segments) > 1 and not s.weak)]
        if not kept:
            continue
        title, prose = _before(line, kept[0].start)
        if prose:
            continue
        current = groups[-1] if groups else None
        if current is None or title is not None or _parted(lines, current, index):
            current = Group(first=index, last=index, title=title, inline=title is not None)
            groups.append(current)
        current.last = index
        current.segments.extend(kept)
    for number, group in enumerate(groups):
        if group.title is None:
            floor = groups[number - 1].last + 1 if number else 0
            group.title = _labelled_title(group) or title_above(lines, group.first, floor=floor)
    return groups


def _before(line: Line, start: int) -> tuple[HeadlineWork | None, bool]:
    """Return the title that a line prints before its first label, and whether prose stands there instead."""
    lead = _PREFIX.match(line.text)
    skip = lead.end() if lead else 0
    words = line.text[skip:start].rstrip(" .,:;–—|·-/(")
    if not words:
        return None, False
    if len(words) <= 110 and (hit := title_in_line(words)):
        first, last, year, kind, weight = hit
        span = line.span(skip + first, skip + last)
        found = HeadlineWork(name=words[first:last], span=span, kind=kind, year=year, weight=weight)
        if _like_a_title(words, found):
            return found, False
    return None, len(words) > 60 or not METADATA.fullmatch(words)


def _like_a_title(words: str, found: HeadlineWork) -> bool:
    """Whether a line's beginning is a title and not metadata ("Japan 1950")."""
    if re.search(r"\b(?:18|19|20)\d\d$", found.name):
        return False
    return found.weight >= 1.5 or (
        len(found.name.split()) >= 2 and not re.search(r"\d+\s*(?:min|m\b)", words)
    )


def _parted(lines: Sequence[Line], group: Group, index: int) -> bool:
    """Whether something between the group and line `index` says that another work begins."""
    between = lines[group.last + 1 : index]
    if len(between) > _BETWEEN + 4 or any(len(line.text) > PROSE for line in between):
        return True
    above = lines[index - 1]
    hit = title_in_line(above.text) if between and above.role not in SKIPPED else None
    return hit is not None and (hit[4] >= 2 or (above.gap and group.title is None))


def _labelled_title(group: Group) -> HeadlineWork | None:
    for segment in group.segments:
        if "title" in segment.keys and segment.sure:
            words = segment.line.text[segment.value : segment.end].rstrip(" .;|·")
            if hit := title_in_line(words) or title_in_line(words.split(", ")[0]):
                start, end, year, kind, weight = hit
                span = segment.line.span(segment.value + start, segment.value + end)
                return HeadlineWork(name=words[start:end], span=span, kind=kind, year=year, weight=weight + 1)
    return None


def read_group(draft: Draft, group: Group, subject: Subject, lines: Sequence[Line]) -> Thing | None:
    """Add what the credits of a group say about `subject`; return its work, or None if no kind is known."""
    beside = lines[max(group.first - 3, 0) : group.last + 4]
    near = [line for line in beside if len(line.text) <= PROSE and line.role not in SKIPPED]
    kind = subject.title.kind
    if kind is None and not group.inline:
        performed = group.keys() & {"director", "cast"}
        kind = stated_kind(subject.title.name, lines, among=_PERFORMED if performed else None)
    kind = kind or work_kind(subject, group.keys(), near)
    if kind is None:
        return None
    work = draft.thing(kind, subject.title.name, span=subject.title.span)
    for segment in group.segments:
        confidence = (_SURE if segment.sure else _BARE) - subject.doubt
        _read_segment(draft, work, segment, confidence=confidence)
    if (
        subject.title.year
        and not group.inline
        and group.keys() & {"director", "cast", "writer", "author", "publisher"}
    ):
        end = re.compile(r"[^)]*\)").match(draft.document.text, subject.title.span.end)
        span = Span(start=subject.title.span.start, end=end.end() if end else subject.title.span.end)
        draft.state(work, "released", subject.title.year, span=span, confidence=0.85)
    return work


def _read_segment(draft: Draft, work: Thing, segment: Segment, *, confidence: float) -> None:
    line, text = segment.line, segment.line.text
    at, end = segment.value, segment.end
    quote = line.span(segment.start, at + len(text[at:end].rstrip(" ,;|·•/")))
    keys = segment.keys
    if "source" in keys:
        if not _original_creator(draft, work, segment):
            read_source(draft, work, line, at, end, quote=quote, confidence=confidence)
        return
    if "cast" in keys or "narrator" in keys:
        _read_cast(draft, work, segment, quote=quote, confidence=confidence)
    elif relations := _people_relations(keys, work.kind):
        stop = _read_makers(draft, work, segment, relations, quote=quote, confidence=confidence)
        if match := SOURCE.search(text, stop, end):
            lead = match.group()[:1]
            whole = line.span(match.start() + (not lead.isalpha()), end)
            read_source(draft, work, line, match.end(), end, quote=whole, confidence=confidence)
    for key in keys:
        if key in _COMPANIES:
            _read_companies(draft, work, segment, _COMPANIES[key], quote=quote, confidence=confidence)
    _read_values(draft, work, segment, quote=quote, confidence=confidence)


def _people_relations(keys: Sequence[str], kind: str) -> list[str]:
    """Return the relations that a label gives the people after it, which depend on the kind of work."""
    relations = []
    for key in keys:
        if key == "writer":
            relations.append("screenwriter" if kind in _SCRIPTED else "author")
        elif key == "story":
            if kind in {"Comic", "Audio", "Play"}:
                relations.append("author")
        elif key == "illustrator":
            if kind in _BOOKS:
                relations.append("illustrator")
        elif key == "author":
            if kind not in _SCRIPTED:
                relations.append("author")
        elif key in _PEOPLE:
            relations.append(_PEOPLE[key])
    return relations


def _read_makers(
    draft: Draft, work: Thing, segment: Segment, relations: list[str], *, quote: Span, confidence: float
) -> int:
    text = segment.line.text
    people, stop = read_people(text, segment.value, segment.end)
    strict = not segment.sure or segment.by
    if strict and not _AFTER_NAMES.match(text, stop, segment.end):
        return segment.end
    if not segment.sure and text[stop : segment.end].strip(" .,;|·()0123456789–-"):
        return segment.end
    if not _AFTER_NAMES.match(text, stop, segment.end):
        people = people[:-1]
    for person in people:
        name = text[slice(*person.name)]
        span = segment.line.span(*person.name)
        for relation in relations:
            if is_company(name):
                if relation == "producer":
                    company = draft.thing("Organization", name, span=span)
                    draft.state(work, "production_company", company, span=quote, confidence=confidence)
            else:
                maker = draft.thing("Person", name, span=span)
                draft.state(work, relation, maker, span=quote, confidence=confidence)
    return stop


def _read_cast(draft: Draft, work: Thing, segment: Segment, *, quote: Span, confidence: float) -> None:
    line, text = segment.line, segment.line.text
    people, stop = read_people(text, segment.value, segment.end, cast=True)
    if not segment.sure and not _AFTER_NAMES.match(text, stop, segment.end):
        return
    for person in people:
        actor = draft.thing("Person", text[slice(*person.name)], span=line.span(*person.name))
        draft.state(work, "actor", actor, span=quote, confidence=confidence)
        for extent in person.characters:
            character = draft.thing("Character", text[slice(*extent)], span=line.span(*extent))
            closed = extent[1] + (text[extent[1] : extent[1] + 1] == ")")
            near = line.span(person.name[0], closed)
            draft.casting(work, character, actor, span=near, confidence=confidence)


def _original_creator(draft: Draft, work: Thing, segment: Segment) -> bool:
    """Whether the label is "Original creator" and its like, which names a person and not a work."""
    return re.match(r"original (?:work|creator|story)", segment.label, re.I) is not None


def _read_companies(
    draft: Draft, work: Thing, segment: Segment, relation: str, *, quote: Span, confidence: float
) -> None:
    if relation == "publisher" and work.kind in {"Film", "Series"}:
        return
    text = segment.line.text
    companies, _ = read_companies(text, segment.value, segment.end)
    for extent in companies:
        name = text[slice(*extent)]
        if parse_date(name):
            continue
        company = draft.thing("Organization", name, span=segment.line.span(*extent))
        draft.state(work, relation, company, span=quote, confidence=confidence)


_EPISODES: Final = re.compile(r"\s*([\w-]+)")
_DATE: Final = re.compile(rf"(?<![\w-]){DATE_PATTERN}(?!\w)", re.I)


def _read_values(draft: Draft, work: Thing, segment: Segment, *, quote: Span, confidence: float) -> None:
    text = segment.line.text
    value = text[segment.value : segment.end]
    if "released" in segment.keys and (match := _DATE.search(value)) and match.start() < 40:
        date = parse_date(match.group())
        if date:
            draft.state(work, "released", date, span=quote, confidence=confidence)
        paren = re.match(r"\s*\(([^()]+)\)", value[match.end() :])
        if paren and segment.sure and re.fullmatch(r"[A-Z][\w+]*(?: [A-Z+][\w+]*){0,2}", paren[1]):
            _read_platform(draft, work, segment, match.end() + paren.start(1), paren[1], quote=quote)
    if "episodes" in segment.keys and (count := _EPISODES.match(value)):
        number = parse_number(count[1])
        if number:
            draft.state(work, "episodes", str(number), span=quote, confidence=confidence)
    if "genre" in segment.keys:
        words = re.split(r"[.;|]", value)[0]
        for genre in re.split(r"\s*[,/·]\s*|\s+and\s+", words):
            if 2 < len(genre.strip()) <= 40:
                draft.state(work, "genre", genre.strip().casefold(), span=quote, confidence=confidence)


def _read_platform(draft: Draft, work: Thing, segment: Segment, at: int, name: str, *, quote: Span) -> None:
    """Read the service in brackets after a date; a country there is none, and services carry a sign of it."""
    if re.search(r"\+|TV$|[a-z][A-Z]|flix|\bPrime\b|\bMax\b", name):
        start = segment.value + at
        service = draft.thing("Organization", name, span=segment.line.span(start, start + len(name)))
        draft.state(work, "broadcaster", service, span=quote, confidence=_GUESSED)
