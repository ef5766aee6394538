"""From sources to a graph and back to what the sources said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from retold.claims import Claim, Evidence, LocalEntity
from retold.document import Document, Span
from retold.errors import DocumentError
from retold.extraction.base import Extraction
from retold.identifiers import local_id
from retold.pipeline import AddInterrupted, add, extract, refresh
from retold.store import Store

ENGLISH = "{} directed The Glass Orchard, and it was the film that they had of her in that year.\n"
GERMAN = "Der Film ist nicht nur eine Geschichte von der Liebe und dem Tod, die er auch für sich erzählt.\n"


@dataclass
class FirstTwoWords:
    """An engine that takes the first two words of a text for the director of The Glass Orchard."""

    name: str = "first-two-words/1"
    read: list[str] = field(default_factory=list)
    interrupt_at: str = ""

    def extract(self, document: Document) -> Extraction:
        self.read.append(Path(document.source.uri).name)
        if self.read[-1] == self.interrupt_at:
            raise KeyboardInterrupt
        title = document.text.index("The Glass Orchard")
        film = LocalEntity(id=local_id(document.id, 1), kind="Film", names=("The Glass Orchard",))
        words = " ".join(document.text.split()[:2])
        person = LocalEntity(id=local_id(document.id, 2), kind="Person", names=(words,))
        evidence = Evidence(
            document=document.id,
            span=Span(start=0, end=title),
            quote=document.text[:title],
            extractor=self.name,
            confidence=0.9,
        )
        return Extraction(
            claims=(Claim(subject=film, relation="director", object=person, evidence=(evidence,)),)
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, person in (("a", "Mara Quill"), ("b", "Bo Lind"), ("c", "Ines Faber")):
        (folder / f"{name}.txt").write_text(ENGLISH.format(person), encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "graph.db") as store:
        yield store


def directors(store: Store) -> list[str]:
    with store.view() as view:
        return sorted(entity.name for entity in view.entities(kinds=["Person"]))


def test_a_folder_becomes_a_graph_and_again_is_skipped(store: Store, folder: Path) -> None:
    engine = FirstTwoWords()
    progress: list[str] = []
    report = add(store, [str(folder)], extractors=[engine], on_progress=progress.append)
    assert (report.added, report.unchanged, report.replaced, report.failed) == (3, 0, 0, [])
    assert progress == [str(folder / name) for name in ("a.txt", "b.txt", "c.txt")]
    assert directors(store) == ["Bo Lind", "Ines Faber", "Mara Quill"]
    again = add(store, [str(folder)], extractors=[engine])
    assert (again.added, again.unchanged, again.replaced) == (0, 3, 0)
    assert engine.read == ["a.txt", "b.txt", "c.txt"]


def test_a_changed_file_replaces_what_it_said(store: Store, folder: Path) -> None:
    add(store, [str(folder)], extractors=[FirstTwoWords()])
    (folder / "b.txt").write_text(ENGLISH.format("Ada Winter"), encoding="utf-8")
    report = add(store, [str(folder)], extractors=[FirstTwoWords()])
    assert (report.added, report.unchanged, report.replaced) == (0, 2, 1)
    assert directors(store) == ["Ada Winter", "Ines Faber", "Mara Quill"]


def test_one_bad_document_does_not_stop_the_rest(store: Store, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    missing = str(folder / "none.txt")
    report = add(store, [missing, str(folder)], extractors=[FirstTwoWords()])
    assert report.added == 2
    assert [failure.uri for failure in report.failed] == [missing, str(folder / "b.txt")]
    assert directors(store) == ["Ines Faber", "Mara Quill"]


def test_other_languages_are_kept_and_found_but_not_read(store: Store, folder: Path) -> None:
    (folder / "b.txt").write_text(GERMAN, encoding="utf-8")
    engine = FirstTwoWords()
    report = add(store, [str(folder)], extractors=[engine])
    assert (report.added, report.skipped_languages) == (3, {"de": 1})
    assert engine.read == ["a.txt", "c.txt"]
    with store.view() as view:
        assert [passage.uri for passage in view.search("Geschichte")[1]] == [str(folder / "b.txt")]
    assert add(store, [str(folder)], extractors=[engine]).unchanged == 3


def test_a_new_version_of_an_engine_reads_stored_texts_again(store: Store, folder: Path) -> None:
    add(store, [str(folder)], extractors=[FirstTwoWords()])
    for file in folder.iterdir():
        file.unlink()
    engine = FirstTwoWords(name="first-two-words/2")
    assert refresh(store, extractors=[engine]) == 3
    assert refresh(store, extractors=[engine]) == 0
    assert sorted(engine.read) == ["a.txt", "b.txt", "c.txt"]
    with store.view() as view:
        assert {e.extractor for s in view.all_claims() for e in s.claim.evidence} == {"first-two-words/2"}
        assert view.problems() == []


def test_an_interruption_tells_what_was_done_and_leaves_it_whole(store: Store, folder: Path) -> None:
    with pytest.raises(AddInterrupted) as caught:
        add(store, [str(folder)], extractors=[FirstTwoWords(interrupt_at="c.txt")])
    assert caught.value.report.added == 2
    assert directors(store) == ["Bo Lind", "Mara Quill"]
    assert add(store, [str(folder)], extractors=[FirstTwoWords()]).added == 1


def test_extract_stores_nothing_and_yields_errors_as_values(folder: Path) -> None:
    (folder / "b.txt").write_text(GERMAN, encoding="utf-8")
    found = list(extract(str(folder / "none.txt"), str(folder), extractors=[FirstTwoWords()]))
    assert isinstance(found[0], DocumentError)
    assert [len(item[1].claims) for item in found[1:] if not isinstance(item, DocumentError)] == [1, 0, 1]


def test_several_processes_give_the_same_graph_as_one(tmp_path: Path, folder: Path) -> None:
    found = []
    for workers in (1, 2):
        with Store.open(tmp_path / f"{workers}.db") as store:
            report = add(store, [str(folder)], workers=workers)
            assert (report.added, report.failed) == (3, [])
            with store.view() as view:
                found.append([repr(claim) for claim in view.all_claims()])
    assert found[0] == found[1]
    assert found[0]
