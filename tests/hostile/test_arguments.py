"""Hostile words on the command line itself, and files that are not what they should be."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from retold_cli.main import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder where no host is found."""

    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror("no network")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("http://caf\udce9.example/", "is not a valid address"),
        ("https://xn--ls8h.la/", "cannot be found"),
        ("http://[::1", "is not a valid address"),
        ("http:///x", "is no http(s) address"),
        ("file:///tmp/%FF%00", "there is no such file"),
        ("caf\udce9.txt", "caf\\xe9.txt: there is no such file"),
        ("caf\udce9*", "no file fits this pattern"),
        ("a" * 5_000, "cannot be opened"),
        ("a\0b", "NUL"),
        ("", "an empty name stands for no file"),
    ],
)
def test_a_source_that_cannot_be_is_named(capsys: Captured, source: str, reason: str) -> None:
    Path("good.txt").write_text("The film was directed by Ada Bell.\n", encoding="utf-8")
    assert run(["add", "--", source, "good.txt"]) == 1
    shown = capsys.readouterr()
    assert reason in shown.err
    assert shown.err.endswith("1 added, 1 failed.\n")


def test_a_file_named_in_bytes_can_be_added_and_removed(capsys: Captured) -> None:
    name = "caf\udce9 \x1b]0;owned\x07.txt"
    Path(name).write_text("The film was directed by Ada Bell.\n", encoding="utf-8")
    Path("-rf.txt").write_text("The play was directed by Ada Bell.\n", encoding="utf-8")
    assert run(["add", name, "--", "-rf.txt"]) == 0
    assert run(["documents", "--json"]) == 0
    assert '"uri": "caf\\\\xe9 \\u001b]0;owned\\u0007.txt"' in capsys.readouterr().out
    assert run(["remove", name, "--", "-rf.txt"]) == 0
    assert capsys.readouterr().err == "removed caf ]0;owned.txt\nremoved -rf.txt\n"


@pytest.mark.parametrize(
    "words", [("show", "\udcff"), ("search", "\udcff"), ("remove", "\ud800"), ("why", "f\udcff")]
)
def test_a_name_that_is_no_text_is_a_mistake_in_use(capsys: Captured, words: tuple[str, str]) -> None:
    Path("good.txt").write_text("The film was directed by Ada Bell.\n", encoding="utf-8")
    assert run(["add", "good.txt"]) == 0
    assert run(list(words)) in {2, 3}
    assert capsys.readouterr().err.count("\n") <= 3


def test_files_that_are_not_what_they_should_be_are_named(capsys: Captured) -> None:
    Path("binary.txt").write_bytes(b"\xff\xfe\xfd")
    Path("binary.json").write_bytes(b"\xff\xfe\xfd")
    Path("binary.yaml").write_bytes(b"\xff\xfe\xfd")
    gold = "#doc a\n[[f1|Glass]] by [[p1|Ada Bell]].\n#entities\nf1 Film\np1 Person\n#facts\n#end\n"
    Path("gold.txt").write_text(gold, encoding="utf-8")
    for words in (
        ("evaluate", "binary.txt"),
        ("evaluate", "binary.json"),
        ("evaluate", "gold.txt", "--claims", "binary.txt"),
        ("--graph", "binary.txt", "stats"),
        ("--graph", "binary.txt", "add", "gold.txt"),
        ("--vocabulary", "binary.yaml", "vocabulary"),
    ):
        assert run(list(words)) in {1, 2}, words
        shown = capsys.readouterr().err
        assert (shown.startswith("retold: binary."), shown.count("\n")) == (True, 1), words
    assert Path("binary.txt").read_bytes() == b"\xff\xfe\xfd"
