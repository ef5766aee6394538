"""One function for every format."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import retold
from graphs import build, doc
from listed_view import ListedView, entity
from retold.claims import Status
from retold.codec import claim_from_json
from retold.errors import UsageError
from retold.export import FORMATS, export

film = entity("Film", "The Glass Orchard", "Glass Orchard")
novel = entity("Novel", "The Glass Orchard")


@pytest.fixture
def listed() -> ListedView:
    listed = ListedView()
    notes, page = listed.document("notes.txt"), listed.document("page.html")
    listed.say(film, "based_on", novel, documents=[notes, page], quote="based on the novel")
    listed.say(film, "released", "2024", documents=[notes])
    listed.say(film, "released", "2030", documents=[page], status=Status.RUMOURED)
    listed.say(film, "genre", "opera", documents=[page], rejected=[page])
    return listed


def written(listed: ListedView, form: str) -> bytes:
    out = io.BytesIO()
    export(listed.view, form, out=out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_the_same_twice(listed: ListedView, form: str) -> None:
    assert written(listed, form) == written(listed, form) != b""


def test_claims_carry_the_graphs_entities_and_their_own_ids_and_words(listed: ListedView) -> None:
    records = [json.loads(line) for line in written(listed, "claims").splitlines()]
    based = [record for record in records if record["relation"] == "based_on"]
    assert {record["document"] for record in based} == {"notes.txt", "page.html"}
    assert based[0]["subject"] == {
        "id": film.id,
        "kind": "Film",
        "names": ["The Glass Orchard", "Glass Orchard"],
    }
    assert based[0]["evidence"][0]["quote"] == "based on the novel"
    assert [record["id"] for record in records] == sorted(
        stored.claim.id for stored in listed.all_claims() if not stored.rejected
    )
    assert claim_from_json(based[0]).object.id == novel.id  # type: ignore[union-attr]


def test_claims_hold_rumours_but_nothing_that_was_rejected(listed: ListedView) -> None:
    records = [json.loads(line) for line in written(listed, "claims").splitlines()]
    assert [record["object"]["value"] for record in records if record["status"] == "rumoured"] == ["2030"]
    assert "opera" not in {record["object"].get("value") for record in records}


def test_an_unknown_format_or_part_is_answered_with_what_is_known(listed: ListedView) -> None:
    with pytest.raises(UsageError, match="Did you mean 'turtle'"):
        export(listed.view, "turtel", out=io.BytesIO())
    with pytest.raises(UsageError, match="'proof' is none of documents, evidence, alignment"):
        export(listed.view, "trig", out=io.BytesIO(), parts=["proof"])


def test_a_table_refuses_parts(listed: ListedView) -> None:
    with pytest.raises(UsageError, match="csv cannot hold evidence; use trig, nquads or json-ld"):
        export(listed.view, "csv", out=io.BytesIO(), parts=["evidence"])


def test_doubtful_facts_and_claims_can_be_left_out(listed: ListedView) -> None:
    for form in ("csv", "claims", "ntriples"):
        out = io.BytesIO()
        assert export(listed.view, form, out=out, min_confidence=0.8) == 0


def test_a_graph_file_exports_itself(tmp_path: Path) -> None:
    page = doc("[[f1|The Glass Orchard]] opened in [[=2021|2021]].", "f1 released =2021")
    build(tmp_path / "graph.db", page).close()
    out = io.BytesIO()
    with retold.open(tmp_path / "graph.db") as graph:
        assert graph.export("turtle", out=out) == 4
    assert b'schema:datePublished "2021"^^xsd:gYear' in out.getvalue()
