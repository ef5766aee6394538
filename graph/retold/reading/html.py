"""HTML pages: the main text, what surrounds it that carries facts, and the page's structured data.

The text of the document is: headline, byline and date as the page prints them; the main text with the
captions, lists and tables between its paragraphs; then the structured data, one JSON object a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from retold.document import Document, Role, Source
from retold.errors import DocumentError
from retold.reading import imprint, shapes
from retold.reading.dom import block_lines, parse_html, shown_lines
from retold.reading.lines import Line, compose, data_line, language_of, one_line
from retold.reading.roles import label

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["read_html"]

_BYLINE_PATHS: Final = (
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') "
    "or contains(@class, 'author-name')]"
)
_DATE_PATHS: Final = "//time|//*[@itemprop='datePublished' or contains(@class, 'published')]"
# In a longer text, looking for every line of the page would take too long.
_LONGEST_SEARCH: Final = 300_000
_ARTICLES: Final = ("Article", "Review", "Posting", "Critique", "CreativeWork", "WebPage")
# A page that is about something is written about it; a menu entry or an image is not what it is about.
_META: Final = re.compile(
    r"(?:og|article|book|video|twitter|music|profile):[\w:]+|author|description|date|keywords|publisher|"
    r"dc(?:terms)?\.[\w.]+|citation_\w+|parsely-\w+|sailthru\.\w+|news_keywords|byl|pubdate|application-name",
    re.I,
)


def read_html(data: bytes | str, *, uri: str, charset: str | None = None) -> Document:
    """Read an HTML page. Raises DocumentError if there is no text on it."""
    root = parse_html(data, uri=uri, charset=charset)
    try:
        return _document(root, uri=uri)
    except RecursionError as error:
        raise DocumentError(uri, "the page is nested too deeply.", hint="Save its text instead.") from error


def _document(root: HtmlElement, *, uri: str) -> Document:
    items = list(_structured(root))
    meta = _meta(root)
    head = list(_head(root, meta))
    printed = {_key(line.text) for line in head}
    main = [line for line in _main_text(root) if _key(line.text) not in printed]
    lines = label([*head, *main])
    lines = [line for line in lines if line.role is not Role.NAVIGATION] or lines
    data = [data_line(item) for item in (*items, *([{"@type": "OpenGraph", **meta}] if meta else []))]
    article = next((item for item in items if _is_article(item)), {})
    return compose(
        [*lines, *data],
        source=Source(
            uri=uri,
            title=imprint.title_of(lines) or meta.get("og:title") or _text(article.get("headline")),
            site=meta.get("og:site_name") or _text(article.get("publisher")) or _copyright_site(root),
            author=imprint.author_of(lines) or _text(article.get("author")) or _person(meta),
            published=_published(lines, article, meta),
            language=_language(root) or language_of(lines),
        ),
    )


def _main_text(root: HtmlElement) -> list[Line]:
    """Return the article's lines in the order of the page.

    trafilatura says where the article is, but drops captions, short lists and parts of tables; between its
    first and last line they are kept, unless they are links or stand in a part that is not the article's.
    """
    from copy import deepcopy

    from trafilatura import extract

    shown = list(shown_lines(root))
    text = extract(deepcopy(root), output_format="txt", include_comments=False, include_tables=True) or ""
    keys = {key for line in text.split("\n") if (key := _key(line))}
    whole = "".join(map(_key, text.split("\n")))
    main = [_is_main(_key(line.text), keys=keys, whole=whole) for line in shown]
    if not any(main):
        lines = [line for line in shown if not line.aside] or shown
        return [Line(text=line.text, role=line.role) for line in lines]
    start, end = main.index(True), len(main) - main[::-1].index(True)
    while start and not shown[start - 1].aside and shapes.is_credit(shown[start - 1].text):
        start -= 1
    return [
        Line(text=line.text, role=line.role)
        for line, chosen in zip(shown[start:end], main[start:end], strict=True)
        if chosen or not (line.aside or line.linked)
    ]


def _is_main(key: str, *, keys: set[str], whole: str) -> bool:
    # A line of the page may be part of a line of trafilatura's, which joins some of them.
    return key in keys or (len(key) >= 30 and len(whole) < _LONGEST_SEARCH and key in whole)


def _head(root: HtmlElement, meta: Mapping[str, str]) -> Iterator[Line]:
    """Yield headline, byline and date as the page prints them."""
    headings = [text for element in root.iter("h1") if (text := _line_of(element))]
    title = meta.get("og:title", "")
    printed = next((text for text in headings if _key(text) and _key(text) in _key(title)), None)
    heading = printed or (headings[0] if headings else None)
    if heading:
        yield Line(text=heading, role=Role.TITLE)
    for role, path, test in (
        (Role.BYLINE, _BYLINE_PATHS, lambda text: shapes.byline_name(text) or shapes.is_name(text)),
        (Role.DATE, _DATE_PATHS, shapes.is_date),
    ):
        for element in root.xpath(path):
            text = _line_of(element)
            if text and len(text) <= 160 and test(text):
                yield Line(text=text, role=role)
                break


def _line_of(element: HtmlElement) -> str:
    return " ".join(line.text for line in block_lines(element))


def _key(text: str) -> str:
    """Return what stays of a line whatever a library does to its spaces and punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum())


# ---------------------------------------------------------------- structured data


def _structured(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD and microdata in the shape of JSON-LD."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        yield from _nodes(_loaded(script.text_content()))
    from extruct import MicrodataExtractor

    for item in MicrodataExtractor().extract_items(root.getroottree().getroot(), base_url=None):
        yield from _nodes(_uniform(item))


def _loaded(text: str) -> Any:
    """Return the JSON of a script, or None: pages with broken JSON are read all the same."""
    text = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$",
        "",
        text,
    )
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the typed objects of lists and graphs one by one."""
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from _nodes(value["@graph"])
        if "@type" in value:
            yield {key: item for key, item in value.items() if key != "@graph"}


def _uniform(item: Any) -> Any:
    """Return a microdata item of extruct as JSON-LD."""
    if isinstance(item, list):
        return [_uniform(part) for part in item]
    if not isinstance(item, dict):
        return item
    kinds = item.get("type", "Thing")
    names = [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]
    properties = {key: _uniform(value) for key, value in item.get("properties", {}).items()}
    return {"@type": names[0] if len(names) == 1 else names, **properties}


def _meta(root: HtmlElement) -> dict[str, str]:
    """Return OpenGraph and the plain meta tags that describe the page; the first of each name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip()
        value = one_line(element.get("content") or "")
        if value and _META.fullmatch(name):
            found.setdefault(name if ":" in name else name.lower(), value)
    return found


def _is_article(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _text(value: Any) -> str | None:
    """Return the name that a value of structured data stands for: a string, or an object with a name."""
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), None)
    if isinstance(value, Mapping):
        return _text(value.get("name"))
    return one_line(value) or None if isinstance(value, str) else None


def _person(meta: Mapping[str, str]) -> str | None:
    """Return the author in the meta tags; some pages give an address there instead of a name."""
    names: Iterable[str | None] = (
        meta.get(key) for key in ("author", "article:author", "byl", "parsely-author")
    )
    return next((name for name in names if name and "://" not in name and "@" not in name), None)


def _published(lines: list[Line], article: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    stated = (_text(article.get("datePublished")), meta.get("article:published_time"), meta.get("date"))
    dates = (imprint.iso_date(date[:10]) for date in stated if date)
    return next((date for date in dates if date), None) or imprint.date_of(lines)


def _copyright_site(root: HtmlElement) -> str | None:
    return imprint.site_of([Line(text=line.text, role=Role.NAVIGATION) for line in block_lines(root)])


def _language(root: HtmlElement) -> str | None:
    stated = root.get("lang") or root.get("xml:lang") or ""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", stated.strip())
    return match[1].lower() if match else None
