"""Lines while their roles are being decided."""

from __future__ import annotations

from dataclasses import dataclass

from retold.document import Role
from retold.reading import shapes
from retold.reading.lines import Line

__all__ = ["Item", "look", "shaped"]


@dataclass(slots=True, kw_only=True)
class Item:
    """A line that is not blank, while its role is being decided."""

    index: int
    text: str
    role: Role | None
    prose: bool
    chrome: bool


def look(index: int, line: Line) -> Item:
    """Return the item for a line that is not blank, with what its words alone show."""
    text = line.text.strip()
    chrome = line.role is None and (shapes.is_boilerplate(text) or shapes.is_menu_item(text))
    prose = (
        line.role in (None, Role.BODY)
        and not chrome
        and shapes.is_prose(text)
        and not shapes.is_related_link(text)
        and not shapes.is_photo_credit(text)
    )
    return Item(index=index, text=text, role=line.role, prose=prose, chrome=chrome)


def shaped(item: Item, *, inside: bool) -> Role | None:
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
