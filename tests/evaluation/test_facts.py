from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from retold.corpus import parse_corpus
from retold.document import Span
from retold.errors import UsageError
from retold.evaluation import Answer, Evaluation, Mistake, Quotation, Score, Verdict, evaluate
from retold.gold import Gold, gold_of, read_gold

SHARED = Path(__file__).parents[3] / "shared"
SCRIPT = SHARED / "tools" / "score_facts.py"

GOLD_TEXT = """#doc z-orchard
[[f1|The Glass Orchard]] by [[d1|Mara Quill]] is taken from [[n1~|a novel]] of [[d1|Quill]]'s friend
[[w1|Ines Faber]]. [[a1|Bo Lind]] plays [[c1|Iris]]. It opened on [[=2021-03-05|March 5, 2021]].
#entities
f1 Film
d1 Person
n1 Novel
w1 Person
a1 Person
c1 Character
#facts
f1 director d1
f1 released =2021-03-05
f1 based_on n1
n1 author w1
c1 portrayed_by a1 in f1
#not n1 author d1
#end
"""

FILM = {"id": "1", "kind": "Film", "names": ["The Glass Orchard"]}
NOVEL = {"id": "2", "kind": "Novel", "names": []}
MARA = {"id": "3", "kind": "Person", "names": ["Mara Quill"]}
INES = {"id": "4", "kind": "Person", "names": ["Ines Faber"]}
BO = {"id": "5", "kind": "Person", "names": ["Bo Lind"]}
IRIS = {"id": "6", "kind": "Character", "names": ["Iris"]}


def claim(
    subject: dict[str, Any], relation: str, target: dict[str, Any] | str, **more: Any
) -> dict[str, Any]:
    return {
        "document": "somewhere/z-orchard.txt",
        "subject": subject,
        "relation": relation,
        "object": {"value": target} if isinstance(target, str) else target,
        **more,
    }


def score(*claims: dict[str, Any]) -> Evaluation:
    return evaluate(map(gold_of, parse_corpus(GOLD_TEXT)), claims)


def test_all_facts_found_is_a_full_score() -> None:
    result = score(
        claim(FILM, "director", MARA),
        claim(FILM, "released", "2021-03-05"),
        claim(FILM, "based_on", NOVEL),
        claim(NOVEL, "author", INES),
        claim(IRIS, "portrayed_by", BO, **{"in": FILM}),
    )
    assert result.total == Score(right=5)
    assert (result.total.precision, result.total.recall, result.total.f1) == (1.0, 1.0, 1.0)
    assert result.mistakes == ()


def test_no_claims_is_a_score_of_nothing() -> None:
    result = score()
    assert result.total == Score(missed=5)
    assert (result.total.precision, result.total.recall, result.total.f1) == (0.0, 0.0, 0.0)


def test_a_wrong_answer_costs_precision_and_is_told() -> None:
    result = score(claim(FILM, "director", INES), claim(FILM, "director", MARA))
    assert result.total == Score(right=1, wrong=1, missed=4)
    assert result.relations["director"] == Score(right=1, wrong=1)
    assert result.mistakes[0] == Mistake(
        document="z-orchard",
        missed=False,
        subject="The Glass Orchard",
        relation="director",
        object="Ines Faber",
    )


def test_a_trap_is_counted() -> None:
    result = score(claim(FILM, "based_on", NOVEL), claim(NOVEL, "author", MARA))
    assert (result.traps, result.trapped) == (1, 1)
    assert [mistake.trap for mistake in result.mistakes if not mistake.missed] == [True]


@pytest.mark.parametrize("status", ["denied", "rumoured"])
def test_what_the_document_denies_is_no_answer(status: str) -> None:
    assert score(claim(FILM, "director", INES, status=status)).total == Score(missed=5)


def test_a_part_of_a_persons_name_suffices() -> None:
    quill = {"id": "9", "kind": "Person", "names": ["Quill"]}
    assert score(claim(FILM, "director", quill)).total.right == 1


def test_a_coarser_date_agrees() -> None:
    assert score(claim(FILM, "released", "2021")).total.right == 1
    assert score(claim(FILM, "released", "2021-04")).total.wrong == 1


def test_a_casting_needs_its_work() -> None:
    other = {"id": "7", "kind": "Series", "names": ["Tidewatch"]}
    result = score(claim(IRIS, "portrayed_by", BO, **{"in": other}))
    assert result.total == Score(wrong=1, missed=5)


def test_claims_of_unknown_documents_are_strays() -> None:
    result = score({**claim(FILM, "director", MARA), "document": "elsewhere.txt"})
    assert result.strays == ("elsewhere",)
    assert result.total == Score(missed=5)


def test_json_holds_every_figure() -> None:
    record = score(claim(FILM, "director", MARA, confidence=0.8)).to_json()
    assert {key: record[key] for key in record if key not in {"calibration", "thresholds"}} == {
        "documents": 1,
        "precision": 1.0,
        "recall": 0.2,
        "f1": pytest.approx(1 / 3),
        "right": 1,
        "wrong": 0,
        "missed": 4,
        "traps": 1,
        "trapped": 0,
        "trap_rate": 0.0,
        "relations": {
            relation: {
                "precision": float(found),
                "recall": float(found),
                "f1": float(found),
                "right": found,
                "wrong": 0,
                "missed": 1 - found,
                "gold": 1,
            }
            for relation, found in [
                ("author", 0),
                ("based_on", 0),
                ("director", 1),
                ("portrayed_by", 0),
                ("released", 0),
            ]
        },
        "strays": [],
    }
    assert record["calibration"]["expected_error"] == pytest.approx(0.2)
    assert record["calibration"]["bins"][4] == {
        "from": 0.8,
        "to": 0.9,
        "answers": 1,
        "right": 1.0,
        "confidence": 0.8,
    }
    assert [(item["confidence"], item["right"], item["missed"]) for item in record["thresholds"]] == [
        *((least, 1, 4) for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)),
        (0.9, 0, 5),
    ]


def test_the_trap_rate_is_the_share_of_traps_that_are_claimed() -> None:
    result = score(claim(FILM, "based_on", NOVEL), claim(NOVEL, "author", MARA))
    assert (result.trap_rate, result.to_json()["trap_rate"]) == (1.0, 1.0)


def test_a_fact_claimed_twice_is_as_sure_as_the_surest_claim() -> None:
    result = score(
        claim(FILM, "director", MARA, confidence=0.75, evidence=[{"start": 26, "end": 36, "quote": "Mara"}]),
        claim(FILM, "director", MARA, confidence=0.55, evidence=[{"start": 3, "end": 9, "quote": "The"}]),
    )
    (answer,) = (answer for answer in result.answers if answer.verdict is Verdict.RIGHT)
    assert answer == Answer(
        document="z-orchard",
        verdict=Verdict.RIGHT,
        subject="The Glass Orchard",
        relation="director",
        object="Mara Quill",
        confidence=0.75,
        quotations=(
            Quotation(span=Span(start=3, end=9), quote="The"),
            Quotation(span=Span(start=26, end=36), quote="Mara"),
        ),
    )
    assert [item.answers for item in result.calibration.bins] == [0, 0, 0, 1, 0, 0]


def test_a_claim_that_gives_no_confidence_counts_as_certain() -> None:
    unsure = [claim(FILM, "director", INES, confidence=given) for given in ("high", None, float("nan"))]
    for item in unsure:
        result = score(claim(FILM, "director", MARA), item)
        assert result.calibration.bins[-1].answers == 2
        assert result.calibration.bins[-1].right == 0.5


@pytest.mark.parametrize("evidence", [None, "words", [{"quote": "words"}], ["words"], [{"start": "1"}]])
def test_evidence_that_says_no_place_is_passed_over(evidence: object) -> None:
    result = score(claim(FILM, "director", MARA, evidence=evidence))
    assert [answer.quotations for answer in result.answers if answer.verdict is Verdict.RIGHT] == [()]


def test_a_missed_fact_shows_where_its_object_is_marked() -> None:
    (answer,) = (a for a in score().answers if a.relation == "director")
    assert answer.verdict is Verdict.MISSED
    assert [item.quote for item in answer.quotations] == ["Mara Quill", "Quill"]
    (date,) = (a for a in score().answers if a.relation == "released")
    assert [item.quote for item in date.quotations] == ["March 5, 2021"]


def test_gold_json_knows_optional_facts_and_its_text(tmp_path: Path) -> None:
    record = {
        "id": "page",
        "text_file": "page.txt",
        "entities": [
            {"id": "e1", "type": "Film", "names": ["The Glass Orchard"]},
            {"id": "e2", "type": "Person", "names": ["Mara Quill"]},
            {"id": "e3", "type": "Organization", "names": ["Lantern"]},
        ],
        "facts": [
            {"s": "e1", "p": "director", "o": "e2"},
            {"s": "e1", "p": "genre", "o": {"value": "drama"}, "where": "related"},
        ],
        "optional": [{"s": "e1", "p": "distributor", "o": "e3"}],
        "not_facts": [{"s": "e1", "p": "producer", "o": "e2"}],
    }
    (tmp_path / "page.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "page.txt").write_text("The text.", encoding="utf-8")
    (gold,) = read_gold([tmp_path])
    assert gold.facts == {("e1", "director", "e2")}
    assert gold.optional == {("e1", "genre", "=drama"), ("e1", "distributor", "e3")}
    assert gold.traps == {("e1", "producer", "e2")}
    assert gold.text == "The text."
    lantern = {"id": "8", "kind": "Organization", "names": ["Lantern"]}
    answers = [claim(FILM, "distributor", lantern), claim(FILM, "genre", "dark drama")]
    result = evaluate([gold], [{**answer, "document": "page"} for answer in answers])
    assert result.total == Score(missed=1)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("gone.json", None, "no such file"),
        ("bad.json", "{", "not a gold file"),
        ("bad.json", '{"id": "a"}', "not a gold file (KeyError: 'entities')"),
        ("bad.json", "[]", "not a gold file"),
        ("bad.txt", "plain", "no annotated document"),
    ],
)
def test_gold_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, content: str | None, complaint: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=name) as caught:
        list(read_gold([tmp_path / name]))
    assert complaint in str(caught.value)


def test_an_empty_folder_holds_no_gold(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold in this folder"):
        list(read_gold([tmp_path]))


def _answers(gold: Gold) -> Iterable[dict[str, Any]]:
    """Claims as an imperfect reader would make them: some wrong, some missing, names shortened."""
    entities = list(gold.entities)

    def entity(ident: str) -> dict[str, Any]:
        known = gold.entities[ident]
        names = [name.split()[-1] if len(ident) % 2 else name.upper() for name in known.names]
        return {"id": f"x-{ident}", "kind": known.kind, "names": names}

    for number, (subject, relation, target) in enumerate(sorted(gold.facts | gold.optional | gold.traps)):
        if number % 5 == 0:
            continue
        if number % 7 == 0 and not target.startswith("="):
            target = entities[number % len(entities)]
        record: dict[str, Any] = {"document": f"pages/{gold.id}.txt", "subject": entity(subject)}
        record["relation"] = relation
        record["object"] = {"value": target[1:4]} if target.startswith("=") else entity(target)
        if relation == "portrayed_by":
            record["in"] = entity(entities[number % 3])
        record["status"] = "denied" if number % 11 == 0 else "stated"
        yield record


@pytest.mark.skipif(not SCRIPT.exists(), reason="the shared scoring script is not here")
@pytest.mark.parametrize("pattern", ["corpus/*-01.txt", "gold-dev/*.json"])
def test_the_figures_agree_with_the_scoring_script(tmp_path: Path, pattern: str) -> None:
    paths = sorted(SHARED.glob(pattern))
    gold = list(read_gold(paths))
    claims = [record for document in gold for record in _answers(document)]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in claims), encoding="utf-8")
    arguments = [sys.executable, SCRIPT, *paths, "--claims", path, "--json"]
    answer = subprocess.run(arguments, capture_output=True, check=True, text=True)
    expected = json.loads(answer.stdout)
    found = evaluate(gold, claims).to_json()
    assert expected["wrong"] > 0
    assert {key: found[key] for key in expected if key != "relations"} == {
        key: expected[key] for key in expected if key != "relations"
    }
    for relation, figures in expected["relations"].items():
        assert {key: found["relations"][relation][key] for key in figures} == figures
