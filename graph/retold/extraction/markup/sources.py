"""The work that another one comes from, as credits print it: "from the novel “X” by Y", "based on X by Y"."""

from __future__ import annotations

import re
from typing import Final

from retold.document import Span
from retold.extraction.capitals import title_case
from retold.extraction.kinds import KIND_WORDS, kind_in_words
from retold.extraction.lines import Line
from retold.extraction.markup.draft import Draft, Thing
from retold.extraction.markup.names import read_people

__all__ = ["SOURCE", "read_source"]

_LEAD: Final = (
    r"(?:(?:freely|loosely|partly|very)\s+)?"
    r"(?:based (?:up)?on|adapted from|inspired by|suggested by|from|after|of)"
)
_KIND: Final = "|".join(
    sorted(map(re.escape, (word for word in KIND_WORDS if KIND_WORDS[word])), key=len, reverse=True)
)
_TITLE: Final = (
    r"(?:[\"“‘'](?P<quoted>[^\"“”]{2,80}?)[\"”’']|(?P<plain>[A-Z0-9][^,;:.|()/\"“”\n]{0,70}?))"
    r"(?:\s*\((?P<year>(?:18|19|20)\d\d)\))?"
)
#: A bare title may itself hold "of" and "from", so only "by" ends it.
_BY: Final = r"(?:\s*,)?\s+(?(plain)by|(?:by|of|from))\s+(?:author\s+)?"

#: Where a source may begin inside a credit.
SOURCE: Final = re.compile(rf"(?:^|[,;.(\s]){_LEAD}\s", re.I)

_DESCRIBED: Final = re.compile(
    rf"(?P<noun>(?:the|a|an|his|her|their)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_KIND})s?"
    rf"(?P<same>\s+of the same (?:name|title))?)\b"
    rf"(?:(?:\s*,)?\s+(?:called\s+|titled\s+|entitled\s+)?(?!by\b|of\b){_TITLE})?"
    rf"(?=(?P<by>{_BY})|\s*[.,;:|)/]|\s*$)",
)
_NAMED: Final = re.compile(rf"{_TITLE}(?=(?P<by>{_BY})|\s*\((?P<kind>[a-z][a-z ]{{3,30}})[,)])")
_ALONE: Final = re.compile(rf"{_TITLE}(?P<by>)(?P<kind>)\s*")
#: In brackets after a name: who made the pictures of a book did not write it.
_PICTURES: Final = re.compile(
    r"\s*\((?:pictures|illustrat\w+|art(?:work|ist)?|drawings|translat\w+|music|lyrics|tr\.?)\b", re.I
)
_SAME: Final = re.compile(r"\b(?:same (?:name|title)|eponymous)\b", re.I)


def read_source(
    draft: Draft, work: Thing, line: Line, start: int, end: int, *, quote: Span, confidence: float
) -> int:
    """Add the source printed in `line.text[start:end]` to `draft`; return where it stops, or `start`.

    The words at `start` are those after "based on" and its like.
    """
    text = line.text
    described = _DESCRIBED.match(text, start, end)
    named = None if described else _NAMED.match(text, start, end) or _ALONE.fullmatch(text, start, end)
    match = described or named
    if match is None:
        return start
    name = match["quoted"] or match["plain"]
    group = "quoted" if match["quoted"] else "plain"
    if name and (not title_case(name) or read_no_title(name)):
        if named:
            return start
        name = None
    if described:
        kind = kind_in_words(described["noun"])
    else:
        stated = kind_in_words((named["kind"] if named else "") or "")
        kind = stated or draft.kind_of(name, besides=work) or "OtherWork"
    if kind is None:
        return start
    if name:
        source = draft.thing(kind, name, span=line.span(match.start(group), match.end(group)))
    else:
        source = draft.described(kind, span=line.span(*match.span("noun")))
        if _SAME.search(match["noun"]) and work.names:
            source.names.append(work.names[0])
    stop = match.end()
    if match["by"]:
        people, reached = read_people(text, match.end("by"), end)
        for person in people:
            if draft.names_company(text[slice(*person.name)]) or _PICTURES.match(text, person.name[1], end):
                continue
            author = draft.thing("Person", text[slice(*person.name)], span=line.span(*person.name))
            draft.state(source, "author", author, span=line.span(start, reached), confidence=confidence)
        stop = reached if people else stop
    draft.state(work, "based_on", source, span=quote, confidence=confidence)
    return stop


def read_no_title(name: str) -> bool:
    """Whether what looks like a title is a word that begins a sentence about something else."""
    return name.split()[0].casefold() in {"the", "a", "an", "original"} and len(name.split()) == 1
