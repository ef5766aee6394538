from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_texts import ORCHARD, document_of, documents
from retold.corpus import AnnotatedDocument, AnnotatedMention
from retold_training.augmentation import Pools, join, pools_of, swap_names, varied

POOLS = Pools(
    in_parts={
        ("Person", 1): [("Ines",)],
        ("Person", 2): [("Ines", "Vale"), ("Bo", "Li")],
        ("Person", 3): [("A.", "B.", "Cole")],
        ("Character", 1): [("Nemo",)],
        ("Character", 2): [("Nemo", "Grey")],
    },
    whole={"Work": ["Night Ferry", "X"], "Place": ["Lima"], "Organization": ["Acme & Sons"]},
)
CHANCES = st.integers(min_value=0, max_value=1000).map(random.Random)


def surfaces(document: AnnotatedDocument) -> list[str]:
    return [document.text[m.span.start : m.span.end] for m in document.mentions]


def between_marks(document: AnnotatedDocument) -> list[str]:
    """Return the text without what is marked."""
    ends = [0, *(m.span.end for m in document.mentions)]
    starts = [*(m.span.start for m in document.mentions), len(document.text)]
    return [document.text[end:start] for end, start in zip(ends, starts, strict=True)]


def without_place(mention: AnnotatedMention) -> AnnotatedMention:
    return replace(mention, span=document_of(ORCHARD).mentions[0].span)


def test_names_are_gathered_by_kind_and_number_of_words() -> None:
    pools = pools_of([document_of(ORCHARD)], people=["Ines Vale"], titles=["Night Ferry"])
    assert pools.in_parts == {
        ("Person", 2): [("Mara", "Quill"), ("Tom", "Reed"), ("Ines", "Vale")],
        ("Character", 1): [("Cassie",)],
    }
    assert pools.whole == {"Work": ["The Glass Orchard", "Night Ferry"], "Place": ["Seoul"]}


def test_a_person_gets_another_name_in_full_and_in_part() -> None:
    document = document_of(ORCHARD)
    swapped = {tuple(surfaces(swap_names(document, POOLS, chance=random.Random(n)))) for n in range(200)}
    assert {(names[1], names[8]) for names in swapped} == {
        ("Mara Quill", "Quill"),
        ("Ines Vale", "Vale"),
        ("Bo Li", "Li"),
    }
    assert {names[0] for names in swapped} == {"The Glass Orchard", "Night Ferry", "X"}
    assert {names[9] for names in swapped} == {"Seoul", "Lima"}
    assert {names[2:6] for names in swapped} == {("2021", "She", "it", "a novel")}


def test_a_person_whose_name_is_in_a_title_keeps_it() -> None:
    document = document_of(
        "#doc z-emma\n#kind list\n[[f1|Emma in Love]] is about [[c1|Emma]].\n"
        "#entities\nf1 Film\nc1 Character\n#facts\nf1 character c1\n#end\n"
    )
    for seed in range(50):
        assert surfaces(swap_names(document, POOLS, chance=random.Random(seed)))[1] == "Emma"


@settings(max_examples=25)
@given(documents(), CHANCES)
def test_swapping_keeps_every_mark_on_its_words_and_all_else(
    document: AnnotatedDocument, chance: random.Random
) -> None:
    swapped = swap_names(document, POOLS, chance=chance)
    assert between_marks(swapped) == between_marks(document)
    assert list(map(without_place, swapped.mentions)) == list(map(without_place, document.mentions))
    assert (swapped.facts, swapped.traps, swapped.entities) == (
        document.facts,
        document.traps,
        document.entities,
    )
    became: dict[tuple[str, str], set[str]] = {}
    for mention, old, new in zip(document.mentions, surfaces(document), surfaces(swapped), strict=True):
        if mention.entity is None or mention.nominal:
            assert new == old
        else:
            assert len(new.split()) == len(old.split()) or document.entities[mention.entity] not in (
                "Person",
                "Character",
            )
            became.setdefault((document.entities[mention.entity], old), set()).add(new)
    assert all(len(news) == 1 for news in became.values())


@settings(max_examples=25)
@given(st.lists(documents(), min_size=1, max_size=3))
def test_joining_keeps_every_mark_on_its_words_and_entities_apart(parts: list[AnnotatedDocument]) -> None:
    joined = join(parts)
    assert joined.text == "\n\n".join(part.text for part in parts)
    assert surfaces(joined) == [surface for part in parts for surface in surfaces(part)]
    assert len(joined.entities) == sum(len(part.entities) for part in parts)
    assert list(joined.entities.values()) == [kind for part in parts for kind in part.entities.values()]
    for facts in ("facts", "traps"):
        own, all_ = getattr(joined, facts), [(n, f) for n, p in enumerate(parts) for f in getattr(p, facts)]
        assert [(f.subject, f.relation) for f in own] == [(f"x{n}{f.subject}", f.relation) for n, f in all_]
        assert [f.object for f in own] == [
            f.object if f.object.startswith("=") else f"x{n}{f.object}" for n, f in all_
        ]
        assert {e for f in own for e in (f.subject, f.object) if not e.startswith("=")} <= set(
            joined.entities
        )


def test_a_casting_keeps_its_work_when_documents_are_joined() -> None:
    joined = join([document_of(ORCHARD)] * 2)
    assert [(f.subject, f.object, f.within) for f in joined.facts if f.relation == "portrayed_by"] == [
        ("x0c1", "x0a1", "x0f1"),
        ("x1c1", "x1a1", "x1f1"),
    ]


@settings(max_examples=25)
@given(documents(), documents(), st.integers(min_value=0, max_value=1000))
def test_a_varied_document_depends_on_its_chance_only(
    document: AnnotatedDocument, other: AnnotatedDocument, seed: int
) -> None:
    one, again = (varied(document, [other], pools=POOLS, chance=random.Random(seed)) for _ in range(2))
    assert one == again
    assert one.mentions[: len(document.mentions)] == one.mentions or len(one.entities) > len(
        document.entities
    )


def test_long_documents_are_not_joined() -> None:
    long = replace(document_of(ORCHARD), text=document_of(ORCHARD).text + " so" * 600)
    for seed in range(50):
        assert len(varied(long, [long], pools=POOLS, chance=random.Random(seed)).entities) == 6
