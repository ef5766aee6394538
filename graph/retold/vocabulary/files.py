"""Vocabularies in YAML: what a file declares, or the line of its first fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from retold.errors import VocabularyError
from retold.vocabulary.model import LITERALS, WORK, Kind, Relation

__all__ = ["read_files"]

_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_WIKIDATA_ITEM: Final = re.compile(r"Q[1-9]\d*")
_WIKIDATA_PROPERTY: Final = re.compile(r"P[1-9]\d*")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

# The C loader reads ten times as fast; PyYAML is sometimes built without it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_files(paths: Iterable[Path]) -> tuple[dict[str, Kind], dict[str, Relation]]:
    """Return the kinds and relations of the files; a later file redefines what an earlier one declared.

    Raises VocabularyError with the file and the line of the first fault.
    """
    kinds: dict[str, Kind] = {}
    relations: dict[str, Relation] = {}
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise VocabularyError(str(path), f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise VocabularyError(str(path), "is not text in UTF-8; a vocabulary is a YAML file") from error
        _add_file(str(path), text, kinds=kinds, relations=relations)
    return kinds, relations


def _add_file(path: str, text: str, *, kinds: dict[str, Kind], relations: dict[str, Relation]) -> None:
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise VocabularyError(path, f"not YAML: {problem}", line=mark.line + 1 if mark else None) from error
    sections = _Section(path, root, "the file").pairs()
    for key, node in sections.items():
        if key not in {"kinds", "relations"}:
            raise VocabularyError(path, f"unknown section {key!r}; use kinds or relations", line=_line(node))
    if "kinds" in sections:
        for name, node in _Section(path, sections["kinds"], "kinds").pairs().items():
            kinds[name] = _kind(_Section(path, node, f"kind {name}"), name)
    if "relations" in sections:
        for name, node in _Section(path, sections["relations"], "relations").pairs().items():
            relations[name] = _relation(_Section(path, node, f"relation {name}"), name, kinds)


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1


class _Section:
    """A YAML mapping whose entries are taken out one by one, so that what is left over is an error."""

    def __init__(self, path: str, node: yaml.Node | None, what: str) -> None:
        self.path = path
        self.node = node
        self.what = what

    def fail(self, reason: str, *, node: yaml.Node | None = None) -> VocabularyError:
        at = node or self.node
        return VocabularyError(self.path, f"{self.what}: {reason}", line=_line(at) if at else None)

    def pairs(self) -> dict[str, yaml.Node]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fail("a mapping of names was expected")
        found: dict[str, yaml.Node] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode) or not _NAME.fullmatch(key.value):
                raise self.fail("a name must be letters, digits and underscores", node=key)
            if key.value in found:
                raise self.fail(f"{key.value!r} is given twice", node=key)
            found[key.value] = value
        return found


class _Fields:
    """The fields of one kind or relation."""

    def __init__(self, section: _Section) -> None:
        self.section = section
        self.left = section.pairs()

    def text(self, key: str, *, pattern: re.Pattern[str] | None = None) -> str | None:
        node = self.left.pop(key, None)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.section.fail(f"{key} must be a text", node=node)
        value = str(node.value)
        if pattern is not None and not pattern.fullmatch(value):
            raise self.section.fail(
                f"{key} is {value!r}, which does not look like {pattern.pattern}", node=node
            )
        return value

    def required(self, key: str, *, pattern: re.Pattern[str] | None = None) -> str:
        value = self.text(key, pattern=pattern)
        if value is None:
            raise self.section.fail(f"{key} is missing")
        return value

    def texts(self, key: str, *, known: Iterable[str] | None = None) -> tuple[str, ...]:
        node = self.left.pop(key, None)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        values = []
        for item in items:
            if not isinstance(item, yaml.ScalarNode):
                raise self.section.fail(f"{key} must be a text or a list of texts", node=item)
            if known is not None and item.value not in known:
                raise self.section.fail(f"{key} names {item.value!r}, which is not declared", node=item)
            values.append(str(item.value))
        return tuple(values)

    def truth(self, key: str, *, default: bool) -> bool:
        node = self.left.pop(key, None)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode) or node.value not in {"true", "false"}:
            raise self.section.fail(f"{key} must be true or false", node=node)
        return bool(node.value == "true")

    def finish(self) -> None:
        for key, node in self.left.items():
            raise self.section.fail(f"unknown field {key!r}", node=node)


def _kind(section: _Section, name: str) -> Kind:
    fields = _Fields(section)
    label = fields.text("label") or name.lower()
    kind = Kind(
        name=name,
        label=label,
        plural=fields.text("plural") or f"{label}s",
        parent=fields.text("parent", pattern=re.compile(WORK)),
        color=fields.required("color", pattern=_COLOR),
        schema=fields.required("schema", pattern=_NAME),
        wikidata=fields.text("wikidata", pattern=_WIKIDATA_ITEM),
    )
    fields.finish()
    return kind


def _relation(section: _Section, name: str, kinds: Mapping[str, Kind]) -> Relation:
    fields = _Fields(section)
    known = {WORK, *kinds}
    label = fields.text("label") or name.replace("_", " ")
    relation = Relation(
        name=name,
        label=label,
        inverse=fields.text("inverse", pattern=_NAME) or f"{name}_of",
        inverse_label=fields.required("inverse_label"),
        domain=fields.texts("domain", known=known),
        range=fields.texts("range", known=known),
        literal=fields.text("literal", pattern=re.compile("|".join(LITERALS))),
        many=fields.truth("many", default=True),
        phrases=fields.texts("phrases"),
        schema=fields.text("schema", pattern=_NAME),
        wikidata=fields.text("wikidata", pattern=_WIKIDATA_PROPERTY),
        wikidata_inverse=fields.text("wikidata_inverse", pattern=_WIKIDATA_PROPERTY),
    )
    fields.finish()
    if not relation.domain:
        raise section.fail("domain is missing")
    if bool(relation.range) == bool(relation.literal):
        raise section.fail("give either a range of kinds or a literal, not both and not neither")
    return relation
