"""From sources to a graph: the only module that knows every stage."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Final

from retold.document import Document
from retold.errors import DocumentError, RetoldError
from retold.extraction.base import Extraction, Extractor
from retold.reading import ReadOptions, read
from retold.store import Outcome, Store
from retold.values import detect_language
from retold.vocabulary import Vocabulary, default_vocabulary

__all__ = ["AddInterrupted", "AddReport", "Progress", "add", "extract", "refresh"]

#: Called with the uri of each document when it is done.
Progress = Callable[[str], None]

# Enough to keep every process busy, few enough that memory does not grow with the number of documents.
_AHEAD_PER_WORKER: Final = 4


@dataclass(slots=True, kw_only=True)
class AddReport:
    """What adding did: counts of documents, the errors, and documents per language that was not understood.

    Documents in other languages are kept and searchable; they are among the added ones.
    """

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    failed: list[DocumentError] = field(default_factory=list)
    skipped_languages: dict[str, int] = field(default_factory=dict)


class AddInterrupted(KeyboardInterrupt):
    """The user interrupted adding; `report` tells what was done. The document at hand left no trace."""

    def __init__(self, report: AddReport) -> None:
        self.report = report
        super().__init__("interrupted")


def extract(
    *sources: str,
    options: ReadOptions | None = None,
    vocabulary: Vocabulary | None = None,
    extractors: Sequence[Extractor] | None = None,
) -> Iterator[tuple[Document, Extraction] | DocumentError]:
    """Yield each document of the sources with what it says, storing nothing.

    What cannot be read comes as a DocumentError value, and the rest follows. A document in a language that
    is not understood says nothing.
    """
    engines = _Engines(vocabulary or default_vocabulary(), extractors)
    for item in _read_all(sources, options=options):
        yield item if isinstance(item, DocumentError) else (item, engines.extract(item))


def add(
    store: Store,
    sources: Sequence[str],
    *,
    options: ReadOptions | None = None,
    extractors: Sequence[Extractor] | None = None,
    on_progress: Progress | None = None,
    workers: int = 1,
) -> AddReport:
    """Read sources, extract what they say, and store it, each document in a transaction of its own.

    Documents that have not changed since are skipped; what cannot be read is reported. With more than one of
    `workers`, the built-in extractors run in so many processes; the order of storing stays that of the
    sources. Raises StoreError when the graph file cannot be used, AddInterrupted when the user interrupts,
    RetoldError when one of the processes is ended from outside.
    """
    report = AddReport()
    engines = _Engines(store.vocabulary, extractors, workers=workers)

    def changed() -> Iterator[Document]:
        for item in _read_all(sources, options=options):
            if isinstance(item, DocumentError):
                report.failed.append(item)
                _tell(on_progress, item.uri)
            elif store.is_current(item, extractors=engines.names):
                report.unchanged += 1
                _tell(on_progress, item.source.uri)
            else:
                yield item

    try:
        with engines:
            for document, extraction in engines.extract_all(changed()):
                try:
                    outcome = store.add(document, extraction, extractors=engines.names)
                except DocumentError as error:
                    report.failed.append(error)
                else:
                    _count(report, outcome, language=_foreign_language(document))
                _tell(on_progress, document.source.uri)
    except KeyboardInterrupt as error:
        raise AddInterrupted(report) from error
    return report


def refresh(
    store: Store,
    *,
    extractors: Sequence[Extractor] | None = None,
    on_progress: Progress | None = None,
    workers: int = 1,
) -> int:
    """Read the stored texts again that other versions of the extractors read. Returns how many.

    Nothing is fetched, and people's decisions hold. Entities are made anew as well.
    """
    engines = _Engines(store.vocabulary, extractors, workers=workers)
    stale = (document for document, versions in store.stored() if versions != engines.names)
    count = 0
    with engines:
        for document, extraction in engines.extract_all(stale):
            store.add(document, extraction, extractors=engines.names)
            count += 1
            _tell(on_progress, document.source.uri)
    store.rebuild()
    return count


class _Engines:
    """The extractors of one run, in this process or in a pool of others."""

    def __init__(
        self, vocabulary: Vocabulary, extractors: Sequence[Extractor] | None, *, workers: int = 1
    ) -> None:
        if extractors is None:
            from retold.extraction import default_extractors

            self._extractors = default_extractors(vocabulary)
        else:
            self._extractors = tuple(extractors)
        self._vocabulary = vocabulary
        self._ahead = workers * _AHEAD_PER_WORKER
        # Extractors of a caller may not survive the way to another process.
        self._pool = _pool(vocabulary, workers) if workers > 1 and extractors is None else None
        self.names = tuple(sorted(engine.name for engine in self._extractors))

    def __enter__(self) -> None:
        """Let the pool live until the block is left."""

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def extract(self, document: Document) -> Extraction:
        """Return what a document says, nothing for languages that are not understood."""
        from retold.extraction import extract as run

        if _foreign_language(document) is not None:
            return Extraction()
        return run(document, extractors=self._extractors, vocabulary=self._vocabulary)

    def extract_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Extraction]]:
        """Yield each document with what it says, in order, with a bounded number on the way."""
        if self._pool is None:
            yield from ((document, self.extract(document)) for document in documents)
            return
        waiting: deque[tuple[Document, Future[Extraction]]] = deque()
        try:
            for document in documents:
                waiting.append((document, self._pool.submit(_extract_in_worker, document)))
                if len(waiting) > self._ahead:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except BrokenExecutor as error:
            raise RetoldError(
                "a process that was reading was ended from outside, perhaps for want of memory; what came "
                "before it is stored; run the command again, with fewer workers if that is the reason"
            ) from error


def _pool(vocabulary: Vocabulary, workers: int) -> ProcessPoolExecutor:
    # Forking beside threads (a progress bar has one) may deadlock.
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(dict(vocabulary.kinds), dict(vocabulary.relations), vocabulary.works),
    )


_worker: _Engines


def _start_worker(kinds: dict[str, Any], relations: dict[str, Any], works: frozenset[str]) -> None:
    global _worker
    # Ctrl-C reaches every process of a terminal; the first one ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _worker = _Engines(Vocabulary(kinds=kinds, relations=relations, works=works), None)


def _end_with_parent() -> None:
    # A first process that is killed tells the others nothing, and they would wait for work forever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract_in_worker(document: Document) -> Extraction:
    found = _worker.extract(document)
    # Read-only mappings cannot be sent between processes.
    claims = tuple(replace(claim, qualifiers=dict(claim.qualifiers)) for claim in found.claims)
    return replace(found, claims=claims)


def _read_all(sources: Iterable[str], *, options: ReadOptions | None) -> Iterator[Document | DocumentError]:
    return chain.from_iterable(read(source, options=options) for source in sources)


def _foreign_language(document: Document) -> str | None:
    """Return the language of a document if it is known not to be English."""
    language = document.source.language or detect_language(document.text)
    return None if language is None or language.lower().split("-")[0] == "en" else language


def _count(report: AddReport, outcome: Outcome, *, language: str | None) -> None:
    report.added += outcome is Outcome.ADDED
    report.replaced += outcome is Outcome.REPLACED
    report.unchanged += outcome is Outcome.UNCHANGED
    if language is not None:
        report.skipped_languages[language] = report.skipped_languages.get(language, 0) + 1


def _tell(on_progress: Progress | None, uri: str) -> None:
    if on_progress is not None:
        on_progress(uri)
