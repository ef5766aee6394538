"""Each folder of tests/golden/reading holds an input and what reading makes of it.

After a wanted change run this file with RETOLD_ACCEPT=1, then look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from retold.document import Document
from retold.reading import read

CASES = Path(__file__).parent.parent / "golden" / "reading"


def shown(result: Document | Exception) -> list[dict[str, Any]]:
    """The source's known fields, then role and words of every block; or the error."""
    if isinstance(result, Exception):
        return [{"error": str(result)}]
    source = {key: getattr(result.source, key) for key in result.source.__slots__}
    blocks = [{"role": block.role.value, "text": result.words(block.span)} for block in result.blocks]
    return [{"source": {key: value for key, value in source.items() if value is not None}}, *blocks]


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(CASES / case)
    (name,) = (path.name for path in Path().glob("input.*"))
    lines = [json.dumps(line, ensure_ascii=False) for result in read(name) for line in shown(result)]
    expected = Path("expected.jsonl")
    if os.environ.get("RETOLD_ACCEPT"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()
