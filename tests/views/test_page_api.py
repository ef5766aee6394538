"""Drawing a page from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import retold
from graphs import build, doc
from retold.errors import UnknownNameError

SALT = doc(
    "[[f1|Salt]] is by [[p1|Una Ferry]], [[w1|Rye]] by [[p2|Bo Reyes]].", "f1 director p1; w1 author p2"
)


def test_a_name_draws_its_surroundings_and_no_name_draws_everything(tmp_path: Path) -> None:
    build(tmp_path / "graph.db", SALT).close()
    with retold.open(tmp_path / "graph.db") as graph:
        page = graph.draw("salt")
        assert (page.shown, page.total, page.facts, page.note) == (2, 2, 1, None)
        assert b"<title>Salt \xc2\xb7 retold</title>" in page.html
        assert graph.draw().shown == 4


def test_an_unknown_name_is_an_error_with_suggestions(tmp_path: Path) -> None:
    build(tmp_path / "graph.db", SALT).close()
    with retold.open(tmp_path / "graph.db") as graph, pytest.raises(UnknownNameError, match="Una Ferry"):
        graph.draw("Una Fery")
