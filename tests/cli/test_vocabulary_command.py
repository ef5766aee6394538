from __future__ import annotations

from pathlib import Path

from cli_runner import Cli

EXTRA = """
kinds:
  Opera: {label: opera, parent: Work, color: "#123456", schema: CreativeWork}
"""


def test_json_lists_kinds_and_relations_in_their_order(cli: Cli) -> None:
    answer = cli("vocabulary").json
    assert answer["kinds"][0]["name"] == "Novel"
    assert answer["relations"][0] == {
        "name": "based_on",
        "label": "based on",
        "inverse": "adapted_as",
        "inverse_label": "adapted as",
        "domain": ["Work"],
        "range": ["Work"],
        "literal": None,
        "many": True,
        "phrases": ["based on", "adapted from", "adaptation of", "inspired by"],
        "schema": "isBasedOn",
        "wikidata": "P144",
        "wikidata_inverse": "P4969",
    }


def test_a_terminal_gets_tables(cli: Cli) -> None:
    shown = cli("vocabulary", tty=True).out
    assert "based_on             Work           Work           isBasedOn" in shown


def test_a_file_of_ones_own_adds_kinds(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(EXTRA, encoding="utf-8")
    for line in (["--vocabulary", "mine.yaml", "vocabulary"], ["vocabulary", "--vocabulary", "mine.yaml"]):
        assert [kind["name"] for kind in cli(*line).json["kinds"]][-1] == "Opera"


def test_a_wrong_file_is_named_with_its_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("kinds:\n  Opera: {label: opera}\n", encoding="utf-8")
    result = cli("vocabulary", "--vocabulary", "mine.yaml")
    assert result.code == 1
    assert result.err == "retold: mine.yaml, line 2: kind Opera: color is missing\n"


def test_a_narrow_terminal_and_a_poor_encoding_do_no_harm(cli: Cli) -> None:
    assert cli("vocabulary", tty=True, columns=40).code == 0
    assert cli("vocabulary", tty=True, encoding="ascii").code == 0
