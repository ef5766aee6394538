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
from dataclasses import replace
from statistics import median
from typing import Final

from retold.document import Role
from retold.reading import shapes
from retold.reading.header import label_header
from retold.reading.items import Item, look, shaped
from retold.reading.lines import Line
from retold.reading.phrases import ABOUT_AUTHOR, AUTHORS

__all__ = ["label"]

# An article is not interrupted by more short lines than this; a menu is longer.
_LONGEST_GAP: Final = 14
# Text resumes after a list of links within this many lines, or the list ends the page.
_LONGEST_ASIDE: Final = 12
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
_COPYRIGHT: Final = re.compile(r"©|copyright\b", re.I)


def label(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with a role for each that is not blank; roles that are already known stay."""
    items = [look(index, line) for index, line in enumerate(lines) if line.text.strip()]
    pasted = sum(item.chrome for item in items) >= 3 and len(items) >= 6
    start, end = _article(items) if pasted else (0, len(items))
    author = label_header(items, start=start, pasted=pasted)
    # The first picture stands between headline and text.
    head = max((p for p, item in enumerate(items[:start]) if item.role is Role.TITLE), default=start)
    _label_author_note(items, start=start, author=author)
    end = _label_related(items, start=start, end=end)
    end = _last_sentence(items, start=start, end=end) if pasted else end
    for position, item in enumerate(items):
        if item.role is None:
            item.role = shaped(item, inside=head <= position < end)
    _label_captions(items, start=head, end=end)
    _label_credit_lists(items)
    for position, item in enumerate(items):
        if item.role is None:
            outside = pasted and not start <= position < end
            item.role = Role.NAVIGATION if item.chrome or outside else Role.BODY
    roles = {item.index: item.role for item in items}
    return [replace(line, role=roles.get(index)) for index, line in enumerate(lines)]


def _article(items: Sequence[Item]) -> tuple[int, int]:
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


def _last_sentence(items: Sequence[Item], *, start: int, end: int) -> int:
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


def _label_related(items: Sequence[Item], *, start: int, end: int) -> int:
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


def _label_tail(items: Sequence[Item], *, start: int, after: int) -> None:
    """Mark what follows the last list of other articles: more of them, then the page's foot."""
    menu = {item.text for item in items[:start] if len(item.text) <= 40}
    foot = False
    for item in items[after:]:
        foot = foot or _COPYRIGHT.match(item.text) is not None
        if item.role is None:
            item.role = Role.NAVIGATION if foot or item.chrome or item.text in menu else Role.RELATED


def _aside_role(item: Item) -> Role:
    return Role.CAPTION if shapes.is_photo_credit(item.text) else Role.RELATED


def _resumes(items: Sequence[Item], heading: int, *, long: float) -> int | None:
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


def _label_author_note(items: Sequence[Item], *, start: int, author: str | None) -> None:
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


def _label_captions(items: Sequence[Item], *, start: int, end: int) -> None:
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


def _triples(items: Sequence[Item]) -> Iterator[tuple[Item, Item, Item]]:
    return zip(items, items[1:], items[2:], strict=False)


def _caption_like(item: Item, *, longest: float) -> bool:
    # A title in quotation marks heads the text below it.
    titled = item.text[:1] in "‘'“\"«" and item.text[-1:] in "’'”\"»)"
    return not item.chrome and not titled and len(item.text.split()) >= 5 and len(item.text) < longest


def _label_credit_lists(items: Sequence[Item]) -> None:
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


def _cast_list(items: Sequence[Item], position: int) -> int:
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


def _is_pair(items: Sequence[Item], position: int) -> bool:
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
