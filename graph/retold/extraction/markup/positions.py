"""A JSON reader that remembers where each value stands, so that facts read from JSON can show their words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Final, TypeAlias

from retold.document import Span

__all__ = ["Member", "Node", "parse_json"]

#: JSON nested deeper than this is no description of a work, and would exhaust the stack.
MAX_DEPTH: Final = 60

_STRING: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None}

Value: TypeAlias = "str | bool | tuple[Node, ...] | Mapping[str, Member] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A JSON value and its span, quotes and brackets included. Numbers are kept as they are printed."""

    span: Span
    value: Value

    @property
    def text(self) -> str | None:
        """The value of a string or number, else None."""
        return self.value if isinstance(self.value, str) else None

    @property
    def members(self) -> Mapping[str, Member]:
        """The members of an object; empty for any other value."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def items(self) -> tuple[Node, ...]:
        """The items of a list; a single value is a list of itself, and null is an empty one."""
        if isinstance(self.value, tuple):
            return self.value
        return () if self.value is None else (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of an object: its span runs from the key to the end of the value."""

    span: Span
    node: Node


def parse_json(text: str, span: Span) -> Node:
    """Return the JSON value that fills `span` of `text`; offsets are those of `text`.

    Raises ValueError if it is not JSON or nests too deep. Where an object gives a key twice, the last wins.
    """
    end = span.end
    node = _value(text[:end], _skip(text, span.start), depth=0)
    if _skip(text, node.span.end) < end:
        raise JSONDecodeError("extra data", text, node.span.end)
    return node


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, *, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise JSONDecodeError("nested too deep", text, at)
    head = text[at : at + 1]
    if head == '"':
        string, end = _string(text, at)
        return Node(span=Span(start=at, end=end), value=string)
    if head == "{":
        return _object(text, at, depth=depth)
    if head == "[":
        return _list(text, at, depth=depth)
    if number := _NUMBER.match(text, at):
        return Node(span=Span(start=at, end=number.end()), value=number.group())
    for word, value in _WORDS.items():
        if text.startswith(word, at):
            return Node(span=Span(start=at, end=at + len(word)), value=value)
    raise JSONDecodeError("a value was expected", text, at)


def _string(text: str, at: int) -> tuple[str, int]:
    match = _STRING.match(text, at)
    if match is None:
        raise JSONDecodeError("a text in quotes was expected", text, at)
    return str(json.loads(match.group(), strict=False)), match.end()


def _list(text: str, start: int, *, depth: int) -> Node:
    items: list[Node] = []
    at = _skip(text, start + 1)
    if text[at : at + 1] == "]":
        return Node(span=Span(start=start, end=at + 1), value=())
    while True:
        items.append(_value(text, at, depth=depth + 1))
        at = _skip(text, items[-1].span.end)
        if text[at : at + 1] == "]":
            return Node(span=Span(start=start, end=at + 1), value=tuple(items))
        at = _expect(text, at, ",")


def _object(text: str, start: int, *, depth: int) -> Node:
    members: dict[str, Member] = {}
    at = _skip(text, start + 1)
    if text[at : at + 1] == "}":
        return Node(span=Span(start=start, end=at + 1), value=members)
    while True:
        first = at
        key, at = _string(text, at)
        node = _value(text, _expect(text, _skip(text, at), ":"), depth=depth + 1)
        members[key] = Member(span=Span(start=first, end=node.span.end), node=node)
        at = _skip(text, node.span.end)
        if text[at : at + 1] == "}":
            return Node(span=Span(start=start, end=at + 1), value=members)
        at = _expect(text, at, ",")


def _expect(text: str, at: int, character: str) -> int:
    if text[at : at + 1] != character:
        raise JSONDecodeError(f"{character!r} was expected", text, at)
    return _skip(text, at + 1)
