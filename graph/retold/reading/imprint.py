"""What the lines of a document say about the document itself: title, author, date, site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from retold.document import Role
from retold.reading import shapes
from retold.reading.lines import Line
from retold.values import parse_date

__all__ = ["author_of", "date_of", "iso_date", "site_of", "title_of"]

_YEARS: Final = r"\d{4}(?:\s*[-–]\s*\d{4})?"
_COPYRIGHT: Final = re.compile(
    rf"(?:©|\(c\)|copyright)[\s©]*(?:copyright\s*)?(?:{_YEARS})?,?\s*(?:by )?(?P<holder>[^\d.|•·©]{{2,60}}?)"
    rf"\s*,?\s*(?:{_YEARS})?\s*(?:[.|•·,]|all rights|$)",
    re.I,
)
_HOMEPAGE: Final = re.compile(r"(?P<site>[A-Z].{1,40}?) (?:home ?page|main menu)", re.I)
_PART_OF: Final = re.compile(
    r"(?P<site>[A-Z][\w+&' -]{1,40}?) is (?:part of|a member of|run by|published by)\b.*"
)
_COMPANY: Final = re.compile(r",? (?:llc|inc|ltd|limited|plc|gmbh|co)\.?$", re.I)
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "gen gennaio janvier enero januar", "febbraio février febrero februar", "marzo mars märz",
            "avril abril aprile", "mag maggio mai mayo", "giu giugno juin junio juni",
            "lug luglio juillet julio juli", "ago agosto août", "set settembre septembre septiembre",
            "ott ottobre octobre octubre oktober", "novembre noviembre",
            "dic dicembre décembre diciembre dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def title_of(lines: Sequence[Line]) -> str | None:
    """Return the headline."""
    return next((line.text.strip() for line in lines if line.role is Role.TITLE), None)


def author_of(lines: Sequence[Line]) -> str | None:
    """Return whom the byline names."""
    bylines = [line.text.strip() for line in lines if line.role is Role.BYLINE]
    for text in bylines:
        if name := shapes.byline_name(text):
            return name
    return next(
        (text.partition("@")[0] for text in bylines if shapes.is_name(text) and len(text.split()) > 1), None
    )


def date_of(lines: Sequence[Line]) -> str | None:
    """Return the day of publication as an ISO prefix, from the date line or else the byline."""
    for role in (Role.DATE, Role.BYLINE):
        for line in lines:
            if line.role is role and (found := iso_date(line.text)) is not None and len(found) > 4:
                return found
    return None


def iso_date(text: str) -> str | None:
    """Return the ISO prefix of a date in `text`, also one in digits ("7.7.2025") or another language."""
    if match := _NUMERIC.search(text):
        first, second, year = (int(part) for part in match.groups())
        # Above twelve it is the day; dots are for day first; otherwise nobody can tell.
        if second > 12 >= first:
            return f"{year}-{first:02}-{second:02}"
        if second <= 12 and (first > 12 or "." in match.group()) and first <= 31:
            return f"{year}-{second:02}-{first:02}"
        return str(year)
    if match := re.search(r"(\d{1,2})\.? (?:de )?([^\W\d_]+)\.? (?:de )?(\d{4})", text):
        month = _MONTHS.get(match[2].casefold())
        if month is not None and int(match[1]) <= 31:
            return f"{match[3]}-{month:02}-{int(match[1]):02}"
    return parse_date(text)


def site_of(lines: Sequence[Line]) -> str | None:
    """Return the site's name as the page states it.

    In this order: "NAME homepage"; "NAME is part of ..."; the holder of the copyright, if another line begins
    with that name; a name that stands alone three times among the menus and elsewhere in a line; the holder.
    """
    furniture = [line.text.strip() for line in lines if line.role in (Role.NAVIGATION, Role.RELATED)]
    heads = [text for text in furniture if len(text) < 80 and not _COPYRIGHT.search(text)]
    holders = [name for text in furniture if (name := _holder(text)) is not None]
    for pattern, texts in ((_HOMEPAGE, heads), (_PART_OF, furniture)):
        if stated := next(
            (match["site"] for text in texts if (match := pattern.fullmatch(text[:300]))), None
        ):
            return stated
    for name in holders:
        if any(re.match(rf"{re.escape(name)}(?!\w)", head, re.I) for head in heads):
            return name
    return next(iter(holders), None) or _masthead(heads, lines)


def _masthead(heads: Sequence[str], lines: Sequence[Line]) -> str | None:
    """Return the name that stands alone most often among the menus, if the page also uses it in a line."""
    counts = Counter(text for text in heads if len(text.split()) > 1 and not shapes.is_menu_item(text))
    for text, count in counts.most_common():
        if count > 2 and any(text in line.text and text != line.text.strip() for line in lines):
            return text
    return None


def _holder(text: str) -> str | None:
    """Return who holds the copyright, without the company's legal form."""
    match = _COPYRIGHT.search(text) if len(text) <= 300 else None
    if match is None:
        return None
    name = _COMPANY.sub("", match["holder"].strip(" ,-–—|"))
    return name if name[:1].isupper() and len(name.split()) <= 6 else None
