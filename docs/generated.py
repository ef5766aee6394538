"""Prints the reference pages from the program itself. Used by cog from inside the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from executed import ROOT, TERMINAL

__all__ = ["answers", "claim_example", "commands", "summary", "vocabulary"]


def commands() -> None:
    """Print the help of every command, in the order and the sections of `retold --help`."""
    from retold_cli.commands import SECTIONS

    for section, members in SECTIONS.items():
        print(f"\n## {section}\n")
        print(" · ".join(f"[{name}](#retold-{name})" for name in members))
        for name in members:
            print(f"\n### retold {name}\n\n```text\n{_help(name)}\n```")
    print()


def summary() -> None:
    """Print a table of the commands, each with its first sentence."""
    from retold_cli.commands import SUMMARIES

    link = "docs/reference/commands.md#retold-"
    _table(
        ("command", "what it does"), ([f"[`{name}`]({link}{name})", text] for name, text in SUMMARIES.items())
    )


def vocabulary() -> None:
    """Print tables of the kinds and the relations."""
    from retold.vocabulary import default_vocabulary

    known = default_vocabulary()
    print("\n## Kinds\n")
    _table(
        ("kind", "called", "is a", "schema.org", "Wikidata"),
        (
            [f"`{kind.name}`", kind.label, kind.parent or "", kind.schema, kind.wikidata or ""]
            for kind in known.kinds.values()
        ),
    )
    print("\n## Relations\n\n`Work` stands for every kind of work.\n")
    _table(
        ("relation", "called", "from", "to", "the other way", "schema.org", "Wikidata"),
        (
            [
                f"`{relation.name}`",
                relation.label,
                ", ".join(relation.domain),
                relation.literal or ", ".join(relation.range),
                relation.inverse_label,
                relation.schema or "",
                relation.wikidata or "",
            ]
            for relation in known.relations.values()
        ),
    )
    single = [f"`{relation.name}`" for relation in known.relations.values() if not relation.many]
    print(f"\nOf {', '.join(single)} a thing can have one value only; two contradict each other.\n")


def claim_example() -> None:
    """Print a casting claim of a sample document."""
    import retold
    from retold.codec import claim_to_json
    from retold.errors import DocumentError

    name = "data/documents/love-in-the-big-city/series-finale.txt"
    (result,) = retold.extract(str(ROOT / name))
    assert not isinstance(result, DocumentError), result
    claim = next(claim for claim in result[1].claims if claim.relation == "portrayed_by")
    print(f"```json\n{json.dumps(claim_to_json(claim, uri=name), ensure_ascii=False, indent=2)}\n```")


def answers() -> None:
    """Print the shape of every answer, then the shapes that they share."""
    from retold.queries.schemas import ANSWERS, schema

    shared: dict[str, Any] = {}
    for answer in ANSWERS:
        shape = schema(answer)
        shared |= shape["$defs"]
        print(f"\n### {answer}\n\n```text\n{_shape(shape)}\n```")
    print("\n### Shared shapes\n")
    for name in sorted(shared):
        print(f"\n**{name}**\n\n```text\n{_shape(shared[name])}\n```")
    print()


def _help(command: str) -> str:
    """Return the help of a command as a terminal of 80 columns shows it."""
    from typer.testing import CliRunner

    from retold_cli.main import app

    result = CliRunner(env=TERMINAL).invoke(app, [command, "--help"], prog_name="retold")
    assert result.exit_code == 0, result.output
    return result.output.strip()


def _shape(schema: dict[str, Any], *, indent: str = "") -> str:
    """Return a JSON Schema as JSON-like text: the fields of objects, with a word for each value."""
    match schema:
        case {"$ref": reference}:
            return str(reference).removeprefix("#/$defs/")
        case {"anyOf": options} | {"oneOf": options}:
            return " or ".join(_shape(option, indent=indent) for option in options)
        case {"enum": values}:
            return " or ".join(f'"{value}"' for value in values)
        case {"type": "array", "items": items}:
            return f"[{_shape(items, indent=indent)}, ...]"
        case {"type": "object", "properties": properties}:
            deeper = indent + "  "
            fields = (
                f'{deeper}"{name}": {_shape(value, indent=deeper)}' for name, value in properties.items()
            )
            return "{\n" + ",\n".join(fields) + f"\n{indent}}}"
        case {"type": "object"}:
            return "{name: text, ...}"
        case {"type": kind}:
            return {"string": "text", "integer": "number", "boolean": "true or false"}.get(kind, str(kind))
    raise ValueError(f"a schema without a type: {schema}")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print("|", " | ".join(header), "|")
    print("|" + "---|" * len(header))
    for row in rows:
        print("|", " | ".join(cell.replace("|", "\\|") for cell in row), "|")
