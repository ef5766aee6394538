"""What documents say stays text, whatever it looks like, and the page loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from retold.views.page.drawing import wrap
from retold.views.page.quotes import link
from retold.views.page.render import embed, render_page
from retold.views.page.scene import ink

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!-- <script>",
    "{{ 7 * 7 }} {% raw %}",
    "\u2028 and \u2029",
    "\"' onload='",
    "\ud800 alone",
]


@given(st.text(max_size=60))
def test_any_text_survives_embedding_and_cannot_leave_the_element(text: str) -> None:
    embedded = embed({"text": text})
    assert json.loads(embedded) == {"text": text}
    assert not set(embedded) & set("<>&\u2028\u2029")
    embedded.encode("utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_title_is_only_text(name: str) -> None:
    page = render_page({}, title=name, note=name).decode("utf-8")
    tree = lxml_html.fromstring(page)
    shown = name.encode("utf-8", "replace").decode()
    assert tree.xpath("string(//h1)") == shown
    assert tree.xpath("string(//*[@id='note'])") == shown
    assert len(tree.xpath("//script")) == 7
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page() -> None:
    page = render_page({}, title="A", note=None).decode("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    directives = dict(part.split(" ", 1) for part in policy[1].replace("&#39;", "'").split("; "))
    tree = lxml_html.fromstring(page)

    def digests(texts: list[str]) -> str:
        hashes = (hashlib.sha256(text.encode()).digest() for text in texts)
        return " ".join(f"'sha256-{base64.b64encode(value).decode()}'" for value in hashes)

    assert directives == {
        "default-src": "'none'",
        "script-src": digests([e.text for e in tree.xpath("//script[not(@type)]")]),
        "style-src": digests([e.text for e in tree.xpath("//style")]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }


def test_nothing_in_the_page_is_loaded_from_elsewhere() -> None:
    tree = lxml_html.fromstring(render_page({}, title="A", note=None).decode("utf-8"))
    assert tree.xpath("//@src") == []
    assert tree.xpath("//link/@href") == ["data:,"]
    assert "sourceMappingURL" not in tree.xpath("string(//script[2])")


def test_the_licence_of_vis_network_is_kept() -> None:
    page = render_page({}, title="A", note=None).decode("utf-8")
    assert "vis.js is dual licensed under both" in page
    assert "http://www.apache.org/licenses/LICENSE-2.0" in page


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1#c", "http://example.org:8080/", "https://예시.kr/"]
)
def test_web_addresses_become_links(address: str) -> None:
    assert link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>",
        "file://example.org/share",
        "file:///etc/passwd",
        "notes/review.txt",
        "https://",
        "https://[bad",
        'https://example.org/"onmouseover="x',
        "https://example.org/a b",
        "\x01https://example.org/",
        "//example.org/",
    ],
)
def test_other_addresses_stay_text(address: str) -> None:
    assert link(address) is None


def test_labels_are_short_lines_without_hidden_marks() -> None:
    assert wrap("Love in the Big City") == "Love in the Big City"
    assert wrap("A Very Long Title That Goes On and On and On and On Until Nobody Reads It") == (
        "A Very Long Title\nThat Goes On and On\nand On and On …"
    )
    assert wrap("safe\u202eexe.gpj\u2069\n<b>") == "safeexe.gpj <b>"
    assert wrap("\u200b") == "?"


@given(st.text(max_size=200))
def test_labels_stay_within_three_lines(name: str) -> None:
    lines = wrap(name).split("\n")
    assert len(lines) <= 3
    assert all(0 < len(line) <= 20 for line in lines)


@pytest.mark.parametrize(
    ("color", "expected"), [("#1d4ed8", "#ffffff"), ("#ffffff", "#000000"), ("#d97706", "#000000")]
)
def test_text_on_a_colour_is_what_reads_better(color: str, expected: str) -> None:
    assert ink(color) == expected
