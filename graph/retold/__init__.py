"""retold: documents about works, people and adaptations in, a knowledge graph out.

import retold

with retold.open("retold.db") as graph:
    graph.add("reviews/")
    print(graph.adaptations("Love in the Big City").to_json())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retold.errors import (
    AmbiguousNameError,
    DocumentError,
    NoAnswerError,
    RetoldError,
    StoreError,
    UnknownNameError,
    UsageError,
    VocabularyError,
)

if TYPE_CHECKING:
    from retold.api import Graph
    from retold.api import open_graph as open  # noqa: A004 - `retold.open` reads as what it is
    from retold.pipeline import extract
    from retold.reading import Limits, ReadOptions
    from retold.vocabulary import Vocabulary, default_vocabulary, load_vocabulary

__all__ = [
    "AmbiguousNameError",
    "DocumentError",
    "Graph",
    "Limits",
    "NoAnswerError",
    "ReadOptions",
    "RetoldError",
    "StoreError",
    "UnknownNameError",
    "UsageError",
    "Vocabulary",
    "VocabularyError",
    "__version__",
    "default_vocabulary",
    "extract",
    "load_vocabulary",
    "open",
]

#: That of pyproject.toml, which a test sees to: asking the installed package would cost every start.
__version__ = "0.1.0"

# Imported when first asked for, so that `import retold` costs next to nothing.
_LAZY = {
    "Graph": ("retold.api", "Graph"),
    "Limits": ("retold.reading", "Limits"),
    "ReadOptions": ("retold.reading", "ReadOptions"),
    "Vocabulary": ("retold.vocabulary", "Vocabulary"),
    "default_vocabulary": ("retold.vocabulary", "default_vocabulary"),
    "extract": ("retold.pipeline", "extract"),
    "load_vocabulary": ("retold.vocabulary", "load_vocabulary"),
    "open": ("retold.api", "open_graph"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _LAZY:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    found = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
