from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from retold.document import Document
from retold.errors import DocumentError
from retold.reading import Limits, ReadOptions, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("The Ferry is a film by Ann Lee.")
    (tmp_path / "a.md").write_text("# The Ferry\n\nA film by Ann Lee.")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.txt").write_text("Salt Road is a film by Petra Iversen.")
    (tmp_path / "inner" / "empty.txt").write_text(" \n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("Not this one.")
    return tmp_path


def uris(source: str | Path, **options: object) -> list[str]:
    results = read(str(source), options=ReadOptions(**options))  # type: ignore[arg-type]
    return [result.source.uri if isinstance(result, Document) else f"! {result}" for result in results]


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(folder: Path):
    assert uris(folder) == [
        f"{folder}/a.md",
        f"{folder}/b.txt",
        f"{folder}/inner/c.txt",
        f"! {folder}/inner/empty.txt: nothing to read: it is empty.",
    ]


def test_a_glob_is_sorted(folder: Path):
    assert uris(folder / "*.*t*") == [f"{folder}/b.txt"]
    assert uris(folder / "**" / "c.txt") == [f"{folder}/inner/c.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path):
    (tmp_path / "what [2019].txt").write_text("A film by Ann Lee.")
    assert uris(tmp_path / "what [2019].txt") == [f"{tmp_path}/what [2019].txt"]


def test_the_uri_is_exactly_what_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    assert uris("./b.txt") == ["./b.txt"]
    assert uris("inner") == ["inner/c.txt", "! inner/empty.txt: nothing to read: it is empty."]


def test_a_file_address_is_read(folder: Path):
    assert uris(f"file://{folder}/b.txt") == [f"file://{folder}/b.txt"]


def test_standard_input_is_read_and_its_format_recognised(monkeypatch: pytest.MonkeyPatch):
    class Stdin:
        buffer = io.BytesIO(b'[{"text": "A film by Ann Lee.", "url": "one"}]')

    monkeypatch.setattr("sys.stdin", Stdin())
    assert uris("-") == ["one"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nothing.txt", "nothing.txt: there is no such file. Check the name, or quote the pattern."),
        ("nothing-*.txt", "nothing-*.txt: no file fits this pattern."),
        (
            "ftp://example.org/a",
            "ftp://example.org/a: ftp addresses are not read. Use http, https or a file.",
        ),
        ("a\0b", "a\\0b: a path cannot hold a NUL character."),
    ],
)
def test_what_is_not_there_is_an_error_value(source: str, message: str):
    assert uris(source) == [f"! {message}"]


def test_a_folder_without_documents_says_what_could_be_read(tmp_path: Path):
    (error,) = read(str(tmp_path))
    assert isinstance(error, DocumentError)
    assert error.reason == "no readable file in this folder."
    assert ".epub" in error.hint


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert uris(tmp_path / "pipe.txt") == [f"! {tmp_path}/pipe.txt: is not a regular file."]


def test_a_file_above_the_size_limit_is_refused(folder: Path):
    assert uris(folder / "b.txt", limits=Limits(size=10)) == [
        f"! {folder}/b.txt: is larger than the limit of 10 bytes. Split it, or raise "
        "`Limits.size` from Python if you trust it."
    ]


def test_a_given_format_overrides_the_name(tmp_path: Path):
    (tmp_path / "page.txt").write_text("<p>The Ferry is a film by Ann Lee and it is not long at all.</p>")
    (page,) = read(str(tmp_path / "page.txt"), options=ReadOptions(format="html"))
    assert isinstance(page, Document)
    assert page.text == "The Ferry is a film by Ann Lee and it is not long at all."
