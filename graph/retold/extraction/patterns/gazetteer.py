"""Well-known broadcasters, companies, festivals and awards: names that a text seldom explains."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["institutions"]

#: The type of name that each heading of the file declares.
_TYPES: Final = {"broadcasters": "B", "festivals": "E", "companies": "O", "awards": "A"}


@cache
def institutions() -> dict[str, str]:
    """Return the type of each institution: B(roadcaster), E(vent), O(rganization) or A(ward)."""
    found: dict[str, str] = {}
    kind = ""
    for line in files(__package__).joinpath("gazetteer.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = _TYPES[line.strip("[]")]
        elif line and not line.startswith("#"):
            found[line] = kind
    return found
