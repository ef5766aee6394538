"""The commands: one module each, holding a function of the same name and `EXAMPLES`.

The table stands here so that `retold --help` imports none of them; a test holds it against the modules.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SECTIONS", "SUMMARIES"]

#: What `retold --help` prints: for each section the commands in reading order, each with its line.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Keep": {
        "vocabulary": "List the kinds of things and the relations between them.",
    },
}

SUMMARIES: Mapping[str, str] = {
    name: line for commands in SECTIONS.values() for name, line in commands.items()
}
