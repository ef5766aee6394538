"""The floors of quality: what fails, and that they only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality import below, content_hash, raised

FLOORS = {"hash": "old", "precision": 0.8, "recall": 0.3, "trap_rate": 0.02}


def now(*, precision: float = 0.8, recall: float = 0.3, trap_rate: float = 0.02) -> dict[str, float]:
    return {"precision": precision, "recall": recall, "trap_rate": trap_rate}


def test_a_figure_at_its_floor_passes() -> None:
    assert below(FLOORS, now()) == []


@pytest.mark.parametrize(
    ("figures", "complaint"),
    [
        (now(precision=0.7), "precision is 0.7000; the floor is 0.8000"),
        (now(recall=0.2999), "recall is 0.2999; the floor is 0.3000"),
        (now(trap_rate=0.03), "trap_rate is 0.0300; the floor is 0.0200"),
    ],
)
def test_a_figure_worse_than_its_floor_is_told(figures: dict[str, float], complaint: str) -> None:
    assert below(FLOORS, figures) == [complaint]


def test_a_set_without_floors_has_nothing_to_fall_below() -> None:
    assert below({}, now(precision=0.0)) == []


def test_floors_only_rise_each_for_itself() -> None:
    figures = now(precision=0.9, recall=0.1, trap_rate=0.01)
    assert raised(FLOORS, figures, content="new") == {
        "hash": "new",
        "precision": 0.9,
        "recall": 0.3,
        "trap_rate": 0.01,
    }


def test_a_figure_passes_the_floor_that_was_made_of_it() -> None:
    figures = now(precision=2 / 3, recall=1 / 7, trap_rate=1 / 3)
    pinned = raised({}, figures, content="new")
    assert pinned == {"hash": "new", "precision": 0.6666, "recall": 0.1428, "trap_rate": 0.3334}
    assert below(pinned, figures) == []


def test_the_hash_changes_with_a_text_and_with_a_name(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("one", encoding="utf-8")
    first = content_hash(tmp_path.iterdir())
    assert content_hash(tmp_path.iterdir()) == first
    text.write_text("two", encoding="utf-8")
    second = content_hash(tmp_path.iterdir())
    text.rename(tmp_path / "b.txt")
    assert len({first, second, content_hash(tmp_path.iterdir())}) == 3
