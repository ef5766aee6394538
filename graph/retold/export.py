"""Every format that a graph can be written in, behind one function."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from retold.claims import Claim, Literal, LocalEntity
from retold.codec import claim_to_json, dump_line
from retold.errors import UsageError
from retold.store import View

__all__ = ["FORMATS", "PARTS", "claim_lines", "export"]

#: The formats, and the ending that a file of each usually has.
FORMATS: Final = {
    "turtle": ".ttl",
    "trig": ".trig",
    "ntriples": ".nt",
    "nquads": ".nq",
    "json-ld": ".jsonld",
    "rdf-xml": ".rdf",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".csv",
    "claims": ".jsonl",
}
#: What trig, nquads and json-ld can hold beside the facts.
PARTS: Final = ("documents", "evidence", "alignment")


def export(
    view: View, form: str, *, out: BinaryIO, parts: Collection[str] = (), min_confidence: float = 0.0
) -> int:
    """Write the graph to `out` in one of FORMATS, with `parts` of PARTS beside the facts.

    Facts (of the format claims: claims) below `min_confidence` are left out. Returns how many quads, nodes
    and edges, rows or claims were written. Equal graphs give equal bytes.
    Raises UsageError if the format or a part is unknown, or if the format cannot hold the parts.
    """
    for word, known in ((form, tuple(FORMATS)), *((part, PARTS) for part in parts)):
        if word not in known:
            close = difflib.get_close_matches(word, known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise UsageError(f"{word!r} is none of {', '.join(known)}.{hint}")
    if form in {"graphml", "gexf", "csv", "claims"} and parts:
        raise UsageError(f"{form} cannot hold {', '.join(parts)}; use trig, nquads or json-ld.")
    if form == "graphml":
        from retold.views.network import write_graphml

        return write_graphml(view, out, min_confidence=min_confidence)
    if form == "gexf":
        from retold.views.network import write_gexf

        return write_gexf(view, out, min_confidence=min_confidence)
    if form == "csv":
        from retold.views.tables import write_csv

        return write_csv(view, out, min_confidence=min_confidence)
    if form == "claims":
        count = 0
        for count, line in enumerate(claim_lines(view, min_confidence=min_confidence), start=1):  # noqa: B007
            out.write(f"{line}\n".encode())
        return count
    from retold.rdf.export import export_rdf

    return export_rdf(view, form, out=out, parts=parts, min_confidence=min_confidence)


def claim_lines(view: View, *, min_confidence: float = 0.0) -> Iterator[str]:
    """Yield every claim that no person rejected as a JSON line, with the graph's entities for its own.

    The lines are those of `retold extract`, but `id`, `kind` and `names` of an entity are what all documents
    together say. Rumoured and denied claims, which make no fact, are among them.
    """
    known: dict[str, LocalEntity] = {}

    def canonical(local: LocalEntity) -> LocalEntity:
        if local.id not in known:
            entity = view.entity(local.id)
            known[local.id] = (
                LocalEntity(id=entity.id, kind=entity.kind, names=entity.names) if entity else local
            )
        return known[local.id]

    for stored in view.all_claims():
        claim = stored.claim
        if stored.rejected or claim.confidence < min_confidence:
            continue
        record = claim_to_json(_with_entities(claim, canonical), uri=stored.uri)
        # The claim keeps its id, by which `why` finds it, though its entities have others now.
        yield dump_line(record | {"id": claim.id})


def _with_entities(claim: Claim, canonical: Callable[[LocalEntity], LocalEntity]) -> Claim:
    return replace(
        claim,
        subject=canonical(claim.subject),
        object=claim.object if isinstance(claim.object, Literal) else canonical(claim.object),
        within=canonical(claim.within) if claim.within else None,
    )
