from __future__ import annotations

import math

import pytest

from retold.evaluation import Answer, Verdict
from retold.extraction.model.confidence import Correction
from retold_training.calibration import fit_correction, threshold_for

STEPS = [n / 40 for n in range(1, 40)]


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def answers(relation: str, *, slope: float, offset: float, each: int = 400) -> list[Answer]:
    """Return answers of which such a correction tells exactly how many are right, at each confidence."""
    made = []
    for p in STEPS:
        right = round(each * logistic(slope * math.log(p / (1 - p)) + offset))
        made += [
            Answer(
                document="d",
                verdict=Verdict.RIGHT if n < right else Verdict.WRONG,
                subject="s",
                relation=relation,
                object="o",
                confidence=p,
            )
            for n in range(each)
        ]
    return made


@pytest.mark.parametrize("slope", [0.5, 1.0, 1.7])
def test_a_known_slope_is_found(slope: float) -> None:
    fitted = fit_correction(answers("actor", slope=slope, offset=0.4))
    assert fitted["slope"] == pytest.approx(slope, abs=0.02)
    assert fitted["offset"] + fitted["offsets"]["actor"] == pytest.approx(0.4, abs=0.02)


def test_each_relation_is_corrected_by_its_own_outcomes() -> None:
    correction = Correction.from_json(
        fit_correction(answers("actor", slope=0.8, offset=0.6) + answers("follows", slope=0.8, offset=-0.6))
    )
    for relation, offset in (("actor", 0.6), ("follows", -0.6)):
        for p in (0.2, 0.5, 0.9):
            expected = logistic(0.8 * math.log(p / (1 - p)) + offset)
            assert correction.confidence(relation, p) == pytest.approx(expected, abs=0.01)


def test_a_relation_with_few_outcomes_is_hardly_corrected() -> None:
    few = answers("follows", slope=1.0, offset=-9.0, each=1)[:3]
    fitted = fit_correction(answers("actor", slope=1.0, offset=0.0) + few)
    assert -0.5 < fitted["offsets"]["follows"] < 0
    assert abs(fitted["offsets"]["actor"]) < 0.1


def test_traps_are_wrong_and_missed_facts_do_not_count() -> None:
    plain = answers("actor", slope=1.0, offset=0.0)
    missed = Answer(document="d", verdict=Verdict.MISSED, subject="s", relation="actor", object="o")
    assert fit_correction([*plain, *[missed] * 1000]) == fit_correction(plain)
    trap = Answer(
        document="d", verdict=Verdict.TRAP, subject="s", relation="actor", object="o", confidence=0.9
    )
    assert fit_correction([*plain, *[trap] * 1000])["slope"] < fit_correction(plain)["slope"]


@pytest.mark.parametrize(
    ("outcomes", "precision", "threshold"),
    [
        ([(0.95, True), (0.75, True), (0.55, False)], 1.0, 0.56),
        ([(0.95, True), (0.75, True), (0.55, False)], 0.6, 0.0),
        ([(0.95, False), (0.75, True)], 0.9, 1.0),
        ([(0.95, False), (0.75, True)], 0.5, 0.0),
        ([(1.0, True), (0.985, False)], 0.9, 0.99),
        ([], 0.9, 1.0),
    ],
)
def test_the_threshold_is_the_least_above_which_enough_is_right(
    outcomes: list[tuple[float, bool]], precision: float, threshold: float
) -> None:
    assert threshold_for(outcomes, precision=precision) == threshold
