from __future__ import annotations

from retold.claims import Claim, Evidence, Literal, LocalEntity, Mention
from retold.corpus import parse_corpus
from retold.document import Document, Source, Span, make_document
from retold.evaluation.mentions import FoundMark, found_marks, score_mentions
from retold.evaluation.places import place
from retold.evaluation.scores import Score
from retold.extraction.base import Extraction
from retold.gold import Gold, gold_of
from retold.vocabulary import default_vocabulary

TEXT = """#doc orchard
[[f1|Glass Orchard]] by [[p1|Mara Quill]] opened in [[=2021|2021]] to [[=4/5|4 out of 5]]; [[f1~|the film]].
#entities
f1 Film
p1 Person
#facts
f1 director p1
f1 released =2021
#end
"""


def gold() -> Gold:
    return gold_of(next(parse_corpus(TEXT)))


def mark(words: str, kind: str) -> FoundMark:
    start = (gold().text or "").index(words)
    return FoundMark(start=start, end=start + len(words), kind=kind)


def score(*marks: FoundMark) -> dict[str, Score]:
    return score_mentions([gold()], {"orchard": marks}, vocabulary=default_vocabulary())


def test_names_are_right_by_words_and_kind() -> None:
    found = score(mark("Glass Orchard", "Film"), mark("Mara", "Person"))
    assert found["Film"] == Score(right=1)
    assert found["Person"] == Score(wrong=1, missed=1)
    assert found["all"] == Score(right=1, wrong=1, missed=1)


def test_among_works_the_kinds_do_not_count_in_the_row_of_works() -> None:
    found = score(mark("Glass Orchard", "Novel"))
    assert (found["Film"], found["Novel"], found["Work"]) == (Score(missed=1), Score(wrong=1), Score(right=1))
    assert found["all"] == Score(wrong=1, missed=2)


def test_dates_and_other_values_have_rows_of_their_own() -> None:
    found = score(mark("2021", "date"))
    assert (found["date"], found["literal"]) == (Score(right=1), Score(missed=1))


def test_the_rows_stand_in_the_order_of_the_vocabulary() -> None:
    assert list(score()) == ["Film", "Person", "Work", "date", "literal", "all"]


def test_gold_without_marks_does_not_count() -> None:
    unmarked = Gold(id="page", entities={}, facts=frozenset(), text="Oldboy.")
    assert score_mentions([unmarked], {}, vocabulary=default_vocabulary()) == {}


def reading(text: str) -> tuple[Document, Extraction]:
    document = make_document(text, blocks=[], source=Source(uri="orchard.txt"))
    film = LocalEntity(id="1", kind="Film", names=("Glass Orchard",))

    def mention(words: str) -> Mention:
        start = text.index(words)
        span = Span(start=start, end=start + len(words))
        return Mention(document=document.id, span=span, surface=words, kind="Film", entity="1")

    whole = Evidence(
        document=document.id,
        span=Span(start=0, end=len(text)),
        quote=text,
        extractor="test/1",
        confidence=0.5,
    )
    claim = Claim(subject=film, relation="rating", object=Literal(value="4/5"), evidence=(whole,))
    return document, Extraction(
        mentions=(mention("Glass Orchard"), mention("the film")),
        claims=(claim,),
    )


def test_descriptions_are_no_names_and_a_value_stands_where_it_is_printed() -> None:
    text = gold().text or ""
    document, extraction = reading(text)
    assert found_marks(text, document, extraction) == {
        mark("Glass Orchard", "Film"),
        mark("4 out of 5", "literal"),
    }


def test_a_text_that_reading_has_tidied_up_is_met_where_its_words_are() -> None:
    text = gold().text or ""
    document, extraction = reading(text)
    shifted = "\u200b\u200b" + text
    assert {(m.start, m.end) for m in found_marks(shifted, document, extraction)} == {
        (m.start + 2, m.end + 2) for m in found_marks(text, document, extraction)
    }


def test_words_are_placed_at_the_nearest_place() -> None:
    assert place("no no no", "no", near=4) == Span(start=3, end=5)
    assert place("no no no", "", near=4) is None
    assert place("yes", "no", near=99) is None
    assert place("yes", "yes", near=-5) == Span(start=0, end=3)
