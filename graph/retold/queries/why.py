"""The words behind a fact or a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from retold.claims import Claim, Literal, LocalEntity
from retold.errors import UsageError
from retold.queries.shapes import fact_to_json, supports
from retold.store import Entity, Fact, StoredClaim, View

__all__ = ["EvidenceInContext", "Why", "context_of", "why"]

#: Context on either side of a quote is at most this many characters.
CONTEXT = 240

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceInContext:
    """A quote where it stands. `before + quote + after` is a stretch of the document's text.

    `document` is the source as it was given, `documents` all sources of the same text; `start` and `end`
    are the quote's offsets in code points. `status` is how the document says it.
    """

    document: str
    documents: tuple[str, ...]
    title: str | None
    site: str | None
    published: str | None
    quote: str
    before: str
    after: str
    start: int
    end: int
    confidence: float
    extractor: str
    claim: str
    status: str

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as JSON."""
        return {
            "document": self.document,
            "documents": list(self.documents),
            "title": self.title,
            "site": self.site,
            "published": self.published,
            "quote": self.quote,
            "before": self.before,
            "after": self.after,
            "start": self.start,
            "end": self.end,
            "confidence": round(self.confidence, 4),
            "extractor": self.extractor,
            "claim": self.claim,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A fact or a claim (the other is None) with what supports it and what speaks `against` it.

    Against it are claims that deny it and claims that a person rejected.
    """

    fact: Fact | None
    claim: StoredClaim | None
    evidence: tuple[EvidenceInContext, ...]
    against: tuple[EvidenceInContext, ...]

    def to_json(self) -> dict[str, Any]:
        """Return `{"fact" or "claim", "evidence", "against"}`."""
        if self.fact is not None:
            about = {"fact": fact_to_json(self.fact)}
        else:
            assert self.claim is not None
            about = {"claim": stored_claim_to_json(self.claim)}
        return {
            **about,
            "evidence": [item.to_json() for item in self.evidence],
            "against": [item.to_json() for item in self.against],
        }


def why(view: View, ident: str, *, min_confidence: float = 0.0) -> Why:
    """Return the sentences behind a fact (`f...`) or a claim (`c...`), the most confident first.

    Raises UsageError if the graph holds neither.
    """
    fact = view.fact(ident) if ident.startswith("f") else None
    if fact is not None:
        return Why(
            fact=fact,
            claim=None,
            evidence=_in_context(view, view.claims(fact.claims), min_confidence=min_confidence),
            against=_in_context(view, _denials(view, fact), min_confidence=min_confidence),
        )
    # A fact that was rejected since is still known by the claim that gave it its id.
    stored = view.claims(["c" + ident[1:]]) if ident[:1] in ("c", "f") else []
    if not stored:
        raise UsageError(f"no claim or fact has the id {ident!r}; `retold show NAME` prints them")
    return Why(
        fact=None,
        claim=stored[0],
        evidence=_in_context(view, stored, min_confidence=min_confidence),
        against=(),
    )


def stored_claim_to_json(stored: StoredClaim) -> dict[str, Any]:
    """Return a claim without its evidence; its entities are local to the document."""
    claim = stored.claim
    target = claim.object
    return {
        "id": claim.id,
        "document": stored.uri,
        "subject": _local(claim.subject),
        "relation": claim.relation,
        "object": {"value": target.value} if isinstance(target, Literal) else _local(target),
        "in": _local(claim.within) if claim.within else None,
        "qualifiers": dict(sorted(claim.qualifiers.items())),
        "status": claim.status.value,
        "confidence": round(claim.confidence, 4),
        "rejected": stored.rejected,
    }


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a quote, as far as its sentences reach.

    Where the quote is whole sentences, the sentence before and the sentence after are given instead.

    >>> context_of("He left. The film is from 2019, they say. It flopped.", 9, 30)
    ('', ', they say.')
    >>> context_of("He left. The film is from 2019. It flopped.", 9, 31)
    ('He left. ', ' It flopped.')
    """
    low, high = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    cuts = [match.end() for match in _SENTENCE_END.finditer(text, low, high)]
    starts = [0] if low == 0 else []
    starts += [cut for cut in cuts if cut <= start]
    stops = [cut for cut in cuts if cut > end] + ([len(text)] if high == len(text) else [])
    whole = start in starts and (end == len(text) or any(not text[end:cut].strip() for cut in stops))
    if whole:
        starts = [cut for cut in starts if cut < start] or [start]
        stops = [cut for cut in stops if text[end:cut].strip()] or [end]
    first = starts[-1] if starts else _word_start(text, low, start)
    last = stops[0] if stops else _word_end(text, end, high)
    return text[first:start], text[end:last].rstrip()


def _word_start(text: str, low: int, start: int) -> int:
    space = re.compile(r"\s").search(text, low, start)
    return space.end() if space else low


def _word_end(text: str, end: int, high: int) -> int:
    space = max(text.rfind(" ", end, high), text.rfind("\n", end, high))
    return space if space >= 0 else high


def _local(entity: LocalEntity) -> dict[str, Any]:
    return {"id": entity.id, "kind": entity.kind, "names": list(entity.names)}


def _in_context(
    view: View, claims: Iterable[StoredClaim], *, min_confidence: float
) -> tuple[EvidenceInContext, ...]:
    found = []
    for stored in claims:
        claim = stored.claim
        document = view.document(claim.document)
        sources = view.sources(claim.document)
        if document is None:
            continue
        first = next((source for source in sources if source.uri == stored.uri), document.source)
        for item in claim.evidence:
            if item.confidence < min_confidence:
                continue
            before, after = context_of(document.text, item.span.start, item.span.end)
            found.append(
                EvidenceInContext(
                    document=stored.uri,
                    documents=tuple(source.uri for source in sources),
                    title=first.title,
                    site=first.site,
                    published=first.published,
                    quote=item.quote,
                    before=before,
                    after=after,
                    start=item.span.start,
                    end=item.span.end,
                    confidence=item.confidence,
                    extractor=item.extractor,
                    claim=claim.id,
                    status=claim.status.value,
                )
            )
    return tuple(
        sorted(found, key=lambda e: (-e.confidence, e.document, e.start, e.end, e.extractor, e.claim))
    )


def _denials(view: View, fact: Fact) -> list[StoredClaim]:
    """Return the claims of the fact's own words that deny it or were rejected."""
    return [
        stored
        for stored in view.claims_about(fact.subject.id)
        if not supports(stored) and _says(view, stored.claim, fact)
    ]


def _says(view: View, claim: Claim, fact: Fact) -> bool:
    """Whether a claim speaks of the same relation between the same things as a fact."""

    def is_same(local: LocalEntity | Literal | None, known: Entity | Literal | None) -> bool:
        if isinstance(local, LocalEntity) and isinstance(known, Entity):
            found = view.entity(local.id)
            return found is not None and found.id == known.id
        return local == known

    return (
        claim.relation == fact.relation
        and is_same(claim.object, fact.object)
        and is_same(claim.subject, fact.subject)
        and (claim.within is None or fact.within is None or is_same(claim.within, fact.within))
    )
