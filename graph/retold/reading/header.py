"""Headline, byline, date and deck: what stands around the beginning of an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from retold.document import Role
from retold.reading import shapes
from retold.reading.items import Item, shaped

__all__ = ["label_header"]

# The headline's neighbours (byline, date, deck, first caption) reach this far into the text.
_HEADER_REACH: Final = 10
# A row of links or of a page's sections.
_ROW: Final = re.compile(r" [|»›·•>.] .* [|»›·•>.] |\S {2,}\S.*\S {2,}\S| [»›>] ")
_CONTRIBUTION: Final = re.compile(r"(?:with )?contributions from|by", re.I)


def label_header(items: Sequence[Item], *, start: int, pasted: bool) -> str | None:
    """Mark headline, byline and date around position `start`; return the author if a byline names one."""
    reach = min(len(items), start + _HEADER_REACH)
    nearby = range(max(0, start - 40), reach)
    bylines = [p for p in nearby if _byline(items, p) is not None]
    dates = [p for p in nearby if items[p].role is None and shapes.is_date(items[p].text)]
    # A date far above the text is today's date in the page's head.
    close = [p for p in dates if p >= start - 15] or dates[-1:]
    author: str | None = None
    if bylines:
        # The nearest to the beginning of the text; several may follow one another.
        nearest = min(bylines, key=lambda p: (abs(p - start), p))
        group = [p for p in bylines if abs(p - nearest) <= 3]
        author = _byline(items, group[0])
        for position in group:
            _mark_byline(items, position)
    anchors = [p for p, item in enumerate(items[:reach]) if item.role in (Role.BYLINE, Role.TITLE)] + close
    anchor = min([*anchors, start]) if anchors else start
    title = _headline(items, before=anchor, pasted=pasted)
    for position in close:
        if items[position].role is None and (title is None or position > title or position >= start - 3):
            items[position].role = Role.DATE
    if title is not None:
        headline = items[title].text
        for item in items:
            if item.role is None and item.text == headline:
                item.role = Role.TITLE
                item.prose = False
        author = author or _bare_byline(items, title=title, start=start)
        _label_decks(items, title=title, start=start)
    return author


def _byline(items: Sequence[Item], position: int) -> str | None:
    """Return whom a byline at `position` names; "By" may stand on a line of its own."""
    item = items[position]
    if item.role not in (None, Role.BYLINE) or item.prose:
        return None
    if name := shapes.byline_name(item.text):
        return name
    if _CONTRIBUTION.fullmatch(item.text) and position + 1 < len(items):
        following = items[position + 1].text
        return following.partition("@")[0] if shapes.is_name(following) else None
    return None


def _mark_byline(items: Sequence[Item], position: int) -> None:
    items[position].role = Role.BYLINE
    if _CONTRIBUTION.fullmatch(items[position].text):
        items[position + 1].role = Role.BYLINE


def _headline(items: Sequence[Item], *, before: int, pasted: bool) -> int | None:
    """Return the headline's position: the topmost wordy line that leads, without a break, to `before`."""
    known = next((p for p, item in enumerate(items) if item.role is Role.TITLE), None)
    if known is not None:
        return known
    if not pasted:
        return _plain_headline(items, before=before)
    counts = Counter(item.text for item in items)
    title: int | None = None
    short = 0
    for position in range(before - 1, max(-1, before - 16), -1):
        item = items[position]
        if item.role is not None:
            continue
        words = len(item.text.split())
        repeated = counts[item.text] > 1 and words >= 4
        if (item.prose and not repeated) or (item.chrome and len(item.text) > 60):
            if title is not None:
                break
            continue
        row = item.chrome or _ROW.search(item.text) is not None or shapes.is_rating(item.text)
        wordy = not row and (words >= 4 or repeated)
        # Past a few short lines only a longer or repeated line is still the headline.
        if wordy and (title is None or short == 0 or repeated or words >= 6):
            if title is None or counts[items[title].text] == 1:
                title, short = position, 0
            continue
        short += 1
        if short > 4 and title is not None:
            break
    if title is None and before > 0 and not items[before - 1].chrome and items[before - 1].role is None:
        title = before - 1
    return title


def _plain_headline(items: Sequence[Item], *, before: int) -> int | None:
    """Return the headline's position in a text without menus: at its head, above the byline."""
    if before > 8:
        return None
    if 0 < before < len(items) and items[before].role in (Role.BYLINE, Role.DATE):
        head = range(before)
    else:
        head = range(next((p for p, item in enumerate(items) if item.prose), 0))
    # Below the name of the site and a row of links, if there are any.
    first = max((p + 1 for p in head if items[p].chrome or _ROW.search(items[p].text)), default=0)
    found = [p for p in head if p >= first and _headline_like(items, p)]
    if not found:
        return None
    # Two or three words above a longer line are the site's name or the section's.
    short = len(found) > 1 and found[1] == found[0] + 1 and len(items[found[0]].text.split()) <= 3
    return found[1] if short and len(items[found[1]].text.split()) > 3 else found[0]


def _headline_like(items: Sequence[Item], position: int) -> bool:
    """Whether a line of a text without menus is its headline."""
    item = items[position] if position < len(items) else None
    if item is None or item.role is not None or item.prose or item.chrome or len(item.text) > 160:
        return False
    if item.text.endswith((".", ",", ";", ":")) or shapes.is_credit(item.text) or shapes.is_rating(item.text):
        return False
    return any(following.prose for following in items[position + 1 : position + 8])


def _bare_byline(items: Sequence[Item], *, title: int, start: int) -> str | None:
    """Mark and return a name that stands alone between headline and text, where a byline would."""
    for position in range(title + 1, min(start + 4, len(items))):
        item = items[position]
        if item.role is not None or item.chrome or item.prose:
            continue
        words = item.text.split()
        above = items[position - 1]
        below = items[position + 1] if position + 1 < len(items) else item
        placed = Role.DATE in (above.role, below.role) or (position <= title + 2 and not below.prose)
        if placed and 2 <= len(words) <= 4 and shapes.is_name(item.text):
            item.role = Role.BYLINE
            return item.text
    return None


def _label_decks(items: Sequence[Item], *, title: int, start: int) -> None:
    """Keep the sentences between headline and text, which say what the article is about."""
    for item in items[title + 1 : start]:
        if item.role is None and not item.chrome and len(item.text.split()) >= 4:
            item.role = shaped(item, inside=True) or Role.BODY
