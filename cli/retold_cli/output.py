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
    "path",
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
#: Columns for copying: others give way first.
WHOLE = ("why", "id", "published", "date")
#: A column of paths that would be narrower than this is left out.
SHORTEST_PATH = 12
#: What stands between two columns.
GAP = 3

#: Blanks that fill a line up to the width of the screen, and the colours that end between them.
_FILLING = re.compile(r"(?: |\x1b\[[0-9;]*m)+$", re.MULTILINE)
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


def path(words: str, *, style: str = "") -> Text:
    """Return a path or an address for rich, never broken into lines: what is copied must be whole."""
    whole = text(words, style=style)
    whole.no_wrap, whole.overflow = True, "ignore"
    return whole


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
            with screen.capture() as captured:
                if number and isinstance(part, (Table, Group)):
                    screen.print()
                # rich forgets that a path must not be broken when the text stands by itself.
                screen.print(Group(part), crop=False)
            sys.stdout.write(_FILLING.sub(lambda found: found.group().replace(" ", ""), captured.get()))
    if missing:
        raise NoAnswerError(missing)


def json_lines(records: Iterable[Mapping[str, Any]]) -> None:
    """Print JSON Lines and hand them on at once, for the next program of a pipe to work on."""
    for record in records:
        line(to_json(record, indent=None))
    sys.stdout.flush()


def table(*columns: str | Text, rows: Iterable[Row]) -> Table | Group:
    """Return a table; strings are made harmless, None is empty.

    A column named `>x` is for numbers. One named `/x` is for paths and takes the room that the others leave:
    a longer path loses its beginning, and with no room left there is no such column.
    On a narrow screen every row becomes lines of its own instead, each with the name of its column.
    """
    from rich import box
    from rich.table import Table

    filled = [[*row, *[None] * (len(columns) - len(row))] for row in rows]
    cells = [
        [text(cell or "") if cell is None or isinstance(cell, str) else cell for cell in row]
        for row in filled
    ]
    width = console().width
    if width < NARROW:
        return _stacked(columns, cells)
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    shown = []
    for number, column in enumerate(columns):
        if str(column).startswith("/"):
            room = _left_over(columns, cells, width=width)
            if room < SHORTEST_PATH:
                continue
            for row in cells:
                row[number] = _ending(row[number], room=room)
        grid.add_column(
            _head(column),
            justify="right" if str(column).startswith(">") else "left",
            overflow="fold",
            no_wrap=str(column) in WHOLE,
        )
        shown.append(number)
    for row in cells:
        grid.add_row(*(row[number] for number in shown))
    return grid


def _head(column: str | Text) -> Text:
    return text(column.lstrip(">/")) if isinstance(column, str) else column


def _left_over(columns: Sequence[str | Text], rows: Sequence[Sequence[Text]], *, width: int) -> int:
    """Return how wide a column of paths can be when the others are as wide as they need, within reason."""
    room = width
    for number, column in enumerate(columns):
        if not str(column).startswith("/"):
            needed = max(
                line.cell_len
                for cell in (_head(column), *(row[number] for row in rows))
                for line in cell.split() or [cell]
            )
            room -= GAP + (needed if str(column) in WHOLE else min(needed, width // 4))
    return room


def _ending(cell: Text, *, room: int) -> Text:
    """Return the end of each line that is longer than `room`, if it can be from the name of a folder on."""
    from rich.text import Text

    def cut(words: str) -> str:
        if len(words) <= room:
            return words
        end = words[1 - room :]
        _, slash, name = end.partition("/")
        return f"…/{name}" if slash and name else f"…{end}"

    return Text("\n".join(map(cut, cell.plain.split("\n"))), style=cell.style)


def _stacked(columns: Sequence[str | Text], rows: Sequence[Sequence[Text]]) -> Group:
    from rich.console import Group
    from rich.text import Text

    lines: list[Text] = []
    for row in rows:
        lines += [Text("")] if lines else []
        for column, cell in zip(columns, row, strict=False):
            if cell:
                head = _head(column)
                part = Text.assemble(head, ": " if head else "", cell)
                if str(column).startswith("/"):
                    part.no_wrap, part.overflow = True, "ignore"
                lines.append(part)
    return Group(*lines)


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
