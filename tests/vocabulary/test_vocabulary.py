from __future__ import annotations

from pathlib import Path

import pytest

from retold.errors import VocabularyError
from retold.vocabulary import Relation, Vocabulary, default_vocabulary, load_vocabulary

KIND = 'kinds:\n  Zine: {color: "#123456", schema: Book}\n'
RELATION = "relations:\n  edited_by:\n    inverse_label: edited\n    domain: Work\n    range: Person\n"


def load(folder: Path, *texts: str) -> Vocabulary:
    files = []
    for number, text in enumerate(texts, start=1):
        files.append(folder / f"mine{number}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return load_vocabulary(files)


def fault(folder: Path, text: str) -> str:
    """Return what is said of the file, from the line on."""
    with pytest.raises(VocabularyError) as caught:
        load(folder, text)
    path = str(folder / "mine1.yaml")
    assert caught.value.path == path
    return str(caught.value).removeprefix(path).removeprefix(", ")


def test_a_file_may_add_kinds_and_relations(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, KIND + RELATION)
    assert list(vocabulary.kinds)[-1] == "Zine"
    assert list(vocabulary.relations)[-1] == "edited_by"
    assert len(vocabulary.kinds) == len(default_vocabulary().kinds) + 1


def test_labels_and_inverses_come_from_the_name_where_none_is_given(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, KIND + RELATION)
    zine = vocabulary.kinds["Zine"]
    assert (zine.label, zine.plural, zine.parent, zine.wikidata) == ("zine", "zines", None, None)
    assert vocabulary.relations["edited_by"] == Relation(
        name="edited_by",
        label="edited by",
        inverse="edited_by_of",
        inverse_label="edited",
        domain=("Work",),
        range=("Person",),
    )


def test_a_file_may_redefine_what_is_built_in(tmp_path: Path) -> None:
    vocabulary = load(
        tmp_path, 'kinds:\n  Film: {label: movie, parent: Work, color: "#000000", schema: Movie}\n'
    )
    assert vocabulary.kinds["Film"].label == "movie"
    assert vocabulary.kinds["Film"].wikidata is None
    assert list(vocabulary.kinds) == list(default_vocabulary().kinds)


def test_a_later_file_redefines_and_builds_on_an_earlier_one(tmp_path: Path) -> None:
    vocabulary = load(
        tmp_path,
        KIND,
        'kinds:\n  Zine: {label: fanzine, parent: Work, color: "#654321", schema: Book}\n'
        "relations:\n  in_zine: {inverse_label: holds, domain: ShortStory, range: Zine}\n",
    )
    assert vocabulary.kinds["Zine"].label == "fanzine"
    assert vocabulary.is_work("Zine")
    assert vocabulary.allows("in_zine", "ShortStory", "Zine")


def test_no_extra_files_give_the_built_in_vocabulary() -> None:
    assert load_vocabulary() == default_vocabulary()


def test_a_new_kind_of_work_can_stand_wherever_works_can(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, 'kinds:\n  Ballet: {parent: Work, color: "#123456", schema: Play}\n')
    assert vocabulary.is_work("Ballet")
    assert vocabulary.allows("based_on", "Ballet", "Novel")
    assert vocabulary.allows("award", "Ballet", "Award")


@pytest.mark.parametrize(
    ("relation", "subject", "target"),
    [
        ("based_on", "Film", "Novel"),
        ("director", "Film", "Person"),
        ("award", "Person", "Award"),
        ("award", "Film", "Award"),
        ("portrayed_by", "Character", "Person"),
        ("released", "Film", None),
    ],
)
def test_what_the_vocabulary_allows(relation: str, subject: str, target: str | None) -> None:
    assert default_vocabulary().allows(relation, subject, target)


@pytest.mark.parametrize(
    ("relation", "subject", "target"),
    [
        ("based_on", "Film", "Person"),
        ("based_on", "Person", "Novel"),
        ("based_on", "Film", None),
        ("director", "Character", "Person"),
        ("award", "Organization", "Award"),
        ("released", "Film", "Person"),
        ("released", "Person", None),
        ("painted_by", "Film", "Person"),
        ("director", "Nonsense", "Person"),
    ],
)
def test_what_the_vocabulary_does_not_allow(relation: str, subject: str, target: str | None) -> None:
    assert not default_vocabulary().allows(relation, subject, target)


def test_works_are_the_kinds_whose_parent_says_so() -> None:
    works = "Audio Comic Film Game NonFictionBook Novel OtherWork Play Series ShortStory"
    assert sorted(default_vocabulary().works) == works.split()
    assert not default_vocabulary().is_work("Person")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'kinds:\n  Zine:\n    color: "#123456"\n    schema: Book\n    colour: red\n',
            "line 5: kind Zine: unknown field 'colour'",
        ),
        (
            RELATION + "    domian: Work\n",
            "line 6: relation edited_by: unknown field 'domian'",
        ),
        (
            KIND + '  Zine: {color: "#123456", schema: Book}\n',
            "line 3: kinds: 'Zine' is given twice",
        ),
        (
            RELATION + "  edited_by: {}\n",
            "line 6: relations: 'edited_by' is given twice",
        ),
        (
            "kinds:\n  Zine:\n    schema: Book\n    color: red\n",
            "line 4: kind Zine: color is 'red', which does not look like #[0-9a-f]{6}",
        ),
        (
            "kinds:\n  Zine:\n    schema: Book\n",
            "line 3: kind Zine: color is missing",
        ),
        (
            RELATION.replace("domain: Work", "domain: [Film, Zine]"),
            "line 4: relation edited_by: domain names 'Zine', which is not declared",
        ),
        (
            RELATION.replace("range: Person", "range: People"),
            "line 5: relation edited_by: range names 'People', which is not declared",
        ),
        (
            RELATION + "    literal: date\n",
            "line 3: relation edited_by: give either a range of kinds or a literal, not both and not neither",
        ),
        (
            RELATION.replace("    range: Person\n", ""),
            "line 3: relation edited_by: give either a range of kinds or a literal, not both and not neither",
        ),
        (
            RELATION.replace("    domain: Work\n", ""),
            "line 3: relation edited_by: domain is missing",
        ),
        (
            RELATION.replace("range: Person", "literal: colour"),
            "line 5: relation edited_by: literal is 'colour', "
            "which does not look like date|rating|number|text",
        ),
        (
            RELATION + "    many: sometimes\n",
            "line 6: relation edited_by: many must be true or false",
        ),
        (
            RELATION + "    phrases: [[a]]\n",
            "line 6: relation edited_by: phrases must be a text or a list of texts",
        ),
        (
            RELATION + "    wikidata: Q5\n",
            "line 6: relation edited_by: wikidata is 'Q5', which does not look like P[1-9]\\d*",
        ),
        (
            "kinds:\n  Zine: []\n",
            "line 2: kind Zine: a mapping of names was expected",
        ),
        (
            "kinds:\n  Zine issue: {}\n",
            "line 2: kinds: a name must be letters, digits and underscores",
        ),
        ("things:\n  Zine: {}\n", "line 2: unknown section 'things'; use kinds or relations"),
        ("- kinds\n", "line 1: the file: a mapping of names was expected"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    assert fault(tmp_path, text) == said


def test_what_is_not_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    assert fault(tmp_path, 'kinds:\n  Zine: {color: "#123456"\n  Other: x\n').startswith("line 3: not YAML: ")


def test_yaml_cannot_make_objects(tmp_path: Path) -> None:
    said = fault(tmp_path, "kinds: !!python/object/apply:os.getcwd []\n")
    assert said == "line 1: kinds: a mapping of names was expected"


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path, "") == ": the file: a mapping of names was expected"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary([path])
    assert str(caught.value) == f"{path}: cannot be read: No such file or directory"
    assert caught.value.line is None


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "binary.yaml"
    path.write_bytes(b"\xff\xfe\x00kinds")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary([path])
    assert str(caught.value) == f"{path}: is not text in UTF-8; a vocabulary is a YAML file"
