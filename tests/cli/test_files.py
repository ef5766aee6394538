from __future__ import annotations

import os
from pathlib import Path

import pytest

from retold.errors import UsageError
from retold_cli.files import writing


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    with writing(target) as out:
        out.write(b"all of it")
        assert not target.exists()
    assert target.read_bytes() == b"all of it"
    assert list(tmp_path.iterdir()) == [target]


def test_after_an_error_the_old_file_is_still_there(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"old")

    def interrupted() -> None:
        with writing(target) as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_bytes(b"old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    with writing(tmp_path / "link.ttl") as out:
        out.write(b"new")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == b"new"


def test_a_device_takes_what_it_gets() -> None:
    with writing(Path(os.devnull)) as out:
        out.write(b"gone")


def test_a_missing_folder_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"), writing(tmp_path / "no" / "graph.ttl"):
        pass
    with pytest.raises(UsageError, match="is a folder"), writing(tmp_path):
        pass
