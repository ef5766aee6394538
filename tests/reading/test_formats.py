from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.document import Document
from retold.errors import DocumentError, UsageError
from retold.reading import FORMATS, Limits, ReadOptions, read_bytes

GOLDEN = Path(__file__).parent.parent / "golden" / "reading"


def sample(case: str) -> bytes:
    (path,) = (GOLDEN / case).glob("input.*")
    return path.read_bytes()


def read_one(data: bytes, *, uri: str = "given", **options: object) -> Document:
    return next(read_bytes(data, uri=uri, options=ReadOptions(**options)))  # type: ignore[arg-type]


def error(data: bytes, **options: object) -> str:
    with pytest.raises(DocumentError) as caught:
        list(read_bytes(data, uri="given", options=ReadOptions(**options)))  # type: ignore[arg-type]
    return str(caught.value)


def zipped(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return memory.getvalue()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("leaflet", "Director: Ada Lorne"),
        ("programme-note", "Director: Ada Lorne"),
        ("book", "Maren had never seen the sea"),
        ("article-with-data", "Mira Vance plays Odette"),
        ("collection-wrapped", "Petra Iversen"),
        ("collection-lines", "Ada Lorne"),
    ],
)
def test_the_first_bytes_tell_the_format(case: str, words: str):
    assert words in read_one(sample(case)).text


def test_the_media_type_tells_the_format_of_an_address():
    data = b"title,text\nThe Ferry,A film by Ann Lee."
    (page,) = read_bytes(data, uri="https://example.org/list", media_type="text/csv")
    assert (page.source.title, page.source.uri) == ("The Ferry", "https://example.org/list#1")


def test_an_unknown_format_is_a_wrong_use():
    with pytest.raises(UsageError, match="unknown format 'odt': known are html, text"):
        read_one(b"words", format="odt")


def test_text_that_is_binary_is_refused_by_name():
    with pytest.raises(DocumentError, match=r"film\.txt: is an image, not text"):
        read_one(b"\x89PNG\r\n\x1a\n" + bytes(50), uri="film.txt")


@pytest.mark.parametrize("data", [b"", b"  \n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\u200b".encode()])
def test_nothing_is_nothing_to_read(data: bytes):
    assert error(data).startswith("given: nothing to read")


@pytest.mark.parametrize("kind", ["pdf", "docx", "epub", "json"])
def test_rubbish_is_a_broken_file(kind: str):
    assert error(b"this is something else", format=kind).startswith("given: is ")


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_an_archive_that_unpacks_to_too_much_is_refused(kind: str):
    bomb = zipped(word__document=bytes(2_000_000))
    assert len(bomb) < 10_000
    assert error(bomb, format=kind, limits=Limits(decompressed=1_000_000)) == (
        "given: unpacks to more than the limit of 1,000,000 bytes. Raise the limit if you trust it."
    )


def test_a_pdf_with_too_many_pages_is_refused():
    assert error(sample("leaflet"), limits=Limits(pages=2)) == (
        "given: has more than 2 pages. Split it, or raise the limit of pages."
    )


def test_an_epub_does_not_expand_entities():
    laughs = b'<!DOCTYPE container [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><container>&b;</container>'
    data = zipped(**{"META-INF__container.xml": laughs})
    assert error(data, format="epub") == "given: is a broken EPUB: its container names no book."


def test_an_epub_does_not_read_files_of_the_machine(tmp_path: Path):
    (tmp_path / "secret").write_text("SECRET")
    container = '<c xmlns="x"><rootfile full-path="b.opf"/></c>'
    package = (
        f'<!DOCTYPE p [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]><package><title>&s;</title>'
        '<item id="a" href="../../secret" media-type="text/html"/><item id="b" href="b.html" '
        'media-type="text/html"/><itemref idref="a"/><itemref idref="b"/></package>'
    )
    data = zipped(
        **{
            "META-INF__container.xml": container.encode(),
            "b.opf": package.encode(),
            "b.html": b"<p>Words.</p>",
        }
    )
    page = read_one(data, format="epub")
    assert (page.text.strip(), page.source.title) == ("Words.", None)


def test_fields_name_the_columns_of_a_collection():
    data = b'[{"extract": "A film by Ann Lee.", "href": "one", "meta": {"who": "Bo Dun"}}]'
    fields = {"text": "extract", "uri": "href", "author": "meta.who"}
    page = read_one(data, fields=fields)
    assert (page.source.uri, page.source.author) == ("one", "Bo Dun")
    assert error(data, fields={"text": "plot"}) == (
        "given#1: has no text in 'plot'; its fields are 'extract', 'href', 'meta'. "
        "Name the field, for example --fields text=body,title=name."
    )


def check(page: Document) -> None:
    """Blocks are in order, do not overlap, and cover every character that is not blank."""
    left = page.text
    end = 0
    for block in page.blocks:
        assert block.span.start >= end
        end = block.span.end
        words = page.words(block.span)
        assert words
        assert words == words.strip()
        assert "\n" not in words
        left = left[: block.span.start] + " " * len(words) + left[end:]
    assert not left.strip()
    page.text.encode("utf-8")


LINES = st.sampled_from(
    [
        "",
        "Home | News | Film | Log in",
        "• About Us",
        "By Ann Lee",
        "May 3, 2021",
        "★★★★☆",
        "Photo: Bo Dun",
        "Related posts",
        "COMMENTS",
        "Director: Ann Lee",
        "Cast",
        "Ann Lee ... the captain",
        "“I never saw the sea before,” she said.",
        "The Ferry is a film by Ann Lee, from the novel by Tom Orr, and it was shot in the winter of 1997.",
        "and it goes on with a line that was broken where nobody would break it in a sentence",
        "© 2021 The Ferry Post. All rights reserved.",
        "  \t x\u00a0 ",
        "\x00\ufeff\u2028",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=120), max_size=40).map("\n".join)


@given(text=PAGES)
@settings(deadline=None)
def test_blocks_cover_the_text_and_reading_it_again_changes_nothing(text: str):
    data = text.encode("utf-8", "surrogatepass")
    options = ReadOptions(format="text")
    try:
        (page,) = read_bytes(data, uri="x", options=options)
    except DocumentError:
        return
    check(page)
    (again,) = read_bytes(page.text.encode(), uri="x", options=options)
    assert again == page


SAMPLES = [path.read_bytes() for path in sorted(GOLDEN.glob("*/input.*"))]


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_documents_or_a_document_error(data: st.DataObject):
    whole = data.draw(st.sampled_from(SAMPLES) | st.binary(max_size=300))
    cut = data.draw(st.integers(0, len(whole)))
    broken = whole[:cut] + data.draw(st.binary(max_size=20)) + whole[cut + data.draw(st.integers(0, 30)) :]
    kind = data.draw(st.sampled_from([None, *FORMATS]))
    try:
        for page in read_bytes(broken, uri="x", options=ReadOptions(format=kind)):
            check(page)
    except DocumentError:
        pass
