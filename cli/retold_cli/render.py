"""How works, people and facts are worded on a terminal, the same in every command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from retold.claims import Literal, LocalEntity, Status
from retold_cli import output

if TYPE_CHECKING:
    from rich.text import Text

    from retold.document import Source
    from retold.queries.shapes import CastMember, Reference, WorkReference
    from retold.queries.work import WorkSummary
    from retold.store import Entity, Fact, StoredClaim
    from retold.vocabulary import Vocabulary

__all__ = [
    "ID",
    "KIND",
    "MATCH",
    "NAME",
    "cast_line",
    "claim_line",
    "entity_line",
    "fact_ids",
    "fact_words",
    "highlight",
    "names",
    "origin",
    "subject",
    "target",
    "work_line",
]

#: Styles. A terminal's own colours are used, so that they fit its background.
ID, NAME, KIND, MATCH = "dim", "bold", "cyan", "bold yellow"


def work_line(work: WorkReference | WorkSummary, *, vocabulary: Vocabulary) -> Text:
    """Return a work in a line: name, kind, date of release."""
    kind = vocabulary.kinds[work.kind].label if work.kind in vocabulary.kinds else work.kind
    words = ", ".join(filter(None, (kind, work.released)))
    return output.text(work.name, style=NAME).append_text(output.text(f" ({words})", style=KIND))


def entity_line(entity: Entity, *, vocabulary: Vocabulary) -> Text:
    """Return an entity in a line: name, kind, id."""
    kind = vocabulary.kinds[entity.kind].label if entity.kind in vocabulary.kinds else entity.kind
    line = output.text(entity.name, style=NAME).append_text(output.text(f" ({kind})", style=KIND))
    return line.append_text(output.text(f"  {entity.id}", style=ID))


def names(people: Iterable[Reference]) -> str:
    """Return names joined by commas."""
    return ", ".join(person.name for person in people)


def origin(source: Source, *, details: Sequence[str] = ()) -> list[Text]:
    """Return a source in lines: its path or address, and below what is known of it."""
    about = ", ".join(filter(None, (source.title, source.site, source.published, *details)))
    return [output.path(source.uri), *([output.text(f"  {about}", style=ID)] if about else [])]


def cast_line(cast: Sequence[CastMember], *, limit: int = 8) -> str:
    """Return who plays whom, joined by commas; beyond the limit only their number."""
    shown = [
        f"{member.actor.name} as {member.character.name}" if member.character else member.actor.name
        for member in cast[:limit]
    ]
    return ", ".join(shown) + (f" and {len(cast) - limit} more" if len(cast) > limit else "")


def highlight(before: str, match: str, after: str) -> Text:
    """Return words with a part of them set off: by its style, or where there is none by `>>` and `<<`."""
    screen = output.console()
    styled = screen.is_terminal and not screen.is_dumb_terminal
    marked = output.text(match, style=MATCH) if styled else output.text(f">>{match}<<")
    return output.text(before).append_text(marked).append_text(output.text(after))


def fact_ids(idents: Iterable[str]) -> Text:
    """Return the ids to ask `why` about."""
    return output.text(" ".join(idents), style=ID)


def subject(fact: Fact) -> str:
    """Return what a fact's subject is called; a casting names its work with the character."""
    return f"{fact.subject.name} (in {fact.within.name})" if fact.within else fact.subject.name


def target(fact: Fact) -> str:
    """Return what a fact's object is called, and what the fact adds: its qualifiers, a plan."""
    name = fact.object.value if isinstance(fact.object, Literal) else fact.object.name
    notes = [value.replace("_", " ") for _, value in sorted(fact.qualifiers.items())]
    if fact.status is Status.PLANNED:
        notes.append("planned")
    return f"{name} ({', '.join(notes)})" if notes else name


def fact_words(fact: Fact, *, vocabulary: Vocabulary) -> str:
    """Return a fact as words: subject, relation, object."""
    return f"{subject(fact)}: {vocabulary.relations[fact.relation].label} {target(fact)}"


def claim_line(stored: StoredClaim, *, vocabulary: Vocabulary) -> Text:
    """Return a claim in a line: how it is said, what it says in the document's own names, its id."""
    claim = stored.claim

    def called(thing: LocalEntity | Literal) -> str:
        if isinstance(thing, Literal):
            return thing.value
        return thing.names[0] if thing.names else f"an unnamed {vocabulary.kinds[thing.kind].label}"

    within = f" (in {called(claim.within)})" if claim.within else ""
    label = vocabulary.relations[claim.relation].label
    state = "rejected" if stored.rejected else claim.status.value
    words = f"{state}: {called(claim.subject)}{within}: {label} {called(claim.object)}"
    return output.text(f"{words}  ").append_text(fact_ids([claim.id]))
