from __future__ import annotations

import json
from pathlib import Path

from cli_runner import Cli

TITLE = "The Glass Orchard"


def test_a_graph_is_written_to_a_file(cli: Cli, world: Path, tmp_path: Path) -> None:
    result = cli("export", "turtle", "-o", "graph.ttl", "--graph", world)
    assert (result.code, result.out) == (0, "")
    assert result.err == "wrote graph.ttl\n"
    assert "The Glass Orchard" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_claims_are_written_to_standard_output(cli: Cli, world: Path) -> None:
    records = cli("export", "claims", "--graph", world).records
    assert len(records) == 18
    assert {"id", "document", "subject", "relation", "object", "status", "evidence", "confidence"} <= set(
        records[0]
    )


def test_parts_are_added_where_the_format_can_hold_them(cli: Cli, world: Path) -> None:
    plain = cli("export", "nquads", "--graph", world).out
    full = cli("export", "nquads", "--with", "documents,evidence", "--graph", world).out
    assert len(full) > len(plain)
    refused = cli("export", "turtle", "--with", "evidence", "--graph", world)
    assert (refused.code, refused.out) == (2, "")


def test_an_unknown_format_is_wrong_usage_and_leaves_no_file(cli: Cli, world: Path, tmp_path: Path) -> None:
    result = cli("export", "turtel", "-o", "graph.ttl", "--graph", world)
    assert result.code == 2
    assert "Did you mean 'turtle'?" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_view_is_one_file(cli: Cli, world: Path, tmp_path: Path) -> None:
    result = cli("view", "-o", "graph.html", "--graph", world)
    assert result.code == 0
    assert result.err.startswith("wrote graph.html: 10 things, ")
    assert (tmp_path / "graph.html").read_bytes().startswith(b"<!doctype html>")


def test_a_view_can_show_what_surrounds_one_thing(cli: Cli, world: Path) -> None:
    whole = cli("view", "-o", "-", "--graph", world)
    part = cli("view", "Bo Lind", "--depth", "1", "-o", "-", "--graph", world)
    assert "Lumen" in whole.out
    assert "Iris Vane" in part.out
    assert "Lumen" not in part.out
    assert cli("view", "Nobody", "-o", "-", "--graph", world).code == 2


def test_evaluate_measures_claims_against_gold(cli: Cli, tmp_path: Path) -> None:
    gold = {
        "id": "review",
        "entities": [
            {"id": "w", "type": "Film", "names": ["The Glass Orchard"]},
            {"id": "d", "type": "Person", "names": ["Mara Quill"]},
            {"id": "n", "type": "Person", "names": ["Ines Faber"]},
        ],
        "facts": [{"s": "w", "p": "director", "o": "d"}, {"s": "w", "p": "author", "o": "n"}],
    }
    (tmp_path / "review.json").write_text(json.dumps(gold), encoding="utf-8")
    claim = {
        "document": "review.html",
        "subject": {"id": "1", "kind": "Film", "names": ["Glass Orchard"]},
        "relation": "director",
        "object": {"id": "2", "kind": "Person", "names": ["Mara Quill"]},
    }
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim) + "\n", encoding="utf-8")
    words = ["evaluate", "review.json", "--claims", "claims.jsonl"]
    answer = cli(*words).json
    assert (answer["precision"], answer["recall"], answer["relations"]["author"]["missed"]) == (1.0, 0.5, 1)
    shown = [line.split() for line in cli(*words, "--mistakes", tty=True).out.splitlines()]
    assert ["all", "1.000", "0.500", "0.667", "1", "0", "1"] in shown
    assert ["review", "missed", "The", "Glass", "Orchard", "author", "Ines", "Faber"] in shown
    assert cli("evaluate", "review.json").code == 2


MARKED = (
    "#doc review\n[[f1|The Glass Orchard]] was directed by [[p1|Mara Quill]].\n"
    "#entities\nf1 Film\np1 Person\n#facts\nf1 director p1\n#end\n"
)


def test_evaluate_reads_the_texts_of_marked_gold(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    answer = cli("evaluate", "marked.txt").json
    assert (answer["documents"], answer["right"] + answer["missed"]) == (1, 1)


def test_evaluate_measures_names_and_confidence_of_texts_it_reads_itself(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    answer = cli("evaluate", "marked.txt").json
    assert set(answer["mentions"]) >= {"Film", "Person", "Work", "all"}
    assert sum(item["answers"] for item in answer["calibration"]["bins"]) == answer["right"] + answer["wrong"]
    assert [item["confidence"] for item in answer["thresholds"]] == [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    shown = cli("evaluate", "marked.txt", tty=True).out
    assert "expected calibration error" in shown
    assert "names and values" in shown


def test_evaluate_says_nothing_of_names_where_claims_are_given(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text("", encoding="utf-8")
    words = ["evaluate", "marked.txt", "--claims", "claims.jsonl"]
    assert "mentions" not in cli(*words).json
    assert "names and values" not in cli(*words, tty=True).out


def test_evaluate_writes_a_page_of_the_errors(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    assert cli("evaluate", "marked.txt", "--html", "errors.html").code == 0
    assert (tmp_path / "errors.html").read_bytes().startswith(b"<!doctype html>")


def test_annotate_writes_what_evaluate_reads(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("orchard.txt", "a/orchard.txt"):
        (tmp_path / name).write_text(
            "The Glass Orchard is a 2021 film directed by Mara Quill.\n#end\n", encoding="utf-8"
        )
    assert cli("annotate", "orchard.txt", "a/orchard.txt", "-o", "marked.txt").code == 0
    written = (tmp_path / "marked.txt").read_text(encoding="utf-8")
    assert written.startswith(
        "#doc orchard\n"
        "[[f1|The Glass Orchard]] is a [[=2021|2021]] film directed by [[p1|Mara Quill]].\n"
        "[[]]#end\n"
    )
    assert "\n#doc orchard-2\n" in written
    assert cli("annotate", "orchard.txt").out == written.partition("#doc orchard-2")[0]
    answer = cli("evaluate", "marked.txt").json
    assert (answer["documents"], answer["f1"], answer["mentions"]["all"]["f1"]) == (2, 1.0, 1.0)


def test_annotate_names_what_cannot_be_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = cli("annotate", "empty.txt")
    assert (result.code, result.out) == (1, "")
    assert result.err == "retold: empty.txt: nothing to read: it is empty.\n"
