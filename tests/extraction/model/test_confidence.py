from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extraction.model.confidence import Correction

SHARES = st.floats(min_value=0, max_value=1)


@given(st.floats(min_value=1e-6, max_value=1 - 1e-6))
def test_nothing_is_corrected_where_nothing_is_known(probability: float) -> None:
    assert Correction().confidence("actor", probability) == pytest.approx(probability)


def test_slope_and_offsets_move_the_logit() -> None:
    correction = Correction.from_json({"slope": 2.0, "offset": 0.5, "offsets": {"actor": -1.0}})
    assert correction.confidence("author", 0.75) == pytest.approx(
        1 / (1 + math.exp(-(2 * math.log(3) + 0.5)))
    )
    assert correction.confidence("actor", 0.75) == pytest.approx(1 / (1 + math.exp(-(2 * math.log(3) - 0.5))))


@given(SHARES, SHARES, st.floats(min_value=0.1, max_value=5), st.floats(min_value=-5, max_value=5))
def test_a_correction_keeps_the_order_and_stays_a_share(
    one: float, other: float, slope: float, offset: float
) -> None:
    correction = Correction(slope=slope, offset=offset)
    less, more = (correction.confidence("actor", p) for p in sorted((one, other)))
    assert 0 <= less <= more <= 1
