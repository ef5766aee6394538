"""The sample documents: enough of them, of every kind, and all of them readable."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retold.document import Document
from retold.reading import read

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
FILES = sorted(path for path in DOCUMENTS.glob("*/*") if path.is_file())


def test_there_are_eight_families_in_five_formats() -> None:
    assert Counter(path.parent.name for path in FILES) == {
        "death-note": 5,
        "fingersmith": 4,
        "great-expectations": 5,
        "homecoming": 3,
        "itaewon-class": 4,
        "little-shop-of-horrors": 4,
        "love-in-the-big-city": 5,
        "the-last-of-us": 4,
    }
    assert Counter(path.suffix for path in FILES) == {".html": 13, ".md": 7, ".txt": 8, ".docx": 3, ".pdf": 3}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_read_as_one_document(path: Path) -> None:
    (document,) = read(str(path))
    assert isinstance(document, Document)
    assert document.source.uri == str(path)
    assert len(document.text.split()) > 120


def test_the_readme_names_every_family() -> None:
    readme = (DOCUMENTS.parent / "README.md").read_text(encoding="utf-8")
    assert [
        name for name in sorted({path.parent.name for path in FILES}) if f"documents/{name}/" not in readme
    ] == []
