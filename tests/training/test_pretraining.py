from __future__ import annotations

import json
from pathlib import Path

from retold.extraction.model.labels import TYPES
from retold_training.pretraining import any_relation, read_redocred

RECORD = {
    "title": "The Glass Orchard",
    "sents": [
        ["The", "Glass", "Orchard", "(", "2021", ")", "is", "Korean", "."],
        ["Quill", "'s", "film", "."],
    ],
    "vertexSet": [
        [{"pos": [0, 3], "sent_id": 0, "type": "MISC"}],
        [{"pos": [0, 1], "sent_id": 1, "type": "PER"}],
        [{"pos": [4, 5], "sent_id": 0, "type": "TIME"}, {"pos": [2, 3], "sent_id": 0, "type": "MISC"}],
    ],
    "labels": [{"h": 0, "r": "P57", "t": 1}, {"h": 0, "r": "P577", "t": 2}],
}


def test_a_public_document_is_read_with_its_marks(tmp_path: Path) -> None:
    (tmp_path / "rel2id.json").write_text(json.dumps({"Na": 0, "P57": 1, "P577": 2}), encoding="utf-8")
    for name, records in (("dev_revised.json", [RECORD]), ("test_revised.json", [])):
        (tmp_path / name).write_text(json.dumps(records), encoding="utf-8")
    (one,) = read_redocred(tmp_path)
    assert one.marks.words.text == "The Glass Orchard (2021) is Korean. Quill's film."
    assert one.marks.surfaces() == ["The Glass Orchard", "2021", "Quill"]
    assert [TYPES[kind] for kind in one.marks.types] == ["Work", "date", "Person"]
    assert one.entities.tolist() == [0, 2, 1]
    assert one.facts == ((0, 1, 1), (0, 2, 2))
    assert one.kinds.tolist() == [-1, -1, -1]


def test_values_have_no_relations_of_their_own() -> None:
    legal = any_relation(3)
    assert legal.shape == (len(TYPES), len(TYPES), 3)
    assert legal[TYPES.index("Person"), TYPES.index("date")].all()
    assert not legal[TYPES.index("date")].any()
