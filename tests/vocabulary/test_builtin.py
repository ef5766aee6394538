from __future__ import annotations

import json
import tomllib
from pathlib import Path

import retold
from retold.vocabulary import (
    default_vocabulary,
    load_vocabulary,
    vocabulary_from_json,
    vocabulary_to_json,
)

ROOT = Path(__file__).parents[2]


def test_the_compiled_vocabulary_is_what_the_yaml_declares() -> None:
    # If this fails: python -m retold.vocabulary
    assert default_vocabulary() == load_vocabulary()


def test_a_vocabulary_survives_the_way_through_json() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary_from_json(json.loads(json.dumps(vocabulary_to_json(vocabulary)))) == vocabulary


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert retold.__version__ == project["version"]
