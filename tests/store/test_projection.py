"""Whatever is added, changed and removed in whatever order: the graph is what its documents say."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold.claims import Claim, Evidence, Literal, LocalEntity
from retold.codec import claim_to_json, dump_line
from retold.document import Block, Document, Role, Source, Span, make_document
from retold.errors import UsageError
from retold.extraction.base import Extraction
from retold.identifiers import local_id
from retold.resolution.decisions import Judgement
from retold.store import Store, View

# Few names and years, so that documents meet, conflict and bridge one another all the time.
TITLES = ("Crash", "The Crash", "Glass Orchard", "")
PEOPLE = ("Mara Quill", "Quill Mara", "Mara Ann Quill", "Quill", "Bo Reyes", "Bo-Reyes")
CHARACTERS = ("Mia", "Mia Vane", "Vane", "Ivo Vane")
WORKS = ("Film", "Series", "Novel", "ShortStory")
KINDS = ("Person", "Character", *WORKS)
YEARS = ("1996", "1997-03", "2004", "2012")


@dataclass(frozen=True)
class Said:
    """One document: entities by kind and name, and claims between them by position."""

    uri: str
    text: str
    entities: tuple[tuple[str, str], ...]
    claims: tuple[tuple[int, str, int | str, int | None], ...]

    def read(self) -> tuple[Document, Extraction]:
        blocks = [Block(span=Span(start=0, end=len(self.text)), role=Role.BODY)]
        document = make_document(self.text, blocks=blocks, source=Source(uri=self.uri))
        things = [
            LocalEntity(id=local_id(document.id, number), kind=kind, names=(name,) if name else ())
            for number, (kind, name) in enumerate(self.entities)
        ]
        proof = Evidence(
            document=document.id,
            span=Span(start=0, end=3),
            quote=self.text[:3],
            extractor="x/1",
            confidence=1.0,
        )
        claims = {
            Claim(
                subject=things[subject],
                relation=relation,
                object=Literal(value=target) if isinstance(target, str) else things[target],
                within=None if within is None else things[within],
                evidence=(proof,),
            )
            for subject, relation, target, within in self.claims
        }
        return document, Extraction(claims=tuple(sorted(claims, key=lambda claim: claim.id)))


@st.composite
def _said(draw: st.DrawFn, number: int = 0) -> Said:
    works = draw(st.lists(st.tuples(st.sampled_from(WORKS), st.sampled_from(TITLES)), min_size=1, max_size=3))
    people = draw(st.lists(st.tuples(st.just("Person"), st.sampled_from(PEOPLE)), min_size=1, max_size=3))
    roles = draw(
        st.lists(st.tuples(st.just("Character"), st.sampled_from(CHARACTERS)), min_size=1, max_size=2)
    )
    work = st.integers(0, len(works) - 1)
    person = st.integers(len(works), len(works) + len(people) - 1)
    role = st.integers(len(works) + len(people), len(works) + len(people) + len(roles) - 1)
    claim = st.one_of(
        st.tuples(work, st.sampled_from(("director", "author", "actor")), person, st.none()),
        st.tuples(work, st.just("released"), st.sampled_from(YEARS), st.none()),
        st.tuples(work, st.just("character"), role, st.none()),
        st.tuples(role, st.just("portrayed_by"), person, work),
        st.tuples(work, st.just("based_on"), work, st.none()).filter(lambda c: c[0] != c[2]),
    )
    claims = draw(st.lists(claim, min_size=1, max_size=6, unique=True))
    text = f"Text {number} {draw(st.integers(0, 99))}"
    return Said(uri=f"page-{number}", text=text, entities=(*works, *people, *roles), claims=tuple(claims))


SAID = st.lists(st.integers(), min_size=2, max_size=6).flatmap(
    lambda numbers: st.tuples(*(_said(number) for number in range(len(numbers))))
)
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def dump(view: View) -> list[str]:
    """Everything that a graph says, entities and facts and claims and members, as lines."""
    lines = [repr(entity) for entity in view.entities()]
    lines += [repr(member) for entity in view.entities() for member in view.members(entity.id)]
    lines += [repr(fact) for fact in view.all_facts()]
    lines += [dump_line(claim_to_json(stored.claim, uri=stored.uri)) for stored in view.all_claims()]
    return lines


def graph_of(documents: list[Said]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "graph.db")) as store:
        for said in documents:
            store.add(*said.read(), extractors=("x/1",))
        with store.view() as view:
            return dump(view)


@PATIENT
@given(documents=SAID, data=st.data())
def test_the_order_of_documents_does_not_matter(documents: tuple[Said, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(documents))
    assert graph_of(list(documents)) == graph_of(shuffled)


@PATIENT
@given(documents=SAID, data=st.data())
def test_what_was_added_changed_and_removed_again_leaves_no_trace(
    documents: tuple[Said, ...], data: st.DataObject
) -> None:
    kept = data.draw(st.sets(st.sampled_from(range(len(documents)))))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "graph.db")) as store:
        for number, said in enumerate(documents):
            other = documents[number - 1]
            # First another text under the same name, then the one that counts.
            store.add(
                *Said(said.uri, f"Old {number}", other.entities, other.claims).read(), extractors=("x/1",)
            )
            store.add(*said.read(), extractors=("x/1",))
        for number, said in enumerate(documents):
            if number not in kept:
                assert store.remove(said.uri)
        with store.view() as view:
            assert dump(view) == graph_of([documents[number] for number in sorted(kept)])
            assert view.problems() == []


@PATIENT
@given(documents=SAID, data=st.data())
def test_undone_decisions_leave_no_trace_and_standing_ones_survive_a_rebuild(
    documents: tuple[Said, ...], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "graph.db")) as store:
        for said in documents:
            store.add(*said.read(), extractors=("x/1",))
        with store.view() as view:
            before = dump(view)
            members = {k: [m.id for e in view.entities(kinds=[k]) for m in view.members(e.id)] for k in KINDS}
        made = 0
        for _ in range(data.draw(st.integers(0, 4))):
            judgement = data.draw(st.sampled_from((Judgement.SAME, Judgement.DIFFERENT)))
            ids = members[data.draw(st.sampled_from([kind for kind in KINDS if members[kind]]))]
            left, right = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
            try:
                store.decide(judgement, left, right)
            except UsageError:
                continue
            made += 1
            with store.view() as view:
                entities = (view.entity(left), view.entity(right))
                assert (entities[0] == entities[1]) == (judgement is Judgement.SAME)
        with store.view() as view:
            decided = dump(view)
            assert view.problems() == []
        store.rebuild()
        with store.view() as view:
            assert dump(view) == decided
        for _ in range(made):
            store.undo()
        with store.view() as view:
            assert dump(view) == before


def test_what_a_merge_drew_after_it_leaves_with_it() -> None:
    # A surname alone meets the full name only through the decision; the pages that say no more follow it.
    names = ("Mara Quill", "Mara Quill", "Quill", "Quill")
    documents = [
        Said(
            uri=f"page-{number}",
            text=f"Text {number} 0",
            entities=(("Film", "Crash"), ("Person", name), ("Character", "Mia")),
            claims=((0, "director", 1, None),),
        )
        for number, name in enumerate(names)
    ]
    ids = [local_id(said.read()[0].id, 1) for said in documents]
    for left in ids:
        for right in ids:
            if left >= right:
                continue
            with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "graph.db")) as store:
                for said in documents:
                    store.add(*said.read(), extractors=("x/1",))
                with store.view() as view:
                    before = dump(view)
                store.decide(Judgement.SAME, left, right)
                store.rebuild()
                store.undo()
                with store.view() as view:
                    assert dump(view) == before
