"""Marks: typed words of a sentence, and the masked sentence that phrases are matched against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from retold.document import Role, Span

__all__ = ["Mark", "Sentence", "Thing", "expand", "mask", "mask_numbers"]

_QUOTE_MARKS: Final = re.compile(
    r"[\"“”‘*_«»]|(?<![\w⟩])'|(?<=⟩)'(?!s\b)|(?<!⟩)'(?!\w)|(?<=⟩)’(?!s\b)|’(?=[ ,.;:)])"
)
_NUMBER: Final = re.compile(r"⟨\w(\d+)⟩")


@dataclass(slots=True)
class Thing:
    """An entity while the document is being read; its kind may still be open."""

    letter: str
    kind: str | None
    names: list[str] = field(default_factory=list)
    first: int = 0


@dataclass(slots=True)
class Mark:
    """Words of a sentence with their type and, once known, what they speak of.

    `letter` is W(ork by title), N(ominal: a work by description), P(erson), C(haracter), B(roadcaster),
    O(rganization), E(vent), A(ward), L (a place), D(ate) or X (a name of unknown kind).
    """

    span: Span
    letter: str
    surface: str
    thing: Thing | None = None
    kind: str | None = None
    #: Whether the words right here, or the page's main work, settle the kind.
    sure: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence with its marks in order; `paragraph` numbers the lines of the document."""

    span: Span
    role: Role
    paragraph: int
    marks: list[Mark] = field(default_factory=list)
    focus: Thing | None = None
    #: Whether the paragraph has already spoken of another work than its focus.
    strayed: bool = False


def mask(text: str, sentence: Sentence) -> str:
    """Return the sentence with each mark replaced by its letter and number, as in "⟨W0⟩ stars ⟨P1⟩".

    Quotation marks and emphasis are dropped, curly apostrophes straightened.
    """
    parts = []
    at = sentence.span.start
    for number, mark in enumerate(sentence.marks):
        parts.append(text[at : mark.span.start])
        parts.append(f"⟨{mark.letter}{number}⟩")
        at = mark.span.end
    parts.append(text[at : sentence.span.end])
    plain = _QUOTE_MARKS.sub("", "".join(parts)).replace("’", "'")
    return re.sub(r",(?= ?[,.])|(?<=⟩),(?='s)", "", plain)


def mask_numbers(masked: str) -> list[int]:
    """Return the numbers of the marks in a piece of a masked sentence, in order."""
    return [int(number) for number in _NUMBER.findall(masked)]


def expand(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which `{P}` stands for a mark of a person, `{PL}` for a list of them, and so on."""
    slots = {
        "P": "PX",
        "C": "CX",
        "W": "WN",
        "T": "W",
        "O": "OBX",
        "B": "BX",
        "L": "LX",
        "A": "AX",
        "D": "D",
    }
    for slot, letters in slots.items():
        one = rf"⟨[{letters}]\d+⟩"
        aside = r"(?: \([^()]{0,60}\))?"
        # Longer lists are not sentences, and each name in them would be tried as the first.
        more = rf"(?:(?:, and |, | and | & |; ){one}{aside}){{0,40}}"
        pattern = pattern.replace(f"{{{slot}L}}", rf"{one}{aside}{more}")
        pattern = pattern.replace(f"{{{slot}}}", one)
    return re.compile(pattern)
