"""Reading claims from documents: engines behind one protocol, and how their readings are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retold.extraction.base import Extraction, Extractor
from retold.extraction.combine import combine, extract

if TYPE_CHECKING:
    from retold.vocabulary import Vocabulary

__all__ = ["Extraction", "Extractor", "combine", "default_extractors", "extract"]


def default_extractors(vocabulary: Vocabulary) -> tuple[Extractor, ...]:
    """Return the engines that read a document when nothing else is asked for."""
    from retold.extraction.markup import MarkupExtractor
    from retold.extraction.patterns import PatternExtractor

    return (MarkupExtractor(vocabulary), PatternExtractor(vocabulary))
