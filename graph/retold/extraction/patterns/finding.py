"""One sentence as the phrases see it, and what they find in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from retold.claims import Status
from retold.extraction.kinds import KIND_NOUN
from retold.extraction.patterns.marks import Mark, Sentence, Thing, mask, mask_numbers
from retold.extraction.patterns.works import Works
from retold.extraction.status import status_of

__all__ = ["BASED_ON", "Finding", "Reading"]

#: Words that lead from an adaptation to its source.
BASED_ON: Final = (
    r"(?i:(?:loosely |partly |partially |directly )?(?:based|drawn) (?:up)?on|adapted(?: [a-z-]+){0,3}?(?: by ⟨[PX]\d+⟩)? from|"
    r"takes its (?:title|name|story|plot|premise)[^⟨⟩.;]{0,60}? from|"
    r"(?:an?|the|this|its|his|her|[a-z-]+) (?:[\w-]+ ){0,4}?"
    r"(?:adaptation|retelling|reimagining|version|remake|reboot|revival) of|"
    r"(?:loosely )?inspired by|a remake of|remakes|adapts|adapting)"
)
#: A work behind these words is not what the sentence is about.
_BESIDE_THE_POINT: Final = re.compile(
    rf"\b{BASED_ON}[^⟨]{{0,60}}$|\b(?:known for|sequel to|success of|author of|creator of|directed|wrote|"
    r"starred in|seen in|unlike|like) (?:[\w'-]+ )*$"
)
#: Nouns of a work that is neither titled nor known: what follows them is said of it.
_ANOTHER_VERSION: Final = re.compile(
    r"\b(?:remakes?|(?<!film )versions?|sequels?|prequels?|spin-offs?|revivals?|reboots?|pilot|followed with|"
    r"screen rights|production of)\b"
)
_ANOTHER_WORK: Final = re.compile(
    rf"\b(?:versions?|productions?|adaptations?|remakes?|pilot|one|first|second|third|last|other|{KIND_NOUN})\b",
    re.I,
)
_WORK: Final = re.compile(r"⟨[WN]\d+⟩")
_NEXT_WORK: Final = re.compile(r",[^⟨]{0,40}(⟨[WN]\d+⟩)")
#: A participle that opens a sentence: "Directed by ..., the film ...".
_OPENING: Final = re.compile(r"(?:[A-Z][a-z]+(?:ed|ing|en)\b[a-z,& -]{0,60})?$")
#: How many characters of the mask may stand between a work and what is said of it.
_LONGEST_REACH: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A relation that a phrase of a sentence states; `rule` names the phrase."""

    rule: str
    relation: str
    subject: Thing
    object: Thing | str
    sentence: Sentence
    status: Status
    within: Thing | None = None


#: All that stands between a work and a phrase that surely speaks of it.
_AT_ONCE: Final = re.compile(
    r"(?: \([^()]*\))?,? (?:(?:which |that )?(?:is|was|had|has|had been|has been) )?"
)


class Reading:
    """One sentence with its mask, its text and the works of the page."""

    def __init__(self, text: str, sentence: Sentence, works: Works) -> None:
        self.sentence = sentence
        self.works = works
        self.masked = mask(text, sentence)
        self.plain = text[sentence.span.start : sentence.span.end]

    def mark(self, piece: str) -> Mark:
        """Return the first mark in a piece of the mask."""
        return self.sentence.marks[mask_numbers(piece)[0]]

    def listed(self, piece: str) -> Iterator[Mark]:
        """Yield the marks of a list, without those in brackets."""
        for number in mask_numbers(re.sub(r"\([^()]*\)", "", piece)):
            yield self.sentence.marks[number]

    def found(
        self,
        rule: str,
        relation: str,
        subject: Thing,
        target: Thing | str,
        *,
        at: int,
        within: Thing | None = None,
    ) -> Finding:
        """Return a finding whose phrase begins at `at` of the mask."""
        return Finding(
            rule=rule,
            relation=relation,
            subject=subject,
            object=target,
            within=within,
            sentence=self.sentence,
            status=status_of(self.plain, self.masked[:at], self.masked[at:]),
        )

    def focus(self, kinds: frozenset[str]) -> Thing | None:
        """Return the work of one of `kinds` that the paragraph surely is about."""
        focus = self.sentence.focus
        if focus is None or focus.kind not in kinds or self.sentence.strayed:
            return None
        return focus if self.works.certain_of(focus) else None

    def subject(
        self, start: int, end: int, kinds: frozenset[str], *, reach: int = _LONGEST_REACH
    ) -> Thing | None:
        """Return the work of one of `kinds` that the phrase at `start` to `end` of the mask speaks of.

        It is the nearest work before the phrase; behind an opening participle, the first one after it; in
        a sentence that names no work, the one that the paragraph is about.
        """
        before = self.masked[:start]
        named = list(_WORK.finditer(before))
        for found in reversed(named):
            thing, lead, gap = self.mark(found.group()).thing, before[: found.start()], before[found.end() :]
            # "Unlike “Iron Sunday”, directed by ...": a title of unknown kind may be what is spoken of.
            if thing is not None and thing.kind is None and _AT_ONCE.fullmatch(gap):
                return None
            if thing is None or thing.kind not in kinds or _BESIDE_THE_POINT.search(lead):
                continue
            if len(gap) > reach or _ANOTHER_VERSION.search(gap):
                return None
            if lead.count("(") <= lead.count(")") and ";" not in gap:
                return thing
        if _OPENING.match(before) and (after := _NEXT_WORK.search(self.masked[end:])):
            thing = self.mark(after.group(1)).thing
            if thing is not None and thing.kind in kinds:
                return thing
        # A sentence that speaks of another work does not silently go on about the one before.
        if named or _ANOTHER_WORK.search(before) or _ANOTHER_VERSION.search(before):
            return None
        return self.focus(kinds)
