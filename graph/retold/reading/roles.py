"""The role of every line of a text, as it comes from a page with its menus, shares and footers.

A first look at each line by itself (`retold.reading.shapes`) finds running text and the furniture of pages.
The largest cluster of running text is the article. The headline, byline and date stand around its beginning,
what follows a heading such as "Related posts" is related, and what is neither becomes navigation if the text
shows that it was pasted from a page, and body otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from retold.document import Role
from retold.reading import shapes
from retold.reading.lines import Line
from retold.reading.phrases import ABOUT_AUTHOR, AUTHORS

__all__ = ["label"]

# An article is not interrupted by more short lines than this; a menu is longer.
_LONGEST_GAP: Final = 14
# Text resumes after a list of links within this many lines, or the list ends the page.
_LONGEST_ASIDE: Final = 12
# The headline's neighbours (byline, date, deck, first caption) reach this far into the text.
_HEADER_REACH: Final = 10
_COMMENTS: Final = re.compile(
    r"\b(?:comments?|replies|responses|readers|discussion|conversation|thread|reply)\b", re.I
)
_COMMENT: Final = re.compile(r"\W?[\w .@-]{2,30}: ")
_BIO: Final = re.compile(
    rf"(?:is|was|has been) (?:an?|the|our|one of)\b.{{0,80}}\b{AUTHORS}\b"
    r"|(?:writes|covers|teaches|lives|reviews|started writing|joined|has (?:written|been|covered))\b",
    re.I,
)
_ABOUT: Final = re.compile(ABOUT_AUTHOR, re.I)
_CAST: Final = re.compile(
    r"(?:the |main |full |voice )?(?:cast|credits|crew|starring)(?: list| (?:and|&) \w+)?:?", re.I
)
_ROW: Final = re.compile(r" [|»›·•] .* [|»›·•] ")
_COPYRIGHT: Final = re.compile(r"©|copyright\b", re.I)
_CONTRIBUTION: Final = re.compile(r"(?:with )?contributions from|by", re.I)


@dataclass(slots=True, kw_only=True)
class _Item:
    """A line that is not blank, while its role is being decided."""

    index: int
    text: str
    role: Role | None
    prose: bool
    chrome: bool


def label(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with a role for each that is not blank; roles that are already known stay."""
    items = [_look(index, line) for index, line in enumerate(lines) if line.text.strip()]
    pasted = sum(item.chrome for item in items) >= 3 and len(items) >= 6
    start, end = _article(items) if pasted else (0, len(items))
    author = _label_header(items, start=start, pasted=pasted)
    # The first picture stands between headline and text.
    head = max((p for p, item in enumerate(items[:start]) if item.role is Role.TITLE), default=start)
    _label_author_note(items, start=start, author=author)
    end = _label_related(items, start=start, end=end)
    end = _last_sentence(items, start=start, end=end) if pasted else end
    for position, item in enumerate(items):
        if item.role is None:
            item.role = _shaped(item, inside=head <= position < end)
    _label_captions(items, start=head, end=end)
    _label_credit_lists(items)
    for position, item in enumerate(items):
        if item.role is None:
            outside = pasted and not start <= position < end
            item.role = Role.NAVIGATION if item.chrome or outside else Role.BODY
    roles = {item.index: item.role for item in items}
    return [replace(line, role=roles.get(index)) for index, line in enumerate(lines)]


def _look(index: int, line: Line) -> _Item:
    text = line.text.strip()
    chrome = line.role is None and (shapes.is_boilerplate(text) or shapes.is_menu_item(text))
    prose = (
        line.role in (None, Role.BODY)
        and not chrome
        and shapes.is_prose(text)
        and not shapes.is_related_link(text)
        and not shapes.is_photo_credit(text)
    )
    return _Item(index=index, text=text, role=line.role, prose=prose, chrome=chrome)


def _article(items: Sequence[_Item]) -> tuple[int, int]:
    """Return the first and one past the last position of the largest cluster of running text."""
    best = (0, 0, len(items))
    start = last = -1
    size = gap = 0
    for position, item in enumerate(items):
        if not item.prose:
            gap += len(item.text.split()) <= 3 or item.chrome
            continue
        if start < 0 or gap > _LONGEST_GAP:
            start, size = position, 0
        size, last, gap = size + len(item.text), position, 0
        best = max(best, (size, start, last + 1), key=lambda cluster: cluster[0])
    return best[1], best[2]


def _label_header(items: Sequence[_Item], *, start: int, pasted: bool) -> str | None:
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


def _byline(items: Sequence[_Item], position: int) -> str | None:
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


def _mark_byline(items: Sequence[_Item], position: int) -> None:
    items[position].role = Role.BYLINE
    if _CONTRIBUTION.fullmatch(items[position].text):
        items[position + 1].role = Role.BYLINE


def _headline(items: Sequence[_Item], *, before: int, pasted: bool) -> int | None:
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


def _plain_headline(items: Sequence[_Item], *, before: int) -> int | None:
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


def _headline_like(items: Sequence[_Item], position: int) -> bool:
    """Whether a line of a text without menus is its headline."""
    item = items[position] if position < len(items) else None
    if item is None or item.role is not None or item.prose or item.chrome or len(item.text) > 160:
        return False
    if item.text.endswith((".", ",", ";", ":")) or shapes.is_credit(item.text) or shapes.is_rating(item.text):
        return False
    return any(following.prose for following in items[position + 1 : position + 8])


def _bare_byline(items: Sequence[_Item], *, title: int, start: int) -> str | None:
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


def _label_decks(items: Sequence[_Item], *, title: int, start: int) -> None:
    """Keep the sentences between headline and text, which say what the article is about."""
    for item in items[title + 1 : start]:
        if item.role is None and not item.chrome and len(item.text.split()) >= 4:
            item.role = _shaped(item, inside=True) or Role.BODY


def _last_sentence(items: Sequence[_Item], *, start: int, end: int) -> int:
    """Return one past the last sentence of the article; short ones may follow the last running text."""
    own = [p for p in range(start, end) if items[p].prose and items[p].role is None]
    last = own[-1] + 1 if own else end
    while last < len(items):
        item = items[last]
        if item.role is not None or item.chrome or not item.text.endswith((".", "!", "?")):
            break
        if len(item.text.split()) < 4:
            break
        last += 1
    return last


def _label_related(items: Sequence[_Item], *, start: int, end: int) -> int:
    """Mark lists of other articles and readers' comments; return where the article ends."""
    lengths = [len(item.text) for item in items[start:end] if item.prose]
    long = max(80.0, min(200.0, 0.6 * median(lengths))) if lengths else 200.0
    position = start + 1
    while position < len(items):
        item = items[position]
        if item.role is None and shapes.is_related_link(item.text):
            item.role = Role.RELATED
        if item.role is not None or not shapes.is_related_heading(item.text):
            position += 1
            continue
        resumed = _resumes(items, position, long=long) if position < end else None
        if resumed is None:
            item.role = Role.RELATED
            _label_tail(items, start=start, after=position)
            return min(end, position)
        for other in items[position:resumed]:
            other.role = other.role or _aside_role(other)
        position = resumed
    return end


def _label_tail(items: Sequence[_Item], *, start: int, after: int) -> None:
    """Mark what follows the last list of other articles: more of them, then the page's foot."""
    menu = {item.text for item in items[:start] if len(item.text) <= 40}
    foot = False
    for item in items[after:]:
        foot = foot or _COPYRIGHT.match(item.text) is not None
        if item.role is None:
            item.role = Role.NAVIGATION if foot or item.chrome or item.text in menu else Role.RELATED


def _aside_role(item: _Item) -> Role:
    return Role.CAPTION if shapes.is_photo_credit(item.text) else Role.RELATED


def _resumes(items: Sequence[_Item], heading: int, *, long: float) -> int | None:
    """Return where the article goes on after the list under `heading`, or None."""
    comments = False
    for position in range(heading, min(heading + _LONGEST_ASIDE, len(items))):
        item = items[position]
        comments = comments or (_COMMENTS.search(item.text) is not None and not item.prose)
        if comments and _COMMENT.match(item.text):
            return None
        if position > heading and item.role is None and item.prose and len(item.text) >= long:
            return position
    return None


def _label_author_note(items: Sequence[_Item], *, start: int, author: str | None) -> None:
    """Mark what the page says about its author."""
    parts = [re.escape(part) for part in (author or "").split() if len(part) > 2]
    own = re.compile(rf"(?:{'|'.join(parts)})\b.{{0,40}}?\b(?:{_BIO.pattern})", re.I) if parts else None
    about = False
    for position, item in enumerate(items):
        if item.role is not None:
            about = False
            continue
        if _ABOUT.fullmatch(item.text):
            item.role, about = Role.NAVIGATION, True
        elif author is not None and item.text == author:
            item.role = Role.BYLINE
        elif (
            (about and item.prose)
            or (item.prose and own is not None and own.match(item.text))
            or (position and items[position - 1].role is Role.BYLINE and re.match(r"is an? ", item.text))
        ):
            item.role = Role.NAVIGATION
        else:
            about = about and not item.chrome


def _shaped(item: _Item, *, inside: bool) -> Role | None:
    """Return the role that the line's own shape gives it."""
    if shapes.is_rating(item.text):
        return Role.RATING
    if item.chrome:
        return Role.NAVIGATION
    if shapes.is_photo_credit(item.text) and (inside or ":" in item.text):
        return Role.CAPTION
    if shapes.is_credit(item.text):
        return Role.CREDITS
    if inside and shapes.is_quote(item.text):
        return Role.QUOTE
    return None


def _label_captions(items: Sequence[_Item], *, start: int, end: int) -> None:
    """Mark the sentence above a photo credit, and credits that are a bare name seen as one before."""
    credited = " ".join(item.text for item in items if item.role is Role.CAPTION)
    inside = items[start:end]
    lengths = [len(item.text) for item in inside if item.prose]
    # A caption is shorter than a paragraph.
    longest = min(260.0, 0.45 * median(lengths)) if len(lengths) > 4 else 260.0
    names = Counter(item.text for item in inside if item.role is None and len(item.text.split()) <= 5)
    for above, item, below in _triples(inside):
        bare = (
            item.role is None
            and not item.prose
            and not item.chrome
            and above.role is None
            and below.prose
            and len(item.text) > 3
            and item.text[:1].isupper()
            and (names[item.text] > 1 or item.text in credited)
            and _caption_like(above, longest=longest)
        )
        if bare:
            item.role = Role.CAPTION
        if item.role is Role.CAPTION and above.role is None and _caption_like(above, longest=longest):
            above.role = Role.CAPTION


def _triples(items: Sequence[_Item]) -> Iterator[tuple[_Item, _Item, _Item]]:
    return zip(items, items[1:], items[2:], strict=False)


def _caption_like(item: _Item, *, longest: float) -> bool:
    # A title in quotation marks heads the text below it.
    titled = item.text[:1] in "‘'“\"«" and item.text[-1:] in "’'”\"»)"
    return not item.chrome and not titled and len(item.text.split()) >= 5 and len(item.text) < longest


def _label_credit_lists(items: Sequence[_Item]) -> None:
    """Mark cast lists, and credits whose label and value stand on two lines."""
    position = 0
    while position + 1 < len(items):
        run = 0
        while _is_pair(items, position + run):
            run += 2
        # One pair may be chance; two are a list.
        if run < 4:
            run = _cast_list(items, position)
        for item in items[position : position + run]:
            item.role = Role.CREDITS
        position += max(run, 1)


def _cast_list(items: Sequence[_Item], position: int) -> int:
    """Return how many lines the cast list takes whose heading is at `position`."""
    if items[position].role not in (None, Role.BODY, Role.NAVIGATION) or not _CAST.fullmatch(
        items[position].text
    ):
        return 0
    run = 1
    for item in items[position + 1 :]:
        if item.role not in (None, Role.BODY) or item.prose or item.chrome or not shapes.is_played(item.text):
            break
        run += 1
    return run if run > 2 else 0


def _is_pair(items: Sequence[_Item], position: int) -> bool:
    if position + 1 >= len(items):
        return False
    label_item, value = items[position], items[position + 1]
    free = (None, Role.NAVIGATION)
    return (
        label_item.role in free
        and value.role is None
        and shapes.is_credit_label(label_item.text)
        and not shapes.is_credit_label(value.text)
        and not value.prose
        and not value.chrome
    )
