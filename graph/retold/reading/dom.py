"""Lines of text from HTML and XHTML elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from retold.document import Role
from retold.errors import DocumentError
from retold.reading.lines import Line, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["block_lines", "definition_rows", "local_name", "parse_html", "text_of"]

_BLOCKS: Final = frozenset(
    (
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p "
        "pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_UNSEEN: Final = frozenset(
    (
        "audio base button canvas embed head iframe input link math meta noscript object script select "
        "style svg template textarea title video"
    ).split()
)
_ROLES: Final = {"blockquote": Role.QUOTE, "figcaption": Role.CAPTION, "caption": Role.CAPTION}
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def parse_html(data: bytes | str, *, uri: str, charset: str | None = None) -> HtmlElement:
    """Return the root of a page, however broken its markup. Raises DocumentError if there is none."""
    from lxml import etree, html

    from retold.reading.encodings import decode

    if isinstance(data, bytes):
        stated = _CHARSET.search(data[:4096])
        data = decode(data, uri=uri, charset=charset or (stated[1].decode("ascii") if stated else None))
    # lxml refuses text that declares an encoding.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", data)
    try:
        root: HtmlElement | None = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise DocumentError(uri, "nothing to read: the page is empty.") from error
    if root is None:
        raise DocumentError(uri, "nothing to read: the page is empty.")
    return root


def local_name(element: HtmlElement) -> str:
    """Return the element's name without namespace; comments and the like have none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def block_lines(root: HtmlElement) -> Iterator[Line]:
    """Yield the visible text below `root`, a line for each block; quotes and captions have their role.

    Walks without recursion, since a page may be nested deeper than Python's stack.
    """
    words: list[str] = []
    roles: list[Role] = []

    def flush() -> Iterator[Line]:
        text = one_line("".join(words))
        words.clear()
        if text:
            yield Line(text=text, role=roles[-1] if roles else None)

    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = local_name(element)
        block = name in _BLOCKS
        if leaving:
            if block:
                yield from flush()
            if name in _ROLES:
                roles.pop()
            if element is not root:
                words.append(element.tail or "")
            continue
        if not name or name in _UNSEEN:
            words.append(element.tail or "" if element is not root else "")
            continue
        if block:
            yield from flush()
        if name in _ROLES:
            roles.append(_ROLES[name])
        words.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from flush()


def text_of(element: HtmlElement) -> str:
    """Return the visible text of `element` on one line, its blocks separated by commas."""
    return ", ".join(line.text.rstrip(",;") for line in block_lines(element))


def definition_rows(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield label and value of the page's two-column tables and definition lists."""
    for row in root.iter("tr"):
        cells = [cell for cell in row if local_name(cell) in ("th", "td")]
        if len(cells) == 2 and local_name(cells[0]) == "th" and local_name(cells[1]) == "td":
            yield text_of(cells[0]).rstrip(" :"), text_of(cells[1])
    for listing in root.iter("dl"):
        label = None
        for child in listing.iter("dt", "dd"):
            if local_name(child) == "dt":
                label = text_of(child).rstrip(" :")
            elif label:
                yield label, text_of(child)
