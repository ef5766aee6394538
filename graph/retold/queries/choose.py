"""Which entity a name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from retold.claims import Literal
from retold.errors import AmbiguousNameError, UnknownNameError, UsageError
from retold.queries.shapes import object_name
from retold.store import Entity, View
from retold.values import fold
from retold.vocabulary import Vocabulary

__all__ = ["Preference", "choose", "describe", "having", "originals", "parse_kinds"]

#: Says which of several candidates a command can mean; it need not decide.
Preference = Callable[[View, Sequence[Entity]], Sequence[Entity]]

_HINT = re.compile(r"(?P<name>.*\S)\s*\((?P<hint>[^()]+)\)\s*")
_YEAR = re.compile(r"\b[12]\d{3}\b")


def choose(
    view: View,
    name: str,
    *,
    kinds: Collection[str] | None = None,
    kind: str | None = None,
    year: int | None = None,
    prefer: Preference | None = None,
) -> Entity:
    """Return the entity that `name` (or an id) means.

    `kinds` are those that the command can answer for, `kind` and `year` (of release) what the user asked
    for; a name may carry them as well: "Oldboy (film, 2013)". Where several fit, `prefer` may decide.
    Raises UnknownNameError with names that look alike, AmbiguousNameError with the candidates, UsageError
    where the name is known but of no kind that the command can answer for.
    """
    found = view.entity(name)
    if found is None:
        candidates = _candidates(view, name, kinds=kinds, kind=kind, year=year)
        if len(candidates) > 1 and prefer is not None:
            candidates = list(prefer(view, candidates)) or candidates
        if len(candidates) > 1:
            described = [(entity.id, describe(view, entity)) for entity in candidates]
            raise AmbiguousNameError(name, candidates=described)
        found = candidates[0]
    if kinds is not None and found.kind not in kinds:
        raise UsageError(_wrong_kind(view.vocabulary, name, found, kinds))
    return found


def parse_kinds(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    """Return the kinds that a user's word names: "film", "Short story", "novels"; "work" is all works.

    Raises UsageError with the words that are known.
    """
    if found := _known_kinds(vocabulary, text):
        return found
    known = ", ".join(vocabulary.kinds)
    raise UsageError(
        f"{text!r} is no kind of thing in the vocabulary; the kinds are {known}, and Work for all works"
    )


def describe(view: View, entity: Entity) -> str:
    """Return a line that tells an entity from its namesakes: kind, year, people."""
    label = view.vocabulary.kinds[entity.kind].label
    words = [label[:1].upper() + label[1:]]
    if entity.kind in view.vocabulary.works:
        words += sorted(_years(view, entity))[:1]
        makers = view.facts(subject=entity.id, relations=_MAKERS)
        makers.sort(key=lambda fact: (_MAKERS.index(fact.relation), -fact.documents, object_name(fact)))
        words += list(dict.fromkeys(object_name(fact) for fact in makers))[:2]
    elif entity.kind == "Character":
        played = view.facts(subject=entity.id, relations=["portrayed_by"])
        words += [f"played by {object_name(fact)}" for fact in played[:1]]
        words += [
            f"in {fact.subject.name}" for fact in view.facts(object=entity.id, relations=["character"])[:1]
        ]
    else:
        works = [fact for fact in view.facts(object=entity.id) if fact.subject.kind in view.vocabulary.works]
        works.sort(key=lambda fact: (-fact.documents, fact.subject.name))
        words += [
            f"{view.vocabulary.relations[fact.relation].inverse_label} {fact.subject.name}"
            for fact in works[:1]
        ]
    return ", ".join(words)


def originals(view: View, candidates: Sequence[Entity]) -> Sequence[Entity]:
    """Prefer the works that are made from no other candidate, then those that something is made from."""
    own = {entity.id for entity in candidates}
    made = {entity.id: _ancestors(view, entity) for entity in candidates}
    first = [e for e in candidates if not (made[e.id] - {e.id}) & own or e.id in made[e.id]]
    if len(first) > 1:
        return having("based_on", inverse=True)(view, first) or first
    return first


def having(*relations: str, inverse: bool = False) -> Preference:
    """Return a preference for entities with a fact of one of the relations, as object if `inverse`."""

    def prefer(view: View, candidates: Sequence[Entity]) -> Sequence[Entity]:
        def has(entity: Entity) -> bool:
            if inverse:
                return bool(view.facts(object=entity.id, relations=relations))
            return bool(view.facts(subject=entity.id, relations=relations))

        return [entity for entity in candidates if has(entity)]

    return prefer


def _known_kinds(vocabulary: Vocabulary, text: str) -> frozenset[str]:
    wanted = fold(text)
    if wanted in ("work", "works"):
        return vocabulary.works
    return frozenset(
        kind.name
        for kind in vocabulary.kinds.values()
        if wanted in (fold(kind.name), fold(kind.label), fold(kind.plural))
    )


def _read_hint(vocabulary: Vocabulary, name: str) -> tuple[str, frozenset[str] | None, int | None] | None:
    """Return the name, kinds and year of "Oldboy (film, 2013)", or None if the brackets say no such thing."""
    match = _HINT.fullmatch(name)
    if match is None:
        return None
    year = _YEAR.search(match["hint"])
    word = _YEAR.sub("", match["hint"], count=1).strip(" ,;")
    kinds = _known_kinds(vocabulary, word) if word else None
    if kinds is not None and not kinds:
        return None
    return match["name"], kinds, int(year.group()) if year else None


_MAKERS = ["director", "author", "creator", "screenwriter", "composer", "actor"]


def _candidates(
    view: View, name: str, *, kinds: Collection[str] | None, kind: str | None, year: int | None
) -> list[Entity]:
    """Return what the name can mean, of the kinds that the command can answer for if there are any."""
    asked = parse_kinds(view.vocabulary, kind) if kind else None
    found = view.find(name)
    if not found and (hint := _read_hint(view.vocabulary, name)):
        found = view.find(hint[0])
        asked, year = asked or hint[1], year or hint[2]
    fitting = [entity for entity in found if asked is None or entity.kind in asked]
    if year is not None:
        fitting = [entity for entity in fitting if str(year) in _years(view, entity)]
    if not fitting:
        if found:
            others = "; ".join(f"{entity.id} ({describe(view, entity)})" for entity in found)
            wanted = ", ".join([*sorted(asked or ()), *([str(year)] if year else [])])
            raise UsageError(f"nothing called {name!r} fits {wanted}; the graph has {others}")
        raise UnknownNameError(name, suggestions=view.suggest(name))
    return [entity for entity in fitting if kinds is None or entity.kind in kinds] or fitting


def _years(view: View, entity: Entity) -> set[str]:
    return {
        fact.object.value[:4]
        for fact in view.facts(subject=entity.id, relations=["released"])
        if isinstance(fact.object, Literal)
    }


def _ancestors(view: View, entity: Entity) -> set[str]:
    """Return the ids of all that a work was made from; its own as well if it is in a circle."""
    found: dict[str, None] = {}
    waiting = [entity.id]
    while waiting:
        for fact in view.facts(subject=waiting.pop(), relations=["based_on"]):
            if isinstance(fact.object, Entity) and fact.object.id not in found:
                found[fact.object.id] = None
                waiting.append(fact.object.id)
    return set(found)


def _wrong_kind(vocabulary: Vocabulary, name: str, found: Entity, kinds: Collection[str]) -> str:
    wanted = "a work" if set(kinds) == vocabulary.works else " or ".join(sorted(kinds))
    return f"{name!r} is the name of a {vocabulary.kinds[found.kind].label.lower()}; {wanted} is needed here"
