"""Storing documents: what is there after each step, and what is not."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from graphs import Page, build, doc, fill
from retold.claims import Status
from retold.document import Block, Role, Source, Span, make_document
from retold.errors import DocumentError, StoreError, UsageError
from retold.extraction.base import Extraction
from retold.resolution.decisions import Judgement
from retold.store import Outcome, Store, View

NOVEL = doc(
    "[[n1|The Glass Orchard]] is a novel by [[p1|Ines Faber]] of [[=2015|2015]].",
    "n1 author p1; n1 released =2015",
    uri="novel.txt",
    title="Shelf notes",
)
FILM = doc(
    "[[f1|The Glass Orchard]], from the novel [[n1|Glass Orchard]] by [[p1|Faber Ines]], "
    "is by [[p2|Mara Quill]]. [[p3|Bo Lind]] plays [[c1|Iris Vane]]. They say [[p4|Noor Haddad]] is in it.",
    "f1 based_on n1; n1 author p1; f1 director p2; c1 portrayed_by p3 in f1; f1 actor p4 | rumoured",
    uri="film.txt",
)


def add(store: Store, page: Page, *, extractors: tuple[str, ...] = ("test/1",)) -> Outcome:
    return store.add(page.document, page.extraction, extractors=extractors)


def facts(view: View) -> set[tuple[str, str, str]]:
    return {
        (fact.subject.name, fact.relation, getattr(fact.object, "name", None) or fact.object.value)  # type: ignore[union-attr]
        for fact in view.all_facts()
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


def test_documents_that_agree_make_one_fact_that_lists_their_claims(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        (author,) = view.facts(
            subject=view.find("glass orchard", kinds=["Novel"])[0].id, relations=["author"]
        )
        assert author.documents == 2
        assert [stored.uri for stored in view.claims(author.claims)] == ["novel.txt", "film.txt"] or [
            stored.uri for stored in view.claims(author.claims)
        ] == ["film.txt", "novel.txt"]
        assert author.id == "f" + min(author.claims)[1:]
        assert [view.fact(claim) for claim in author.claims] == [author, author]
        assert view.fact(author.id) == author


def test_a_title_in_two_media_is_two_works(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        assert {(e.kind, e.documents) for e in view.find("The Glass Orchard")} == {("Novel", 2), ("Film", 1)}


def test_people_meet_in_any_order_of_their_names(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        (author,) = view.find("Ines Faber")
        assert author.names == ("Faber Ines", "Ines Faber")
        assert view.find("faber ines") == [author]


def test_rumours_are_claims_but_no_facts(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        (haddad,) = view.find("Noor Haddad")
        assert view.facts(object=haddad.id) == []
        assert [stored.claim.status for stored in view.claims_about(haddad.id)] == [Status.RUMOURED]


def test_adding_again_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        assert [add(store, NOVEL), add(store, NOVEL)] == [Outcome.ADDED, Outcome.UNCHANGED]
        assert store.is_current(NOVEL.document, extractors=["test/1"])
        assert not store.is_current(NOVEL.document, extractors=["test/2"])
        assert not store.is_current(FILM.document, extractors=["test/1"])


def test_a_changed_text_replaces_what_its_source_said(path: Path) -> None:
    changed = doc(
        "[[n1|The Glass Orchard]] is by [[p1|Ada Winter]].",
        "n1 author p1",
        uri="novel.txt",
        title="Shelf notes",
    )
    with Store.open(path) as store:
        add(store, NOVEL)
        assert add(store, changed) is Outcome.REPLACED
        with store.view() as view:
            assert facts(view) == {("The Glass Orchard", "author", "Ada Winter")}
            assert view.document(NOVEL.document.id) is None
            assert view.search("Faber") == ([], [])


def test_a_new_reading_replaces_the_old_one(path: Path) -> None:
    with Store.open(path) as store:
        add(store, NOVEL)
        read_again = Extraction(claims=NOVEL.extraction.claims[:1])
        assert store.add(NOVEL.document, read_again, extractors=("test/2",)) is Outcome.REPLACED
        with store.view() as view:
            assert facts(view) == {("The Glass Orchard", "author", "Ines Faber")}
            assert [record.extractors for record in view.documents()] == [("test/2",)]


def test_one_text_under_two_sources_counts_once_and_stays_until_the_last_is_gone(path: Path) -> None:
    mirror = doc(
        "[[n1|The Glass Orchard]] is a novel by [[p1|Ines Faber]] of [[=2015|2015]].",
        "n1 author p1; n1 released =2015",
        uri="https://mirror.example/novel",
    )
    with Store.open(path) as store:
        fill(store, NOVEL, mirror)
        with store.view() as view:
            assert [source.uri for source in view.sources(NOVEL.document.id)] == [
                "https://mirror.example/novel",
                "novel.txt",
            ]
            assert {fact.documents for fact in view.all_facts()} == {1}
            assert view.stats()["sources"] == 2
        assert store.remove("novel.txt")
        with store.view() as view:
            assert view.stats()["claims"] == 2
        assert store.remove("https://mirror.example/novel")
        with store.view() as view:
            assert set(view.stats().values()) == {0}


def test_removing_a_document_removes_what_only_it_said(path: Path) -> None:
    with Store.open(path) as store:
        fill(store, NOVEL, FILM)
        assert store.remove(FILM.document.id)
        assert not store.remove(FILM.document.id)
        with store.view() as view:
            assert facts(view) == {
                ("The Glass Orchard", "author", "Ines Faber"),
                ("The Glass Orchard", "released", "2015"),
            }
            assert view.suggest("Mara Quil") == []


def test_ids_of_before_keep_resolving(path: Path) -> None:
    with Store.open(path) as store:
        ids = []
        for page in (NOVEL, FILM):
            add(store, page)
            with store.view() as view:
                ids += [view.find("Ines Faber")[0].id, view.find("Ines Faber")[0].id.upper()]
        with store.view() as view:
            (author,) = view.find("Ines Faber")
            assert [view.entity(ident) for ident in ids] == [author, None, author, None]
            assert {view.entity(member.id) for member in view.members(author.id)} == {author}
            assert view.entity("nothing") is None


def test_the_text_is_found_with_its_offsets(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        entities, (passage,) = view.search("bo lind")
        assert [entity.name for entity in entities] == ["Bo Lind"]
        assert (passage.uri, passage.match) == ("film.txt", "Bo Lind")
        assert FILM.document.text[passage.start : passage.end] == "Bo Lind"
        assert (passage.before + passage.match + passage.after) in FILM.document.text


def test_what_is_shown_around_a_match_begins_and_ends_with_a_word(path: Path) -> None:
    # 80 characters on either side would cut the words at both ends.
    note = doc(f"{'unseen ' * 20}lantern{' hidden' * 20}", uri="note.txt")
    endless = doc(f"{'x' * 200} beacon {'x' * 200}", uri="endless.txt")
    with build(path, note, endless) as view:
        _, (passage,) = view.search("lantern")
        assert passage.before.split() == ["unseen"] * 11
        assert passage.after.split() == ["hidden"] * 11
        _, (passage,) = view.search("beacon")
        assert (passage.before, passage.after) == ("x" * 79 + " ", " " + "x" * 79)


@pytest.mark.parametrize(
    "query", ['"', "AND", "a OR (", "*", "", "  ", "'; DROP TABLE claims", "\0", "x:y", "^z"]
)
def test_no_search_is_a_syntax_error(path: Path, query: str) -> None:
    with build(path, NOVEL) as view:
        view.search(query)
        view.suggest(query)
        assert view.find(query) == []


@pytest.mark.parametrize("query", ['"', "*", "", " ? "])
def test_nothing_is_called_like_no_name(path: Path, query: str) -> None:
    with build(path, NOVEL) as view:
        assert view.suggest(query) == []
        assert view.search(query) == ([], [])


def test_a_typing_error_is_forgiven(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        assert view.suggest("Glas Orchrad") == ["The Glass Orchard"]
        assert [entity.kind for entity in view.search("Glas Orchrad")[0]] == ["Novel", "Film"]
        assert [entity.kind for entity in view.search("Glas Orchrad", kinds={"Novel"})[0]] == ["Novel"]
        assert view.suggest("Mara Quil") == ["Mara Quill"]
        assert view.suggest("Wholly different") == []


def test_odd_characters_survive(path: Path) -> None:
    text = "Nul \0 and \U0001f600 and e\u0301 and \u202e, the film."
    document = make_document(
        text,
        blocks=[Block(span=Span(start=0, end=len(text)), role=Role.BODY)],
        source=Source(uri="odd\n.txt"),
    )
    with Store.open(path) as store:
        store.add(document, Extraction(), extractors=("test/1",))
        with store.view() as view:
            assert view.document("odd\n.txt") == document
            assert view.problems() == []


def test_half_a_character_is_refused_and_leaves_nothing(path: Path) -> None:
    document = make_document("half \ud800", blocks=[], source=Source(uri="half.txt"))
    with Store.open(path) as store:
        with pytest.raises(DocumentError, match=r"half\.txt: .*surrogate"):
            store.add(document, Extraction(), extractors=("test/1",))
        with store.view() as view:
            assert view.stats()["documents"] == 0


def test_a_view_does_not_move(path: Path) -> None:
    with Store.open(path) as store:
        add(store, NOVEL)
        with store.view() as before:
            add(store, FILM)
            assert before.stats()["documents"] == 1
            with store.view() as after:
                assert after.stats()["documents"] == 2


def test_a_missing_file_is_no_graph(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph here yet"):
        View.open(path)
    assert not path.exists()


@pytest.mark.parametrize("open_it", [Store.open, View.open])
def test_a_file_of_another_kind_is_refused_untouched(path: Path, open_it: object) -> None:
    path.write_bytes(b"not a database at all, but long enough to look at" * 40)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"graph\.db: not a graph of retold; give another path"):
        open_it(path)  # type: ignore[operator]
    assert path.read_bytes() == before


@pytest.mark.parametrize("open_it", [Store.open, View.open])
def test_a_folder_is_no_graph(tmp_path: Path, open_it: object) -> None:
    with pytest.raises(StoreError, match="is a folder; give the name of a file"):
        open_it(tmp_path)  # type: ignore[operator]


@pytest.mark.parametrize("open_it", [Store.open, View.open])
def test_a_database_of_another_program_is_refused_untouched(path: Path, open_it: object) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(StoreError, match="a SQLite file, but not a graph of retold"):
        open_it(path)  # type: ignore[operator]
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    other.close()


@pytest.mark.parametrize("open_it", [Store.open, View.open])
def test_a_file_of_a_newer_version_is_refused(path: Path, open_it: object) -> None:
    build(path, NOVEL).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    with pytest.raises(StoreError, match=r"of a newer retold \(schema 999, known \d+\); update retold"):
        open_it(path)  # type: ignore[operator]


def test_an_empty_file_becomes_a_graph(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="there is no graph here yet"):
        View.open(path)
    build(path, NOVEL).close()


def test_entities_made_by_older_rules_are_made_anew(path: Path) -> None:
    with build(path, NOVEL, FILM) as view:
        entities = list(view.entities())
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value = 'old' WHERE key = 'rules'")
        other.execute("UPDATE entities SET name = 'As it was'")
    other.close()
    Store.open(path).close()
    with View.open(path) as view:
        assert list(view.entities()) == entities


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the folder is missing"):
        Store.open(tmp_path / "none" / "graph.db")


def test_a_graph_on_a_read_only_medium_can_be_asked(tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    build(folder / "graph.db", NOVEL).close()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    (folder / "graph.db").chmod(stat.S_IRUSR)
    try:
        with View.open(folder / "graph.db") as view:
            assert view.stats()["documents"] == 1
    finally:
        folder.chmod(stat.S_IRWXU)


def test_check_finds_what_someone_else_broke(path: Path) -> None:
    build(path, NOVEL, FILM).close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE entities SET name = 'Somebody' WHERE name = 'Mara Quill'")
        other.execute('UPDATE evidence SET "end" = 10000 WHERE claim = 1')
    other.close()
    with View.open(path) as view:
        problems = view.problems()
    assert any("evidence 0-10000 lies outside the text" in problem for problem in problems)
    assert any("is not what the documents and decisions give" in problem for problem in problems)


class TestDecisions:
    def test_same_unites_and_undo_parts(self, path: Path) -> None:
        with Store.open(path) as store:
            fill(store, NOVEL, FILM)
            with store.view() as view:
                ids = [view.find(name)[0].id for name in ("Bo Lind", "Mara Quill")]
            decision = store.decide(Judgement.SAME, *ids, by="ann", at="2024-01-01", reasons=["a stage name"])
            with store.view() as view:
                assert view.entity(ids[0]) == view.entity(ids[1])
                assert view.decisions() == [decision] == view.decisions(ids[0])
            assert store.undo() == decision
            with store.view() as view:
                assert [view.entity(ident).id for ident in ids] == ids  # type: ignore[union-attr]
                assert view.decisions() == []
            with pytest.raises(UsageError, match="there is no decision"):
                store.undo()

    def test_they_hold_when_the_documents_come_back(self, path: Path) -> None:
        with Store.open(path) as store:
            fill(store, NOVEL, FILM)
            with store.view() as view:
                ids = [member.id for member in view.members(view.find("Ines Faber")[0].id)]
            store.decide(Judgement.DIFFERENT, *ids)
            for page in (NOVEL, FILM):
                store.remove(page.document.id)
                add(store, page)
            with store.view() as view:
                assert view.entity(ids[0]) != view.entity(ids[1])
                assert view.explain(*ids).reasons == ("a person decided that they are different",)

    def test_they_follow_a_document_that_changes_and_a_reading_that_numbers_otherwise(
        self, path: Path
    ) -> None:
        changed = doc(
            "Corrected. Mentions [[l1|Ghent]]. [[n1|The Glass Orchard]] is by [[p1|Ines Faber]].",
            "n1 set_in l1; n1 author p1",
            uri="novel.txt",
        )
        with Store.open(path) as store:
            fill(store, NOVEL, FILM)
            with store.view() as view:
                members = [member.id for member in view.members(view.find("Ines Faber")[0].id)]
            store.decide(Judgement.DIFFERENT, *members)
            (claim,) = (c for c in NOVEL.extraction.claims if c.relation == "author")
            store.decide(Judgement.REJECTED, claim.id)
            add(store, changed)
            with store.view() as view:
                assert view.find("Ines Faber") != view.find("Faber Ines")
                rejected = [stored.claim.relation for stored in view.all_claims() if stored.rejected]
                assert rejected == ["author"]

    def test_a_rejected_claim_makes_no_fact_until_it_is_accepted(self, path: Path) -> None:
        with Store.open(path) as store:
            add(store, NOVEL)
            with store.view() as view:
                (fact,) = (fact for fact in view.all_facts() if fact.relation == "author")
            store.decide(Judgement.REJECTED, fact.id)
            with store.view() as view:
                assert facts(view) == {("The Glass Orchard", "released", "2015")}
                assert view.fact(fact.id) is None
                assert [s.rejected for s in view.claims(fact.claims)] == [True]
            store.decide(Judgement.ACCEPTED, fact.id)
            with store.view() as view:
                assert view.fact(fact.id) == fact

    def test_one_thing_is_not_the_same_as_itself(self, path: Path) -> None:
        with Store.open(path) as store:
            add(store, NOVEL)
            with store.view() as view:
                ident = view.find("Ines Faber")[0].id
            with pytest.raises(UsageError, match=f"both are 'Ines Faber', {ident}; there is nothing to join"):
                store.decide(Judgement.SAME, ident, ident)
            with pytest.raises(UsageError, match="take back what joined them"):
                store.decide(Judgement.DIFFERENT, ident, ident)
            with pytest.raises(UsageError, match="no entity has the id 'x'"):
                store.decide(Judgement.SAME, ident, "x")
            with pytest.raises(UsageError, match="no claim or fact has the id 'x'"):
                store.decide(Judgement.REJECTED, "x")

    @pytest.mark.parametrize("names", [("Mara Quill", "Quill"), ("Mara Quill", "Bo Lind")])
    def test_a_decision_against_an_earlier_one_parts_all_that_it_had_joined(
        self, path: Path, names: tuple[str, str]
    ) -> None:
        # Two pages for each name: the decision joins four things, its opposite speaks of two of them.
        with Store.open(path) as store:
            for number, name in enumerate((*names, *names)):
                text = f"[[f1|Crash]] was directed by [[p1|{name}]]; a note, number {number}."
                add(store, doc(text, "f1 director p1", uri=f"{number}.txt"))
            with store.view() as view:
                left, right = (view.find(name)[0] for name in names)
                one, other = (view.members(entity.id)[0].id for entity in (left, right))
                before = list(view.entities())
            store.decide(Judgement.SAME, left.id, right.id)
            store.decide(Judgement.DIFFERENT, one, other)
            with store.view() as view:
                assert [entity.names for entity in view.entities()] == [entity.names for entity in before]
                assert view.problems() == []
            store.undo()
            with store.view() as view:
                assert view.entity(one) == view.entity(other)
            store.undo()
            with store.view() as view:
                assert list(view.entities()) == before

    def test_a_chain_of_decisions_is_not_overruled_by_accident(self, path: Path) -> None:
        with Store.open(path) as store:
            fill(store, NOVEL, FILM)
            with store.view() as view:
                a, b, c = (view.find(n)[0].id for n in ("Bo Lind", "Mara Quill", "Noor Haddad"))
                a, b, c = (view.named_by(ident).id for ident in (a, b, c))  # type: ignore[union-attr]
            store.decide(Judgement.SAME, a, b)
            store.decide(Judgement.SAME, b, c)
            with pytest.raises(UsageError, match="undo one of them first"):
                store.decide(Judgement.DIFFERENT, a, c)
            with store.view() as view:
                assert [d.id for d in view.decisions()] == [1, 2]
