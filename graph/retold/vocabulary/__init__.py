"""The vocabulary: kinds of things and relations between them, declared in YAML."""

from retold.vocabulary.model import (
    Kind,
    Relation,
    Vocabulary,
    default_vocabulary,
    load_vocabulary,
)

__all__ = ["Kind", "Relation", "Vocabulary", "default_vocabulary", "load_vocabulary"]
