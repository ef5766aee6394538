"""One HTML file with every document of the gold, what was found in it and what was not. It works offline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from retold.document import Span
from retold.evaluation.facts import Answer, Evaluation
from retold.evaluation.places import place
from retold.gold import Gold

__all__ = ["error_page"]

_ASSETS: Final = files(__package__).joinpath("assets")


def error_page(found: Evaluation, gold: Iterable[Gold]) -> bytes:
    """Return the page in UTF-8: for each document its text with the facts right, wrong and missed.

    Evidence is shown in the text of the gold; where that lacks the words, beside the fact.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from retold.views.page.render import embed, policy

    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in found.answers:
        answers[answer.document].append(answer)
    data = {"documents": [_document(document, answers[document.id]) for document in gold]}
    style, script = (_ASSETS.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    page = environment.from_string(_ASSETS.joinpath("page.html").read_text(encoding="utf-8")).render(
        total=found.total,
        documents=found.documents,
        traps=found.traps,
        trapped=found.trapped,
        policy=policy(scripts=[script], style=style),
        # Only our own files and escaped JSON are marked safe; all else is escaped by the template.
        style=Markup(style),
        script=Markup(script),
        data=Markup(embed(data)),
    )
    return page.encode("utf-8", "replace")


def _document(gold: Gold, answers: Sequence[Answer]) -> dict[str, Any]:
    """Return `{"id", "pieces": [[words, [answer, ...]], ...], "answers": [...]}`; answers go by number."""
    text = gold.text or ""
    spans: list[tuple[Span, int]] = []
    records = []
    for number, answer in enumerate(answers):
        elsewhere = []
        for item in answer.quotations:
            if span := place(text, item.quote, near=item.span.start):
                spans.append((span, number))
            else:
                elsewhere.append(item.quote)
        records.append(
            {
                "verdict": answer.verdict.value,
                "subject": answer.subject,
                "relation": answer.relation,
                "object": answer.object,
                "confidence": round(answer.confidence, 2),
                "elsewhere": elsewhere,
            }
        )
    return {"id": gold.id, "pieces": _pieces(text, spans), "answers": records}


def _pieces(text: str, spans: Sequence[tuple[Span, int]]) -> list[tuple[str, list[int]]]:
    """Cut a text wherever the evidence of an answer begins or ends, and say of which each piece is."""
    edges = {0, len(text)} | {edge for span, _ in spans for edge in (span.start, span.end)}
    return [
        (
            text[start:end],
            sorted({number for span, number in spans if span.start <= start and end <= span.end}),
        )
        for start, end in pairwise(sorted(edges))
    ]
