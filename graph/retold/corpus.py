"""Reads annotated documents: texts in which every mention and every fact is marked.

The format is described in `data/corpus/FORMAT.md`. An empty mark, `[[]]`, stands for nothing: it parts what
would otherwise be read as a mark or as a line of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from retold.document import Span
from retold.errors import UsageError

__all__ = [
    "AnnotatedDocument",
    "AnnotatedFact",
    "AnnotatedMention",
    "escape_text",
    "parse_corpus",
    "read_corpus",
]

_DOCUMENT = re.compile(r"(?m)^#doc ")
_MARK = re.compile(
    r"\[\[(?P<entity>[A-Za-z]\w*)(?P<nominal>~?)\|(?P<words>[^\[\]|\n]+)\]\]"
    r"|\[\[=(?P<value>[^\[\]|\n]+)\|(?P<literal>[^\[\]|\n]+)\]\]"
    r"|\[\[\]\]"
)
_LIKE_A_MARK = re.compile(r"\[(?=\[)")
_LIKE_A_SECTION = re.compile(r"(?m)^(?=#(?:doc |kind|(?:entities|facts|end)$))")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedMention:
    """Marked words. `entity` is an id of the document, or None for a literal, which has a `value`.

    `nominal` tells a description or pronoun ("the film", "she") from a name.
    """

    span: Span
    entity: str | None = None
    value: str | None = None
    nominal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AnnotatedFact:
    """A fact of the text. `object` is the id of an entity, or `=` and a value; `within` a casting's work."""

    subject: str
    relation: str
    object: str
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A plain text with its marks. `entities` maps ids to kinds; `traps` are facts it does not state."""

    slug: str
    kind: str
    text: str = field(repr=False)
    entities: Mapping[str, str] = field(repr=False)
    mentions: tuple[AnnotatedMention, ...] = field(repr=False)
    facts: tuple[AnnotatedFact, ...] = field(repr=False)
    traps: tuple[AnnotatedFact, ...] = field(repr=False)

    def names(self, entity: str) -> tuple[str, ...]:
        """Return what the text calls an entity, each name once, in the order of the text."""
        spans = (m.span for m in self.mentions if m.entity == entity and not m.nominal)
        return tuple(dict.fromkeys(self.text[span.start : span.end] for span in spans))


def read_corpus(path: Path) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a corpus file. Raises UsageError as `parse_corpus` does."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not text in UTF-8; gold is marked text or JSON") from error
    return parse_corpus(text, name=str(path))


def parse_corpus(content: str, *, name: str = "corpus") -> Iterator[AnnotatedDocument]:
    """Yield the documents of a corpus file's content.

    Raises UsageError with `name` and the document's slug where a section, an entity or a fact is malformed.
    """
    blocks = _DOCUMENT.split(content)
    if len(blocks) == 1:
        raise UsageError(f"{name}: no annotated document; each begins with a line '#doc SLUG'")
    for block in blocks[1:]:
        lines = block.split("\n")
        slug = lines[0].strip()
        try:
            yield _document(slug, lines[1:])
        except ValueError as error:
            raise UsageError(f"{name}, document {slug!r}: {error}") from error


def escape_text(text: str) -> str:
    """Return text to stand between marks: whatever it holds, it is read back as it is.

    >>> escape_text("see [[f1|here]]"), escape_text("#end")
    ('see [[[]][f1|here]]', '[[]]#end')
    """
    return _LIKE_A_SECTION.sub("[[]]", _LIKE_A_MARK.sub("[[[]]", text))


def _document(slug: str, lines: list[str]) -> AnnotatedDocument:
    cuts = []
    for section in ("#entities", "#facts", "#end"):
        if section not in lines:
            raise ValueError(f"the line {section!r} is missing")
        cuts.append(lines.index(section))
    body, entity_lines, fact_lines = (
        lines[: cuts[0]],
        lines[cuts[0] + 1 : cuts[1]],
        lines[cuts[1] + 1 : cuts[2]],
    )
    entities = {}
    for line in filter(str.strip, entity_lines):
        words = line.split()
        if len(words) != 2:
            raise ValueError(f"an entity is an id and a kind, not {line!r}")
        entities[words[0]] = words[1]
    text, mentions = _unmark("\n".join(line for line in body if not line.startswith("#kind")), entities)
    stated: list[AnnotatedFact] = []
    traps: list[AnnotatedFact] = []
    for line in filter(str.strip, fact_lines):
        fact = _fact(line.removeprefix("#not "), entities)
        (traps if line.startswith("#not ") else stated).append(fact)
    kinds = (line.removeprefix("#kind").strip() for line in body if line.startswith("#kind"))
    return AnnotatedDocument(
        slug=slug,
        kind=next(kinds, ""),
        text=text,
        entities=entities,
        mentions=mentions,
        facts=tuple(stated),
        traps=tuple(traps),
    )


def _unmark(marked: str, entities: Mapping[str, str]) -> tuple[str, tuple[AnnotatedMention, ...]]:
    """Return the text without its marks, and where they were."""
    parts: list[str] = []
    mentions = []
    length = position = 0
    for match in _MARK.finditer(marked):
        words = match["words"] or match["literal"] or ""
        entity = match["entity"]
        if entity is not None and entity not in entities:
            raise ValueError(f"{match.group()} marks an entity that is not declared")
        parts += [marked[position : match.start()], words]
        start = length + match.start() - position
        length = start + len(words)
        position = match.end()
        if not words:
            continue
        mentions.append(
            AnnotatedMention(
                span=Span(start=start, end=length),
                entity=entity,
                value=match["value"],
                nominal=bool(match["nominal"]),
            )
        )
    parts.append(marked[position:])
    return "".join(parts), tuple(mentions)


def _fact(line: str, entities: Mapping[str, str]) -> AnnotatedFact:
    parts = line.split(None, 2)
    if len(parts) != 3:
        raise ValueError(f"a fact is a subject, a relation and an object, not {line!r}")
    subject, relation, target = parts
    within = None
    if not target.startswith("="):
        target, *rest = target.split()
        if len(rest) == 2 and rest[0] == "in":
            within = rest[1]
        elif rest:
            raise ValueError(f"after the object only 'in WORK' may follow, not {' '.join(rest)!r}")
    for ident in (subject, target, within):
        if ident is not None and not ident.startswith("=") and ident not in entities:
            raise ValueError(f"the fact {line!r} names {ident!r}, which is not declared")
    return AnnotatedFact(subject=subject, relation=relation, object=target.strip(), within=within)
