"""Printed ratings: stars, fractions, grades and words ("three and a half stars out of four")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retold.values import parse_number

__all__ = ["Rating", "find_rating", "labelled_rating"]

_NUMBER: Final = (
    r"(?:\d{1,3}(?:[.,]\d{1,2})?|one|two|three|four|five|six|seven|eight|nine|ten|half a|zero|no)"
    r"(?:\s?[½¼¾]|\s+and\s+(?:a\s+half|three[- ]quarters|a\s+quarter|½))?"
)
_TOTAL: Final = r"(?:\d{1,3}|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)"
_FULL: Final = "★⭐✭✮●■🟊"
_EMPTY: Final = "☆✩○□"
_OUT_OF: Final = rf"\(?\s*(?:/|out\s+of|of|from)\s*(?:a\s+possible\s+)?(?P<total>{_TOTAL})(?![\w%])"
_FRACTION: Final = re.compile(
    rf"(?<![\w./])(?P<value>{_NUMBER})(?:\s+(?:[a-z-]+\s+){{0,2}}?[a-z-]+)?,?\s*{_OUT_OF}", re.I
)
_SYMBOLS: Final = re.compile(
    rf"(?<!\S)(?P<full>[{_FULL}]️?(?:\s?[{_FULL}]️?)*|\*{{2,5}}(?![A-Za-z0-9*]))(?P<half>\s?[½◐⯪✬]|\s?1/2)?"
    rf"(?P<empty>[{_EMPTY}]*)(?:\s*\(?(?:out\s+of|of|/)\s*(?P<total>{_TOTAL})(?!\w))?"
)
_STARS: Final = re.compile(rf"(?<![\w./])(?P<value>{_NUMBER})[\s-]stars?\b", re.I)
_GRADE: Final = re.compile(
    r"(?<![\w’'])(?P<letter>[A-F])(?:(?P<sign>[+\-–−])|[- ](?P<word>plus|minus)\b)?(?![\w’'])"
)
_LABEL: Final = re.compile(
    r"(?:(?:our|my|final|overall|critic[’']?s?|the|film|editor[’']?s?)\s+)*"
    r"(?:rating|score|grade|verdict|marks?|stars|rated|overall|performance|terningkast"
    r"|bottom line)\b[^:\d★⭐*]{0,24}?"
    r"(?:\s*[:–—=]\s*|\s{1,3})",
    re.I,
)
_LETTER_LABEL: Final = re.compile(r"grade|verdict|rating|marks?|score|overall", re.I)
_SCALES: Final = frozenset({"4", "5", "6", "10"})
#: Scales that need "/" or "out of" to be told from other counts.
_RARE_SCALES: Final = frozenset({"3", "7", "20", "100"})
_QUARTERS: Final = {"½": ".5", "¼": ".25", "¾": ".75"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating and where it stands in its line. `scaled`: the scale is printed with it."""

    value: str
    start: int
    end: int
    scaled: bool


def _decimal(words: str) -> str | None:
    """Return a number in digits: "three and a half" is 3.5."""
    plain = words.casefold().replace(",", ".").strip()
    fraction = ""
    for sign, digits in (
        *_QUARTERS.items(),
        ("and a half", ".5"),
        ("and three", ".75"),
        ("and a quarter", ".25"),
    ):
        if sign in plain:
            plain, fraction = plain[: plain.index(sign)].removesuffix(" and ").strip(), digits
            break
    if plain == "half a":
        return "0.5"
    if re.fullmatch(r"\d+\.\d+", plain):
        return plain.rstrip("0").rstrip(".") or "0"
    number = parse_number("zero" if plain == "no" else plain)
    return None if number is None else f"{number}{fraction}"


def _scaled(value: str, total: str | None) -> str | None:
    number, scale = _decimal(value), _decimal(total) if total else None
    if total and total.casefold() == "a hundred":
        scale = "100"
    if number is None or (scale is not None and float(number) > float(scale)):
        return None
    return f"{number}/{scale}" if scale else number


def find_rating(text: str, at: int = 0, end: int | None = None) -> Rating | None:
    """Return the first rating in `text[at:end]` whose form alone says that it is one."""
    end = len(text) if end is None else end
    found: list[Rating] = []
    if (match := _SYMBOLS.search(text, at, end)) and (
        len(match.group().strip()) > 1 or text[at:end].strip() == match.group()
    ):
        full = sum(match["full"].count(sign) for sign in _FULL + "*")
        value = f"{full}.5" if match["half"] else str(full)
        shown = full + bool(match["half"]) + len(match["empty"])
        scale = (
            _decimal(match["total"])
            if match["total"]
            else str(shown)
            if match["empty"] or shown == 5
            else None
        )
        found.append(
            Rating(
                value=f"{value}/{scale}" if scale else value,
                start=match.start(),
                end=match.end(),
                scaled=scale is not None,
            )
        )
    for match in _FRACTION.finditer(text, at, end):
        scaled = _scaled(match["value"], match["total"])
        scale = _decimal(match["total"]) or "100"
        loose = re.search(r"\b(?<!out )of\b", match.group(), re.I) is not None
        if scaled and scale in (_SCALES if loose else _SCALES | _RARE_SCALES):
            found.append(Rating(value=scaled, start=match.start(), end=match.end(), scaled=True))
            break
    if match := _STARS.search(text, at, end):
        value = _scaled(match["value"], None) or ""
        if value and float(value) <= 10:
            found.append(Rating(value=value, start=match.start(), end=match.end(), scaled=False))
    return min(found, key=lambda rating: (rating.start, not rating.scaled), default=None)


def labelled_rating(text: str) -> Rating | None:
    """Return the rating of a line that begins with "Rating:" and its like; its span includes the label."""
    label = _LABEL.match(text)
    if label is None:
        return None
    if rating := find_rating(text, label.end()):
        return Rating(value=rating.value, start=0, end=rating.end, scaled=rating.scaled)
    rest = text[label.end() :]
    if (grade := _GRADE.match(rest)) and _LETTER_LABEL.search(label.group()):
        after = rest[grade.end() : grade.end() + 2]
        if not after or not after.strip() or after[0] in ".,;|)":
            return Rating(value=_letter(grade), start=0, end=label.end() + grade.end(), scaled=True)
    if plain := re.match(r"(\d{1,2}(?:\.\d)?)(?:\s*$|[.,;|])", rest):
        return Rating(
            value=_scaled(plain[1], None) or "", start=0, end=label.end() + plain.end(1), scaled=False
        )
    return None


def _letter(match: re.Match[str]) -> str:
    sign = {"plus": "+", "minus": "-"}.get((match["word"] or "").casefold(), match["sign"] or "")
    return match["letter"] + ("-" if sign in {"–", "−"} else sign)
