from __future__ import annotations

import sqlite3
from pathlib import Path

from cli_runner import Cli

PAGE = """<html lang="en"><head><title>The Glass Orchard: a review</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Movie",
"name": "The Glass Orchard", "datePublished": "2021-03-05", "director": {"@type": "Person", "name": "NAME"}}
</script></head><body><h1>A fragile harvest</h1><p>The film is the most patient of this spring, and its last
scene, in which nothing happens, is the best of all.</p></body></html>"""


def write_pages(folder: Path, **directors: str) -> None:
    """Write a page for each name and director."""
    folder.mkdir(exist_ok=True)
    for name, director in directors.items():
        (folder / f"{name}.html").write_text(PAGE.replace("NAME", director), encoding="utf-8")


def test_documents_are_added_once(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", one="Mara Quill", two="Ivo Brandt")
    first = cli("add", "pages")
    assert first.code == 0
    assert first.json == {"added": 2, "unchanged": 0, "replaced": 0, "failed": [], "skipped_languages": {}}
    assert first.err == "2 added.\n"
    assert cli("add", "pages").err == "2 unchanged.\n"
    write_pages(tmp_path / "pages", two="Bo Lind")
    assert cli("add", "pages").err == "1 unchanged, 1 replaced.\n"
    assert [cli("show", name).code for name in ("Mara Quill", "Bo Lind", "Ivo Brandt")] == [0, 0, 2]


def test_what_cannot_be_read_is_named_and_the_rest_is_done(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    result = cli("add", "none.html", "one.html")
    assert result.code == 1
    assert result.json["added"] == 1
    assert [failure["document"] for failure in result.json["failed"]] == ["none.html"]
    assert result.err.startswith("retold: none.html: ")
    assert result.err.endswith("1 added, 1 failed.\n")


def test_a_terminal_gets_the_summary_only(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    result = cli("add", "one.html", tty=True)
    assert (result.out, result.err) == ("", "1 added.\n")


def test_progress_is_shown_to_those_who_watch(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    shown = cli("add", "one.html", watched=True)
    assert "one.html" in shown.err
    assert shown.json["added"] == 1


def test_standard_input_is_a_source(cli: Cli) -> None:
    assert cli("add", "-", "--format", "html", stdin=PAGE).json["added"] == 1
    assert cli("documents").json[0]["sources"][0]["uri"] == "-"


def test_fields_of_a_collection_can_be_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "films.csv").write_text(
        "link,plot\nhttps://example.org/1,A gardener inherits an orchard in Lisbon.\n", encoding="utf-8"
    )
    assert cli("add", "films.csv", "--fields", "text=plot,uri=link").json["added"] == 1
    assert cli("documents").json[0]["sources"][0]["uri"] == "https://example.org/1"
    wrong = cli("add", "films.csv", "--fields", "words=plot")
    assert wrong.code == 2
    assert "'words=plot' is not OURS=THEIRS" in wrong.err


def test_extract_prints_claims_with_their_words(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    records = cli("extract", "one.html").records
    claim = next(record for record in records if record["relation"] == "director")
    assert claim["document"] == "one.html"
    assert claim["object"]["names"] == ["Mara Quill"]
    assert "Mara Quill" in claim["evidence"][0]["quote"]
    (document,) = cli("extract", "one.html", "--documents").records
    span = slice(claim["evidence"][0]["start"], claim["evidence"][0]["end"])
    assert document["text"][span] == claim["evidence"][0]["quote"]
    mentions = cli("extract", "one.html", "--mentions").records
    assert {"surface", "kind", "entity", "start", "end", "document"} == set(mentions[0])
    assert not list(tmp_path.glob("*.db"))


def test_extract_goes_on_after_a_failure(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    result = cli("extract", "none.html", "one.html")
    assert result.code == 1
    assert result.records
    assert result.err.startswith("retold: none.html: ")
    assert cli("extract", "one.html", "--mentions", "--documents").code == 2


def test_a_removed_document_takes_along_what_only_it_said(cli: Cli, graph: Path) -> None:
    assert cli("remove", "notes/film.txt", "--graph", graph).code == 0
    assert cli("show", "Mara Quill", "--graph", graph).code == 2
    assert cli("show", "Ines Faber", "--graph", graph).code == 0
    unknown = cli("remove", "notes/none.txt", "notes/novel.txt", "--graph", graph)
    assert unknown.code == 2
    assert "notes/none.txt" in unknown.err
    assert [record["sources"][0]["uri"] for record in cli("documents", "--graph", graph).json] == [
        "notes/series.txt"
    ]


def test_stats_count_and_check_finds_the_graph_whole(cli: Cli, graph: Path) -> None:
    counts = cli("stats", "--graph", graph).json
    assert (counts["documents"], counts["Film"]) == (3, 1)
    result = cli("check", "--graph", graph)
    assert (result.code, result.json) == (0, {"problems": []})


def test_check_names_a_quote_that_is_not_in_its_text(cli: Cli, graph: Path) -> None:
    connection = sqlite3.connect(graph)
    connection.execute('UPDATE evidence SET "end" = 99999 WHERE claim = 1')
    connection.commit()
    connection.close()
    result = cli("check", "--graph", graph)
    assert result.code == 1
    assert "lies outside the text of document" in result.json["problems"][0]


def test_refresh_reads_the_stored_texts_again(cli: Cli, tmp_path: Path) -> None:
    write_pages(tmp_path, one="Mara Quill")
    cli("add", "one.html")
    (tmp_path / "one.html").unlink()
    assert cli("refresh").err == "the present extractors have read every text already.\n"
    connection = sqlite3.connect("retold.db")
    connection.execute("UPDATE documents SET extractors = '[]'")
    connection.commit()
    connection.close()
    assert cli("refresh").err == "read 1 documents again.\n"
    assert cli("show", "Mara Quill").code == 0


def test_what_is_no_graph_is_said_to_be_none(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "retold.db").write_text("a letter to a friend", encoding="utf-8")
    result = cli("stats")
    assert result.code == 1
    assert result.err.startswith("retold: retold.db: ")
    assert result.err.count("\n") == 1


def test_a_damaged_graph_is_an_error_in_one_line(cli: Cli, graph: Path) -> None:
    whole = graph.read_bytes()
    graph.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    for words in (
        ["adaptations", "The Glass Orchard"],
        ["check"],
        ["export", "turtle"],
        ["remove", "notes/film.txt"],
    ):
        result = cli(*words, "--graph", graph)
        assert result.code == 1, words
        assert result.err.startswith(f"retold: {graph}: "), words
        assert result.err.count("\n") == 1
