from __future__ import annotations

import json

import jsonschema
import pytest

from retold.queries.schemas import ANSWERS, schema


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_schema_is_one(answer: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(answer))
    assert json.loads(json.dumps(schema(answer))) == schema(answer)


def test_a_schema_holds_the_definitions_it_needs_and_no_others() -> None:
    assert list(schema("cast")["$defs"]) == ["cast_member", "reference", "work_reference"]
    assert list(schema("adaptations")["$defs"]) == ["adaptation", "cast_member", "reference", "work"]


def test_a_work_has_exactly_the_documented_fields() -> None:
    assert schema("adaptations")["$defs"]["work"]["required"] == [
        "id",
        "kind",
        "name",
        "names",
        "released",
        "authors",
        "directors",
        "screenwriters",
        "creators",
        "cast",
        "broadcasters",
        "episodes",
        "facts",
        "documents",
    ]


def test_what_does_not_fit_is_refused() -> None:
    check = jsonschema.Draft202012Validator(schema("cast"))
    work = {"id": "w", "kind": "Film", "name": "Twin Lamps", "released": "soon"}
    answer = {"work": work, "cast": [], "characters": []}
    assert [error.json_path for error in check.iter_errors(answer)] == ["$.work.released"]
