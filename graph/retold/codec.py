"""JSON Lines for documents, mentions and claims: the arrows between the stages.

Keys come in a fixed order and text is not escaped to ASCII, so equal values give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.document import Block, Document, Role, Source, Span
from retold.errors import UsageError

__all__ = [
    "claim_from_json",
    "claim_to_json",
    "document_from_json",
    "document_to_json",
    "dump_line",
    "mention_from_json",
    "mention_to_json",
    "read_lines",
]

_SOURCE_FIELDS = ("uri", "title", "site", "author", "published", "language", "fetched")


def dump_line(record: Mapping[str, Any]) -> str:
    """Return one JSON line without its line break. Lone surrogates are escaped, so it always encodes."""
    line = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(record, separators=(", ", ": "))
    return line


def read_lines(lines: Iterable[str], *, name: str = "input") -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of `lines`, skipping blank lines.

    Raises UsageError with `name` and the line's number where a line is not a JSON object.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{name}, line {number}: not JSON ({error})") from error
        if not isinstance(record, dict):
            raise UsageError(f"{name}, line {number}: a JSON object was expected")
        yield record


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the document as a JSON object; fields of the source that are unknown are left out."""
    source = {key: getattr(document.source, key) for key in _SOURCE_FIELDS}
    return {
        "id": document.id,
        "source": {key: value for key, value in source.items() if value is not None},
        "blocks": [
            {"start": block.span.start, "end": block.span.end, "role": block.role.value}
            for block in document.blocks
        ],
        "text": document.text,
    }


def document_from_json(record: Mapping[str, Any]) -> Document:
    """Return the document that `document_to_json` wrote."""
    return Document(
        id=record["id"],
        source=Source(**{key: record["source"].get(key) for key in _SOURCE_FIELDS}),
        blocks=tuple(
            Block(span=Span(start=block["start"], end=block["end"]), role=Role(block["role"]))
            for block in record["blocks"]
        ),
        text=record["text"],
    )


def mention_to_json(mention: Mention) -> dict[str, Any]:
    """Return the mention as a JSON object."""
    return {
        "document": mention.document,
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "entity": mention.entity,
    }


def mention_from_json(record: Mapping[str, Any]) -> Mention:
    """Return the mention that `mention_to_json` wrote."""
    return Mention(
        document=record["document"],
        span=Span(start=record["start"], end=record["end"]),
        surface=record["surface"],
        kind=record["kind"],
        entity=record["entity"],
    )


def _entity_to_json(entity: LocalEntity) -> dict[str, Any]:
    return {"id": entity.id, "kind": entity.kind, "names": list(entity.names)}


def _entity_from_json(record: Mapping[str, Any]) -> LocalEntity:
    return LocalEntity(id=record["id"], kind=record["kind"], names=tuple(record["names"]))


def claim_to_json(claim: Claim, *, uri: str) -> dict[str, Any]:
    """Return the claim as a JSON object; `uri` is the source of its document as it was given."""
    target = claim.object
    record: dict[str, Any] = {
        "id": claim.id,
        "document": uri,
        "subject": _entity_to_json(claim.subject),
        "relation": claim.relation,
        "object": {"value": target.value} if isinstance(target, Literal) else _entity_to_json(target),
    }
    if claim.within is not None:
        record["in"] = _entity_to_json(claim.within)
    if claim.qualifiers:
        record["qualifiers"] = dict(sorted(claim.qualifiers.items()))
    record["status"] = claim.status.value
    record["evidence"] = [
        {
            "document": e.document,
            "start": e.span.start,
            "end": e.span.end,
            "quote": e.quote,
            "extractor": e.extractor,
            "confidence": round(e.confidence, 4),
        }
        for e in claim.evidence
    ]
    record["confidence"] = round(claim.confidence, 4)
    return record


def claim_from_json(record: Mapping[str, Any]) -> Claim:
    """Return the claim that `claim_to_json` wrote; its `uri` is in `record["document"]`."""
    target = record["object"]
    return Claim(
        subject=_entity_from_json(record["subject"]),
        relation=record["relation"],
        object=Literal(value=target["value"]) if "value" in target else _entity_from_json(target),
        within=_entity_from_json(record["in"]) if "in" in record else None,
        qualifiers=dict(record.get("qualifiers", {})),
        status=Status(record.get("status", "stated")),
        evidence=tuple(
            Evidence(
                document=e["document"],
                span=Span(start=e["start"], end=e["end"]),
                quote=e["quote"],
                extractor=e["extractor"],
                confidence=e.get("confidence", record["confidence"]),
            )
            for e in record["evidence"]
        ),
    )
