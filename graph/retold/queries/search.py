"""Full text and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.errors import UsageError
from retold.queries.choose import parse_kinds
from retold.queries.shapes import entity_to_json
from retold.store import Entity, Passage, View

__all__ = ["SearchResult", "search"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """Entities whose name fits and passages that hold the words, the best first."""

    text: str
    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"text", "entities", "passages"}`; a passage is before, match and after, with offsets."""
        return {
            "text": self.text,
            "entities": [entity_to_json(entity) for entity in self.entities],
            "passages": [
                {
                    "document": passage.uri,
                    "title": passage.title,
                    "start": passage.start,
                    "end": passage.end,
                    "before": passage.before,
                    "match": passage.match,
                    "after": passage.after,
                }
                for passage in self.passages
            ],
        }


def search(view: View, text: str, *, kind: str | None = None, limit: int = 20) -> SearchResult:
    """Return what fits `text`, typing errors in names allowed; at most `limit` entities and passages.

    Raises UsageError if there is nothing to look for or the limit is not positive.
    """
    if not text.strip():
        raise UsageError("nothing to search for; give a name or words from a document")
    if limit < 1:
        raise UsageError(f"the limit is {limit}; it must be at least 1")
    kinds = parse_kinds(view.vocabulary, kind) if kind is not None else None
    entities, passages = view.search(text, kinds=kinds, limit=limit)
    return SearchResult(text=text, entities=tuple(entities), passages=tuple(passages))
