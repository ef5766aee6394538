"""Credits printed in two lines, the label above its value, joined into one line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from retold.document import Role
from retold.extraction.lines import Line
from retold.extraction.markup.labels import segments_of
from retold.extraction.markup.names import read_people
from retold.extraction.markup.titles import SKIPPED

__all__ = ["join_pairs"]

_PEOPLE: Final = frozenset(
    {"director", "writer", "producer", "composer", "cast", "creator", "author", "translator", "illustrator"}
)
#: Labels of an infobox that are no credits; a value never looks like them.
_OTHER_LABEL: Final = re.compile(
    r"(?:running time|runtime|countr(?:y|ies)(?: of origin)?|languages?|budget|box office|cinematography"
    r"|edited by|release dates?|no\. of \w+|pages|isbn|media type|original language|production location"
    r"|rating|platforms?|engine|mode|dialogue|tv parental guidelines|more|read more|plot|cast"
    r"|trailer)\b.{0,12}",
    re.I,
)
_AUTHOR: Final = re.compile(r"by [A-Z]")
_LEADER: Final = re.compile(r"\.{3,}|(?:\. ){3}|\s{3,}|\t")
_LONGEST: Final = 80


def join_pairs(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each label that stands alone joined to the value lines under it.

    A joined line has the length of what it stands for, so that its offsets hold; a colon parts the label from
    its value, commas part values.
    """
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        values = _values(lines, index)
        joined.append(_join(lines[index], values) if values else lines[index])
        index += 1 + len(values)
    return joined


def _label_keys(line: Line) -> tuple[str, ...] | None:
    """Return what a line that is a label and nothing else stands for."""
    if line.role in SKIPPED or len(line.text) > 40 or not line.text[0].isupper():
        return None
    segments = segments_of(line)
    if len(segments) != 1 or segments[0].start or line.text[segments[0].value :].strip():
        return None
    return segments[0].keys


def _values(lines: Sequence[Line], index: int) -> list[Line]:
    keys = _label_keys(lines[index])
    following = lines[index + 1 : index + 2]
    if keys is None or not following or not _is_value(following[0]):
        return []
    by = lines[index].text.rstrip(" :").endswith(("by", "By", "on", "On"))
    below = lines[index + 2 : index + 4]
    in_box = lines[index].role is Role.CREDITS or any(
        _label_keys(line) is not None or _OTHER_LABEL.fullmatch(line.text) for line in below
    )
    if not by and not in_box:
        return []
    values = [following[0]]
    if "source" in keys:
        return values + [line for line in lines[index + 2 : index + 3] if _AUTHOR.match(line.text)]
    if _PEOPLE.isdisjoint(keys):
        return values
    if not _is_people(following[0]):
        return []
    for line in lines[index + 2 :]:
        if line.gap or not _is_value(line) or not _is_people(line):
            break
        values.append(line)
    return values


def _is_value(line: Line) -> bool:
    plain = line.role not in SKIPPED and len(line.text) <= _LONGEST and not _LEADER.search(line.text)
    return plain and not segments_of(line) and not _OTHER_LABEL.fullmatch(line.text)


def _is_people(line: Line) -> bool:
    people, stop = read_people(line.text, 0, len(line.text), cast=True)
    return bool(people) and " " in line.text and not line.text[stop:].strip(" .")


def _join(label: Line, values: Sequence[Line]) -> Line:
    text = label.text.removesuffix(":")
    for number, value in enumerate(values):
        sign = ":" if not number else " " if _AUTHOR.match(value.text) else ","
        text += sign.ljust(value.start - label.start - len(text)) + value.text
    return Line(start=label.start, text=text, role=Role.CREDITS, gap=label.gap)
