"""Lines of text from HTML and XHTML elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from retold.document import Role
from retold.errors import DocumentError
from retold.reading.lines import Line, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Shown", "block_lines", "local_name", "parse_html", "shown_lines", "text_of"]

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
_ASIDES: Final = frozenset("aside footer form nav".split())
_ASIDE_CLASSES: Final = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|share|sharing|social|comments?|sidebar|newsletter|promo|footer|nav\w*|menu|"
    r"breadcrumbs?|cookies?|toc|reflist|references|catlinks|editsection|popular|trending)(?:$|[\s_-])",
    re.I,
)
_FOOTNOTE: Final = re.compile(r"\[\s*(?:\w{1,3}|(?:note|nb) \d+|citation needed|edit)\s*\]", re.I)
# A longer cell belongs to a table that only lays out the page.
_LONGEST_CELL: Final = 600
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line as the page shows it: whether it stands aside (menu, footer), and whether it is all link."""

    text: str
    role: Role | None
    aside: bool
    linked: bool


def block_lines(root: HtmlElement) -> Iterator[Line]:
    """Yield the visible text below `root`, a line for each block; quotes and captions have their role."""
    return (Line(text=line.text, role=line.role) for line in shown_lines(root))


def shown_lines(root: HtmlElement) -> Iterator[Shown]:
    """Yield the visible lines below `root`; a row of a table is one line, "label: value" if it has two cells.

    Walks without recursion, since a page may be nested deeper than Python's stack.
    """
    words: list[str] = []
    roles: list[Role] = []
    asides = links = 0
    linked = True

    def flush() -> Iterator[Shown]:
        nonlocal linked
        text = one_line("".join(words))
        if text:
            yield Shown(text=text, role=roles[-1] if roles else None, aside=asides > 0, linked=linked)
        words.clear()
        linked = True

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            words.append(text)
            linked = linked and (links > 0 or not any(c.isalnum() for c in text))

    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = local_name(element)
        if leaving:
            if name in _BLOCKS:
                yield from flush()
            if name in _ROLES:
                roles.pop()
            asides -= _is_aside(element, name)
            links -= name == "a"
            add(element.tail if element is not root else None)
            continue
        if (
            not name
            or name in _UNSEEN
            or (name == "sup" and _FOOTNOTE.fullmatch(element.text_content().strip()))
        ):
            add(element.tail if element is not root else None)
            continue
        if name in _BLOCKS:
            yield from flush()
        asides += _is_aside(element, name)
        links += name == "a"
        if name == "tr" and element is not root and (row := _row(element)) is not None:
            words.append(row)
            linked = False
            stack.append((element, True))
            continue
        if name in _ROLES:
            roles.append(_ROLES[name])
        add(element.text)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from flush()


def _is_aside(element: HtmlElement, name: str) -> bool:
    if name in _ASIDES or element.get("role") in ("navigation", "complementary", "contentinfo"):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return name not in ("html", "body", "main", "article") and _ASIDE_CLASSES.search(named) is not None


def _row(row: HtmlElement) -> str | None:
    """Return the cells of a table's row on one line, or None if the table only lays out the page."""
    cells = [cell for cell in row if local_name(cell) in ("th", "td")]
    if len(cells) < 2 or next(row.iter("table"), None) is not None:
        return None
    texts = [text for cell in cells if (text := text_of(cell))]
    if len(texts) < 2 or any(len(text) > _LONGEST_CELL for text in texts):
        return None
    return (": " if len(cells) == 2 else " | ").join(text.rstrip(" :") for text in texts)


def text_of(element: HtmlElement) -> str:
    """Return the visible text of `element` on one line, its blocks separated by commas."""
    text = ", ".join(line.text.rstrip(",;") for line in shown_lines(element))
    return re.sub(r", (?=(?:and|by|from) )", " ", text)
