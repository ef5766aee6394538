"""The markup engine: one pass over a document for each kind of markup it may hold."""

from __future__ import annotations

from typing import Final

from retold.document import Document, Role
from retold.extraction.base import Extraction
from retold.extraction.markup.draft import Draft
from retold.extraction.markup.jsonld import read_structured
from retold.extraction.markup.positions import Node, parse_json
from retold.vocabulary import Vocabulary, default_vocabulary

__all__ = ["MarkupExtractor"]

_NAME: Final = "markup/1"


class MarkupExtractor:
    """Reads structured data (JSON-LD, OpenGraph), credit lines, ratings and bylines.

    Facts stated in sentences are for the other engines.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or default_vocabulary()

    @property
    def name(self) -> str:
        """The engine and its version."""
        return _NAME

    def extract(self, document: Document) -> Extraction:
        """Return what the markup of `document` says."""
        draft = Draft(document, extractor=_NAME, vocabulary=self._vocabulary)
        read_structured(draft, _structured_data(document))
        return draft.finish()


def _structured_data(document: Document) -> list[Node]:
    """Return the JSON values of the data lines; a line that is not JSON says nothing."""
    roots = []
    for block in document.blocks:
        if block.role is Role.DATA:
            try:
                roots.append(parse_json(document.text, block.span))
            except ValueError:
                continue
    return roots
