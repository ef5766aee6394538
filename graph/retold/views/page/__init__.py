"""The graph as one HTML file that works offline: `draw` selects, places and renders it."""

from __future__ import annotations

from dataclasses import dataclass, field

from retold.errors import UsageError
from retold.store import Entity, View
from retold.views.page.drawing import name_of
from retold.views.page.neighbourhood import around, whole
from retold.views.page.render import render_page
from retold.views.page.scene import make_scene

__all__ = ["LIMIT", "Page", "draw"]

#: vis-network draws about this many nodes without delay, and a reader can still find their way.
LIMIT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: `html` is UTF-8; `shown` of `total` entities are on it, with `facts` facts among them.

    `note` says what was left out, or is None.
    """

    html: bytes = field(repr=False)
    shown: int
    total: int
    facts: int
    note: str | None


def draw(
    view: View,
    *,
    focus: Entity | None = None,
    depth: int = 2,
    limit: int = LIMIT,
    min_confidence: float = 0.0,
) -> Page:
    """Return a page of the whole graph, or of what lies within `depth` steps of `focus`.

    At most `limit` entities are drawn: around a focus the nearest and best documented, else the works of most
    facts with their neighbours. Raises NoAnswerError if there is nothing to draw, UsageError if `depth` or
    `limit` is below one.
    """
    if depth < 1 or limit < 1:
        raise UsageError(f"a view needs a depth and a limit of at least 1, not {depth} and {limit}.")
    if focus is None:
        part = whole(view, limit=limit, min_confidence=min_confidence)
        heading, scope = "Knowledge graph", "in the graph"
    else:
        part = around(view, focus, depth=depth, limit=limit, min_confidence=min_confidence)
        heading = name_of(focus, view.vocabulary)
        scope = f"within {part.depth} {'step' if part.depth == 1 else 'steps'} of {heading}"
    shown = len(part.entities)
    note = None
    if shown < part.total:
        note = f"Showing {shown:,} of {part.total:,} things {scope}: the most relevant ones."
    html = render_page(make_scene(view, part), title=heading, note=note)
    return Page(html=html, shown=shown, total=part.total, facts=len(part.facts), note=note)
