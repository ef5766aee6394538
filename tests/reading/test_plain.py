from __future__ import annotations

from retold.document import Role
from retold.reading import read_bytes


def document(text: str):
    return next(iter(read_bytes(text.encode(), uri="page.txt")))


def roles(text: str) -> list[tuple[str, str]]:
    found = document(text)
    return [(block.role.value, found.words(block.span)) for block in found.blocks]


def test_one_paragraph_is_body():
    assert roles("The Tin Harbour is a 1998 film directed by Ada Lorne.\n") == [
        ("body", "The Tin Harbour is a 1998 film directed by Ada Lorne.")
    ]


def test_line_ends_become_newlines_and_offsets_point_into_the_stored_text():
    found = document("First line\r\nSecond line\r\n")
    assert found.text == "First line\nSecond line\n"
    assert [found.words(block.span) for block in found.blocks] == ["First line", "Second line"]


def test_lines_broken_to_a_width_are_joined():
    found = document(
        "The film was shot in the winter of 1997, on the quays of a harbour\n"
        "that was about to be torn down, and it shows the old cranes as they\n"
        "stood before the bulldozers came. Ada Lorne wrote the screenplay in\n"
        "six weeks, from the novel by Ivo Marsh, who also plays the tallyman\n"
        "and sings the song at the end.\n"
    )
    assert len(found.blocks) == 1
    assert found.text.startswith("The film was shot in the winter of 1997, on the quays of a harbour that")


def test_a_quoted_line_is_a_quote():
    text = "The film opened in May.\n“I never saw the sea before that winter,” she said.\n"
    assert roles(text)[1] == ("quote", "“I never saw the sea before that winter,” she said.")
    assert roles(text)[1][0] == Role.QUOTE
