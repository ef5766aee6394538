"""How well claims agree with gold: figures, the errors behind them, and a page that shows them."""

from __future__ import annotations

from retold.evaluation.facts import Answer, Evaluation, Mistake, Quotation, Verdict, evaluate
from retold.evaluation.mentions import score_mentions
from retold.evaluation.page import error_page
from retold.evaluation.reading import GoldReading, read_texts
from retold.evaluation.scores import Bin, Calibration, Score, Threshold

__all__ = [
    "Answer",
    "Bin",
    "Calibration",
    "Evaluation",
    "GoldReading",
    "Mistake",
    "Quotation",
    "Score",
    "Threshold",
    "Verdict",
    "error_page",
    "evaluate",
    "read_texts",
    "score_mentions",
]
