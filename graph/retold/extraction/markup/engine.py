"""The markup engine: one pass over a document for each kind of markup it may hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from retold.document import Document, Role
from retold.extraction.base import Extraction
from retold.extraction.headline import HeadlineWork, headline_works
from retold.extraction.lines import Line, lines_of
from retold.extraction.markup.credits import credit_groups, read_group
from retold.extraction.markup.draft import Draft, Thing
from retold.extraction.markup.jsonld import read_structured
from retold.extraction.markup.pairs import join_pairs
from retold.extraction.markup.positions import Node, parse_json
from retold.extraction.markup.reviews import RatedLine, bylines, is_review, rated_lines
from retold.extraction.markup.rows import CastRow, cast_rows
from retold.extraction.markup.titles import has_small_word, names_again, title_above
from retold.extraction.markup.works import (
    PERFORMED,
    Subject,
    lines_beside,
    page_words,
    reviewed_kind,
    stated_kind,
    work_kind,
)
from retold.values import fold
from retold.vocabulary import Vocabulary, default_vocabulary

__all__ = ["MarkupExtractor"]

_NAME: Final = "markup/1"
#: A headline below this weight only may be a title.
_GOOD_TITLE: Final = 2.25
_DOUBT: Final = 0.05
_RATING: Final = 0.85
_BESIDE_CHARACTERS: Final = 2_000
_BOOKS: Final = frozenset({"Novel", "ShortStory", "Comic", "NonFictionBook"})
_ROW: Final = 0.9
#: More title lines or described works than this are not compared.
_MOST: Final = 40
#: A cast list this many lines from credits belongs to them.
_BESIDE: Final = 8


class MarkupExtractor:
    """Reads structured data (JSON-LD, OpenGraph), credit lines, ratings and bylines.

    Facts stated in sentences are for the other engines.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or default_vocabulary()

    @property
    def name(self) -> str:
        """The engine and its version."""
        return _NAME

    def extract(self, document: Document) -> Extraction:
        """Return what the markup of `document` says."""
        draft = Draft(document, extractor=_NAME, vocabulary=self._vocabulary)
        described = read_structured(draft, _structured_data(document))
        lines = join_pairs(lines_of(document))
        page = _Page(draft, lines, described=described)
        page.read_credits()
        page.read_reviews()
        return draft.finish()


class _Page:
    """The lines of one page, and the works that were found on it so far."""

    def __init__(self, draft: Draft, lines: Sequence[Line], *, described: Sequence[Thing]) -> None:
        self.draft = draft
        self.lines = lines
        self.words = page_words(lines)
        self.described = described
        self.main = _described_work(described, lines) or _main_work(draft.document, lines)
        self.credited: list[Thing] = []
        self._kinds: dict[tuple[str, bool], str | None] = {}

    def read_credits(self) -> None:
        """Add what credit lines say."""
        at: dict[int, Thing] = {}
        for group in credit_groups(self.lines):
            title = group.title or self.main
            if title is not None:
                title = self._with_kind(title, group.keys())
                performed = not {"director", "cast"}.isdisjoint(group.keys())
                subject = Subject(
                    title=title,
                    words=self.words,
                    stated=None if group.inline else self._kind_of(title.name, performed=performed),
                    doubt=0.0 if group.title else _DOUBT,
                )
                work = read_group(self.draft, group, subject, self.lines)
                if work is not None:
                    at.update(dict.fromkeys(range(group.first, group.last + 1), work))
                    if work not in self.credited:
                        self.credited.append(work)
        for rows in cast_rows(self.lines, credited=at):
            cast_of = self._cast_of(rows, at)
            if cast_of is not None:
                self._read_rows(rows, cast_of)

    def _cast_of(self, rows: Sequence[CastRow], credited: Mapping[int, Thing]) -> Thing | None:
        """Return the work of a cast list: that of the credits beside it, or of the title above."""
        first, last = rows[0].index, rows[-1].index
        near = [(min(abs(i - first), abs(i - last)), i) for i in credited]
        if near and min(near)[0] <= _BESIDE:
            return credited[min(near)[1]]
        title = title_above(self.lines, first, floor=0) or self.main
        if title is None:
            return None
        title = self._with_kind(title, {"cast"})
        subject = Subject(title=title, words=self.words)
        beside = lines_beside(self.lines, title, first, last)
        kind = title.kind or self._kind_of(title.name, performed=True)
        kind = kind or work_kind(subject, {"cast"}, beside)
        return self.draft.thing(kind, title.name, span=title.span) if kind else None

    def _with_kind(self, title: HeadlineWork, keys: Collection[str]) -> HeadlineWork:
        """Return the title with the kind that the page's data give it, if such credits fit that kind."""
        work = self._described(title.name)
        if title.kind is not None or work is None:
            return title
        performed = not {"director", "cast"}.isdisjoint(keys)
        book = not {"author", "translator", "publisher", "illustrator"}.isdisjoint(keys)
        fits = work.kind in PERFORMED if performed else not (book and work.kind in {"Film", "Series"})
        return replace(title, kind=work.kind) if fits else title

    def _described(self, name: str) -> Thing | None:
        """Return the work of that name that the page's data describe, the outermost first."""
        folded = fold(name)
        return next((w for w in self.described if folded in {fold(known) for known in w.names}), None)

    def _read_rows(self, rows: Sequence[CastRow], work: Thing) -> None:
        for row in rows:
            text, line = row.line.text, row.line
            person = self.draft.thing("Person", text[slice(*row.person)], span=line.span(*row.person))
            self.draft.state(work, "actor", person, span=line.whole, confidence=_ROW)
            if row.character is not None:
                name = text[slice(*row.character)]
                character = self.draft.thing("Character", name, span=line.span(*row.character))
                self.draft.casting(work, character, person, span=line.whole, confidence=_ROW)

    def read_reviews(self) -> None:
        """Add ratings, and the critic where the page is a review."""
        rated = rated_lines(self.lines)
        works: list[Thing] = []
        main = self._reviewed()
        local = self._local(rated)
        beside = "\n".join(line.line.text for line in local if line.title)[:_BESIDE_CHARACTERS]
        for line, value in _chosen(local):
            work = self._titled(line.title, beside) if line.title else main
            if work is not None:
                self.draft.state(work, "rating", value, span=line.span, confidence=_RATING)
                if work not in works:
                    works.append(work)
        if not works and main is not None and is_review(self.lines, rated=bool(rated)):
            works.append(main)
        if not works:
            return
        known = {fold(name) for name in self.draft.people()}
        titles = {fold(name) for work in (*works, *self.credited) for name in work.names}
        books = all(work.kind in _BOOKS for work in works)
        for byline in bylines(self.lines, known=known, titles=titles, books=books)[:1]:
            critic = self.draft.thing("Person", byline.name, span=byline.span)
            for work in works:
                self.draft.state(work, "reviewed_by", critic, span=byline.quote, confidence=byline.confidence)

    def _local(self, rated: Sequence[RatedLine]) -> list[RatedLine]:
        """Return the ratings, each with the title that stands above it in a list of reviews."""
        found, floor = [], 0
        for line in rated:
            title = line.title
            if title is not None and title.weight < 1.5 and not has_small_word(title.name):
                title = title if names_again(title.name, self.lines) else None
            if title is None and (self.main is None or len(rated) > 1):
                title = title_above(self.lines, line.index, floor=floor, repeated=True)
            if title is not None and self.main is not None and fold(title.name) == fold(self.main.name):
                title = None
            found.append(replace(line, title=title))
            floor = line.index + 1
        return found

    def _reviewed(self) -> Thing | None:
        """Return the one work that the page reviews."""
        if self.main is not None:
            return self._titled(self.main)
        works = list(dict.fromkeys([*self.described, *self.credited]))
        return works[0] if len(works) == 1 else None

    def _kind_of(self, name: str, *, performed: bool = False) -> str | None:
        """Return the kind that the page states for a title; pages repeat their titles, so it is kept.

        With `performed`, only kinds of works that are performed count.
        """
        key = (name, performed)
        if key not in self._kinds:
            self._kinds[key] = stated_kind(name, self.lines, among=PERFORMED if performed else None)
        return self._kinds[key]

    def _titled(self, title: HeadlineWork, beside: str = "") -> Thing | None:
        if work := self._described(title.name):
            work.spans.add(title.span)
            return work
        for work in self.credited:
            if fold(title.name) in {fold(name) for name in work.names}:
                return self.draft.thing(work.kind, title.name, span=title.span)
        kind = self._kind_of(title.name) or reviewed_kind(title, self.words, beside)
        return self.draft.thing(kind, title.name, span=title.span) if kind else None


def _chosen(rated: Sequence[RatedLine]) -> list[tuple[RatedLine, str]]:
    """Return the ratings to believe: each that names its work, and one for the page unless they disagree."""
    own = [(line, line.rating.value) for line in rated if line.title is not None]
    rest = [line for line in rated if line.title is None]
    labelled = [line for line in rest if line.labelled] or rest
    values = {line.rating.value.split("/")[0] for line in labelled}
    if len(values) == 1:
        best = max((line.rating.value for line in labelled), key=len)
        own += [(line, best) for line in labelled]
    return own


def _described_work(described: Sequence[Thing], lines: Sequence[Line]) -> HeadlineWork | None:
    """Return the work that the page's data describe and a title line of the page names."""
    titles = [line for line in lines if line.role is Role.TITLE][:_MOST]
    for work in described[:_MOST]:
        for line in titles:
            for name in work.names:
                if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line.text, re.I):
                    span = line.span(*found.span())
                    return HeadlineWork(name=name, span=span, kind=None, year=None, weight=3.0)
    return None


def _main_work(document: Document, lines: Sequence[Line]) -> HeadlineWork | None:
    """Return the one work that the headline clearly names."""
    works = [work for work in headline_works(document, lines=lines) if work.weight >= _GOOD_TITLE]
    if len(works) > 1 and works[0].weight == works[1].weight:
        return None
    return works[0] if works else None


def _structured_data(document: Document) -> list[Node]:
    """Return the JSON values of the data lines; a line that is not JSON says nothing."""
    roots = []
    for block in document.blocks:
        if block.role is Role.DATA:
            try:
                roots.append(parse_json(document.text, block.span))
            except ValueError:
                continue
    return roots
