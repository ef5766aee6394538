"""The names of one document: found in its sentences, typed by cues, joined by aliases."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from retold.document import Document, Role, Span
from retold.extraction.patterns.declared import declared_people
from retold.extraction.patterns.gazetteer import institutions
from retold.extraction.patterns.marks import Mark, Sentence, Thing, mask, mask_numbers
from retold.extraction.patterns.names import (
    INSTITUTION_ENDINGS,
    NEVER_FIRST,
    NOT_NAMES,
    capitalised_runs,
    looks_like_person,
)
from retold.extraction.patterns.phrases import CUES, PAIRS, Cue, Pair
from retold.extraction.patterns.roles import CASTINGS, ROLES
from retold.extraction.patterns.titles import Title, occurrences, title_pattern
from retold.extraction.sentences import split_sentences
from retold.values import DATE_PATTERN, name_key, name_tokens

__all__ = ["join_people", "mark_sentences", "prose", "type_names"]

# Longer stretches without a full stop are tables or code, and would make the phrases slow.
_LONGEST_SENTENCE: Final = 1_500
_PROSE: Final = frozenset({Role.TITLE, Role.BODY, Role.CAPTION, Role.QUOTE, Role.CREDITS})
_DATE: Final = re.compile(rf"(?<![\w-])(?:{DATE_PATTERN})(?![\w-]|\.\d)", re.I)
#: A role that is described, with its actor: "a hotshot rookie (Damson Idris)".
_ROLE_IN_BRACKETS: Final = re.compile(r"\b[a-z][\w'-]+ \((?P<x>⟨X\d+⟩)\)")
_HONORIFICS: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady captain detective inspector professor king queen".split()
)


def prose(document: Document) -> list[Sentence]:
    """Return the sentences of the lines that are written to be read."""
    found = []
    for paragraph, block in enumerate(document.blocks):
        if block.role in _PROSE:
            for span in split_sentences(document.text, block.span):
                if len(span) <= _LONGEST_SENTENCE:
                    found.append(Sentence(span=span, role=block.role, paragraph=paragraph))
    return found


def mark_sentences(document: Document, sentences: Sequence[Sentence], titles: dict[str, Title]) -> None:
    """Give each sentence its marks: titles, then dates, institutions and other runs of capitals."""
    text = document.text
    pattern = title_pattern(titles)
    known = _names_within_sentences(text, sentences)
    for sentence in sentences:
        marks = []
        if pattern is not None:
            for span in occurrences(text, sentence.span, pattern):
                marks.append(Mark(span=span, letter="W", surface=text[span.start : span.end]))
        _add(marks, _dates(text, sentence.span))
        for run in capitalised_runs(text, sentence.span, known=known):
            _add(marks, _split_run(text, run, marks))
        sentence.marks = sorted(marks, key=lambda mark: mark.span)


def _names_within_sentences(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the runs of several capitals that stand inside a sentence: there no word is capitalised for its place."""
    return frozenset(
        text[run.start : run.end]
        for sentence in sentences
        for run in capitalised_runs(text, sentence.span)
        if run.start > sentence.span.start and " " in text[run.start : run.end]
    )


def _add(marks: list[Mark], more: Iterable[Mark]) -> None:
    marks += [mark for mark in more if not any(mark.span.overlaps(other.span) for other in marks)]


def _dates(text: str, span: Span) -> Iterator[Mark]:
    for match in _DATE.finditer(text, span.start, span.end):
        yield Mark(span=Span(start=match.start(), end=match.end()), letter="D", surface=match.group())


def _split_run(text: str, run: Span, taken: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks of a run of capitals, cut where a title or an institution stands inside it."""
    known = institutions()
    pieces = [run]
    for mark in taken:
        pieces = [part for piece in pieces for part in _without(piece, mark.span)]
    for piece in pieces:
        words = [
            Span(start=piece.start + m.start(), end=piece.start + m.end())
            for m in re.finditer(r"\S+", text[piece.start : piece.end])
        ]
        at = 0
        plain_from = 0
        while at < len(words):
            for size in range(min(6, len(words) - at), 0, -1):
                span = Span(start=words[at].start, end=words[at + size - 1].end)
                surface = text[span.start : span.end]
                with_plus = surface + "+" if text[span.end : span.end + 1] == "+" else surface
                letter = known.get(with_plus) or known.get(surface, "")
                if letter and not (
                    size == 1
                    and len(words) > 1
                    and letter in "BO"
                    and looks_like_person(text[piece.start : piece.end])
                ):
                    yield from _name(text, words[plain_from:at])
                    end = span.start + len(with_plus if with_plus in known else surface)
                    while (
                        letter in "OB"
                        and at + size < len(words)
                        and _ends_institution(text, words[at + size])
                    ):
                        end, letter, size = words[at + size].end, "O", size + 1
                    yield Mark(
                        span=Span(start=span.start, end=end), letter=letter, surface=text[span.start : end]
                    )
                    at += size
                    plain_from = at
                    break
            else:
                at += 1
        yield from _name(text, words[plain_from:])


def _ends_institution(text: str, word: Span) -> bool:
    return text[word.start : word.end].casefold() in INSTITUTION_ENDINGS


def _without(piece: Span, hole: Span) -> Iterator[Span]:
    if not piece.overlaps(hole):
        yield piece
        return
    if piece.start < hole.start:
        yield Span(start=piece.start, end=hole.start)
    if hole.end < piece.end:
        yield Span(start=hole.end, end=piece.end)


def _name(text: str, words: Sequence[Span]) -> Iterator[Mark]:
    while words and text[words[0].start : words[0].end].casefold() in NEVER_FIRST:
        words = words[1:]
    if words:
        span = Span(start=words[0].start, end=words[-1].end)
        surface = text[span.start : span.end].rstrip(",;:–—-")
        if surface.endswith((" Jr", " Sr")) and text[span.end : span.end + 1] == ".":
            surface += "."
        if len(words) == 1 and surface.casefold() in NOT_NAMES:
            return
        if surface and any(c.isalpha() for c in surface):
            ending = surface.split()[-1].casefold()
            letter = "O" if " " in surface and ending in INSTITUTION_ENDINGS else "X"
            yield Mark(
                span=Span(start=span.start, end=span.start + len(surface)), letter=letter, surface=surface
            )


def type_names(document: Document, sentences: Sequence[Sentence]) -> None:
    """Turn marks of unknown kind into people and characters where the phrases around them tell."""
    text = document.text
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in declared_people(document):
        votes[name]["P"] += 5

    def vote(sentence: Sentence, piece: str | None, letter: str, weight: int) -> None:
        for number in mask_numbers(piece or ""):
            mark = sentence.marks[number]
            if mark.letter in "XPC" and _plausible(mark.surface, letter):
                votes[mark.surface][letter] += weight

    for sentence in sentences:
        if not any(mark.letter == "X" for mark in sentence.marks):
            continue
        masked = mask(text, sentence)
        for match in _ROLE_IN_BRACKETS.finditer(masked):
            if _all_full(sentence, match["x"]):
                vote(sentence, match["x"], "P", 2)
        for role in ROLES:
            for match in role.pattern.finditer(masked):
                vote(sentence, match["x"], role.name, 2)
        for casting in CASTINGS:
            if casting.name == "possessive":
                continue
            for match in casting.pattern.finditer(masked):
                if _is_casting(sentence, match["p"], match["c"]):
                    vote(sentence, match["p"], "P", 2)
                    vote(sentence, match["c"], "C", 2)
        for rule in (*CUES, *PAIRS):
            letter = {
                "set_in": "L",
                "award": "A",
                "publisher": "O",
                "production_company": "O",
                "distributor": "O",
            }.get(rule.relation, "P")
            if rule.relation in {"released", "broadcaster", "screened_at"}:
                continue
            for match in rule.pattern.finditer(masked):
                if isinstance(rule, Pair) and letter == "P" and not _all_full(sentence, match["o"]):
                    continue
                vote(sentence, match["o"], letter, 2 if isinstance(rule, Cue) else 1)
    chosen = {surface: counter.most_common(1)[0][0] for surface, counter in votes.items()}
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter == "X":
                mark.letter = chosen.get(mark.surface, "X")


def _all_full(sentence: Sentence, piece: str) -> bool:
    return all(looks_like_person(sentence.marks[n].surface) for n in mask_numbers(piece))


def _is_casting(sentence: Sentence, person: str, character: str) -> bool:
    name = sentence.marks[mask_numbers(person)[0]].surface
    role = sentence.marks[mask_numbers(character)[0]].surface
    return (looks_like_person(name) or "-" in name) and name != role


def _plausible(surface: str, letter: str) -> bool:
    if letter == "P":
        return looks_like_person(surface) or len(surface.split()) == 1
    if letter == "O":
        return not surface.islower()
    return True


def join_people(sentences: Sequence[Sentence]) -> None:
    """Give every mark of a person or character its thing, joining parts of names to full names."""
    full: dict[str, Thing] = {}
    by_part: defaultdict[tuple[str, ...], list[Thing]] = defaultdict(list)
    by_surname: defaultdict[tuple[str, int], list[tuple[tuple[str, ...], Thing]]] = defaultdict(list)
    marks = [mark for sentence in sentences for mark in sentence.marks]
    for mark in sorted(marks, key=lambda mark: (-len(name_tokens(mark.surface)), mark.span)):
        if mark.letter not in "PCX":
            continue
        tokens = _core(mark.surface)
        if not tokens:
            continue
        if mark.letter == "X" and len(tokens) > 1 and name_key(mark.surface) not in full:
            continue
        thing = full.get(name_key(" ".join(tokens)))
        if thing is None:
            peers = by_surname[tokens[-1], len(tokens)]
            thing = _by_part(tokens, by_part) or _nearly(tokens, peers)
        if thing is None and mark.letter != "X":
            thing = Thing(
                letter=mark.letter,
                kind="Person" if mark.letter == "P" else "Character",
                first=mark.span.start,
            )
            full[name_key(" ".join(tokens))] = thing
            by_surname[tokens[-1], len(tokens)].append((tokens, thing))
            for start in range(len(tokens)):
                for end in range(start + 1, len(tokens) + 1):
                    if thing not in by_part[tokens[start:end]]:
                        by_part[tokens[start:end]].append(thing)
        if thing is not None:
            mark.letter, mark.thing = thing.letter, thing
            if mark.surface not in thing.names:
                thing.names.append(mark.surface)
            thing.first = min(thing.first, mark.span.start)


def _core(surface: str) -> tuple[str, ...]:
    tokens = name_tokens(surface)
    return tokens[1:] if len(tokens) > 1 and tokens[0] in _HONORIFICS else tokens


def _by_part(tokens: tuple[str, ...], by_part: dict[tuple[str, ...], list[Thing]]) -> Thing | None:
    """Return the one thing that a part of its name can mean."""
    found = by_part.get(tokens, [])
    return found[0] if len(found) == 1 else None


def _nearly(tokens: tuple[str, ...], known: Iterable[tuple[tuple[str, ...], Thing]]) -> Thing | None:
    """Return the thing whose name differs in the length of one given name: Steve and Steven Sanghyun Noh.

    `known` are the things with as many names and the same last one.
    """
    if len(tokens) < 2:
        return None
    for other, thing in known:
        apart = [pair for pair in zip(tokens, other, strict=True) if pair[0] != pair[1]]
        if len(apart) == 1:
            short, long = sorted(apart[0], key=len)
            if len(short) >= 3 and long.startswith(short):
                return thing
    return None
