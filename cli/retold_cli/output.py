"""Everything that leaves for a terminal or a pipe goes through here, and is made harmless here.

Names and quotes come from documents that anybody may have written. On a terminal a control character could
move the cursor or retitle the window, and a bidirectional override could make words read as others, so
neither gets there: text loses them, JSON carries them escaped. rich's markup is never interpreted.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from retold.errors import NoAnswerError

if TYPE_CHECKING:
    from rich.console import Console, Group, RenderableType
    from rich.table import Table
    from rich.text import Text

__all__ = [
    "Row",
    "abandon",
    "answer",
    "console",
    "error",
    "json_lines",
    "line",
    "note",
    "plain",
    "table",
    "text",
    "tolerate_encodings",
    "wants_json",
]

#: The cells of a row; a row may be shorter than the table.
Row: TypeAlias = "Sequence[str | Text | None]"

#: Screens of fewer columns get no tables.
NARROW = 60

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # line breaks, annotations, invisible tags
    "\ud800-\udfff]"  # lone surrogates, which no encoding has
)


def plain(words: str) -> str:
    """Return `words` on one line and without characters that a terminal could act on.

    >>> plain("Park\\x1b[2J\\u202e Sang\\nyoung")
    'Park[2J Sang young'
    """
    return _UNSAFE.sub("", _BREAKS.sub(" ", words))


def text(words: str, *, style: str = "") -> Text:
    """Return `words` for rich, harmless and free of markup."""
    from rich.text import Text

    return Text(plain(words), style=style)


def to_json(value: Any, *, indent: int | None = 2, stream: TextIO | None = None) -> str:
    """Return `value` as JSON in which everything a terminal could act on, or not print, is escaped."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    is_unicode = encoding.lower().replace("-", "").startswith("utf")
    written = json.dumps(value, ensure_ascii=not is_unicode, indent=indent)
    # The only raw control characters are the line breaks between the lines of an indented value.
    return "\n".join(
        _UNSAFE.sub(lambda found: json.dumps(found.group())[1:-1], part) for part in written.split("\n")
    )


def tolerate_encodings() -> None:
    """Let characters that the terminal's encoding lacks be replaced instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def abandon() -> None:
    """Write no more, not even at the interpreter's end: whoever read our output has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_json(choice: bool | None) -> bool:  # noqa: FBT001 (the value of an option)
    """Whether to print JSON: as chosen, else wherever standard output is not a terminal."""
    return not sys.stdout.isatty() if choice is None else choice


def console(*, stderr: bool = False) -> Console:
    """Return a rich console that interprets nothing in what it is given."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def answer(
    value: Any,
    *,
    as_json: bool | None,
    render: Callable[[], Iterable[RenderableType]],
    missing: str = "",
) -> None:
    """Print `value` as JSON, or what `render` makes for a terminal; see `wants_json`.

    Raises NoAnswerError with `missing`, if that is given: the answer is empty, and that is why.
    """
    if wants_json(as_json):
        line(to_json(value))
    elif not missing:
        from rich.console import Group
        from rich.table import Table

        screen = console()
        for number, part in enumerate(render()):
            if number and isinstance(part, (Table, Group)):
                screen.print()
            screen.print(part)
    if missing:
        raise NoAnswerError(missing)


def json_lines(records: Iterable[Mapping[str, Any]]) -> None:
    """Print JSON Lines and hand them on at once, for the next program of a pipe to work on."""
    for record in records:
        line(to_json(record, indent=None))
    sys.stdout.flush()


def table(*columns: str | Text, rows: Iterable[Row]) -> Table | Group:
    """Return a table; strings are made harmless, None is empty. A column named `>x` is for numbers.

    On a narrow screen every row becomes lines of its own instead, each with the name of its column.
    """
    from rich import box
    from rich.table import Table

    heads = [text(column.removeprefix(">")) if isinstance(column, str) else column for column in columns]
    cells = [
        [text(cell or "") if cell is None or isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    if console().width < NARROW:
        return _stacked(heads, cells)
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, head in zip(columns, heads, strict=True):
        grid.add_column(
            head,
            justify="right" if str(column).startswith(">") else "left",
            overflow="fold",
            # Ids and dates are for copying: other columns give way first.
            no_wrap=head.plain in ("why", "id", "published", "date"),
        )
    for row in cells:
        grid.add_row(*row)
    return grid


def _stacked(heads: Sequence[Text], rows: Sequence[Sequence[Text]]) -> Group:
    from rich.console import Group
    from rich.text import Text

    blocks = []
    for row in rows:
        parts = [
            Text.assemble(head, ": " if head else "", cell)
            for head, cell in zip(heads, row, strict=False)
            if cell
        ]
        blocks.append(Text("\n").join(parts).append("\n"))
    return Group(*blocks)


def line(words: str = "") -> None:
    """Print a line that is known to be harmless."""
    sys.stdout.write(words + "\n")


def note(words: str) -> None:
    """Tell the user something on standard error, made harmless line by line."""
    for part in words.split("\n"):
        sys.stderr.write(plain(part) + "\n")


def error(words: str) -> None:
    """Tell the user on standard error what went wrong."""
    note(f"retold: {words}")
