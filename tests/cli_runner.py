"""What a command of the command line did, and the streams that it wrote to."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Stream(io.TextIOWrapper):
    """Standard output that is remembered and may pretend to be a terminal."""

    def __init__(self, *, tty: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    def written(self) -> str:
        """What was written, without colours."""
        self.flush()
        shown = self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]
        return re.sub("\x1b\\[[0-9;]*m", "", shown)


@dataclass(frozen=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def records(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Result]
