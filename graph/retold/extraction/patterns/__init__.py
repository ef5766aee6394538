"""The engine that reads prose: names from cues, relations from phrases over typed names."""

from retold.extraction.patterns.engine import PatternExtractor

__all__ = ["PatternExtractor"]
