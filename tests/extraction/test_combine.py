from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention, Status
from retold.document import Document, Source, Span, make_document
from retold.extraction import Extraction, combine, extract
from retold.identifiers import local_id
from retold.vocabulary import default_vocabulary

TEXT = "Night Ferry, by Mara Quill, stars Ada Stone as Anna, The Night Ferry. Quill met Stone."


def page(text: str = TEXT) -> Document:
    return make_document(text, blocks=[], source=Source(uri="page.txt"))


@dataclass
class Reading:
    """What one engine reads, put together word by word. Entities are numbered as the engine likes."""

    engine: str = "one/1"
    document: Document = field(default_factory=page)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    entities: dict[str, LocalEntity] = field(default_factory=dict)
    first_number: int = 1

    def entity(self, kind: str, *names: str) -> LocalEntity:
        found = LocalEntity(
            id=f"{self.document.id}#e{len(self.entities) + self.first_number}", kind=kind, names=names
        )
        self.entities[found.id] = found
        for name in names:
            start = max(0, self.document.text.find(name))
            self.mentions.append(
                Mention(
                    document=self.document.id,
                    span=Span(start=start, end=start + len(name)),
                    surface=name,
                    kind=kind,
                    entity=found.id,
                )
            )
        return found

    def claim(
        self,
        subject: LocalEntity,
        relation: str,
        target: LocalEntity | Literal,
        *,
        within: LocalEntity | None = None,
        at: int = 0,
        confidence: float = 0.8,
        status: Status = Status.STATED,
    ) -> Claim:
        span = Span(start=at, end=at + 5)
        made = Claim(
            subject=subject,
            relation=relation,
            object=target,
            within=within,
            status=status,
            evidence=(
                Evidence(
                    document=self.document.id,
                    span=span,
                    quote=self.document.words(span),
                    extractor=self.engine,
                    confidence=confidence,
                ),
            ),
        )
        self.claims.append(made)
        return made

    @property
    def name(self) -> str:
        return self.engine

    def extract(self, document: Document) -> Extraction:
        return Extraction(mentions=tuple(self.mentions), claims=tuple(self.claims))


def together(*readings: Reading) -> Extraction:
    return combine(page(), [r.extract(page()) for r in readings], vocabulary=default_vocabulary())


def entities(extraction: Extraction) -> set[tuple[str, frozenset[str]]]:
    """Return the kind and the names of each entity."""
    return {(entity.kind, frozenset(entity.names)) for entity in all_entities(extraction).values()}


def all_entities(extraction: Extraction) -> dict[str, LocalEntity]:
    return {
        entity.id: entity
        for claim in extraction.claims
        for entity in (claim.subject, claim.object, claim.within)
        if isinstance(entity, LocalEntity)
    }


def directed_by(
    engine: str, film: Sequence[str], *people: str, first: int = 1, kind: str = "Film"
) -> Reading:
    reading = Reading(engine=engine, first_number=first)
    work = reading.entity(kind, *film)
    for person in people:
        reading.claim(work, "director", reading.entity("Person", person), at=len(reading.claims))
    return reading


def test_one_name_of_one_kind_in_two_engines_is_one_entity() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["Night Ferry"], "Mara Quill", first=7),
    )
    assert entities(found) == {
        ("Film", frozenset({"Night Ferry"})),
        ("Person", frozenset({"Mara Quill"})),
    }
    assert len(found.claims) == 1


def test_one_name_of_two_kinds_is_two_entities() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["Night Ferry"], "Mara Quill", kind="Play"),
    )
    assert {claim.subject.kind for claim in found.claims} == {"Film", "Play"}
    assert found.claims[0].object == found.claims[1].object


def test_case_hyphens_and_articles_do_not_part_works() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["The NIGHT-FERRY"], "Mara Quill"),
    )
    assert entities(found) == {
        ("Film", frozenset({"Night Ferry", "The NIGHT-FERRY"})),
        ("Person", frozenset({"Mara Quill"})),
    }


def test_the_order_of_a_name_does_not_part_people() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Kim Go-eun"),
        directed_by("two/1", ["Night Ferry"], "Goeun Kim"),
    )
    assert ("Person", frozenset({"Kim Go-eun", "Goeun Kim"})) in entities(found)


def test_the_order_of_its_words_parts_works() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["Ferry Night"], "Mara Quill"),
    )
    assert len(found.claims) == 2


def test_a_surname_joins_the_only_full_name_it_is_part_of() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Quill"), directed_by("two/1", ["Night Ferry"], "Mara Quill")
    )
    assert ("Person", frozenset({"Mara Quill", "Quill"})) in entities(found)
    assert len(found.claims) == 1


def test_a_surname_of_two_people_joins_neither() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Quill"),
        directed_by("two/1", ["Night Ferry"], "Mara Quill", "Ben Quill"),
    )
    assert {names for kind, names in entities(found) if kind == "Person"} == {
        frozenset({"Quill"}),
        frozenset({"Mara Quill"}),
        frozenset({"Ben Quill"}),
    }


def test_a_part_of_a_word_is_no_part_of_a_name() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Ann"), directed_by("two/1", ["Night Ferry"], "Anna Belle")
    )
    assert len([1 for kind, _ in entities(found) if kind == "Person"]) == 2


def test_a_part_of_a_title_is_another_work() -> None:
    found = together(
        directed_by("one/1", ["Ferry"], "Mara Quill"), directed_by("two/1", ["Night Ferry"], "Mara Quill")
    )
    assert len(found.claims) == 2


def test_a_character_does_not_join_a_person_of_the_same_name() -> None:
    one, two = Reading(), Reading(engine="two/1")
    film = one.entity("Film", "Night Ferry")
    one.claim(film, "actor", one.entity("Person", "Anna Belle"))
    film = two.entity("Film", "Night Ferry")
    two.claim(film, "character", two.entity("Character", "Anna"))
    assert entities(together(one, two)) == {
        ("Film", frozenset({"Night Ferry"})),
        ("Person", frozenset({"Anna Belle"})),
        ("Character", frozenset({"Anna"})),
    }


def test_works_without_a_name_are_never_joined() -> None:
    one, two = Reading(), Reading(engine="two/1")
    for reading in (one, two):
        reading.claim(reading.entity("Novel"), "author", reading.entity("Person", "Mara Quill"))
    assert len(together(one, two).claims) == 2


def test_equal_claims_share_their_evidence_in_the_order_of_the_text() -> None:
    one, two = Reading(), Reading(engine="two/1")
    for reading, places in ((one, (30, 10)), (two, (10, 0))):
        film = reading.entity("Film", "Night Ferry")
        person = reading.entity("Person", "Mara Quill")
        for at in places:
            reading.claim(film, "director", person, at=at)
    (claim,) = together(one, two).claims
    assert [(e.span.start, e.extractor) for e in claim.evidence] == [
        (0, "two/1"),
        (10, "one/1"),
        (10, "two/1"),
        (30, "one/1"),
    ]


def test_of_equal_words_of_one_engine_the_surer_evidence_stays() -> None:
    one = Reading()
    film, person = one.entity("Film", "Night Ferry"), one.entity("Person", "Mara Quill")
    for confidence in (0.5, 0.9, 0.7):
        one.claim(film, "director", person, confidence=confidence)
    (claim,) = together(one).claims
    assert [e.confidence for e in claim.evidence] == [0.9]


def test_a_stated_and_a_denied_claim_stay_two() -> None:
    one, two = Reading(), Reading(engine="two/1")
    for reading, status in ((one, Status.STATED), (two, Status.DENIED)):
        reading.claim(
            reading.entity("Film", "Night Ferry"),
            "director",
            reading.entity("Person", "Mara Quill"),
            status=status,
        )
    assert {claim.status for claim in together(one, two).claims} == {Status.STATED, Status.DENIED}


def test_a_kind_that_is_easy_to_confuse_is_that_of_the_earlier_engine() -> None:
    one, two = Reading("one/1"), Reading("two/1")
    one.claim(one.entity("Film", "Night Ferry"), "director", one.entity("Person", "Mara Quill"))
    two.claim(two.entity("Series", "Night Ferry"), "composer", two.entity("Person", "Ada Stone"))
    assert {claim.subject.kind for claim in together(one, two).claims} == {"Film"}


def test_two_works_of_one_title_in_one_engine_keep_their_kinds() -> None:
    one, two = Reading("one/1"), Reading("two/1")
    one.claim(one.entity("Film", "Night Ferry"), "director", one.entity("Person", "Mara Quill"))
    for kind in ("Film", "Series"):
        two.claim(two.entity(kind, "Night Ferry"), "composer", two.entity("Person", "Ada Stone"))
    assert {claim.subject.kind for claim in together(one, two).claims} == {"Film", "Series"}


def test_an_engine_that_knows_several_works_of_a_title_keeps_its_kinds() -> None:
    one, two = Reading("one/1"), Reading("two/1")
    one.claim(one.entity("Film", "Night Ferry"), "director", one.entity("Person", "Mara Quill"))
    for composer in ("Ada Stone", "Bo Lind"):
        two.claim(two.entity("Series", "Night Ferry"), "composer", two.entity("Person", composer))
    composed = [claim for claim in together(one, two).claims if claim.relation == "composer"]
    assert [claim.subject.kind for claim in composed] == ["Series", "Series"]


def test_claims_that_the_vocabulary_does_not_allow_are_left_out() -> None:
    one = Reading()
    film = one.entity("Film", "Night Ferry")
    person = one.entity("Person", "Mara Quill")
    one.claim(person, "director", film)
    one.claim(film, "painted_by", person)
    one.claim(film, "released", person)
    one.claim(film, "director", Literal(value="2024"))
    one.claim(film, "released", Literal(value="2024"))
    (claim,) = together(one).claims
    assert (claim.relation, claim.object) == ("released", Literal(value="2024"))


def test_ids_count_the_entities_in_the_order_of_their_first_mention() -> None:
    one = Reading(first_number=5)
    anna = one.entity("Character", "Anna")
    stone = one.entity("Person", "Ada Stone")
    film = one.entity("Film", "Night Ferry")
    quill = one.entity("Person", "Mara Quill")
    one.claim(anna, "portrayed_by", stone, within=film)
    one.claim(film, "director", quill)
    found = together(one)
    document = page().id
    assert {ident: entity.names[0] for ident, entity in all_entities(found).items()} == {
        f"{document}#e1": "Night Ferry",
        f"{document}#e2": "Mara Quill",
        f"{document}#e3": "Ada Stone",
        f"{document}#e4": "Anna",
    }
    assert [m.entity for m in found.mentions] == [f"{document}#e{n}" for n in (1, 2, 3, 4)]


def test_mentions_of_two_engines_are_given_once_and_in_order() -> None:
    found = together(
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["Night Ferry"], "Mara Quill", "Ada Stone"),
    )
    assert [m.surface for m in found.mentions] == ["Night Ferry", "Mara Quill", "Ada Stone"]


def test_what_no_claim_speaks_of_is_mentioned_under_ids_of_its_own_after_the_others() -> None:
    one = directed_by("one/1", ["Night Ferry"], "Mara Quill")
    one.entity("Person", "Ada Stone")
    document = page().id
    ids = {mention.surface: mention.entity for mention in together(one).mentions}
    assert ids["Ada Stone"] == local_id(document, 3)
    assert {ids["Night Ferry"], ids["Mara Quill"]} == {local_id(document, 1), local_id(document, 2)}


def test_nothing_read_is_nothing() -> None:
    assert together() == together(Reading()) == Extraction()


def test_extract_runs_every_engine() -> None:
    engines = [
        directed_by("one/1", ["Night Ferry"], "Mara Quill"),
        directed_by("two/1", ["Night Ferry"], "Ada Stone"),
    ]
    found = extract(page(), extractors=engines, vocabulary=default_vocabulary())
    assert {claim.evidence[0].extractor for claim in found.claims} == {"one/1", "two/1"}


def test_joining_what_is_joined_changes_nothing() -> None:
    once = together(
        directed_by("one/1", ["Night Ferry"], "Quill", "Ada Stone"),
        directed_by("two/1", ["The Night Ferry"], "Mara Quill", "Stone"),
    )
    assert combine(page(), [once], vocabulary=default_vocabulary()) == once


NAMES = st.sampled_from(
    ["Mara Quill", "Quill", "Ada Stone", "Stone", "Quill Mara", "Ada Quill", "Anna", "Mara"]
)
READINGS = st.lists(
    st.tuples(
        st.sampled_from(["Night Ferry", "The Night Ferry", "Ferry"]), st.lists(NAMES, min_size=1, unique=True)
    ),
    min_size=1,
    max_size=4,
)


@given(READINGS, st.randoms(use_true_random=False))
def test_the_order_of_engines_does_not_matter(
    read: list[tuple[str, list[str]]], shuffler: random.Random
) -> None:
    readings = [
        directed_by(f"engine{number}/1", [film], *people) for number, (film, people) in enumerate(read)
    ]
    turned = list(readings)
    shuffler.shuffle(turned)
    one, other = together(*readings), together(*turned)
    assert entities(one) == entities(other)
    assert [claim.id for claim in one.claims] == [claim.id for claim in other.claims]
    assert one.mentions == other.mentions


@given(READINGS)
def test_joined_entities_speak_for_every_mention_and_claim(read: list[tuple[str, list[str]]]) -> None:
    found = together(*[directed_by(f"e{n}/1", [film], *people) for n, (film, people) in enumerate(read)])
    known = all_entities(found)
    assert {m.entity for m in found.mentions} == set(known)
    assert sorted(known) == sorted(f"{page().id}#e{n}" for n in range(1, len(known) + 1))
    assert all(m.kind == known[m.entity].kind for m in found.mentions)
    assert all(m.surface in known[m.entity].names for m in found.mentions)
    assert all(
        c.evidence == tuple(sorted(c.evidence, key=lambda e: (e.span, e.extractor))) for c in found.claims
    )
