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
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    count = TextColumn("{task.completed:,}", style="progress.download")
    # A long name is cut at the edge of the screen; it must not push the count aside.
    current = TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True))
    columns = (SpinnerColumn(), TextColumn(label), count, TimeElapsedColumn(), current)
    with Progress(*columns, console=output.console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda words: bar.update(task, advance=1, description=output.plain(words))
