"""What identity goes by: for each local entity of one document, a signature and the keys it is found under.

Local entities with one signature are one thing, whatever their documents; a signature therefore holds all
that can tell two things apart. Keys bring different signatures together; the link of a key says how strong
the bond is. Both depend on one document alone, so the order of documents cannot matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from retold.claims import Claim, Literal, LocalEntity, Status
from retold.values import fold, name_key

__all__ = ["GROUPS", "RULES", "Link", "Posting", "Profile", "is_work", "medium", "profile_entities"]


class Link(IntEnum):
    """What sharing a key means, the strongest first."""

    #: The same thing, unless a person says otherwise.
    NAME = 0
    #: Works of one title by the same author, director or creator.
    MAKER = 1
    #: Works of one title that share another person.
    PERSON = 2
    #: Works of one title and year.
    YEAR = 3
    #: A shortened name in the same surroundings: it fits the one thing whose full name it shortens.
    PART = 4
    #: Works of one title and medium: the same unless something tells them apart or several fit.
    TITLE = 5


Posting = tuple[int, Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The signature of a local entity (JSON with sorted keys) and its keys."""

    signature: str
    postings: frozenset[Posting]


#: Changes whenever the rules of this package do, so that graphs made by older rules are made anew.
RULES: Final = "1"

#: Kinds that documents confuse: one medium. Every other kind is a medium of its own.
GROUPS: Final[Mapping[str, str]] = {"Novel": "Book", "ShortStory": "Book", "NonFictionBook": "Book"}
_NAMED_ONLY: Final = frozenset({"Organization", "Award", "Event", "Place"})
_TELLING_ROLES: Final[Mapping[str, frozenset[str]]] = {
    "Book": frozenset({"author"}),
    "Comic": frozenset({"author", "illustrator"}),
    "Play": frozenset({"author", "composer"}),
    "Film": frozenset({"director"}),
    "Series": frozenset({"creator"}),
    "Game": frozenset({"creator", "director"}),
    "Audio": frozenset({"author", "creator", "composer"}),
}
_OTHER_ROLES: Final = frozenset({"author", "creator", "director"})
_CREDITED: Final = frozenset({Status.STATED, Status.PLANNED})


def medium(kind: str) -> str:
    """Return the medium that works of `kind` are compared in."""
    return GROUPS.get(kind, kind)


@dataclass(slots=True)
class _Context:
    """What the claims of a document say around one local entity."""

    people: dict[str, set[LocalEntity]] = field(default_factory=lambda: defaultdict(set))
    works: dict[str, set[LocalEntity]] = field(default_factory=lambda: defaultdict(set))
    sources: set[LocalEntity] = field(default_factory=set)
    adaptations: set[LocalEntity] = field(default_factory=set)
    players: set[LocalEntity] = field(default_factory=set)
    roles: set[tuple[LocalEntity, LocalEntity]] = field(default_factory=set)
    years: set[str] = field(default_factory=set)


def profile_entities(entities: Iterable[LocalEntity], claims: Iterable[Claim]) -> dict[str, Profile]:
    """Return the profile of each local entity of one document, by its id."""
    ordered = sorted(entities, key=lambda entity: entity.id)
    contexts = _contexts(claims)
    titles: dict[tuple[str, str], list[LocalEntity]] = defaultdict(list)
    for entity in ordered:
        if is_work(entity.kind):
            for title in _folded(entity.names):
                titles[medium(entity.kind), title].append(entity)
    found = {}
    for entity in ordered:
        context = contexts.get(entity.id, _Context())
        if entity.kind == "Person":
            found[entity.id] = _person(entity, context)
        elif entity.kind == "Character":
            found[entity.id] = _character(entity, context, contexts)
        elif entity.kind in _NAMED_ONLY:
            found[entity.id] = _named(entity)
        else:
            rivals = {
                other.id: other
                for title in _folded(entity.names)
                for other in titles[medium(entity.kind), title]
                if other.id != entity.id
            }
            found[entity.id] = _work(
                entity, context, contexts, [(r, contexts.get(r.id, _Context())) for r in rivals.values()]
            )
    return found


def _contexts(claims: Iterable[Claim]) -> dict[str, _Context]:
    contexts: dict[str, _Context] = defaultdict(_Context)
    for claim in claims:
        if claim.status not in _CREDITED:
            continue
        subject, target, relation = claim.subject, claim.object, claim.relation
        if isinstance(target, Literal):
            if relation == "released":
                contexts[subject.id].years.add(target.value[:4])
        elif relation == "based_on":
            contexts[subject.id].sources.add(target)
            contexts[target.id].adaptations.add(subject)
        elif relation == "character":
            contexts[target.id].works["character"].add(subject)
        elif relation == "portrayed_by":
            contexts[subject.id].players.add(target)
            if claim.within is not None:
                contexts[subject.id].works["character"].add(claim.within)
                contexts[target.id].works["actor"].add(claim.within)
                contexts[target.id].roles.add((subject, claim.within))
                contexts[claim.within.id].people["actor"].add(target)
        elif target.kind == "Person" and is_work(subject.kind) and relation != "reviewed_by":
            contexts[subject.id].people[relation].add(target)
            contexts[target.id].works[relation].add(subject)
    return contexts


def is_work(kind: str) -> bool:
    """Whether things of `kind` are compared as works: by title, medium, makers and year."""
    return kind not in _NAMED_ONLY and kind not in {"Person", "Character"}


def _named(entity: LocalEntity) -> Profile:
    names = _folded(entity.names)
    if not names:
        return _alone(entity)
    signature = {"kind": entity.kind, "names": names}
    return _profile(signature, ((_key(entity.kind, name), Link.NAME) for name in names))


def _person(entity: LocalEntity, context: _Context) -> Profile:
    full = [name for name in entity.names if len(name.split()) > 1 and " " in fold(name)]
    names = full or list(entity.names)
    keys = sorted({_name_key(name) for name in names} - {""})
    surroundings = sorted(
        {
            (role, title)
            for role, works in context.works.items()
            for work in works
            for title in _folded(work.names)
        }
    )
    postings: set[Posting] = set()
    for role, title in surroundings:
        for name in names:
            postings.add((_key("person", role, title, _name_key(name)), Link.NAME))
            postings |= {(_key("person", role, title, part), Link.PART) for part in _without_one_word(name)}
    # Two names that differ in one word ("Steve", "Steven") are one person in one part of one work.
    parts = {part for name in names for part in {_name_key(name)} | _without_one_word(name)} if full else ()
    for character, work in context.roles:
        for place in (
            ("plays", title, _name_key(n)) for title in _titles([work]) for n in character.names[:1]
        ):
            postings |= {(_key(*place, part), Link.NAME) for part in parts}
    # A surname or a stage name alone fits many people: it needs the same role in the same work.
    if full:
        signature: dict[str, Any] = {"kind": "Person", "names": sorted({fold(name) for name in full})}
        postings |= {(_key("Person", key), Link.NAME) for key in keys}
    elif keys and surroundings:
        signature = {
            "kind": "Person",
            "names": _folded(entity.names),
            "works": [list(pair) for pair in surroundings],
        }
    else:
        return _alone(entity)
    return _profile(signature, postings)


def _character(entity: LocalEntity, context: _Context, contexts: Mapping[str, _Context]) -> Profile:
    family = _family(context.works["character"], contexts)
    titles = _titles(family)
    authors = {p for work in family for p in contexts.get(work.id, _Context()).people.get("author", ())}
    players = {f"by {_name_key(name)}" for player in context.players for name in player.names[:1]}
    # A first name may recur in another book of the same author, a full name hardly.
    written = {f"from {_name_key(name)}" for author in authors for name in author.names[:1]}
    names = _folded(entity.names)
    if not names or not (titles or players or written):
        return _alone(entity)
    postings: set[Posting] = set()
    for name in entity.names:
        key, words = _name_key(name), name.split()
        full = len(words) > 1
        places = {f"in {title}" for title in titles} | players | (written if full else set())
        postings |= {(_key("character", place, key), Link.NAME) for place in places}
        if full:
            parts = {_name_key(word) for word in words if len(word) > 1} | _without_one_word(name)
            postings |= {
                (_key("character", f"in {title}", part), Link.PART) for title in titles for part in parts
            }
    works = titles or sorted(players | written)
    return _profile({"kind": "Character", "names": names, "works": works}, postings)


def _family(works: Iterable[LocalEntity], contexts: Mapping[str, _Context]) -> set[LocalEntity]:
    """Return the works with all that they were made from and that was made from them, one step and back."""
    family = set(works)
    for _ in range(2):
        for work in tuple(family):
            if around := contexts.get(work.id):
                family |= around.sources | around.adaptations
    return family


def _work(
    entity: LocalEntity,
    context: _Context,
    contexts: Mapping[str, _Context],
    rivals: list[tuple[LocalEntity, _Context]],
) -> Profile:
    group = medium(entity.kind)
    names = _folded(entity.names)
    made_as, made_from = _titles(context.adaptations), _titles(context.sources)
    # "The eponymous novel", "the 1999 film": what is only described mostly bears the title of its relatives.
    titles = names or _titles(_family([entity], contexts) - {entity})
    if not titles:
        return _alone(entity)
    makers = _makers(group, context)
    others = sorted(
        {fold(name) for people in context.people.values() for p in people for name in p.names[:1]}
    )
    signature: dict[str, Any] = {"kind": entity.kind, "names": names}
    if not names:
        signature |= {"titles": titles, "adapted as": made_as, "adapted from": made_from}
    if makers:
        signature["makers"] = makers
    if context.years:
        signature["years"] = sorted(context.years)
    if others and not makers and not context.years:
        signature["people"] = others
    if rivals:
        signature["rivals"] = sorted(
            (
                {"kind": rival.kind, "makers": _makers(group, around), "years": sorted(around.years)}
                for rival, around in rivals
            ),
            key=_dump,
        )
    places = [("titled", title) for title in titles]
    places += [("adapted as", title) for title in made_as] + [("adapted from", title) for title in made_from]
    postings: set[Posting] = set()
    for place, title in places:
        postings.add((_key(place, group, title), Link.TITLE))
        postings |= {(_key(place, group, title, "maker", _name_key(name)), Link.MAKER) for name in makers}
        postings |= {(_key(place, group, title, "year", year), Link.YEAR) for year in context.years}
        if place == "titled":
            postings |= {
                (_key(place, group, title, "person", _name_key(name)), Link.PERSON) for name in others
            }
    return _profile(signature, postings)


def _titles(works: Iterable[LocalEntity]) -> list[str]:
    return sorted({title for work in works for title in _folded(work.names)})


def _makers(group: str, context: _Context) -> list[str]:
    roles = _TELLING_ROLES.get(group, _OTHER_ROLES)
    return sorted(
        {fold(name) for role in roles for person in context.people.get(role, ()) for name in person.names[:1]}
        - {""}
    )


def _alone(entity: LocalEntity) -> Profile:
    return _profile({"kind": entity.kind, "names": _folded(entity.names), "only": entity.id}, ())


def _profile(signature: Mapping[str, Any], postings: Iterable[Posting]) -> Profile:
    return Profile(signature=_dump(signature), postings=frozenset(postings))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _folded(names: Iterable[str]) -> list[str]:
    return sorted({fold(name) for name in names} - {""})


def _without_one_word(name: str) -> frozenset[str]:
    words = name.split()
    if len(words) < 3:
        return frozenset()
    return frozenset(_name_key(" ".join(words[:i] + words[i + 1 :])) for i in range(len(words)))


def _key(*parts: str) -> int:
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)


_name_key: Final = lru_cache(maxsize=65_536)(name_key)
