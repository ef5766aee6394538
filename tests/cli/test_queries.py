from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli_runner import Cli
from graphs import build, check_schema, doc
from retold_cli.commands import SECTIONS

TITLE = "The Glass Orchard"


def fact_of(cli: Cli, world: Path, relation: str) -> str:
    """The id of the film's fact of a relation."""
    facts = cli("show", TITLE, "--kind", "film", "--graph", world).json["facts"]
    return next(fact["id"] for fact in facts if fact["relation"] == relation)


def test_adaptations_grow_from_the_source(cli: Cli, world: Path) -> None:
    answer = cli("adaptations", TITLE, "--graph", world).json
    assert answer["work"]["kind"] == "Novel"
    assert [(work["kind"], work["released"]) for work in answer["adaptations"]] == [
        ("Series", "2019"),
        ("Film", "2021-03-05"),
    ]


def test_a_terminal_gets_a_tree(cli: Cli, world: Path) -> None:
    shown = cli("adaptations", TITLE, "--graph", world, tty=True, columns=100).out
    lines = [line.rstrip() for line in shown.splitlines() if "-" not in line]
    assert lines[:4] == [
        "The Glass Orchard (novel, 2015)",
        "written by Ines Faber",
        "├── The Glass Orchard (series, 2019)",
        "│   shown on Lumen",
    ]
    assert "with Bo Lind as Iris Vane, Noor Haddad" in shown


def test_cast_names_who_plays_whom(cli: Cli, world: Path) -> None:
    answer = cli("cast", TITLE, "--kind", "film", "--graph", world).json
    assert [
        (member["actor"]["name"], member["character"] and member["character"]["name"])
        for member in answer["cast"]
    ] == [("Bo Lind", "Iris Vane"), ("Noor Haddad", None)]


def test_the_first_proof_of_a_part_is_its_casting(cli: Cli, world: Path) -> None:
    member = cli("cast", TITLE, "--kind", "film", "--graph", world).json["cast"][0]
    (credit,) = cli("works", "Bo Lind", "--graph", world).json
    for proof in (member["facts"], credit["facts"]):
        relations = [answer["fact"]["relation"] for answer in cli("why", *proof, "--graph", world).json]
        assert relations[:2] == ["portrayed_by", "actor"]


def test_works_reviews_timeline_compare_and_path_answer_in_both_shapes(cli: Cli, world: Path) -> None:
    asked: list[tuple[list[str], str]] = [
        (["works", "Ines Faber"], "The Glass Orchard (novel, 2015)"),
        (["reviews", TITLE, "--kind", "film"], "Tom Ashe"),
        (["timeline", TITLE], "2021-03-05"),
        (["compare", TITLE], "Ines Faber"),
        (["path", "Ines Faber", "Bo Lind"], "Bo Lind"),
        (["conflicts"], "2014"),
        (["search", "glas orchrd"], "The Glass Orchard (novel)"),
        (["search", "fragile"], ""),
        (["show", "Bo Lind"], "Bo Lind (person)"),
    ]
    for words, expected in asked:
        result = cli(*words, "--graph", world)
        if words[1:] != ["fragile"]:
            assert result.code == 0, (words, result.err)
            assert cli(*words, "--graph", world, tty=True, columns=120).out.count(expected)


def test_why_shows_the_words_in_their_sentence(cli: Cli, world: Path) -> None:
    fact = fact_of(cli, world, "director")
    answer = cli("why", fact, "--graph", world).json
    (item,) = answer["evidence"]
    assert item["site"] == "The Lantern"
    assert "Mara Quill directs" in item["quote"]
    shown = cli("why", fact, "--graph", world, tty=True, columns=100).out
    assert "The Glass Orchard: directed by Mara Quill" in shown
    assert "Mara Quill directs" in shown
    assert "— notes/film.txt" in shown
    assert ">>Mara Quill directs" in cli("why", fact, "--text", "--graph", world).out
    assert "A fragile harvest, The Lantern, 2021-03-06" in shown


def test_several_facts_come_as_a_list(cli: Cli, world: Path) -> None:
    one, two = fact_of(cli, world, "director"), fact_of(cli, world, "based_on")
    answers = cli("why", one, two, "--graph", world).json
    assert [answer["fact"]["id"] for answer in answers] == [one, two]


def test_show_lists_facts_with_the_ids_that_why_takes(cli: Cli, world: Path) -> None:
    shown = cli("show", TITLE, "--kind", "film", "--graph", world, tty=True, columns=140).out
    assert fact_of(cli, world, "director") in shown


def test_markup_in_a_title_is_not_obeyed(cli: Cli, world: Path) -> None:
    shown = cli("documents", "--graph", world, tty=True, columns=160).out
    assert "[bold]an orchard[/bold]" in shown


@pytest.mark.parametrize("command", ["adaptations", "cast", "works", "reviews", "timeline", "show"])
def test_an_unknown_name_is_an_error_with_suggestions(command: str, cli: Cli, world: Path) -> None:
    result = cli(command, "The Glas Orchrd", "--graph", world)
    assert result.code == 2
    assert result.out == ""
    assert "nothing in the graph is called 'The Glas Orchrd'" in result.err
    assert "Did you mean 'The Glass Orchard'?" in result.err


def test_an_ambiguous_name_lists_the_candidates(cli: Cli, world: Path) -> None:
    result = cli("show", TITLE, "--graph", world)
    assert result.code == 2
    assert "fits 3 entities" in result.err
    assert result.err.count("\n") == 4
    assert "give an id, or add a kind or a year in brackets" in result.err
    assert cli("show", f"{TITLE} (film)", "--graph", world).code == 0


def test_an_unknown_name_like_no_other_points_to_the_texts(cli: Cli, world: Path) -> None:
    for name in ("Zzzz", "*"):
        assert cli("show", name, "--graph", world).err == (
            f"retold: nothing in the graph is called {name!r}. (`retold search` looks in the texts, too)\n"
        )


def test_what_is_no_id_is_told_where_ids_are(cli: Cli, world: Path) -> None:
    result = cli("why", "Bo Lind", "--graph", world)
    assert result.code == 2
    assert result.err == "retold: no claim or fact has the id 'Bo Lind'; `retold show NAME` prints them\n"


def test_no_line_is_filled_with_blanks(cli: Cli, world: Path) -> None:
    for words in (["why", fact_of(cli, world, "director")], ["cast", TITLE, "--kind", "film"], ["conflicts"]):
        shown = cli(*words, "--graph", world, tty=True, columns=100).out
        assert not [line for line in shown.splitlines() if line.endswith(" ")]
        assert not [line for line in shown.splitlines() if " \x1b[0m" in line[-6:]]


def test_paths_are_never_broken(cli: Cli, tmp_path: Path) -> None:
    source = f"a-folder-of-a-long-name/{'another-of-them/' * 3}film.txt"
    page = doc(
        "[[f1|Glass]], directed by [[p1|Mara Quill]], opened in [[=2021|2021]], writes [[p2|Tom Ashe]].",
        "f1 director p1; f1 released =2021; f1 reviewed_by p2",
        uri=source,
        title="A fragile harvest",
    )
    build(tmp_path / "deep.db", page).close()
    (fact,) = cli("show", "Mara Quill", "--graph", "deep.db").json["mentioned_in"]
    for words in (["why", fact["id"]], ["documents"], ["show", "Mara Quill"], ["search", "opened"]):
        for columns in (40, 80):
            assert source in cli(*words, "--graph", "deep.db", tty=True, columns=columns).out, words
    assert f"document: {source}\n" in cli("reviews", "Glass", "--graph", "deep.db", tty=True, columns=40).out
    for columns, shown in (
        (100, " …/another-of-them/film.txt "),
        (80, " …/film.txt "),
        (60, "published   why"),
    ):
        assert shown in cli("reviews", "Glass", "--graph", "deep.db", tty=True, columns=columns).out


def test_an_empty_answer_has_an_exit_code_of_its_own(cli: Cli, world: Path) -> None:
    result = cli("reviews", TITLE, "--kind", "novel", "--graph", world)
    assert (result.code, result.json) == (3, [])
    assert result.err == "retold: the graph holds no review of 'The Glass Orchard'.\n"
    assert cli("reviews", TITLE, "--kind", "novel", "--graph", world, tty=True).out == ""


def test_doubtful_facts_can_be_left_out(cli: Cli, world: Path) -> None:
    answer = cli("adaptations", TITLE, "--min-confidence", "0.8", "--graph", world).json
    released: dict[str, Any] = {work["kind"]: work["released"] for work in answer["adaptations"]}
    assert released == {"Series": None, "Film": "2021-03-05"}
    assert cli("adaptations", TITLE, "--min-confidence", "2", "--graph", world).code == 2


def test_every_question_answers_on_poor_terminals(cli: Cli, world: Path) -> None:
    arguments = {"works": ["Ines Faber"], "path": ["Ines Faber", "Bo Lind"], "why": [], "search": ["orchard"]}
    for command in SECTIONS["Ask"]:
        words = [command, *arguments.get(command, [TITLE]), "--graph", str(world)]
        if command == "why":
            words.insert(1, fact_of(cli, world, "director"))
        if command in {"show", "conflicts"}:
            words += ["--kind", "film"]
        for options in ({"columns": 40}, {"encoding": "ascii"}, {"columns": 1}):
            result = cli(*words, tty=True, **options)
            assert result.code in {0, 3}, (words, options, result.err)
            assert "Traceback" not in result.err


def test_answers_fit_their_schemas(cli: Cli, world: Path) -> None:
    check_schema("adaptations", cli("adaptations", TITLE, "--graph", world).json)
    check_schema("why", cli("why", fact_of(cli, world, "director"), "--graph", world).json)
