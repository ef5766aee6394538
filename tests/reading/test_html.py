from __future__ import annotations

import json

from retold.document import Document
from retold.reading import read_bytes

PROSE = (
    "The Ferry is a film by Ann Lee, from the novel by Tom Orr, and it was shot in Bergen in one long winter."
)


def page(body: str, *, head: str = "", encoding: str = "utf-8") -> Document:
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return next(read_bytes(markup.encode(encoding), uri="page.html"))


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.role.value, document.words(block.span)) for block in document.blocks]


def test_menus_and_footers_are_left_out():
    found = page(
        f"<nav><a href=/>Home</a></nav><h1>The Ferry</h1><p>{PROSE}</p><footer>© 2020 Quay Post</footer>"
    )
    assert blocks(found) == [("title", "The Ferry"), ("body", PROSE)]
    assert found.source.site == "Quay Post"


def test_the_charset_that_a_page_states_is_used():
    found = page(f"<p>Żółta łódź. {PROSE}</p>", head="<meta charset=iso-8859-2>", encoding="iso-8859-2")
    assert found.text.startswith("Żółta łódź.")


def test_structured_data_stands_at_the_end_one_object_a_line():
    graph = {"@graph": [{"@type": "Movie", "name": "The\nFerry"}, {"@type": "Person", "name": "A\ud800"}]}
    found = page(f'<p>{PROSE}</p><script type="application/ld+json">{json.dumps([graph, 7, {}])}</script>')
    data = [json.loads(words) for role, words in blocks(found) if role == "data"]
    assert data == [{"@type": "Movie", "name": "The Ferry"}, {"@type": "Person", "name": "A"}]


def test_broken_structured_data_does_not_harm_the_text():
    found = page(f'<p>{PROSE}</p><script type="application/ld+json">{"[" * 100_000}</script>')
    assert blocks(found) == [("body", PROSE)]


def test_rows_lists_and_captions_between_the_paragraphs_are_kept_in_their_place():
    found = page(
        f"<p>{PROSE}</p><figure><figcaption>Bo Dun as the captain</figcaption></figure>"
        "<table><tr><th>Directed by</th><td>Ann Lee<br>Bo Dun</td></tr></table>"
        f"<h2>Cast</h2><ul><li>Bo Dun as the captain<li>Kit Ames as Ida</ul><p>Then again: {PROSE}</p>"
    )
    assert blocks(found)[1:-1] == [
        ("caption", "Bo Dun as the captain"),
        ("credits", "Directed by: Ann Lee, Bo Dun"),
        ("credits", "Cast"),
        ("credits", "Bo Dun as the captain"),
        ("credits", "Kit Ames as Ida"),
    ]


def test_marks_of_footnotes_are_no_words():
    assert page(f"<p>{PROSE}<sup>[1]</sup></p>").text == PROSE


def test_a_page_without_article_gives_its_lines():
    assert blocks(page("<ul><li>Ferry<li>Quay</ul>")) == [("body", "Ferry"), ("body", "Quay")]


def test_what_the_page_states_about_itself():
    head = (
        '<meta property="og:site_name" content="Quay Post"><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2020-03-04T10:00:00Z">'
    )
    found = page(f"<h1>The Ferry</h1><p>{PROSE}</p>", head=head).source
    assert (found.title, found.site, found.author, found.published) == (
        "The Ferry",
        "Quay Post",
        "Ann Lee",
        "2020-03-04",
    )
