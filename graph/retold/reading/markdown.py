"""Markdown: the words without the marks, with the roles that headings, quotes and front matter show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from retold.document import Document, Role, Source
from retold.reading.encodings import decode
from retold.reading.imprint import iso_date
from retold.reading.lines import Line, one_line
from retold.reading.plain import document_of

__all__ = ["read_markdown"]

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FENCE: Final = re.compile(r"\s{0,3}(```|~~~)")
_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_UNDERLINE: Final = re.compile(r"\s{0,3}(=+|-+)\s*")
_RULE: Final = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*")
_QUOTE: Final = re.compile(r"\s{0,3}((?:>\s?)+)(.*)")
_BULLET: Final = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_DEFINITION: Final = re.compile(r"\s{0,3}\[[^\]]{1,200}\]:\s*\S+.*")
_INLINE: Final = (
    (re.compile(r"!\[([^\]]{0,400})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,400}\")?\)"), r"\1"),
    (re.compile(r"\[([^\]]{1,400})\](?:\([^()]{0,2000}\)|\[[^\]]{0,200}\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,2000}?-->"), ""),
    (re.compile(r"(`{1,3})([^`]{1,1000})\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~([^~]{1,1000})~~"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])"), r"\1"),
)


def read_markdown(data: bytes, *, uri: str, charset: str | None = None) -> Document:
    """Read Markdown with or without YAML front matter. Raises DocumentError if it is binary or blank."""
    text = decode(data, uri=uri, charset=charset)
    matter = _FRONT_MATTER.match(text)
    known = _front_matter(matter[1]) if matter else {}
    lines = list(_paragraphs(text[matter.end() :] if matter else text))
    title, author = _field(known, "title"), _field(known, "author", "authors", "byline")
    published = _field(known, "date", "published")
    printed = {line.text for line in lines}
    head = [
        Line(text=value, role=role)
        for value, role in ((title, Role.TITLE), (author, Role.BYLINE), (published, Role.DATE))
        if value and value not in printed
    ]
    below = (
        next((n + 1 for n, line in enumerate(lines) if line.role is Role.TITLE), 0) if title in printed else 0
    )
    return document_of(
        [*lines[:below], *head, *lines[below:]],
        source=Source(
            uri=uri,
            title=title,
            site=_field(known, "site", "publication"),
            author=author,
            published=iso_date(published) if published else None,
            language=_field(known, "lang", "language"),
        ),
    )


def _front_matter(text: str) -> Mapping[str, Any]:
    """Return the fields of the front matter; what is no YAML is no front matter."""
    import yaml

    try:
        # The base loader makes strings of everything: a date stays as it is printed.
        fields = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _field(fields: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            return one_line(value)
    return None


def _paragraphs(text: str) -> Iterator[Line]:
    """Yield a line for each heading, paragraph, list item, quote and table row."""
    words: list[str] = []
    role: Role | None = None
    titled = fenced = False

    def flush() -> Iterator[Line]:
        nonlocal role
        if words:
            yield Line(text=_plain(" ".join(words)), role=role)
            words.clear()
        role = None

    for line in text.split("\n"):
        if _FENCE.match(line):
            yield from flush()
            fenced = not fenced
            continue
        if fenced:
            yield Line(text=line)
            continue
        quote = _QUOTE.fullmatch(line)
        content = quote[2] if quote else line
        if words and not quote and _UNDERLINE.fullmatch(line):
            role = None if titled or line.strip()[0] == "-" else Role.TITLE
            titled = True
            yield from flush()
        elif heading := _HEADING.fullmatch(line):
            yield from flush()
            first = not titled and len(heading[1]) == 1
            titled = titled or first
            yield Line(text=_plain(heading[2]), role=Role.TITLE if first else None)
        elif not content.strip() or _RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
            yield from flush()
            yield Line(text="")
        elif content.lstrip().startswith("|") or _TABLE_RULE.fullmatch(content):
            yield from flush()
            if not _TABLE_RULE.fullmatch(content):
                yield _row(content)
        else:
            if _BULLET.match(content) or bool(quote) != (role is Role.QUOTE):
                yield from flush()
            role = Role.QUOTE if quote else role
            words.append(content.strip())
            # Two spaces or a backslash at the end of a line break it.
            if content.endswith(("  ", "\\")):
                yield from flush()
    yield from flush()


def _row(line: str) -> Line:
    cells = [_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]
    return Line(text=(": " if len(cells) == 2 else " | ").join(cell for cell in cells if cell))


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return one_line(text.rstrip("\\"))
