"""What can go wrong, one class for each party that must act.

Every message says what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "AmbiguousNameError",
    "DocumentError",
    "NoAnswerError",
    "RetoldError",
    "StoreError",
    "UnknownNameError",
    "UsageError",
    "VocabularyError",
]


class RetoldError(Exception):
    """Base of every error that retold raises on purpose."""


class UsageError(RetoldError):
    """The caller asked for something that cannot be done as asked; the caller must ask differently."""


class UnknownNameError(UsageError):
    """A name fits nothing in the graph.

    `suggestions` holds names that look alike, best first.
    """

    def __init__(self, name: str, *, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(repr(s) for s in self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"nothing in the graph is called {name!r}.{hint}")


class AmbiguousNameError(UsageError):
    """A name fits several entities and nothing decides between them.

    `candidates` holds a pair of id and one-line description for each.
    """

    def __init__(self, name: str, *, candidates: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        width = max((len(ident) for ident, _ in self.candidates), default=0)
        lines = "".join(f"\n  {ident:{width}}  {description}" for ident, description in self.candidates)
        super().__init__(
            f"{name!r} fits {len(self.candidates)} entities; give an id, "
            f"or add a kind or a year in brackets, as in 'Title (film, 2013)':{lines}"
        )


class DocumentError(RetoldError):
    """One document cannot be read; whoever gave the document must act. The others are not affected."""

    def __init__(self, uri: str, reason: str, *, hint: str = "") -> None:
        self.uri = uri
        self.reason = reason
        self.hint = hint
        super().__init__(f"{uri}: {reason}" + (f" {hint}" if hint else ""))


class VocabularyError(RetoldError):
    """A vocabulary file is wrong; its author must mend the line that is named."""

    def __init__(self, path: str, reason: str, *, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {reason}")


class StoreError(RetoldError):
    """The graph file cannot be used as it is; whoever keeps the file must act."""


class NoAnswerError(RetoldError):
    """The graph knows the things asked about but holds no answer."""
