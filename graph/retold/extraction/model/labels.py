"""What the model tells apart: types of mentions, tags of words, kinds of works, and relations."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "DESCRIBED",
    "KINDS",
    "LEGAL",
    "LITERALS",
    "PEOPLE",
    "RELATIONS",
    "TAGS",
    "TYPES",
    "WORKS",
    "type_of",
]

#: Types of mentions: names, then descriptions of a work or a person ("the film", "she"), then values.
TYPES: Final = (
    "Person",
    "Character",
    "Work",
    "Organization",
    "Place",
    "Award",
    "Event",
    "described work",
    "described person",
    "date",
    "rating",
    "number",
    "genre",
)
WORKS: Final = frozenset({TYPES.index("Work"), TYPES.index("described work")})
PEOPLE: Final = frozenset(TYPES.index(name) for name in ("Person", "Character", "described person"))
DESCRIBED: Final = frozenset({TYPES.index("described work"), TYPES.index("described person")})
LITERALS: Final = frozenset(TYPES.index(name) for name in ("date", "rating", "number", "genre"))

#: Kinds of works; every other entity's kind is its type.
KINDS: Final = (
    "Film",
    "Series",
    "Novel",
    "ShortStory",
    "Comic",
    "NonFictionBook",
    "Play",
    "Game",
    "Audio",
    "OtherWork",
)

#: Relations with the types of their objects; the subject is a work but for castings and prizes.
_OBJECTS: Final = {
    "based_on": "Work",
    "author": "Person",
    "director": "Person",
    "screenwriter": "Person",
    "creator": "Person",
    "producer": "Person",
    "composer": "Person",
    "actor": "Person",
    "character": "Character",
    "portrayed_by": "Person",
    "reviewed_by": "Person",
    "rating": "rating",
    "publisher": "Organization",
    "production_company": "Organization",
    "distributor": "Organization",
    "broadcaster": "Organization",
    "released": "date",
    "episodes": "number",
    "genre": "genre",
    "set_in": "Place",
    "award": "Award",
    "screened_at": "Event",
    "follows": "Work",
    "part_of": "Work",
    "translator": "Person",
    "illustrator": "Person",
}
RELATIONS: Final = tuple(_OBJECTS)
_SUBJECTS: Final = {"portrayed_by": ("Character",), "award": ("Work", "Person")}

#: O, then for each type: begins, inside, ends, single.
TAGS: Final = ("O", *(f"{place}-{name}" for name in TYPES for place in "BIES"))


def type_of(kind: str, *, described: bool) -> int | None:
    """Return the type of a mention of an entity; None for descriptions the model does not read.

    >>> TYPES[type_of("Film", described=True)], type_of("Place", described=True)
    ('described work', None)
    """
    if described:
        if kind in KINDS:
            return TYPES.index("described work")
        return TYPES.index("described person") if kind in ("Person", "Character") else None
    return TYPES.index("Work" if kind in KINDS else kind)


def _legal() -> NDArray[np.bool_]:
    """Return types x types x relations: which relations may join two mentions."""
    table = np.zeros((len(TYPES), len(TYPES), len(RELATIONS)), dtype=bool)
    for number, (relation, target) in enumerate(_OBJECTS.items()):
        for subject in _SUBJECTS.get(relation, ("Work",)):
            for left in _forms(subject):
                for right in _forms(target):
                    table[left, right, number] = True
    return table


def _forms(name: str) -> list[int]:
    described = {"Work": "described work", "Person": "described person", "Character": "described person"}
    return [TYPES.index(form) for form in (name, described.get(name)) if form]


#: Types x types x relations: which relations may join a subject and an object.
LEGAL: Final = _legal()
