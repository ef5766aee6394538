"""Progress on standard error, for those who watch."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from retold_cli import output

__all__ = ["progress"]


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """Yield a function to call with what is being worked on; it draws on a terminal and nowhere else."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(label), MofNCompleteColumn(), TimeElapsedColumn())
    current = TextColumn("{task.description}", markup=False)
    with Progress(*columns, current, console=output.console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda words: bar.update(task, advance=1, description=output.plain(words))
