"""Collections: JSON Lines, JSON arrays and CSV, one document a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from retold.document import Document, Role, Source
from retold.errors import DocumentError
from retold.reading.encodings import clean, decode
from retold.reading.imprint import iso_date
from retold.reading.lines import Line, one_line
from retold.reading.plain import document_of, unwrap

__all__ = ["read_records"]

#: What fields are usually called, most telling first.
_USUAL: Final = {
    "text": (
        "text", "body", "content", "extract", "article", "full_text", "fulltext", "articlebody", "review",
        "review_text", "plot", "summary", "synopsis", "abstract", "description", "html",
    ),
    "title": ("title", "headline", "name"),
    "uri": ("uri", "url", "href", "link", "source", "id"),
    "author": ("author", "byline", "creator", "critic", "reviewer"),
    "published": ("published", "date", "datepublished", "pubdate", "published_at", "publication_date"),
    "site": ("site", "site_name", "publisher", "outlet", "publication"),
    "language": ("language", "lang"),
}  # fmt: skip
# The largest field of a CSV file; the module's own limit is smaller than a long article.
_LARGEST_FIELD: Final = 50_000_000


def read_records(
    data: bytes, *, uri: str, kind: str, fields: Mapping[str, str] | None = None, charset: str | None = None
) -> Iterator[Document | DocumentError]:
    """Yield a document for each record, or the error of that record.

    `kind` is jsonl, json, csv or tsv. `fields` maps text, title, uri, author, published, site, language to
    the names of the collection's fields; without it, usual names are looked for. Title, author and
    date are lines of the text, so that facts read from them can show their words. Raises DocumentError if the
    collection itself cannot be read.
    """
    text = decode(data, uri=uri, charset=charset)
    if kind == "jsonl":
        records = _json_lines(text)
    elif kind == "json":
        records = _json_array(text, uri=uri)
    else:
        records = _table(text, uri=uri, delimiter="\t" if kind == "tsv" else None)
    empty = True
    for number, record in enumerate(records, start=1):
        empty = False
        place = f"{uri}#{number}"
        try:
            if isinstance(record, str):
                raise DocumentError(place, record)
            yield _document(record, place=place, fields=fields or {})
        except DocumentError as error:
            yield error
    if empty:
        raise DocumentError(uri, "nothing to read: it holds no record.")


def _json_lines(text: str) -> Iterator[dict[str, Any] | str]:
    """Yield the records; a string says what is wrong with one."""
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield f"is not JSON ({error})."
            continue
        yield record if isinstance(record, dict) else "is not a JSON object."


def _json_array(text: str, *, uri: str) -> Iterator[dict[str, Any] | str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            uri, f"is not JSON ({error}).", hint="One object a line is --format jsonl."
        ) from error
    if isinstance(value, dict):
        # Many services wrap their results in an object.
        lists = [
            item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)
        ]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list):
        raise DocumentError(uri, "is JSON, but neither an array nor an object.")
    for record in value:
        yield record if isinstance(record, dict) else "is not a JSON object."


def _table(text: str, *, uri: str, delimiter: str | None) -> Iterator[dict[str, Any] | str]:
    head = text.split("\n", 1)[0]
    separator = delimiter or max(",;\t|", key=head.count)
    csv.field_size_limit(_LARGEST_FIELD)
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    try:
        if not rows.fieldnames or len(set(rows.fieldnames)) < 1:
            raise DocumentError(uri, "has no header line that names the columns.")
        for row in rows:
            yield {name: value for name, value in row.items() if isinstance(name, str)}
    except csv.Error as error:
        raise DocumentError(uri, f"is not a table ({error}).") from error


def _document(record: Mapping[str, Any], *, place: str, fields: Mapping[str, str]) -> Document:
    values = {ours: _value(record, ours, fields=fields) for ours in _USUAL}
    uri = one_line(values["uri"]) or place
    if not values["text"].strip():
        wanted = fields.get("text", "text")
        raise DocumentError(
            place,
            f"has no text in {wanted!r}; its fields are {', '.join(map(repr, list(record)[:12]))}.",
            hint="Name the field, for example --fields text=body,title=name.",
        )
    title, author, published = (one_line(values[key]) for key in ("title", "author", "published"))
    body = unwrap(values["text"].split("\n"))
    head = [
        Line(text=text, role=role)
        for text, role in ((title, Role.TITLE), (author, Role.BYLINE), (published, Role.DATE))
        if text and not any(line.strip() == text for line in body[:5])
    ]
    return document_of(
        [*head, *body],
        source=Source(
            uri=uri,
            title=title or None,
            site=one_line(values["site"]) or None,
            author=author or None,
            published=iso_date(published),
            language=one_line(values["language"]).lower()[:2] or None,
        ),
    )


def _value(record: Mapping[str, Any], ours: str, *, fields: Mapping[str, str]) -> str:
    """Return the record's value for our field as text, or an empty string."""
    if ours in fields:
        return _as_text(_deep(record, fields[ours]))
    names = {str(name).casefold(): name for name in record}
    for usual in _USUAL[ours]:
        if usual in names and (text := _as_text(record[names[usual]])).strip():
            return text
    return ""


def _deep(record: Mapping[str, Any], name: str) -> Any:
    """Return a field by its name, or by a path with dots into nested objects."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        parts = [_as_text(item) for item in value]
        return ("\n" if any(len(part) > 80 for part in parts) else ", ").join(part for part in parts if part)
    if isinstance(value, Mapping):
        return _as_text(value.get("name"))
    return "" if value is None or isinstance(value, bool) else str(value)
