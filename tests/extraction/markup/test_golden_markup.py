from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold.codec import claim_to_json, document_from_json, dump_line
from retold.extraction.markup import MarkupExtractor

CASES = Path(__file__).parents[2] / "golden" / "extraction-markup"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_document_gives_the_claims_written_down_for_it(case: Path) -> None:
    document = document_from_json(json.loads((case / "document.json").read_text(encoding="utf-8")))
    claims = MarkupExtractor().extract(document).claims
    expected = (case / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert [dump_line(claim_to_json(claim, uri=document.source.uri)) for claim in claims] == expected
