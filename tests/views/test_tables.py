"""The table of facts, as the csv module reads it back."""

from __future__ import annotations

import csv
import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from listed_view import ListedView, entity
from retold.claims import Status
from retold.views.tables import COLUMNS, write_csv

film = entity("Film", "The Glass Orchard")
bo = entity("Person", "Bo Reyes")
mia = entity("Character", "Mia")


def rows(listed: ListedView) -> list[dict[str, str]]:
    out = io.BytesIO()
    count = write_csv(listed.view, out)
    found = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    assert len(found) == count
    return found


def test_each_fact_is_a_line() -> None:
    listed = ListedView()
    notes, page = listed.document("notes.txt"), listed.document("page.html")
    fact = listed.say(
        mia, "portrayed_by", bo, within=film, qualifiers={"part": "lead"}, documents=[notes, page]
    )
    assert rows(listed) == [
        {
            "fact": fact.id,
            "subject_id": mia.id,
            "subject_kind": "Character",
            "subject": "Mia",
            "relation": "portrayed_by",
            "object_id": bo.id,
            "object_kind": "Person",
            "object": "Bo Reyes",
            "in_id": film.id,
            "in": "The Glass Orchard",
            "qualifiers": "part=lead",
            "status": "stated",
            "confidence": "0.75",
            "documents": "2",
            "claims": "; ".join(fact.claims),
        }
    ]


def test_a_value_has_neither_id_nor_kind_and_a_plan_is_called_one() -> None:
    listed = ListedView()
    listed.say(film, "released", "2026", documents=[listed.document("notes.txt")], status=Status.PLANNED)
    (row,) = rows(listed)
    assert [row[column] for column in ("object_id", "object_kind", "object", "status")] == [
        "",
        "",
        "2026",
        "planned",
    ]


def test_no_cell_begins_like_a_formula() -> None:
    listed = ListedView()
    notes = listed.document("notes.txt")
    for value in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1+1", "\u200b=1", "＝1"):
        listed.say(film, "genre", value, documents=[notes])
    listed.say(film, "genre", "sci-fi", documents=[notes])
    assert {row["object"] for row in rows(listed)} == {
        "'=1+1",
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'\tx",
        "'\rx",
        "'\nx",
        "' =1+1",
        "'\u200b=1",
        "'＝1",
        "sci-fi",
    }


@given(words=st.text(st.characters(), max_size=20))
def test_whatever_the_words_a_row_has_every_column_and_the_words_without_controls(words: str) -> None:
    listed = ListedView()
    listed.say(entity("Film", words), "genre", f"drama{words}", documents=[listed.document("notes.txt")])
    (row,) = rows(listed)
    assert tuple(row) == COLUMNS
    shown = "".join(
        "\ufffd" if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\r" else c for c in words
    )
    assert row["object"] == f"drama{shown}"
    assert row["subject"].removeprefix("'") == shown.removeprefix("'")
