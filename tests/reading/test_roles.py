from __future__ import annotations

import pytest

from retold.document import Role
from retold.reading import shapes
from retold.reading.lines import Line
from retold.reading.roles import label


def roles(text: str) -> list[str]:
    return [line.role.value for line in label([Line(text=t) for t in text.split("\n")]) if line.role]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("by Ann de la Tour", "Ann de la Tour"),
        ("Ann Lee by Ann Lee", "Ann Lee"),
        ("Written by Ann Lee | 3 May", "Ann Lee"),
        ("Film review by Ann Lee", "Ann Lee"),
        ("TELEVISION | By Ann Lee | May 3, 2021", "Ann Lee"),
        ("By Ann Lee and Bo Dun", "Ann Lee and Bo Dun"),
        ("Ann Lee, Community Reporter", "Ann Lee"),
        ("Author: Ann Lee", "Ann Lee"),
        ("By Ann Lee Updated Oct 8, 2023", "Ann Lee"),
        ("By the time Ann Lee arrived", None),
        ("Written by Ann Lee and directed by Bo Dun.", None),
        ("The Ferry by Ann Lee", None),
        ("Ann Lee", None),
    ],
)
def test_bylines(line: str, name: str | None):
    assert shapes.byline_name(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2021",
        "3 May 2021",
        "2021-05-03",
        "02 Ago 2017",
        "Updated 7.7.2025",
        "Published 23 December 2023",
        "Dec 3, 2024, 9:30am EST",
        "Sunday, December 24, 2023",
        "May 3, 2021 — 5.30am",
        "3 days ago",
    ],
)
def test_dates(line: str):
    assert shapes.is_date(line)


@pytest.mark.parametrize("line", ["1984", "8 Mile", "Chapter 3", "Fahrenheit 451", "In May 2021 it closed."])
def test_titles_are_no_dates(line: str):
    assert not shapes.is_date(line)


@pytest.mark.parametrize(
    "line",
    [
        "Rating: 4.5 out of 5.",
        "★★★½",
        "⭐⭐⭐⭐",
        "8/10",
        "Grade: B+",
        "4 out of 5 stars",
        "ONE DAY ★★★★",
        "Score: 84/100",
    ],
)
def test_ratings(line: str):
    assert shapes.is_rating(line)


@pytest.mark.parametrize("line", ["Rated PG-13", "Four Stars and a Moon", "Score by Ann Lee", "50/50"])
def test_no_ratings(line: str):
    assert not shapes.is_rating(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Bo Dun",
        "Photo Courtesy of Larkfield Pictures",
        "(Image credit: Larkfield)",
        "Bo Dun/Larkfield",
        "Ann Lee on the quay. Photo: Bo Dun",
        "CAPTION: Ann Lee with her mother.",
    ],
)
def test_photo_credits(line: str):
    assert shapes.is_photo_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Director: Ann Lee",
        "Directed by Ann Lee",
        "Cast: Ann Lee, Bo Dun",
        "Where to watch: Cinebox",
        "Running time | 90",
    ],
)
def test_credits(line: str):
    assert shapes.is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related Posts",
        "MORE FROM AWARDS",
        "READ NEXT",
        "Most Read",
        "COMMENTS (31)",
        "6 REPLIES",
        "Leggi anche",
    ],
)
def test_headings_of_other_articles(line: str):
    assert shapes.is_related_heading(line)


@pytest.mark.parametrize(
    "line", ["The Next Day", "More Than a Woman", "Reading Comprehension", "The Latest Show on Earth"]
)
def test_titles_are_no_headings_of_other_articles(line: str):
    assert not shapes.is_related_heading(line)


PROSE = "The Ferry is a film by Ann Lee, from the novel by Tom Orr, and it was shot in Bergen in one winter."


def test_known_roles_stay():
    lines = label([Line(text="Related posts", role=Role.CAPTION), Line(text=PROSE, role=Role.QUOTE)])
    assert [line.role for line in lines] == [Role.CAPTION, Role.QUOTE]


def test_short_lines_of_a_text_without_menus_are_body():
    assert roles("Channel One\n8.00 The Archivist\n9.00 Silent Quay") == ["body", "body", "body"]


def test_the_article_goes_on_after_a_list_of_links():
    menu = "Home\nFilm\nSearch\nLog in\n"
    text = f"{menu}The Ferry Sails Again\nBy Ann Lee\n{PROSE}\nRelated\nTen films about ferries\n{PROSE}"
    assert roles(text)[4:] == ["title", "byline", "body", "related", "related", "body"]


def test_comments_never_turn_into_the_article():
    menu = "Home\nFilm\nSearch\nLog in\n"
    comment = f"harbour_light: {PROSE}"
    text = f"{menu}The Ferry Sails Again\nBy Ann Lee\n{PROSE}\nCOMMENTS (2)\n{comment}\nbo: {PROSE}"
    assert roles(text)[7:] == ["related", "related", "related"]


def test_what_the_page_says_about_its_author_is_navigation():
    menu = "Home\nFilm\nSearch\nLog in\n"
    head = f"{menu}The Ferry Sails Again\nBy Ann Lee\n{PROSE}"
    text = f"{head}\nAnn Lee is a film critic in Bergen who was there."
    assert roles(text)[-1] == "navigation"
