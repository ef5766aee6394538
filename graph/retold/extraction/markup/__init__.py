"""The engine that reads what is not prose: structured data, credits, ratings, bylines, headers."""

from retold.extraction.markup.engine import MarkupExtractor

__all__ = ["MarkupExtractor"]
