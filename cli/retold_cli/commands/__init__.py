"""The commands: one module each, holding a function of the same name and `EXAMPLES`.

The table stands here so that `retold --help` imports none of them; a test holds it against the modules.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SECTIONS", "SUMMARIES"]

#: What `retold --help` prints: for each section the commands in reading order, each with its line.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Read documents": {
        "add": "Read documents and add what they state to the graph.",
        "extract": "Read documents and print the claims found in them, storing nothing.",
        "annotate": "Read documents and write them as marked text, to be corrected by hand.",
    },
    "Ask": {
        "adaptations": "Show everything made from a work, and what it was made from.",
        "show": "Show one thing with everything the graph knows about it.",
        "search": "Search names and texts; forgives typing errors.",
        "cast": "List who plays whom in a work.",
        "works": "List the works of a person or an organization, with their roles.",
        "reviews": "List the reviews of a work: critic, outlet, rating, date.",
        "compare": "Compare a work with its adaptations, or several works with one another.",
        "timeline": "List what happened to a work and its adaptations, by date.",
        "path": "Show how two things hang together.",
        "conflicts": "List where documents contradict each other.",
        "why": "Show the sentences behind a fact.",
    },
    "Decide": {
        "accept": "Vouch for a claim or a fact.",
        "reject": "Reject a claim or a fact, so that the graph leaves it out.",
        "same": "Say that two entities are one thing.",
        "different": "Say that two entities are two things.",
        "undo": "Take back what a person said about claims or identity.",
    },
    "Take away": {
        "export": "Write the graph as linked data, a network, tables or claims.",
        "view": "Draw the graph, or what surrounds one thing, as one HTML file that works offline.",
    },
    "Keep": {
        "documents": "List the documents of the graph.",
        "stats": "Count what the graph holds.",
        "check": "Check that the graph file is whole.",
        "refresh": "Read the stored texts again with the present extractors.",
        "remove": "Remove documents, and with them what only they said.",
        "vocabulary": "List the kinds of things and the relations between them.",
        "evaluate": "Measure precision, recall and F1 against facts marked by hand.",
    },
}

SUMMARIES: Mapping[str, str] = {
    name: line for commands in SECTIONS.values() for name, line in commands.items()
}
