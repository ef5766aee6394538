"""What commands print about hostile documents, on a terminal and off it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle, pairwise
from pathlib import Path

import pytest

from cli_runner import Result
from hostile_texts import PLAIN_NAME, run_of_names
from retold.store import View

Ask = Callable[..., Result]
MARKS = "\U000e0041\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def harmful(words: str) -> set[str]:
    """Return the characters of an output that could act on a terminal."""
    return {
        c for c in words if c in MARKS or (c != "\n" and unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"})
    }


def questions(graph: Path) -> Iterator[tuple[str, ...]]:
    """Yield commands that together ask about every name, fact and claim of a graph."""
    with View.open(graph) as view:
        entities = list(view.entities())
        works = [entity.id for entity in entities if view.vocabulary.is_work(entity.kind)]
        facts = [fact.id for fact in view.all_facts()]
        claims = [stored.claim.id for stored in view.all_claims()]
    for number, entity in enumerate(entities):
        if number % 2:
            yield "show", entity.id
        elif entity.kind == "Person":
            yield "works", entity.id
    for work, command in zip(works, cycle(("adaptations", "cast", "reviews", "timeline")), strict=False):
        yield command, work
    yield "compare", *works[:40]
    yield "compare", works[0], works[-1]
    for start, end in pairwise(entities[::8]):
        yield "path", start.id, end.id
    for number in range(0, len(facts), 50):
        yield "why", *facts[number : number + 50]
    for number in range(0, len(claims), 50):
        yield "why", *claims[number : number + 50]
    for name in (*run_of_names(), PLAIN_NAME, "film", "novel"):
        yield "search", name
        yield "show", name
        yield "path", PLAIN_NAME, name
    for command in ("documents", "stats", "check", "conflicts", "undo", "vocabulary"):
        yield (command,)


def test_no_answer_acts_on_a_terminal_and_all_json_is_json(graph: Path, ask: Ask) -> None:
    codes = set()
    for number, question in enumerate(questions(graph)):
        for tty in (True, False) if number % 4 == 0 else (True,):
            result = ask(*question, tty=tty)
            codes.add(result.code)
            assert harmful(result.out + result.err) == set(), question
            assert "Traceback" not in result.err, question
            if result.out and not tty:
                json.loads(result.out)
    assert codes == {0, 2, 3}


def test_a_real_terminal_is_not_acted_on(folder: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path = tmp_path / "graph.db"
    for args in (
        ("add", str(folder), str(folder / "none \x1b]0;owned\x07\u202e.txt")),
        ("show", PLAIN_NAME, "--kind", "Novel"),
        ("documents",),
        ("export", "claims"),
        ("export", "csv"),
        ("show", "\x1b]0;owned\x07"),
    ):
        ours, theirs = pty.openpty()
        run = subprocess.Popen(
            [sys.executable, "-m", "retold_cli", "--graph", str(path), *args],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
        )
        os.close(theirs)
        shown = b""
        # A terminal whose other end is gone reports that as an error.
        with suppress(OSError):
            while part := os.read(ours, 65536):
                shown += part
        os.close(ours)
        assert run.wait(timeout=60) in {0, 1, 2}
        words = shown.decode()
        assert len(words) > 20
        # Colours, and what the progress bar does: hide and show the cursor, clear its line, move up.
        words = re.sub(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2?K|\d*A)", "", words).replace("\r", "")
        assert harmful(words) == set(), args


def test_bytes_that_are_no_text_are_named_and_not_found(ask: Ask) -> None:
    for question in (("show", "caf\udce9"), ("why", "f\udce9"), ("search", "\udce9"), ("remove", "\udce9")):
        result = ask(*question, tty=False)
        assert result.code in {2, 3}, question
        assert "Traceback" not in result.err
