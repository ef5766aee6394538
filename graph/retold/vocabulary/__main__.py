"""`python -m retold.vocabulary` makes `retold.json` from `retold.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

from retold.vocabulary.model import load_vocabulary, vocabulary_to_json

if __name__ == "__main__":
    text = json.dumps(vocabulary_to_json(load_vocabulary()), ensure_ascii=False, indent=1)
    Path(__file__).with_name("retold.json").write_text(text + "\n", encoding="utf-8")
