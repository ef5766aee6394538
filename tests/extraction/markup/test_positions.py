from __future__ import annotations

import json
from json import JSONDecodeError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.document import Span
from retold.extraction.markup.positions import MAX_DEPTH, Node, parse_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def whole(text: str) -> Span:
    return Span(start=0, end=len(text))


def nodes(node: Node) -> list[Node]:
    if isinstance(node.value, tuple):
        return [node, *(deep for item in node.value for deep in nodes(item))]
    return [node, *(deep for member in node.members.values() for deep in nodes(member.node))]


def plain(node: Node, text: str) -> Any:
    if isinstance(node.value, tuple):
        return [plain(item, text) for item in node.value]
    if node.members or text[node.span.start] == "{":
        return {key: plain(member.node, text) for key, member in node.members.items()}
    return node.value if text[node.span.start] == '"' else json.loads(text[node.span.start : node.span.end])


@given(JSON, st.booleans())
def test_reads_what_the_standard_library_writes(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert plain(parse_json(text, whole(text)), text) == value


@given(JSON)
def test_every_value_stands_where_its_span_says(value: Any) -> None:
    text = "before " + json.dumps(value) + " "
    for node in nodes(parse_json(text, Span(start=7, end=len(text)))):
        read = json.loads(text[node.span.start : node.span.end])
        assert read == plain(node, text)


def test_a_member_runs_from_its_key_to_the_end_of_its_value() -> None:
    text = '{"name": "Oldboy", "actor" : ["A", "B"]}'
    members = parse_json(text, whole(text)).members
    assert {key: text[m.span.start : m.span.end] for key, m in members.items()} == {
        "name": '"name": "Oldboy"',
        "actor": '"actor" : ["A", "B"]',
    }


def test_a_single_value_is_a_list_of_itself_and_null_an_empty_one() -> None:
    text = '{"one": "A", "none": null}'
    members = parse_json(text, whole(text)).members
    assert [item.text for item in members["one"].node.items] == ["A"]
    assert members["none"].node.items == ()


@pytest.mark.parametrize(
    "text", ["", "{", '{"a"}', "[1,]", '{"a":1}x', "nul", '"open', "{'a': 1}", '"\\x"', "01"]
)
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(JSONDecodeError):
        parse_json(text, whole(text))


def test_deep_nesting_is_refused_before_it_exhausts_the_stack() -> None:
    text = "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)
    with pytest.raises(ValueError, match="nested too deep"):
        parse_json(text, whole(text))


@given(st.text())
def test_any_text_is_json_or_a_value_error(text: str) -> None:
    try:
        node = parse_json(text, whole(text))
    except ValueError:
        return
    assert plain(node, text) == json.loads(text, strict=False)
