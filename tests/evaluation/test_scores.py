from __future__ import annotations

import pytest

from retold.evaluation.scores import Score, calibration, thresholds


def test_each_bin_holds_its_beginning_and_the_last_its_end() -> None:
    found = calibration([(0.0, False), (0.49, True), (0.5, True), (0.9, True), (1.0, False)])
    assert [(item.start, item.end, item.answers) for item in found.bins] == [
        (0.0, 0.5, 2),
        (0.5, 0.6, 1),
        (0.6, 0.7, 0),
        (0.7, 0.8, 0),
        (0.8, 0.9, 0),
        (0.9, 1.0, 2),
    ]
    assert [item.right for item in found.bins] == [0.5, 1.0, 0.0, 0.0, 0.0, 0.5]
    assert found.bins[-1].confidence == pytest.approx(0.95)


def test_the_expected_error_weighs_each_bin_by_its_answers() -> None:
    # Three at 0.6 of which one is right, one at 0.9 that is.
    found = calibration([(0.6, True), (0.6, False), (0.6, False), (0.9, True)])
    assert found.expected_error == pytest.approx((3 * (0.6 - 1 / 3) + 1 * 0.1) / 4)


def test_confidence_that_is_a_probability_has_no_error() -> None:
    assert calibration([(0.75, True)] * 3 + [(0.75, False)]).expected_error == 0.0


def test_no_answers_are_no_error() -> None:
    assert calibration([]).expected_error == 0.0


def test_a_threshold_turns_unsure_answers_into_missed_facts() -> None:
    found = {
        item.confidence: item.score for item in thresholds([(0.4, True), (0.5, False), (0.95, True)], gold=3)
    }
    assert found[0.3] == Score(right=2, wrong=1, missed=1)
    assert found[0.5] == Score(right=1, wrong=1, missed=2)
    assert found[0.9] == Score(right=1, missed=2)
