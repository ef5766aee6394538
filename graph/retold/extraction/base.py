"""What every extraction engine takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from retold.claims import Claim, Mention
from retold.document import Document

__all__ = ["Extraction", "Extractor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The mentions and claims of one document. Both speak of the same local entities."""

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


class Extractor(Protocol):
    """An engine that reads claims from a document.

    `name` carries the engine's version ("markup/1"); it changes whenever the engine would read the same
    document otherwise, so that stored readings can be refreshed.
    """

    @property
    def name(self) -> str:
        """The engine and its version."""

    def extract(self, document: Document) -> Extraction:
        """Return what the document says. Never raises for any text; equal documents give equal results."""
