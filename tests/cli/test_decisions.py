from __future__ import annotations

from pathlib import Path
from typing import Any

from cli_runner import Cli

TITLE = "The Glass Orchard"


def facts(cli: Cli, graph: Path, relation: str) -> list[dict[str, Any]]:
    """The film's facts of a relation."""
    found = cli("show", TITLE, "--kind", "film", "--graph", graph).json["facts"]
    return [fact for fact in found if fact["relation"] == relation]


def test_a_rejected_fact_leaves_the_graph_until_it_is_taken_back(cli: Cli, graph: Path) -> None:
    (fact,) = facts(cli, graph, "director")
    result = cli("reject", fact["id"], "--reason", "wrong remake", "--by", "Ada", "--graph", graph)
    assert result.code == 0
    assert result.err == f"rejected {fact['id']}; `retold undo 1` takes it back.\n"
    assert facts(cli, graph, "director") == []
    (decision,) = cli("undo", "--graph", graph).json
    assert decision["judgement"] == "rejected"
    assert (decision["reasons"], decision["by"]) == (["wrong remake"], "Ada")
    assert cli("undo", 1, "--graph", graph).code == 0
    assert facts(cli, graph, "director") == [fact]
    assert cli("undo", "--graph", graph).code == 3


def test_accepting_takes_back_a_rejection(cli: Cli, graph: Path) -> None:
    (fact,) = facts(cli, graph, "director")
    cli("reject", fact["id"], "--graph", graph)
    assert cli("accept", fact["id"], "--graph", graph).code == 0
    assert facts(cli, graph, "director") == [fact]


def test_two_people_can_be_made_one_and_two_again(cli: Cli, graph: Path) -> None:
    assert cli("same", "Bo Lind", "Noor Haddad", "--graph", graph).code == 0
    shown = cli("show", "Noor Haddad", "--graph", graph).json["entity"]
    assert set(shown["names"]) == {"Bo Lind", "Noor Haddad"}
    assert cli("undo", 1, "--graph", graph).code == 0
    assert cli("show", "Noor Haddad", "--graph", graph).json["entity"]["names"] == ["Noor Haddad"]


def test_two_can_be_kept_apart(cli: Cli, graph: Path) -> None:
    assert cli("different", "Bo Lind", "Noor Haddad", "--graph", graph).code == 0
    assert [item["judgement"] for item in cli("undo", "--graph", graph).json] == ["different"]


def test_unknown_names_and_numbers_are_wrong_usage(cli: Cli, graph: Path) -> None:
    assert cli("same", "Bo Lind", "Nobody", "--graph", graph).code == 2
    assert cli("reject", "f0000000000000000", "--graph", graph).code == 2
    assert cli("undo", 7, "--graph", graph).code == 2


def test_decisions_stand_on_a_terminal_as_a_table(cli: Cli, graph: Path) -> None:
    cli("different", "Bo Lind", "Noor Haddad", "--by", "Ada", "--graph", graph)
    shown = cli("undo", "--graph", graph, tty=True, columns=120).out
    assert "different" in shown
    assert "Ada" in shown
