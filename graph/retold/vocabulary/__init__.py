"""The vocabulary: kinds of things and relations between them, declared in YAML."""

from retold.vocabulary.model import (
    Kind,
    Relation,
    Vocabulary,
    default_vocabulary,
    load_vocabulary,
    vocabulary_from_json,
    vocabulary_to_json,
)

__all__ = [
    "Kind",
    "Relation",
    "Vocabulary",
    "default_vocabulary",
    "load_vocabulary",
    "vocabulary_from_json",
    "vocabulary_to_json",
]
