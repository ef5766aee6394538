"""The JSON Schema of every answer, as `to_json` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["ANSWERS", "schema"]

Schema = dict[str, Any]


def _object(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(other: Schema) -> Schema:
    return {"anyOf": [other, {"type": "null"}]}


def _definition(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_TEXT: Schema = {"type": "string"}
_TEXTS = _list(_TEXT)
_COUNT: Schema = {"type": "integer", "minimum": 0}
_CONFIDENCE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_STATUS: Schema = {"enum": ["stated", "planned", "rumoured", "denied"]}
_QUALIFIERS: Schema = {"type": "object", "additionalProperties": _TEXT}
_FACTS = _list({"type": "string", "pattern": "^f[0-9a-f]{16}$"})
_REFERENCES = _list(_definition("reference"))
_WORK = {
    "id": _TEXT,
    "kind": _TEXT,
    "name": _TEXT,
    "names": _TEXTS,
    "released": _or_null(_DATE),
    "authors": _REFERENCES,
    "directors": _REFERENCES,
    "screenwriters": _REFERENCES,
    "creators": _REFERENCES,
    "cast": _list(_definition("cast_member")),
    "broadcasters": _REFERENCES,
    "episodes": _or_null(_COUNT),
    "facts": _FACTS,
    "documents": _COUNT,
}
_STATEMENT = {"relation": _TEXT, "qualifiers": _QUALIFIERS, "status": _STATUS, "confidence": _CONFIDENCE}

_DEFINITIONS: dict[str, Schema] = {
    "reference": _object({"id": _TEXT, "name": _TEXT}),
    "cast_member": _object(
        {
            "actor": _definition("reference"),
            "character": _or_null(_definition("reference")),
            "facts": _FACTS,
        }
    ),
    "work": _object(_WORK),
    "work_reference": _object({"id": _TEXT, "kind": _TEXT, "name": _TEXT, "released": _or_null(_DATE)}),
    "adaptation": _object({**_WORK, "adaptations": _list(_definition("adaptation"))}),
    "entity": _object(
        {"id": _TEXT, "kind": _TEXT, "name": _TEXT, "names": _TEXTS, "documents": _COUNT},
    ),
    "party": _object({"id": _TEXT, "kind": _TEXT, "name": _TEXT}),
    "value": _object({"value": _TEXT}),
    "fact": _object(
        {
            "id": _TEXT,
            "subject": _definition("party"),
            "object": {"anyOf": [_definition("party"), _definition("value")]},
            "in": _or_null(_definition("party")),
            "documents": _COUNT,
            **_STATEMENT,
        }
    ),
    "local": _object({"id": _TEXT, "kind": _TEXT, "names": _TEXTS}),
    "claim": _object(
        {
            "id": _TEXT,
            "document": _TEXT,
            "subject": _definition("local"),
            "object": {"anyOf": [_definition("local"), _definition("value")]},
            "in": _or_null(_definition("local")),
            "rejected": {"type": "boolean"},
            **_STATEMENT,
        }
    ),
    "evidence": _object(
        {
            "document": _TEXT,
            "documents": _TEXTS,
            "title": _or_null(_TEXT),
            "site": _or_null(_TEXT),
            "published": _or_null(_TEXT),
            "quote": _TEXT,
            "before": _TEXT,
            "after": _TEXT,
            "start": _COUNT,
            "end": _COUNT,
            "confidence": _CONFIDENCE,
            "extractor": _TEXT,
            "claim": _TEXT,
            "status": _STATUS,
        }
    ),
}

_PROOF = {"evidence": _list(_definition("evidence")), "against": _list(_definition("evidence"))}

_ANSWERS: dict[str, Schema] = {
    "adaptations": _object(
        {
            "work": _definition("work"),
            "sources": _list(_definition("work")),
            "adaptations": _list(_definition("adaptation")),
        }
    ),
    "cast": _object(
        {
            "work": _definition("work_reference"),
            "cast": _list(_definition("cast_member")),
            "characters": _REFERENCES,
        }
    ),
    "compare": _object(
        {
            "works": _list(_definition("work")),
            "rows": _list(_object({"field": _TEXT, "values": _list(_TEXTS), "differs": {"type": "boolean"}})),
            "roles": _list(
                _object(
                    {
                        "characters": _REFERENCES,
                        "actors": _list(_REFERENCES),
                        "present": _list({"type": "boolean"}),
                    }
                )
            ),
        }
    ),
    "conflicts": _list(
        _object(
            {
                "subject": _definition("reference"),
                "relation": _TEXT,
                "in": _or_null(_definition("reference")),
                "values": _list(
                    _object(
                        {
                            "value": _TEXT,
                            "object": _or_null(_definition("reference")),
                            "facts": _FACTS,
                            "documents": _TEXTS,
                        }
                    )
                ),
            }
        )
    ),
    "path": _object(
        {
            "from": _definition("reference"),
            "to": _definition("reference"),
            "steps": _list(
                _object(
                    {
                        "from": _definition("reference"),
                        "to": _definition("reference"),
                        "fact": _definition("fact"),
                    }
                )
            ),
        }
    ),
    "reviews": _list(
        _object(
            {
                "work": _definition("work_reference"),
                "critic": _or_null(_definition("reference")),
                "rating": _or_null(_TEXT),
                "outlet": _or_null(_TEXT),
                "published": _or_null(_TEXT),
                "document": _TEXT,
                "facts": _FACTS,
            }
        )
    ),
    "search": _object(
        {
            "text": _TEXT,
            "entities": _list(_definition("entity")),
            "passages": _list(
                _object(
                    {
                        "document": _TEXT,
                        "title": _or_null(_TEXT),
                        "start": _COUNT,
                        "end": _COUNT,
                        "before": _TEXT,
                        "match": _TEXT,
                        "after": _TEXT,
                    }
                )
            ),
        }
    ),
    "show": _object(
        {
            "entity": _definition("entity"),
            "facts": _list(_definition("fact")),
            "mentioned_in": _list(_definition("fact")),
            "unconfirmed": _list(_definition("claim")),
            "sources": _list(
                _object(
                    {
                        "document": _TEXT,
                        "title": _or_null(_TEXT),
                        "site": _or_null(_TEXT),
                        "published": _or_null(_TEXT),
                    }
                )
            ),
        }
    ),
    "timeline": _object(
        {
            "work": _definition("work_reference"),
            "events": _list(
                _object(
                    {
                        "date": _DATE,
                        "relation": _TEXT,
                        "work": _definition("work_reference"),
                        "object": _or_null(_definition("reference")),
                        "qualifiers": _QUALIFIERS,
                        "facts": _FACTS,
                    }
                )
            ),
        }
    ),
    "why": {
        "oneOf": [
            _object({"fact": _definition("fact"), **_PROOF}),
            _object({"claim": _definition("claim"), **_PROOF}),
        ]
    },
    "works": _list(
        _object(
            {
                "work": _definition("work_reference"),
                "roles": _TEXTS,
                "characters": _REFERENCES,
                "facts": _FACTS,
            }
        )
    ),
}

#: The questions that have a schema, by the name of their command.
ANSWERS = tuple(_ANSWERS)


def schema(answer: str) -> Schema:
    """Return the JSON Schema (2020-12) of an answer. Raises KeyError if there is no such answer.

    >>> schema("adaptations")["required"]
    ['work', 'sources', 'adaptations']
    """
    used: dict[str, Schema] = {}
    _collect(_ANSWERS[answer], used)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": answer,
        **_ANSWERS[answer],
        "$defs": dict(sorted(used.items())),
    }


def _collect(node: object, used: dict[str, Schema]) -> None:
    """Add the definitions that a schema refers to, and those that these refer to."""
    if isinstance(node, list):
        for item in node:
            _collect(item, used)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                name = value.removeprefix("#/$defs/")
                if name not in used:
                    used[name] = _DEFINITIONS[name]
                    _collect(_DEFINITIONS[name], used)
            else:
                _collect(value, used)
