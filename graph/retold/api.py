"""The graph as programs use it: open a file, add documents, ask, decide, export."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from retold.errors import StoreError, UsageError
from retold.store import DocumentRecord, View
from retold.vocabulary import Vocabulary, default_vocabulary

if TYPE_CHECKING:
    from retold.evaluation import Evaluation
    from retold.extraction.base import Extractor
    from retold.pipeline import AddReport
    from retold.queries.adaptations import Adaptations
    from retold.queries.cast import Cast
    from retold.queries.compare import Comparison
    from retold.queries.conflicts import Conflicts
    from retold.queries.path import Path as EntityPath
    from retold.queries.reviews import Reviews
    from retold.queries.search import SearchResult
    from retold.queries.show import Show
    from retold.queries.timeline import Timeline
    from retold.queries.why import Why
    from retold.queries.works import Works
    from retold.reading import ReadOptions
    from retold.resolution.decisions import Decision
    from retold.store import Store
    from retold.views.page import Page

__all__ = ["Graph", "open_graph"]


def open_graph(
    path: str | Path = "retold.db", *, vocabulary: Vocabulary | None = None, read_only: bool = False
) -> Graph:
    """Open the graph file at `path`; adding documents makes it if there is none.

    With `read_only`, nothing is written, and the file must exist.
    Raises StoreError when the file cannot be used.
    """
    graph = Graph(path, vocabulary=vocabulary, read_only=read_only)
    if read_only:
        graph.view().close()
    return graph


class Graph:
    """A graph file. Every question sees the graph as it is when asked, whoever wrote to it last.

    In a question, a name may be an id or say more: "Oldboy (film, 2013)". `kind` and `year` choose
    among namesakes; facts below `min_confidence`, from 0 to 1, are left out. Questions raise UnknownNameError
    with names that look alike, AmbiguousNameError with the candidates, and UsageError where what the name
    means is of the wrong kind.

    Use it as a context manager, or close it. Not for several threads at once; each may open its own.
    """

    def __init__(
        self, path: str | Path, *, vocabulary: Vocabulary | None = None, read_only: bool = False
    ) -> None:
        self.file = Path(path)
        self._vocabulary = vocabulary
        self._read_only = read_only
        self._writer: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds and relations of the graph."""
        return self._vocabulary or default_vocabulary()

    def view(self) -> View:
        """Return a reader of the graph as it is now; close it, or use it as a context manager."""
        return View.open(self.file, vocabulary=self._vocabulary)

    # Documents

    def add(
        self,
        *sources: str,
        options: ReadOptions | None = None,
        extractors: Sequence[Extractor] | None = None,
        on_progress: Callable[[str], None] | None = None,
        workers: int = 1,
    ) -> AddReport:
        """Read files, folders, globs, URLs or "-" (standard input), and store what they say.

        What has not changed is skipped, and what cannot be read is in the report's `failed`; the rest is
        stored. `on_progress` is called with the uri of each document when it is done; `workers` is the number
        of processes that extract. When interrupted, raises AddInterrupted, a KeyboardInterrupt with `report`.
        """
        from retold.pipeline import add

        return add(
            self._store(),
            sources,
            options=options,
            extractors=extractors,
            on_progress=on_progress,
            workers=workers,
        )

    def refresh(self, *, on_progress: Callable[[str], None] | None = None, workers: int = 1) -> int:
        """Read stored texts again that an older extractor read. Returns how many; decisions hold."""
        from retold.pipeline import refresh

        return refresh(self._store(), on_progress=on_progress, workers=workers)

    def remove(self, document: str) -> None:
        """Remove a document, by id or source, and what only it said. Raises UsageError if it is unknown."""
        if not self._store().remove(document):
            raise UsageError(f"{document}: no such document in the graph; `retold documents` lists them")

    def documents(self) -> list[DocumentRecord]:
        """Return all documents without their texts, sorted by id."""
        with self.view() as view:
            return view.documents()

    def stats(self) -> dict[str, int]:
        """Return how many documents, sources, claims, facts and entities there are, and entities per kind."""
        with self.view() as view:
            return view.stats()

    def check(self) -> list[str]:
        """Return what is wrong with the file, its evidence and its entities, in words; nothing if whole."""
        with self.view() as view:
            return view.problems()

    # Decisions

    def accept(self, claim: str, *, reason: str | None = None, by: str | None = None) -> Decision:
        """Vouch for a claim or all claims of a fact; takes back an earlier rejection.

        Raises UsageError when the id fits nothing, as does `reject`.
        """
        return self._decide("accepted", claim, None, reason=reason, by=by)

    def reject(self, claim: str, *, reason: str | None = None, by: str | None = None) -> Decision:
        """Take a claim or all claims of a fact out of the graph; they stay in the file."""
        return self._decide("rejected", claim, None, reason=reason, by=by)

    def same(self, left: str, right: str, *, reason: str | None = None, by: str | None = None) -> Decision:
        """Say that two entities, given by name or id, are one thing.

        Raises UnknownNameError, AmbiguousNameError, and UsageError when they are one already, as does
        `different`.
        """
        return self._decide("same", left, right, reason=reason, by=by)

    def different(
        self, left: str, right: str, *, reason: str | None = None, by: str | None = None
    ) -> Decision:
        """Say that two entities are two things, or two local entities of one wrongly joined entity."""
        return self._decide("different", left, right, reason=reason, by=by)

    def undo(self, number: int | None = None) -> Decision:
        """Take back the decision of this number, or the last that stands. Raises UsageError if none does."""
        return self._store().undo(number)

    def decisions(self) -> list[Decision]:
        """Return people's decisions that stand, in the order they were made."""
        with self.view() as view:
            return view.decisions()

    # Questions

    def adaptations(
        self, work: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Adaptations:
        """Return the tree of everything made from a work, and what it was made from."""
        from retold.queries.adaptations import adaptations

        with self.view() as view:
            return adaptations(view, work, kind=kind, year=year, min_confidence=min_confidence)

    def show(
        self, name: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Show:
        """Return one entity with its facts, what is unconfirmed, and the sources."""
        from retold.queries.show import show

        with self.view() as view:
            return show(view, name, kind=kind, year=year, min_confidence=min_confidence)

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> SearchResult:
        """Return entities and passages that fit `text`, typing errors in names allowed."""
        from retold.queries.search import search

        with self.view() as view:
            return search(view, text, kind=kind, limit=limit)

    def cast(
        self, work: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Cast:
        """Return who plays whom in a work."""
        from retold.queries.cast import cast

        with self.view() as view:
            return cast(view, work, kind=kind, year=year, min_confidence=min_confidence)

    def works(
        self, person: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Works:
        """Return the works of a person (or organization, character, place) and the part in each."""
        from retold.queries.works import works

        with self.view() as view:
            return works(view, person, kind=kind, year=year, min_confidence=min_confidence)

    def reviews(
        self, work: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Reviews:
        """Return the reviews of a work: critic, rating, outlet, date, document."""
        from retold.queries.reviews import reviews

        with self.view() as view:
            return reviews(view, work, kind=kind, year=year, min_confidence=min_confidence)

    def compare(
        self, *works: str, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Comparison:
        """Return works side by side; one title stands for its whole family of adaptations."""
        from retold.queries.compare import compare

        with self.view() as view:
            return compare(view, works, kind=kind, year=year, min_confidence=min_confidence)

    def timeline(
        self, work: str, *, kind: str | None = None, year: int | None = None, min_confidence: float = 0.0
    ) -> Timeline:
        """Return the dated events of a work and its family, in order."""
        from retold.queries.timeline import timeline

        with self.view() as view:
            return timeline(view, work, kind=kind, year=year, min_confidence=min_confidence)

    def path(self, start: str, end: str, *, min_confidence: float = 0.0) -> EntityPath:
        """Return a shortest chain of facts between two entities. Raises NoAnswerError if there is none."""
        from retold.queries.path import path

        with self.view() as view:
            return path(view, start, end, min_confidence=min_confidence)

    def conflicts(
        self,
        name: str | None = None,
        *,
        kind: str | None = None,
        year: int | None = None,
        min_confidence: float = 0.0,
    ) -> Conflicts:
        """Return where documents contradict each other: about an entity and its family, or anywhere."""
        from retold.queries.conflicts import conflicts

        with self.view() as view:
            return conflicts(view, name, kind=kind, year=year, min_confidence=min_confidence)

    def why(self, ident: str, *, min_confidence: float = 0.0) -> Why:
        """Return the sentences behind a fact (`f...`) or a claim (`c...`), and what speaks against it."""
        from retold.queries.why import why

        with self.view() as view:
            return why(view, ident, min_confidence=min_confidence)

    def evaluate(self, *gold: str | Path) -> Evaluation:
        """Return how well the claims in the graph agree with gold files or folders of them.

        A document belongs to the gold whose id is its file name without the ending; rejected claims do not
        count. Raises UsageError where gold is missing or malformed.
        """
        from retold.codec import claim_to_json
        from retold.evaluation import evaluate
        from retold.gold import read_gold

        with self.view() as view:
            stored = (item for item in view.all_claims() if not item.rejected)
            return evaluate(
                read_gold(map(Path, gold)),
                (claim_to_json(item.claim, uri=item.uri) for item in stored),
            )

    # Exports

    def export(
        self, form: str, *, out: BinaryIO, parts: Collection[str] = (), min_confidence: float = 0.0
    ) -> int:
        """Write the graph to `out` in a format of `retold.export`. Returns how many records were written."""
        from retold.export import export

        with self.view() as view:
            return export(view, form, out=out, parts=parts, min_confidence=min_confidence)

    def draw(
        self,
        name: str | None = None,
        *,
        depth: int = 2,
        limit: int = 300,
        kind: str | None = None,
        year: int | None = None,
        min_confidence: float = 0.0,
    ) -> Page:
        """Return an HTML page of the graph, or of what lies within `depth` steps of a name.

        The page is one file that works offline, in its `html` as UTF-8; at most `limit` things are on it, the
        most relevant, and `note` says what was left out. Raises NoAnswerError if there is nothing to draw.
        """
        from retold.queries.choose import choose
        from retold.views.page import draw

        with self.view() as view:
            focus = None if name is None else choose(view, name, kind=kind, year=year)
            return draw(view, focus=focus, depth=depth, limit=limit, min_confidence=min_confidence)

    def _store(self) -> Store:
        if self._read_only:
            raise StoreError(f"{self.file}: opened for reading only")
        if self._writer is None:
            from retold.store import Store

            self._writer = Store.open(self.file, vocabulary=self._vocabulary)
        return self._writer

    def _decide(
        self, judgement: str, left: str, right: str | None, *, reason: str | None, by: str | None
    ) -> Decision:
        from retold.resolution.decisions import Judgement

        if right is not None:
            left, right = self._meant(left), self._meant(right)
        return self._store().decide(
            Judgement(judgement),
            left,
            right,
            by=by or _user(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            reasons=() if reason is None else (reason,),
        )

    def _meant(self, name: str) -> str:
        """Return an id as it is, so that a local entity or one of old stands for itself; else look it up."""
        from retold.queries.choose import choose

        with self.view() as view:
            return name if view.entity(name) is not None else choose(view, name).id


def _user() -> str:
    """Return the name of whoever runs this program, or the number where the system has no name for it."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
