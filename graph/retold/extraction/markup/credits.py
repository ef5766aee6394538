"""Credit lines: who made a work, in which role, as blocks and boxes print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from retold.document import Role, Span
from retold.extraction.headline import HeadlineWork, title_in_line
from retold.extraction.kinds import kind_in_words
from retold.extraction.lines import Line
from retold.extraction.markup.draft import Draft, Thing
from retold.extraction.markup.labels import Segment, segments_of
from retold.extraction.markup.names import is_company, is_person, read_companies, read_people
from retold.extraction.markup.sentences import in_sentence
from retold.extraction.markup.sources import SOURCE, read_source
from retold.extraction.markup.titles import METADATA, PROSE, SKIPPED, names_again, title_above
from retold.extraction.markup.works import Subject, lines_beside, work_kind
from retold.values import DATE_PATTERN, parse_date, parse_number

__all__ = ["Group", "credit_groups", "read_group"]

_SURE: Final = 0.9
_BARE: Final = 0.85
_GUESSED: Final = 0.8
_BETWEEN: Final = 2
#: How many labels of a box are looked at to see that another work begins.
_BOX: Final = 40

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
_SCRIPTED: Final = frozenset({"Film", "Series", "Game"})
_AFTER_NAMES: Final = re.compile(
    r"\s*(?:$|[.;|·•∙)\]/(–—]|-\s|,\s*(?:\d|from|after|based|adapted|with|who|and others|et al)"
    r"|(?:from|after|based|adapted|at|for|in|on|with|and|to|as|under)\b|\d|\[|[“”\"])",
)
_ORIGINAL: Final = re.compile(r"original\b", re.I)
_YEAR: Final = re.compile(r"\((?:[^()]*\D)?(?:18|19|20)\d\d\)")
_PREFIX: Final = re.compile(r"(?:[\d#№]{1,3}[.):]?\s+)?")


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """Neighbouring credit lines that speak of one work."""

    first: int
    last: int
    title: HeadlineWork | None = None
    inline: bool = False
    #: Whether the group goes on with the box of the group before it.
    continued: bool = False
    segments: list[Segment] = field(default_factory=list)
    #: The number of the line of each segment.
    indices: list[int] = field(default_factory=list)

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
        if not kept or in_sentence(line.text, kept) or _of_several(kept):
            continue
        title, prose = _before(line, kept, lines)
        if prose:
            continue
        current = groups[-1] if groups else None
        opens = "title" in kept[0].keys and kept[0].sure and not _ORIGINAL.match(kept[0].label)
        parted = current is None or title is not None or _parted(lines, current, index)
        if current is not None and not parted and (again := _repeated(current, kept, parsed, index)):
            groups.append(current := _split(current, again))
        if current is None or opens or parted:
            current = Group(first=index, last=index, title=title, inline=title is not None)
            groups.append(current)
        current.last = index
        current.segments.extend(kept)
        current.indices.extend([index] * len(kept))
    for number, group in enumerate(groups):
        if group.title is None:
            floor = groups[number - 1].last + 1 if number else 0
            above = groups[number - 1].title if group.continued else None
            group.title = _labelled_title(group) or above or title_above(lines, group.first, floor=floor)
    return groups


def _of_several(segments: Sequence[Segment]) -> bool:
    """Whether the makers of a line have their works with them ("Scripts: X (1992), directed by A")."""
    return any(
        not {"source", "released", "title", "cast"}.intersection(segment.keys)
        and len(segments) > number + 1
        and _YEAR.search(segment.line.text, segment.value, segment.end)
        for number, segment in enumerate(segments)
    )


def _repeated(
    group: Group, kept: Sequence[Segment], parsed: Sequence[Sequence[Segment]], index: int
) -> int | None:
    """Return the line where a second work begins in the group, if line `index` repeats one of its labels.

    Boxes of a franchise print the credits of one work under those of another; unlabelled lines part them.
    """
    labels = {segment.label.casefold() for segment in kept if segment.sure and not segment.start}
    before = [
        number
        for number, segment in zip(group.indices[-_BOX:], group.segments[-_BOX:], strict=True)
        if segment.label.casefold() in labels and number < index - 1
    ]
    if not before or group.inline:
        return None
    breaks = [number for number in range(before[-1] + 1, index) if not parsed[number]]
    return breaks[-1] + 1 if breaks else None


def _split(group: Group, first: int) -> Group:
    """Take the segments from line `first` on out of the group and return them as a group of their own."""
    cut = next((n for n, index in enumerate(group.indices) if index >= first), len(group.indices))
    later = Group(first=first, last=max(group.last, first), continued=True)
    later.segments, later.indices = group.segments[cut:], group.indices[cut:]
    del group.segments[cut:], group.indices[cut:]
    group.last = group.indices[-1]
    return later


def _before(
    line: Line, segments: Sequence[Segment], lines: Sequence[Line]
) -> tuple[HeadlineWork | None, bool]:
    """Return the title that a line prints before its first label, and whether prose stands there instead."""
    start = segments[0].start
    lead = _PREFIX.match(line.text)
    skip = lead.end() if lead else 0
    words = line.text[skip:start].rstrip(" .,:;–—|·-/(")
    if not words:
        return None, False
    if len(words) <= 110 and (hit := title_in_line(words)):
        first, last, year, kind, weight = hit
        span = line.span(skip + first, skip + last)
        found = HeadlineWork(name=words[first:last], span=span, kind=kind, year=year, weight=weight)
        if segments[0].keys == ("translator",) and weight < 1.5:
            return None, False
        if _like_a_title(words, found) and (
            weight >= 1.5 or (weight >= 1 and len(segments) > 1) or names_again(found.name, lines)
        ):
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
        if "title" in segment.keys and segment.sure and not _ORIGINAL.match(segment.label):
            words = segment.line.text[segment.value : segment.end].rstrip(" .;|·")
            if hit := title_in_line(words) or title_in_line(words.split(", ")[0]):
                start, end, year, kind, weight = hit
                span = segment.line.span(segment.value + start, segment.value + end)
                kind = kind or kind_in_words(segment.label)
                return HeadlineWork(name=words[start:end], span=span, kind=kind, year=year, weight=weight + 1)
    return None


def read_group(draft: Draft, group: Group, subject: Subject, lines: Sequence[Line]) -> Thing | None:
    """Add what the credits of a group say about `subject`; return its work, or None if no kind is known."""
    near = lines_beside(lines, subject.title, group.first, group.last)
    kind = subject.title.kind or subject.stated or work_kind(subject, group.keys(), near)
    if kind is None:
        return None
    work = draft.thing(kind, subject.title.name, span=subject.title.span)
    for segment in group.segments:
        if "title" in segment.keys and _ORIGINAL.match(segment.label):
            _read_original_title(work, segment)
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


def _read_original_title(work: Thing, segment: Segment) -> None:
    """Take the title that a box gives beside the page's own for another name of the work."""
    words = segment.line.text[segment.value : segment.end].rstrip(" .;|·")
    if hit := title_in_line(words):
        work.names.append(words[hit[0] : hit[1]])
        work.spans.add(segment.line.span(segment.value + hit[0], segment.value + hit[1]))


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
        match = SOURCE.search(text, stop, end)
        if match and not text[stop : match.start()].strip(" .,;()0123456789"):
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
            if is_company(name) or (relation == "producer" and not is_person(name)):
                if relation == "producer" and (is_company(name) or _many_capitals(name)):
                    company = draft.thing("Organization", name, span=span)
                    draft.state(work, "production_company", company, span=quote, confidence=confidence)
            else:
                maker = draft.thing("Person", name, span=span)
                draft.state(work, relation, maker, span=quote, confidence=confidence)
    return stop


def _many_capitals(name: str) -> bool:
    """Whether a word of the name is all capitals, as names of companies are ("HBO")."""
    return not name.isupper() and any(len(word) > 1 and word.isupper() for word in name.split())


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
