from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold_cli import output

HOSTILE = "Park\x1b]0;owned\x07 \u202eevil\u202c\n[bold red]x[/]\x9b2J \ud800\U000e0041"


def test_text_loses_what_a_terminal_could_act_on() -> None:
    assert output.plain(HOSTILE) == "Park]0;owned evil [bold red]x[/]2J "


def test_json_keeps_it_escaped() -> None:
    written = output.to_json({"name": HOSTILE})
    assert json.loads(written) == {"name": HOSTILE}
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\\u202e" in written


def test_json_is_ascii_where_the_stream_is() -> None:
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert output.to_json("Park Sang-young 박상영", stream=latin) == '"Park Sang-young \\ubc15\\uc0c1\\uc601"'


@given(st.text())
def test_nothing_unsafe_survives(words: str) -> None:
    line = output.plain(words)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or "\u202a" <= c <= "\u202e" for c in line)
    line.encode("utf-8")
    written = output.to_json([words])
    assert json.loads(written) == [words]
    written.encode("utf-8")


def test_markup_of_a_document_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["[red]Oldboy[/red] :smile:", "2"], [None, "10"]]
    output.console().print(output.table("[b]name", ">n", rows=rows))
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "[b]name                      n",
        "──────────────────────────────",
        "[red]Oldboy[/red] :smile:    2",
        "                            10",
    ]


def test_a_narrow_screen_gets_lines_instead_of_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    output.console().print(
        output.table("work", ">year", "", rows=[["Oldboy", "2003", "x"], ["Oldboy", None]])
    )
    assert capsys.readouterr().out == "work: Oldboy\nyear: 2003\nx\n\nwork: Oldboy\n"
