"""The words behind a fact, with a little of the text around them and where they were read."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from retold.claims import Evidence
from retold.document import Document
from retold.store import Fact, StoredClaim, View

__all__ = ["Quotes", "link"]

#: A page shows this many quotes of a fact; one of each document before a second one of any.
_QUOTES: Final = 5
_QUOTE: Final = 600  # characters of a quote
_AROUND: Final = 90  # characters before and after it


class Quotes:
    """Collects quotes of a view's facts and remembers the documents that they came from."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._documents: dict[str, Document | None] = {}

    def of(self, fact: Fact) -> tuple[list[dict[str, Any]], int]:
        """Return the best quotes of a fact as JSON objects, and how many more there are."""
        found: dict[tuple[str, int, int], tuple[Evidence, StoredClaim]] = {}
        for stored in self._view.claims(fact.claims):
            if stored.rejected:
                continue
            for evidence in sorted(stored.claim.evidence, key=lambda e: (-e.confidence, e)):
                found.setdefault(
                    (evidence.document, evidence.span.start, evidence.span.end), (evidence, stored)
                )
        ranked = sorted(found.values(), key=lambda pair: (-pair[0].confidence, pair[0]))
        first: dict[str, int] = {}
        for number, (evidence, _) in enumerate(ranked):
            first.setdefault(evidence.document, number)
        ranked = [
            pair
            for _, pair in sorted(
                enumerate(ranked), key=lambda item: (first[item[1][0].document] != item[0], item[0])
            )
        ]
        return [self._quote(*pair) for pair in ranked[:_QUOTES]], max(0, len(ranked) - _QUOTES)

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return title, site, date and address of every document quoted so far, by document id."""
        return {ident: self._describe(ident) for ident in sorted(self._documents)}

    def _quote(self, evidence: Evidence, stored: StoredClaim) -> dict[str, Any]:
        ident = evidence.document
        if ident not in self._documents:
            self._documents[ident] = self._view.document(ident)
        before, after = _surroundings(self._documents[ident], evidence)
        quote = evidence.quote
        record = {
            "document": ident,
            "before": before,
            "quote": quote if len(quote) <= _QUOTE else quote[:_QUOTE].rstrip() + " …",
            "after": after if len(quote) <= _QUOTE else "",
        }
        if stored.claim.status != "stated":
            record["status"] = stored.claim.status.value
        return record

    def _describe(self, ident: str) -> dict[str, Any]:
        sources = self._view.sources(ident)
        if not sources:
            return {"uri": ident}
        source = sources[0]
        record = {
            "title": source.title,
            "site": source.site,
            "author": source.author,
            "published": source.published,
            "uri": source.uri,
            "href": link(source.uri),
            "also": [{"uri": other.uri, "href": link(other.uri)} for other in sources[1:4]],
        }
        return {key: value for key, value in record.items() if value}


def link(uri: str) -> str | None:
    """Return `uri` if a page may link to it: an http or https address without odd characters."""
    if any(ord(c) <= 32 or ord(c) == 127 or c in "\"'<>\\`{}" for c in uri):
        return None
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    return uri if parts.scheme in ("http", "https") and parts.hostname else None


def _surroundings(document: Document | None, evidence: Evidence) -> tuple[str, str]:
    """Return some of the line before and after the quote, cut between words."""
    if document is None:
        return "", ""
    start, end = evidence.span.start, evidence.span.end
    left, right = document.text[max(0, start - _AROUND - 1) : start], document.text[end : end + _AROUND + 1]
    before, after = left.rpartition("\n")[2], right.partition("\n")[0]
    if len(before) > _AROUND:
        before = "…" + before[before.find(" ") :] if " " in before else "…" + before[1:]
    if len(after) > _AROUND:
        after = after[: after.rfind(" ") + 1] + "…" if " " in after else after[:-1] + "…"
    return before, after
