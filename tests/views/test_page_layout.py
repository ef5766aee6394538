"""Nodes have places that a reader can tell apart, and always the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.views.page.layout import place

Sizes = dict[str, tuple[float, float]]


def overlapping(sizes: Sizes, places: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    names = list(sizes)
    return [
        (a, b)
        for number, a in enumerate(names)
        for b in names[number + 1 :]
        if abs(places[a][0] - places[b][0]) < (sizes[a][0] + sizes[b][0]) / 2
        and abs(places[a][1] - places[b][1]) < (sizes[a][1] + sizes[b][1]) / 2
    ]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Sizes, list[tuple[str, str]]]:
    count = draw(st.integers(1, 14))
    names = [f"n{i}" for i in range(count)]
    sizes = {name: (draw(st.integers(10, 300)) * 1.0, draw(st.integers(10, 80)) * 1.0) for name in names}
    links = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=30))
    return sizes, links


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_no_two_nodes_overlap(graph: tuple[Sizes, list[tuple[str, str]]]) -> None:
    sizes, links = graph
    places = place(sizes, links)
    assert list(places) == list(sizes)
    assert overlapping(sizes, places) == []


def test_a_crowd_of_three_hundred_does_not_overlap() -> None:
    sizes = {f"n{i}": (120.0, 50.0) for i in range(300)}
    links = [(f"n{i}", f"n{i // 3}") for i in range(1, 300)] + [("n0", f"n{i}") for i in range(1, 300, 7)]
    assert overlapping(sizes, place(sizes, links)) == []


def test_the_order_of_the_links_does_not_matter() -> None:
    sizes = dict.fromkeys("abcdef", (60.0, 20.0))
    links = [("a", "b"), ("a", "c"), ("c", "d"), ("e", "f"), ("d", "b")]
    reversed_links = [(right, left) for left, right in reversed(links)]
    assert place(sizes, links) == place(sizes, reversed_links)


def test_linked_nodes_are_nearer_than_nodes_far_apart_in_the_graph() -> None:
    sizes = dict.fromkeys("abcde", (40.0, 20.0))
    places = place(sizes, [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])

    def gap(left: str, right: str) -> float:
        return ((places[left][0] - places[right][0]) ** 2 + (places[left][1] - places[right][1]) ** 2) ** 0.5

    assert gap("a", "b") < gap("a", "c") < gap("a", "e")


def test_a_single_node_and_no_node_have_places() -> None:
    assert list(place({"a": (10.0, 10.0)}, [])) == ["a"]
    assert place({}, []) == {}
