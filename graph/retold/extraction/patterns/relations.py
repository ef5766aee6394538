"""Reading relations off masked sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from retold.claims import Status
from retold.document import Role
from retold.extraction.patterns.kinds import (
    BOOKS,
    GENRE_PHRASE,
    KIND_NOUN,
    SCREEN,
    STAGED,
    genre_of,
)
from retold.extraction.patterns.marks import Mark, Sentence, Thing, expand, mark_numbers, mask
from retold.extraction.patterns.names import looks_like_person
from retold.extraction.patterns.phrases import CASTINGS, CUES, PAIRS
from retold.extraction.patterns.status import status_of
from retold.extraction.patterns.works import Works
from retold.values import parse_date, parse_number

__all__ = ["Finding", "findings"]

_BASED_CUE: Final = (
    r"(?i:(?:loosely |partly |partially |directly )?(?:based|drawn) (?:up)?on|adapted(?: [a-z-]+){0,3}? from|"
    r"(?:an?|the|this|its|his|her|[a-z-]+) (?:[\w-]+ ){0,4}?(?:adaptation|retelling|reimagining|version|remake|reboot|revival) of|"
    r"(?:loosely )?inspired by|a remake of|remakes|adapts|adapting)"
)
_BASED: Final = expand(
    rf"\b{_BASED_CUE} (?:the |a |an |his |her |their |⟨D\d+⟩ )?(?:(?:⟨[PX]\d+⟩(?: and ⟨[PX]\d+⟩)?)'s? )?(?:[\w'-]+,? (?:⟨D\d+⟩ )?){{0,6}}?(?P<o>{{W}})"
)
_BASED_NOUN: Final = re.compile(
    rf"\b{_BASED_CUE} (?P<phrase>(?:an?|the) (?:[\w'-]+,? ){{0,5}}?(?P<noun>{KIND_NOUN}))(?P<rest>[^.;]{{0,40}})",
    re.I,
)
_FOLLOWS: Final = expand(
    r"\b(?:sequel|follow-up|followup|successor|prequel) to (?:the )?(?:⟨D\d+⟩(?:'s)? )?(?:[\w'-]+ ){0,3}?(?P<o>{W})"
)
_PART_OF: Final = expand(
    r"\b(?:installment|instalment|entry|film|chapter|book|novel|volume|part|movie|outing|season) (?:in|of) (?:the )?(?:⟨D\d+⟩ )?"
    r"(?:long-running |hit |popular |[a-z-]+ )?(?P<o>⟨[WXP]\d+⟩) (?:film |movie |book |novel |cinematic |slasher |horror )?"
    r"(?:franchise|series|trilogy|saga|cycle|universe|quartet)"
)
_GENRE_SUBJECT: Final = re.compile(
    rf"\b(?:[Tt]he|[Tt]his) (?P<g>{GENRE_PHRASE})(?=,| stars| follows| tells| centers| sees| captures| flick| film| movie)"
)
_EPISODES: Final = re.compile(
    r"\b(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|twenty-four|thirty)(?: |-)(?:half-hour |hour-long |one-hour )?(?:episodes?|eps|part(?= (?:mini)?series))(?= |,|\.|$|\))",
    re.I,
)
_GENRE: Final = re.compile(
    rf"(?<![\w-])(?P<g>{GENRE_PHRASE})(?= (?:(?:television |web |feature |TV )?(?:{KIND_NOUN}))\b|(?: that| about|,| directed| starring| written| from| stars|\.))",
    re.I,
)
_IS_A_LEAD: Final = expand(r"(?P<s>{W})(?:,? \([^()]*\))*,? (?:is|was) (?:an?|the) (?P<phrase>[^.;]{3,120})")
_BRACKETS: Final = expand(r"(?P<c>⟨[PCX]\d+⟩) \((?P<p>⟨[PCX]\d+⟩)(?:,[^()]*)?\)")
_PAREN_ROLE: Final = expand(r"\b[a-z][\w'-]+ \((?P<o>{P})\)")
#: In a cast list the actor stands before the bracket; the credits engine reads those.
_OF_SOMETHING_ELSE: Final = re.compile(r" of (?:the )?(?:[\w-]+ ){0,2}⟨[XWP]")
#: Nouns of a work that is neither titled nor known: what follows them is said of it.
_ANOTHER_VERSION: Final = re.compile(
    r"\b(?:remakes?|(?<!film )versions?|sequels?|prequels?|spin-offs?|revivals?|reboots?|pilot|followed with|screen rights|production of)\b"
)
_ANOTHER_WORK: Final = re.compile(
    rf"\b(?:versions?|productions?|adaptations?|remakes?|pilot|one|first|second|third|last|other|{KIND_NOUN})\b",
    re.I,
)
#: How many characters of the masked sentence may stand between a work and what is said of it; in a cast
#: much further down the sentence another work has mostly been spoken of.
_LONGEST_REACH: Final = 400
_CASTING_REACH: Final = 30
_CAST_LABEL: Final = re.compile(r"\b(?:[Cc]ast|[Rr]ecurring|[Ss]tarring|[Vv]oices)\b[^.]{0,12}:")
_LEADING: Final = re.compile(r"(?:[A-Z][a-z]+(?:ed|ing|en)\b[a-z,& -]{0,60})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation that a phrase of a sentence states."""

    rule: str
    relation: str
    subject: Thing
    object: Thing | str
    sentence: Sentence
    marks: tuple[Mark, ...]
    status: Status
    confidence: float
    within: Thing | None = None


class _Reader:
    """One sentence with its mask, its text and the works around it."""

    def __init__(self, text: str, sentence: Sentence, works: Works, people: dict[str, Thing]) -> None:
        self.sentence = sentence
        self.works = works
        self.people = people
        self.masked = mask(text, sentence)
        self.plain = text[sentence.span.start : sentence.span.end]

    def mark(self, piece: str) -> Mark:
        return self.sentence.marks[mark_numbers(piece)[0]]

    def listed(self, piece: str) -> Iterator[Mark]:
        for number in mark_numbers(re.sub(r"\([^()]*\)", "", piece)):
            yield self.sentence.marks[number]

    def subject(
        self, start: int, end: int, kinds: frozenset[str], *, reach: int = _LONGEST_REACH
    ) -> Thing | None:
        """Return the work that a phrase at `start` to `end` of the mask speaks of."""
        before = self.masked[:start]
        marks = list(re.finditer(r"⟨[WN]\d+⟩", before))
        for found in reversed(marks):
            mark = self.mark(found.group())
            lead = before[: found.start()]
            if mark.thing is None or mark.thing.kind not in kinds:
                continue
            if re.search(
                rf"\b{_BASED_CUE}[^⟨]{{0,60}}$|\b(?:known for|sequel to|success of|author of|creator of|directed|wrote|starred in|seen in|unlike|like) (?:[\w'-]+ )*$",
                lead,
            ):
                continue
            if len(before) - found.end() > reach or _ANOTHER_VERSION.search(before[found.end() :]):
                return None
            if lead.count("(") > lead.count(")") or ";" in before[found.end() :]:
                continue
            return mark.thing
        if _LEADING.match(before):
            after = re.search(r",[^⟨]{0,40}(⟨[WN]\d+⟩)", self.masked[end:])
            if after:
                mark = self.mark(after.group(1))
                if mark.thing and mark.thing.kind in kinds:
                    return mark.thing
        focus = self.sentence.focus
        if focus is None or focus.kind not in kinds or not self.works.certain_of(focus):
            return None
        if self.sentence.strayed:
            return None
        # A sentence that speaks of another work does not silently go on about the one before.
        return None if marks or _ANOTHER_WORK.search(before) else focus

    def status(self, start: int) -> Status:
        return status_of(self.plain, self.masked[:start], self.masked[start:])


def findings(text: str, sentences: Sequence[Sentence], works: Works) -> Iterator[Finding]:
    """Yield what the sentences state, in their order."""
    for sentence in sentences:
        if sentence.role is Role.TITLE and not any(mark.letter in "PC" for mark in sentence.marks):
            continue
        reader = _Reader(text, sentence, works, {})
        yield from _by_cues(reader)
        yield from _by_pairs(reader)
        yield from _castings(reader)
        yield from _sources(reader)
        yield from _literals(reader)


def _object(mark: Mark, relation: str) -> Thing | str | None:
    if relation == "released":
        return parse_date(mark.surface)
    if mark.thing is not None:
        return mark.thing
    return None


_PEOPLE: Final = frozenset(
    {
        "director",
        "screenwriter",
        "creator",
        "producer",
        "composer",
        "translator",
        "illustrator",
        "actor",
        "author",
    }
)


def _fits(mark: Mark, relation: str) -> bool:
    if relation == "producer":
        return mark.letter == "P" and " " in mark.thing.names[0] if mark.thing else False
    if relation in _PEOPLE:
        return mark.letter == "P"
    return True


def _by_cues(reader: _Reader) -> Iterator[Finding]:
    for cue in CUES:
        for match in cue.pattern.finditer(reader.masked):
            piece = match["o"] or match.groupdict().get("o2")
            subject = reader.subject(match.start(), match.end(), cue.kinds)
            if subject is None or piece is None:
                continue
            relation = cue.relation
            if relation == "written":
                relation = "author" if subject.kind in BOOKS else "screenwriter"
            yield from _made(
                reader,
                cue.name,
                relation,
                subject,
                reader.listed(piece),
                match.start("o") if match["o"] else match.start(),
                cue.confidence,
            )
            if cue.name == "written-directed-by":
                yield from _made(
                    reader, cue.name, "director", subject, reader.listed(piece), match.start(), cue.confidence
                )


def _by_pairs(reader: _Reader) -> Iterator[Finding]:
    for pair in PAIRS:
        for match in pair.pattern.finditer(reader.masked):
            subject = reader.mark(match["s"]).thing
            if subject is None or subject.kind not in pair.kinds:
                continue
            if pair.relation == "released" and not reader.mark(match["s"]).sure:
                continue
            yield from _made(
                reader,
                pair.name,
                pair.relation,
                subject,
                reader.listed(match["o"]),
                match.start(),
                pair.confidence,
            )


def _made(
    reader: _Reader,
    rule: str,
    relation: str,
    subject: Thing,
    objects: Iterator[Mark],
    at: int,
    confidence: float,
) -> Iterator[Finding]:
    for mark in objects:
        target = _object(mark, relation)
        if target is None or target is subject or not _fits(mark, relation):
            continue
        yield Finding(
            rule=rule,
            relation=relation,
            subject=subject,
            object=target,
            sentence=reader.sentence,
            marks=(mark,),
            status=reader.status(at),
            confidence=confidence,
        )


def _actors_lead(reader: _Reader) -> bool:
    """Whether the brackets of a sentence hold characters rather than actors: full names stand before them."""
    before = inside = 0
    for match in _BRACKETS.finditer(reader.masked):
        before += looks_like_person(reader.mark(match["c"]).surface)
        inside += looks_like_person(reader.mark(match["p"]).surface)
    return before > inside or (before > 2 and before == inside)


def _castings(reader: _Reader) -> Iterator[Finding]:
    actors_lead = _actors_lead(reader)
    for casting in CASTINGS:
        for match in casting.pattern.finditer(reader.masked):
            person, character = reader.mark(match["p"]), reader.mark(match["c"])
            if casting.name == "bracket" and actors_lead:
                continue
            if casting.name == "bracket" and _CAST_LABEL.search(reader.masked[: match.start()]):
                continue
            if casting.name == "bracket" and (
                character.surface.isupper() or match.span() == (0, len(reader.masked.rstrip(".")))
            ):
                continue
            if reader.masked[: match.start("c")].endswith("The "):
                continue
            if person.thing is None or character.thing is None or person.thing is character.thing:
                continue
            if person.letter != "P" or character.letter != "C":
                continue
            inside = re.match(
                r"[^.;⟨]{0,20}(?:in|on) (?:the )?(?:[\w'-]+ ){0,3}(⟨[WN]\d+⟩)", reader.masked[match.end() :]
            )
            work = reader.mark(inside.group(1)).thing if inside else None
            if work is None or work.kind not in STAGED:
                work = reader.subject(match.start(), match.end(), STAGED, reach=_CASTING_REACH)
            if work is None:
                continue
            status = reader.status(match.start())
            for relation, subject, target, within in (
                ("actor", work, person.thing, None),
                ("character", work, character.thing, None),
                ("portrayed_by", character.thing, person.thing, work),
            ):
                yield Finding(
                    rule=f"casting-{casting.name}",
                    relation=relation,
                    subject=subject,
                    object=target,
                    within=within,
                    sentence=reader.sentence,
                    marks=(person, character),
                    status=status,
                    confidence=casting.confidence,
                )
    for match in _PAREN_ROLE.finditer(reader.masked):
        mark = reader.mark(match["o"])
        work = reader.subject(match.start(), match.end(), STAGED)
        if (
            work is not None
            and mark.thing is not None
            and mark.letter == "P"
            and looks_like_person(mark.surface)
        ):
            yield Finding(
                rule="paren-role",
                relation="actor",
                subject=work,
                object=mark.thing,
                sentence=reader.sentence,
                marks=(mark,),
                status=reader.status(match.start()),
                confidence=0.7,
            )


def _sources(reader: _Reader) -> Iterator[Finding]:
    for match in _BASED.finditer(reader.masked):
        mark = reader.mark(match["o"])
        subject = reader.subject(match.start(), match.end(), STAGED | {"Comic", "OtherWork", "Novel"})
        if subject is None or mark.thing is None or subject is mark.thing or mark.thing.kind is None:
            continue
        yield Finding(
            rule="based-on",
            relation="based_on",
            subject=subject,
            object=mark.thing,
            sentence=reader.sentence,
            marks=(mark,),
            status=reader.status(match.start()),
            confidence=0.8,
        )
    for match in _PART_OF.finditer(reader.masked):
        mark = reader.mark(match["o"])
        subject = reader.subject(match.start(), match.end(), STAGED | BOOKS)
        whole = reader.works.titled(mark.surface, "OtherWork", at=mark.span.start)
        if subject is not None and subject is not whole:
            yield Finding(
                rule="part-of",
                relation="part_of",
                subject=subject,
                object=whole,
                sentence=reader.sentence,
                marks=(mark,),
                status=reader.status(match.start()),
                confidence=0.7,
            )
    for name, pattern, relation in (("sequel", _FOLLOWS, "follows"),):
        for match in pattern.finditer(reader.masked):
            mark = reader.mark(match["o"])
            kinds = (
                frozenset({mark.thing.kind})
                if mark.thing and mark.thing.kind and relation == "follows"
                else STAGED | BOOKS
            )
            subject = reader.subject(match.start(), match.end(), frozenset(kinds))
            if subject is None or mark.thing is None or subject is mark.thing or mark.thing.kind is None:
                continue
            yield Finding(
                rule=name,
                relation=relation,
                subject=subject,
                object=mark.thing,
                sentence=reader.sentence,
                marks=(mark,),
                status=reader.status(match.start()),
                confidence=0.7,
            )


def _literals(reader: _Reader) -> Iterator[Finding]:
    for match in _EPISODES.finditer(reader.masked):
        number = parse_number(match["n"])
        if _OF_SOMETHING_ELSE.match(reader.masked, match.end()):
            continue
        subject = reader.subject(match.start(), match.end(), frozenset({"Series"}))
        if subject is not None and number:
            yield Finding(
                rule="episodes",
                relation="episodes",
                subject=subject,
                object=str(number),
                sentence=reader.sentence,
                marks=(),
                status=reader.status(match.start()),
                confidence=0.7,
            )
    for match in _GENRE_SUBJECT.finditer(reader.masked):
        genre, focus = genre_of(match["g"]), reader.sentence.focus
        if genre is None or focus is None or focus.kind not in SCREEN or reader.sentence.strayed:
            continue
        if reader.works.certain_of(focus):
            yield Finding(
                rule="genre-subject",
                relation="genre",
                subject=focus,
                object=genre,
                sentence=reader.sentence,
                marks=(),
                status=Status.STATED,
                confidence=0.7,
            )
    for match in _IS_A_LEAD.finditer(reader.masked):
        subject = reader.mark(match["s"]).thing
        if subject is None or subject.kind is None:
            continue
        if (found := _GENRE.search(match["phrase"])) and (genre := genre_of(found["g"])):
            yield Finding(
                rule="is-a-genre",
                relation="genre",
                subject=subject,
                object=genre,
                sentence=reader.sentence,
                marks=(),
                status=Status.STATED,
                confidence=0.8,
            )
